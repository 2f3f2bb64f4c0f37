"""What the procedure asks of a change, office by office, and whether it is there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set

from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.history.kinds import Kind
from quanli.history.procedure import ROLES, STATEMENTS, Procedure
from quanli.review.changed import FileReview, kinds_in_order

CHANGE_UNSTATED = Rule(
    "CHANGE_UNSTATED", "error",
    zh="没有写明{label}（{key}）", en="{key} ({label_en}) is not stated",
    hint_zh="用 quanli propose 重新提出，写明{label}", hint_en="propose it anew with quanli propose, and say it",
)
CHANGE_INCOMPLETE = Rule(
    "CHANGE_INCOMPLETE", "error",
    zh="{what_zh}", en="{what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)


@frozen
class Demand:
    """One thing that the procedure asks: a statement or an approval; ``problem`` says why it is not met."""

    name: str
    office: str
    kinds: tuple[Kind, ...]
    """The kinds of change that ask for it."""
    given: str = ""
    problem: Problem | None = None
    change: str = ""
    """The id of the change of which it is asked."""


def unsaid(procedure: Procedure, kinds: Set[Kind], said: Mapping[str, str]) -> Iterator[Problem]:
    """Name what a change of these kinds must say and does not."""
    yield from (one.problem for one in stated(procedure, kinds, said) if one.problem)


def stated(procedure: Procedure, kinds: Set[Kind], said: Mapping[str, str]) -> list[Demand]:
    """Judge what a change of these kinds must say."""
    return [_stated(name, tuple(of), said) for name, of in asking(procedure, kinds, "say")]


def asking(procedure: Procedure, kinds: Set[Kind], part: str) -> Iterator[tuple[str, list[Kind]]]:
    """Give what is asked, in the order of the procedure, with the kinds that ask for it."""
    for name in STATEMENTS if part == "say" else ROLES:
        of = [k for k in kinds_in_order(frozenset(kinds)) if name in getattr(procedure.chains[k], part)]
        if of:
            yield name, of


def _stated(name: str, kinds: tuple[Kind, ...], said: Mapping[str, str]) -> Demand:
    given = said.get(name, "")
    if given and (name != "Effective-On" or _is_day(given)):
        return Demand(name, "", kinds, given)
    term = STATEMENTS[name]
    return Demand(
        name, "", kinds, "", CHANGE_UNSTATED.at("", key=name, label=term.zh, label_en=term.en)
    )


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def incomplete(files: Sequence[FileReview]) -> Iterator[Problem]:
    """Name what a change of its kind must bring with it: both charts of a flow, the new standard of discretion."""
    for file in files:
        power = file.after
        if not isinstance(power, Power):
            continue
        flows = power.flows
        if "flow" in file.kinds and not (flows and flows.external and flows.internal):
            yield CHANGE_INCOMPLETE.at(
                file.path,
                ("flows",),
                what_zh="变更流程须同时给出新的外部、内部流程图",
                what_en="a change of the flow comes with both new charts, external and internal",
                hint_zh="补上 flows.external 和 flows.internal",
                hint_en="add flows.external and flows.internal",
            )
        if "discretion" in file.kinds and not (power.discretion and power.discretion.tiers):
            yield CHANGE_INCOMPLETE.at(
                file.path,
                ("discretion",),
                what_zh="变更裁量基准须给出新的标准",
                what_en="a change of the discretion benchmark comes with the new standard",
                hint_zh="补上 discretion.tiers",
                hint_en="add discretion.tiers",
            )
