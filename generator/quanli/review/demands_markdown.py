"""What the procedure asks, in Markdown: what is wrong, what is said, and for each office the chain of those who sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quanli.approval.statement import STATEMENTS
from quanli.errors import Language, Problem
from quanli.history.founding import ROLES
from quanli.history.kinds import KINDS
from quanli.review.changed import kinds_in_order
from quanli.review.demands import Demand
from quanli.review.harmless import harmless
from quanli.review.next_steps import office_called
from quanli.review.review import Review

_FEW = 10
"""Faults of one kind that are listed one by one."""


def demands_markdown(review: Review, language: Language) -> Iterator[str]:
    """Write a line for each fault and each statement, and one for each office with the steps of its chain in their order."""
    told = Counter[str]()
    for fault in review.faults:
        told[fault.code] += 1
        if told[fault.code] <= _FEW:
            yield f"- ❌ {problem_said(fault, language)}"
    for code, count in told.items():
        if count > _FEW:
            yield f"- ❌ `{code}` 另有 {count - _FEW} 处同样的问题" if language == "zh" else f"- ❌ `{code}` {count - _FEW} more like these"
    for demand in review.demands:
        if demand.name in STATEMENTS:
            said = harmless(demand.given) if demand.problem is None else problem_said(demand.problem, language)
            yield f"- {_mark(demand)} {_label(demand, language)} `{demand.name}` · {_kinds([demand], language)}：{said}"
    chains: dict[tuple[str, str], list[Demand]] = {}
    for demand in review.demands:
        if demand.name not in STATEMENTS:
            chains.setdefault((demand.office, demand.change), []).append(demand)
    for (office, change), chain in chains.items():
        yield from _chain(office_called(office, review.offices, language), change, chain, language)
    yield ""


def _chain(office: str, change: str, chain: Sequence[Demand], language: Language) -> Iterator[str]:
    of = f" `{change}`" if change else ""
    steps = " → ".join(f"{_mark(one)} {_label(one, language)}{f'（{harmless(one.given)}）' if one.given else ''}" for one in chain)
    yield f"- {harmless(office)}{of} · {_kinds(chain, language)}：{steps}"
    told = set[str]()
    for one in chain:
        if one.problem and one.problem.code not in told:
            told.add(one.problem.code)
            yield f"  - {problem_said(one.problem, language)}"


def problem_said(problem: Problem, language: Language) -> str:
    """Say a problem with its code and what to do."""
    hint = problem.hint(language)
    return f"`{problem.code}` {harmless(problem.message(language) + (f'（{hint}）' if hint else ''))}"


def _mark(demand: Demand) -> str:
    return "✅" if demand.problem is None else "❌"


def _label(demand: Demand, language: Language) -> str:
    term = demand.called or STATEMENTS.get(demand.name) or ROLES.get(demand.name)
    return (term.zh if language == "zh" else term.en) if term else harmless(demand.name)


def _kinds(demands: Sequence[Demand], language: Language) -> str:
    kinds = kinds_in_order(frozenset(kind for demand in demands for kind in demand.kinds))
    return "、".join(KINDS[kind].zh for kind in kinds) if language == "zh" else ", ".join(KINDS[kind].en for kind in kinds)
