"""What is to be done next on a change: the first line that a reviewer reads below the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quanli.approval.statement import STATEMENTS
from quanli.errors import Language
from quanli.history.founding import ROLES
from quanli.review.demands import Demand
from quanli.review.harmless import harmless
from quanli.review.review import Review

_EVERYWHERE = {"site": ("全站", "the whole site")}


def next_steps(review: Review, language: Language) -> Iterator[str]:
    """Say in the order in which they are done: what is to be mended, what is to be written, who signs next for which office."""
    zh = language == "zh"
    errors = sum(one.severity == "error" for one in review.problems.new)
    if errors:
        yield f"改正新出现的 {errors} 个错误（见下面“新出现的问题”）。" if zh else f"Mend the {errors} new errors (see “New problems” below)."
    missing = [one for one in review.demands if one.problem is not None]
    unsaid = harmless(("、" if zh else ", ").join(dict.fromkeys(_label(one, language) for one in missing if one.name in STATEMENTS)))
    if missing and not review.changes:
        what = (f"，写明{unsaid}" if zh else f" and state: {unsaid}") if unsaid else ""
        yield f"用 quanli propose 提出变更{what}。" if zh else f"Propose the change with quanli propose{what}."
    else:
        if review.faults:
            yield f"处理“程序要求”中列出的 {len(review.faults)} 处问题。" if zh else f"Deal with the {len(review.faults)} faults listed under “What the procedure asks”."
        if unsaid:
            yield f"写明{unsaid}。" if zh else f"State: {unsaid}."
    first: dict[str, Demand] = {}
    for one in missing:
        if one.name not in STATEMENTS:
            first.setdefault(one.office, one)
    for office, one in first.items():
        where = harmless(office_called(office, review.offices, language))
        yield f"请{where}的“{harmless(_label(one, language))}”环节审阅并签署。" if zh else f"Next to review and sign for {where}: {harmless(_label(one, language))}."
    if review.met:
        yield "可以并入。" if zh else "It may be merged."


def office_called(office: str, names: Mapping[str, str], language: Language) -> str:
    """Give the name of an office, or what stands for all of them."""
    zh, en = _EVERYWHERE.get(office, ("", ""))
    return names.get(office) or (zh if language == "zh" else en) or office


def _label(demand: Demand, language: Language) -> str:
    term = demand.called or STATEMENTS.get(demand.name) or ROLES.get(demand.name)
    return (term.zh if language == "zh" else term.en) if term else demand.name
