"""Changes of a flow: steps added or removed, and where each step leads, whether it says so or its place does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quanli.catalogue.power import Step
from quanli.frozen import frozen
from quanli.history.change import Change
from quanli.history.naming import Names, called, member_detail
from quanli.history.patch import Members
from quanli.history.scope import Scope

_NOWHERE = ""


@frozen
class _Flow:
    """A flow as a graph: for each step where it leads, in ids of the new version where the step still exists."""

    steps: Mapping[str, Step]
    leads: Mapping[str, str]
    """Step → the one after it, by ``next`` or by its place."""
    branches: Mapping[str, Mapping[str, str]]
    seen_as: Mapping[str, str]

    def name(self, id: str) -> str:  # noqa: A002
        return called(self.steps[id]) if id in self.steps else id or "（无）"


def flow_changes(
    scope: Scope, patch: Members, before: tuple[Step, ...], after: tuple[Step, ...]
) -> Iterator[Change]:
    """Word the shape of a flow; what a step itself says is worded with its fields.

    A step put between two others is one addition: that the step before it now leads to it goes without saying.
    """
    ids = {before[m.source].id: new.id for m, new in zip(patch.members, after, strict=True) if m.source >= 0}
    old, new = _flow(before, ids), _flow(after, {})
    for source, step in enumerate(before):
        if source not in patch.survivors:
            yield _step(scope, step).change("removed", _detail(scope.was, before, step), "")
    for step in after:
        if step.id not in ids.values():
            yield _step(scope, step).change("added", "", _detail(scope.names, after, step))
    moved = []
    for step in after:
        if step.id in ids.values():
            yield from _branches(scope, step, old, new)
            yield from _seen_as(scope, step, old, new)
            one, other = old.leads.get(step.id, _NOWHERE), new.leads.get(step.id, _NOWHERE)
            if one == other or _goes_without_saying(step, one, other, ids, before, after):
                continue
            if step.next or _was(before, step.id, ids).next:
                place = scope.member(called(step), f"{scope.label}环节“{called(step)}”的下一步")
                yield place.change("changed", old.name(one), new.name(other))
            else:
                moved.append(step)
    if moved:
        kept = set(ids.values())
        was, now = (
            "、".join(called(step) for step in steps if ids.get(step.id, step.id) in kept)
            for steps in (before, after)
        )
        yield scope.member("order", f"{scope.label}环节的顺序").change("changed", was, now)


def _flow(steps: Sequence[Step], ids: Mapping[str, str]) -> _Flow:
    def new(id: str) -> str:  # noqa: A002
        return ids.get(id, id)

    leads = {}
    for place, step in enumerate(steps):
        if step.kind != "end" and not step.branches:
            following = steps[place + 1].id if place + 1 < len(steps) else _NOWHERE
            leads[new(step.id)] = new(step.next or following)
    return _Flow(
        {new(step.id): step for step in steps},
        leads,
        {new(step.id): {k: new(v) for k, v in (step.branches or {}).items()} for step in steps},
        {new(step.id): step.seen_as for step in steps},
    )


def _was(before: Sequence[Step], id: str, ids: Mapping[str, str]) -> Step:  # noqa: A002
    return next(step for step in before if ids.get(step.id) == id)


def _goes_without_saying(
    step: Step, one: str, other: str, ids: Mapping[str, str], before: Sequence[Step], after: Sequence[Step]
) -> bool:
    """Tell whether the next step changed only because a step was put in or taken out there."""
    was = _was(before, step.id, ids)
    if step.kind == "end" or was.kind == "end" or bool(step.branches) != bool(was.branches):
        return True  # its kind or its branches say so
    if step.next or was.next:
        return False
    kept = ids.values()
    return _next_kept(before, was.id, {k for k, v in ids.items() if v in kept}, ids) == _next_kept(
        after, step.id, set(kept), {}
    ) and (one not in kept or other not in kept)


def _next_kept(steps: Sequence[Step], id: str, kept: set[str], ids: Mapping[str, str]) -> str:  # noqa: A002
    place = next(n for n, step in enumerate(steps) if step.id == id)
    return next((ids.get(step.id, step.id) for step in steps[place + 1 :] if step.id in kept), _NOWHERE)


def _branches(scope: Scope, step: Step, old: _Flow, new: _Flow) -> Iterator[Change]:
    one, other = old.branches.get(step.id, {}), new.branches.get(step.id, {})
    for outcome in (*one, *(key for key in other if key not in one)):
        if one.get(outcome) != other.get(outcome):
            label = f"{scope.label}环节“{called(step)}”的分支“{outcome}”"
            before = old.name(one[outcome]) if outcome in one else ""
            after = new.name(other[outcome]) if outcome in other else ""
            yield scope.member(called(step), label).member(outcome, label).replaced(before, after)


def _seen_as(scope: Scope, step: Step, old: _Flow, new: _Flow) -> Iterator[Change]:
    one, other = old.seen_as.get(step.id, ""), new.seen_as.get(step.id, "")
    if one != other:
        label = f"{scope.label}环节“{called(step)}”的外部所见"
        was, now = scope.was.get(("seen_as", one), one), scope.names.get(("seen_as", other), other)
        yield scope.member(called(step), label).member("seen_as", label).replaced(was, now)


def _step(scope: Scope, step: Step) -> Scope:
    return scope.member(called(step), f"{scope.label}环节“{called(step)}”")


def _detail(names: Names, steps: Sequence[Step], step: Step) -> str:
    place = next(n for n, one in enumerate(steps) if one is step)
    where = f"在“{called(steps[place - 1])}”之后" if place else "在最前"
    said = member_detail(step, names)
    return f"{where}，{said}" if said else where
