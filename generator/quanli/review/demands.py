"""What the procedure asks of a change, office by office, and whether it is there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from quanli.approval.statement import STATEMENTS
from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.history.founding import TRIGGERS
from quanli.history.kinds import Kind
from quanli.history.procedure import Procedure
from quanli.records.fields import Term
from quanli.review.adjusted import check_adjusts, check_charts
from quanli.review.changed import SITE, FileReview, kinds_in_order

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

TRIGGER_UNKNOWN = Rule(
    "TRIGGER_UNKNOWN", "error",
    zh="变更事由“{text}”不在清单里", en='"{text}" is none of the triggers of a change',
    hint_zh="写其中一个或几个：{allowed}", hint_en="write one or several of: {allowed}",
    follows="扬州公积金中心制度第十二条、盐城食药监局制度第十三条：依据修改或者废止、客观情况发生重大变化的，变更权力事项",
)

_SHOWN = 60


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
    called: Term | None = None
    """What a role is called in the office."""


def unsaid(procedure: Procedure, files: Sequence[FileReview], said: Mapping[str, str]) -> Iterator[Problem]:
    """Name what a change of these files must say and does not, or says otherwise than it is."""
    yield from (one.problem for one in stated(procedure, files, said) if one.problem)


def stated(procedure: Procedure, files: Sequence[FileReview], said: Mapping[str, str]) -> list[Demand]:
    """Judge what a change of these files must say."""
    found, kinds = [], kinds_by_office(files)
    for name in STATEMENTS:
        of = frozenset(kind for office, some in kinds.items() for kind in some if name in procedure.chain(kind, office).say)
        if of:
            found.append(_stated(name, kinds_in_order(of), said, files))
    return found


def kinds_by_office(files: Iterable[FileReview]) -> dict[str, frozenset[Kind]]:
    """Give the kinds of change that each office has to answer for.

    What has no meaning in law and yet is no mere matter of form is asked for as a correction.
    """
    found: dict[str, frozenset[Kind]] = {}
    for file in files:
        formal = file.before is not None and file.before == file.after
        own = file.kinds or (frozenset() if formal else frozenset[Kind]({"correction"}))
        for office in file.offices or {SITE}:
            found[office] = found.get(office, frozenset()) | own
    return {office: kinds for office, kinds in found.items() if kinds}


def asked(procedure: Procedure, kinds: Collection[Kind], office: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what is asked of changes of some kinds in an office: the trailers to say, and the roles that agree, in their order."""
    chain = procedure.asked(kinds, office)
    return chain.say, chain.approve


def _stated(name: str, kinds: tuple[Kind, ...], said: Mapping[str, str], files: Sequence[FileReview]) -> Demand:
    given, term = said.get(name, ""), STATEMENTS[name]
    if not given:
        return Demand(name, "", kinds, "", CHANGE_UNSTATED.at("", key=name, label=term.zh, label_en=term.en))
    judge = _JUDGED.get(name)
    return Demand(name, "", kinds, given, next(judge(given, files), None) if judge else None)


def _day(text: str, _: Sequence[FileReview]) -> Iterator[Problem]:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        term = STATEMENTS["Effective-On"]
        yield CHANGE_UNSTATED.at("", key="Effective-On", label=term.zh, label_en=term.en)


def _trigger(text: str, _: Sequence[FileReview]) -> Iterator[Problem]:
    for one in re.split(r"[、，,；;\s]+", text.strip("、，,；; ")):
        if one not in TRIGGERS:
            yield TRIGGER_UNKNOWN.at("", text=one[:_SHOWN], allowed="、".join(TRIGGERS))


_JUDGED: Mapping[str, Callable[[str, Sequence[FileReview]], Iterator[Problem]]] = MappingProxyType(
    {"Effective-On": _day, "Trigger": _trigger, "Adjusts": check_adjusts}
)
"""What a statement must be, besides being there."""


def incomplete(files: Sequence[FileReview], said: Mapping[str, str]) -> Iterator[Problem]:
    """Name what a change of its kind must bring with it, file by file."""
    for file in files:
        for kind, check in _BROUGHT:
            if kind in file.kinds:
                yield from check(file, said)


def _both_charts(file: FileReview, said: Mapping[str, str]) -> Iterator[Problem]:
    """D15: 编制和提交新的权力运行流程图（外部、内部）."""
    power = file.after
    if not isinstance(power, Power):
        return
    flows = power.flows
    if flows and flows.external and flows.internal:
        yield from check_charts(file, said.get("Adjusts", ""))
    else:
        yield CHANGE_INCOMPLETE.at(
            file.path,
            ("flows",),
            what_zh="变更流程须同时给出新的外部、内部流程图",
            what_en="a change of the flow comes with both new charts, external and internal",
            hint_zh="补上 flows.external 和 flows.internal",
            hint_en="add flows.external and flows.internal",
        )


def _new_standard(file: FileReview, _: Mapping[str, str]) -> Iterator[Problem]:
    """D16: 编制和提交新的自由裁量标准."""
    power = file.after
    if isinstance(power, Power) and not (power.discretion and power.discretion.tiers):
        yield CHANGE_INCOMPLETE.at(
            file.path,
            ("discretion",),
            what_zh="变更裁量基准须给出新的标准",
            what_en="a change of the discretion benchmark comes with the new standard",
            hint_zh="补上 discretion.tiers",
            hint_en="add discretion.tiers",
        )


_BROUGHT: tuple[tuple[Kind, Callable[[FileReview, Mapping[str, str]], Iterator[Problem]]], ...] = (
    ("flow", _both_charts),
    ("discretion", _new_standard),
)
"""What a kind of change brings with it, a row each."""
