"""What the procedure asks of a change, office by office, and whether it is there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.git.log import read_log
from quanli.git.objects import Objects
from quanli.history.approvals import Claim, standing
from quanli.history.kinds import Kind
from quanli.history.procedure import ROLES, STATEMENTS, Procedure
from quanli.history.record import personal_message
from quanli.history.signatures import commit_signature
from quanli.personal.masking import personal_numbers
from quanli.review.changed import FileReview, kinds_in_order
from quanli.review.revisions import Span, fingerprint, fork_of, governed_between

CHANGE_UNSTATED = Rule(
    "CHANGE_UNSTATED", "error",
    zh="没有写明{label}（{key}）", en="{key} ({label_en}) is not stated",
    hint_zh="在提交说明末尾写“{key}: …”，或用 quanli propose 提交",
    hint_en='end the commit message with "{key}: …", or commit with: quanli propose',
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


@frozen
class Said:
    """What the commits of a change say: statements by trailer, claims of approval, and what their messages must not say."""

    statements: dict[str, str]
    claims: tuple[Claim, ...]
    faults: tuple[Problem, ...] = ()


def read_said(span: Span, objects: Objects) -> Said:
    """Read the trailers of a change's commits, the newest first."""
    statements: dict[str, str] = {}
    claims = []
    faults = []
    known = {name.lower(): name for name in (*STATEMENTS, *ROLES)}
    for commit in read_log(span.folder, span.head, span.base):
        roles = []
        if any(map(personal_numbers, (commit.subject, *(value for _, value in commit.trailers)))):
            faults.append(personal_message(commit.id))
        for key, value in commit.trailers:
            name = known.get(key.lower(), "")
            if name in STATEMENTS and value.strip():
                statements.setdefault(name, value.strip())
            elif name in ROLES and value.strip():
                roles.append((name, value.strip()))
        if roles:
            signature, signed = commit_signature(objects.one(commit.id) or b"")
            fork = fork_of(span.folder, span.base, commit.id)
            then = fingerprint(governed_between(span.folder, fork, commit.id))
            claims += [Claim(role, by, "commit", commit.id, then, signature, signed) for role, by in roles]
    return Said(statements, tuple(claims), tuple(faults))


def demands(
    files: Iterable[FileReview], said: Said, change: str, approvers: bytes, procedure: Procedure
) -> list[Demand]:
    """Judge what is asked: statements once, approvals for each office whose items changed."""
    kinds: dict[str, set[Kind]] = {}
    for file in files:
        for office in file.offices:
            kinds.setdefault(office, set()).update(file.kinds)
    asked = [_stated(name, tuple(of), said) for name, of in asking(procedure, set().union(*kinds.values()), "say")]
    for office in sorted(kinds):
        for role, of in asking(procedure, kinds[office], "approve"):
            found = standing(role, office, said.claims, change, approvers, procedure)
            asked.append(Demand(role, office, tuple(of), found.by, found.problem))
    return asked


def asking(procedure: Procedure, kinds: set[Kind], part: str) -> Iterator[tuple[str, list[Kind]]]:
    """Give what is asked, in the order of the procedure, with the kinds that ask for it."""
    for name in STATEMENTS if part == "say" else ROLES:
        of = [k for k in kinds_in_order(frozenset(kinds)) if name in getattr(procedure.chains[k], part)]
        if of:
            yield name, of


def _stated(name: str, kinds: tuple[Kind, ...], said: Said) -> Demand:
    given = said.statements.get(name, "")
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
