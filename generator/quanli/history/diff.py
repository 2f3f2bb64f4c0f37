"""The legal diff: two versions of a record compared field by field, in the bureau's words.

Formatting, comments, line breaks and the order of lists without an order say nothing and give no change. Fields that
may never be published give none either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from quanli.catalogue.power import Basis, Power, SanctionRange, StateEntry, Step, Tier
from quanli.history.change import Action, Change, Direction
from quanli.history.correction import same_words
from quanli.history.direction import amount_direction, field_direction, member_direction
from quanli.history.discretion_changes import sanction_changes, tier_changes, tier_detail
from quanli.history.flow_changes import flow_changes
from quanli.history.naming import (
    NO_NAMES,
    Names,
    called,
    called_key,
    citation,
    is_amount,
    member_detail,
    member_label,
    noun,
    value_text,
)
from quanli.history.open_words import open_parts, part_label
from quanli.history.own_names import OwnNames
from quanli.history.patch import Entries, Fields, Member, Members, Patch, Replaced, record_patch
from quanli.history.scope import Scope
from quanli.history.state_changes import state_changes
from quanli.records.fields import Field, fields_of

R = TypeVar("R")
Words = Callable[[Scope, Field, Members, tuple[Any, ...], tuple[Any, ...]], Iterator[Change]]
"""Puts a changed list into words."""


def legal_diff(before: Power | None, after: Power | None, names: Names = NO_NAMES) -> tuple[Change, ...]:
    """Compare two versions of a power; None stands for one that is not there.

    ``names`` gives laws, offices, units and windows their titles, by field key and id.
    """
    if before is not None and after is not None:
        return record_diff(before, after, names)
    power = after or before
    if power is None:
        return ()
    text = value_text(fields_of(Power)["category"], power.category, names)
    label = f"权力事项“{power.name}”"
    if after is not None:
        return (Change((), label, "added", "", text, "added"),)
    return (Change((), label, "removed", text, "", "cancelled"),)


def record_diff(before: R, after: R, names: Names = NO_NAMES) -> tuple[Change, ...]:
    """Compare two versions of any record of the catalogue."""
    patch = record_patch(before, after)
    if patch is None:
        return ()
    scope = Scope(type(before), OwnNames(names, after), OwnNames(names, before), before, after)
    return tuple(_fields(scope, patch, before, after))


def _fields(scope: Scope, patch: Fields, before: Any, after: Any) -> Iterator[Change]:
    for key, part in patch.changed.items():
        field = fields_of(patch.record)[key]
        if field.about.public:
            old = field.default if before is None else getattr(before, field.attribute)
            new = field.default if after is None else getattr(after, field.attribute)
            yield from _field(scope.field(field), patch.record, field, part, old, new)


def _field(scope: Scope, record: type, field: Field, patch: Patch, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(patch, Members):
        words: Words = _LISTS.get(field.element, _members)
        yield from words(scope, field, patch, before or (), after or ())
    elif isinstance(patch, Fields) and is_amount(patch.record):
        yield from _amount(scope, patch, amount_direction(record, field.key, before, after), before, after)
    elif isinstance(patch, Fields):
        yield from _fields(scope, patch, before, after)
    elif field.about.kind == "open":
        was, now = dict(open_parts(before)), dict(open_parts(after))
        for path in (*was, *(path for path in now if path not in was)):
            place = scope.member(".".join(path), part_label(scope.label, path))
            if was.get(path, "") != now.get(path, ""):
                yield place.replaced(was.get(path, ""), now.get(path, ""))
    elif isinstance(patch, Entries):
        return  # intervals and branches are worded with the tier and the step that they belong to
    elif not (isinstance(before, str) and isinstance(after, str) and same_words(before, after)):
        old, new = value_text(field, before, scope.was), value_text(field, after, scope.names)
        slips = field.about.kind in {"text", "prose"}
        if old == new:  # two ids of one name
            old, new = f"{old}（{before}）", f"{new}（{after}）"
        yield scope.replaced(old, new, field_direction(record, field.key, before, after), slips=slips)


def _amount(scope: Scope, patch: Fields, direction: Direction, before: Any, after: Any) -> Iterator[Change]:
    field = fields_of(patch.record)["unit"]
    old, new = value_text(field, before, scope.names), value_text(field, after, scope.names)
    if old != new:
        yield scope.replaced(old, new, direction)
    rest = {key: part for key, part in patch.changed.items() if key not in {"amount", "unit"}}
    yield from _fields(scope, Fields(patch.record, rest), before, after)


_NOTHING = MappingProxyType({"materials": "不需要材料", "fees": "不收费"})
"""What an empty list says, where it says something that a missing one does not."""


def _members(
    scope: Scope, field: Field, patch: Members, before: tuple[Any, ...], after: tuple[Any, ...]
) -> Iterator[Change]:
    """Word a list whose order says nothing: what is gone, what is new, what changed."""
    if field.key in _NOTHING and (not patch.remains or (not patch.was and not after)):
        nothing = _NOTHING[field.key]
        was = "未写明" if not patch.was else "已写明" if before else nothing
        yield scope.change("changed", was, nothing if patch.remains else "未写明")
    for source, old in enumerate(before):
        if source not in patch.survivors:
            yield _gone_or_new(scope, field, old, gone=True)
    for member, new in zip(patch.members, after, strict=True):
        if member.source < 0:
            yield _gone_or_new(scope, field, new, gone=False)
        elif isinstance(member.patch, Fields):
            yield from _member(scope, field, member.patch, before[member.source], new)
        elif isinstance(member.patch, Replaced) and not same_words(str(member.patch.before), str(new)):
            place = scope.member(str(member.patch.before), scope.label)
            yield place.change(
                "changed",
                value_text(field, member.patch.before, scope.was),
                value_text(field, new, scope.names),
                slips=True,
            )


def _gone_or_new(scope: Scope, field: Field, member: Any, *, gone: bool) -> Change:
    action: Action = "removed" if gone else "added"
    names = scope.was if gone else scope.names
    if field.shape == "scalars":
        label, detail, name = scope.label, value_text(field, member, names), str(member)
    else:
        label, name = scope.inside(member_label(field, member, names)), called(member)
        whole = scope.before if gone else scope.after
        detail = (
            tier_detail(member, whole.discretion, names)
            if isinstance(member, Tier)
            else member_detail(member, names)
        )
    place = scope.member(name, label)
    direction = member_direction(field.element, member, action)
    return place.change(action, detail if gone else "", "" if gone else detail, direction)


def _member(scope: Scope, field: Field, patch: Fields, before: Any, after: Any) -> Iterator[Change]:
    """Word a list member that changed: first its name, then the rest."""
    key = called_key(patch.record)
    name = fields_of(patch.record)[key]
    old, new = getattr(before, name.attribute), getattr(after, name.attribute)
    if not same_words(str(old), str(new)):
        title = noun(patch.record, field.about.zh) + ("" if name.about.kind == "prose" or key in _WHOLE_TEXT else "名称")
        place = scope.member(called(before), scope.inside(title))
        yield place.change(
            "changed", value_text(name, old, scope.names), value_text(name, new, scope.names), slips=True
        )
    label = scope.inside(member_label(field, after, scope.names))
    inner = replace(scope.member(called(after), label), within=label)
    rest = {part: change for part, change in patch.changed.items() if part not in {key, "id"}}
    yield from _fields(inner, Fields(patch.record, rest), before, after)


_WHOLE_TEXT = frozenset({"q", "point", "text", "grade", "date", "file", "words"})
"""Members that are their own text: the noun alone says what changed."""


def _basis(
    scope: Scope, field: Field, patch: Members, before: tuple[Basis, ...], after: tuple[Basis, ...]
) -> Iterator[Change]:
    """Word the legal basis: a provision that an amended law has renumbered is one change."""
    rest = []
    for member, new in zip(patch.members, after, strict=True):
        part = member.patch
        if isinstance(part, Fields) and part.changed.keys() & {"law", "article", "paragraph", "item"}:
            old = before[member.source]
            place = scope.member(citation(old, scope.names), "实施依据")
            cited = citation(old, scope.names, version=True), citation(new, scope.names, version=True)
            yield place.change("changed", *cited)
            left = {key: change for key, change in part.changed.items() if key in {"role", "text"}}
            member = Member(member.source, Fields(part.record, left))  # noqa: PLW2901
        rest.append(member)
    for member, new in zip(rest, after, strict=True):
        if isinstance(member.patch, Fields):
            inner = scope.member(citation(new, scope.names), member_label(field, new, scope.names))
            yield from _fields(inner, member.patch, before[member.source], new)
    quiet = tuple(Member(member.source, value=member.value) for member in rest)
    yield from _members(scope, field, Members(quiet, patch.was, patch.remains), before, after)


def _tiers(
    scope: Scope, field: Field, patch: Members, before: tuple[Tier, ...], after: tuple[Tier, ...]
) -> Iterator[Change]:
    yield from _members(scope, field, patch, before, after)
    for member, new in zip(patch.members, after, strict=True):
        if member.source >= 0 and member.patch is not None:
            yield from tier_changes(scope, before[member.source], new)


def _steps(
    scope: Scope, _field: Field, patch: Members, before: tuple[Step, ...], after: tuple[Step, ...]
) -> Iterator[Change]:
    yield from flow_changes(scope, patch, before, after)
    for member, new in zip(patch.members, after, strict=True):
        if member.source >= 0 and isinstance(member.patch, Fields):
            rest = {k: v for k, v in member.patch.changed.items() if k not in {"next", "branches", "seen_as"}}
            label = f"{scope.label}环节“{called(new)}”"
            old = before[member.source]
            if "name" in rest:
                place = scope.member(called(old), f"{scope.label}环节名称")
                yield place.change("changed", called(old), called(new), slips=True)
            rest = {k: v for k, v in rest.items() if k not in {"id", "name"}}
            yield from _fields(scope.member(called(new), label), Fields(Step, rest), old, new)


def _states(
    scope: Scope, _field: Field, patch: Members, before: tuple[StateEntry, ...], after: tuple[StateEntry, ...]
) -> Iterator[Change]:
    yield from state_changes(scope, patch, before, after)
    for member, new in zip(patch.members, after, strict=True):
        if isinstance(member.patch, Fields):
            inner = scope.member(str(new.on or ""), f"{new.on} 的状态记录")
            yield from _fields(inner, member.patch, before[member.source], new)


_LISTS: Mapping[type, Words] = MappingProxyType({
    Basis: _basis,
    Tier: _tiers,
    SanctionRange: sanction_changes,
    Step: _steps,
    StateEntry: _states,
})  # fmt: skip
"""Lists that are worded otherwise than one member after the other."""
