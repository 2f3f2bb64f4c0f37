"""Which member of an old list is which member of a new one: by what it is, not by where it stands."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from quanli.catalogue.power import Basis, SanctionRange, StateEntry
from quanli.records.fields import fields_of

_IDENTITY: Mapping[type, tuple[str, ...]] = MappingProxyType({
    Basis: ("law", "article", "paragraph", "item"),
    SanctionRange: ("sanction", "subject", "base"),
    StateEntry: ("on",),
})  # fmt: skip
"""What a member is known by; a record that is not listed is known by its first field: its id or its name."""

ALIKE = 0.6
"""From this likeness on, a member that is gone and one that is new are taken for the same one, renamed or reworded."""
_PAIRS = 900
"""With more pairs than this to compare, nothing is guessed: what is gone is gone."""
_LENGTH = 2_000
_SHORT = 6
"""Characters: likeness of texts shorter than this is chance."""


def identity(member: Any) -> tuple[Any, ...]:
    """Give what a list member is known by."""
    if not dataclasses.is_dataclass(member):
        return (member,)
    return tuple(getattr(member, name) for name in _identity_fields(member.__class__))


@functools.cache
def _identity_fields(record: type) -> tuple[str, ...]:
    return _IDENTITY.get(record) or (next(iter(fields_of(record).values())).attribute,)


def sources(before: Sequence[Any], after: Sequence[Any]) -> list[int]:
    """Tell for each new member which old one it was, as an index, or -1 for none. No old one is used twice."""
    waiting: dict[Any, list[int]] = {}
    for index, member in enumerate(before):
        waiting.setdefault(identity(member), []).append(index)
    found = [-1] * len(after)
    for index, member in enumerate(after):
        old = waiting.get(identity(member))
        if old:
            same = next((i for i in old if before[i] == member), old[0])
            old.remove(same)
            found[index] = same
    left = [index for old in waiting.values() for index in old]
    new = [index for index, source in enumerate(found) if source < 0]
    for old_index, new_index in _reworded(before, after, left, new):
        found[new_index] = old_index
    return found


def _reworded(
    before: Sequence[Any], after: Sequence[Any], left: list[int], new: list[int]
) -> list[tuple[int, int]]:
    """Pair what is left over by likeness, the likeliest first."""
    if not left or not new or len(left) * len(new) > _PAIRS:
        return []
    scored = sorted(
        (-score, old, fresh)
        for old in left
        for fresh in new
        if (score := _likeness(before[old], after[fresh])) >= ALIKE
    )
    pairs: dict[int, int] = {}
    for _, old, fresh in scored:
        if old not in pairs and fresh not in pairs.values():
            pairs[old] = fresh
    return list(pairs.items())


def _likeness(before: Any, after: Any) -> float:
    if not dataclasses.is_dataclass(before):
        return _text_likeness(before, after) if min(len(str(before)), len(str(after))) >= _SHORT else 0.0
    special = _LIKENESS.get(type(before))
    return special(before, after) if special else _record_likeness(before, after)


def _record_likeness(before: Any, after: Any) -> float:
    """Half for the name, half for the rest: the share of equal fields among those that say something."""
    names = _identity_fields(before.__class__)
    said = [
        (getattr(before, field.attribute), getattr(after, field.attribute))
        for field in fields_of(type(before)).values()
        if field.attribute not in names
        and (
            getattr(before, field.attribute) != field.default
            or getattr(after, field.attribute) != field.default
        )
    ]
    likeness = max(_text_likeness(getattr(before, name), getattr(after, name)) for name in names)
    return (likeness + sum(one == other for one, other in said) / len(said)) / 2 if said else likeness


def _text_likeness(before: Any, after: Any) -> float:
    matcher = SequenceMatcher(None, str(before)[:_LENGTH], str(after)[:_LENGTH], autojunk=False)
    if matcher.real_quick_ratio() < ALIKE / 2 or matcher.quick_ratio() < ALIKE / 2:
        return 0.0
    return matcher.ratio()


def _renumbered(before: Basis, after: Basis) -> float:
    """Tell whether a provision is the same one under the number that an amended law gives it."""
    same = before.law == after.law and before.role == after.role and before.version != after.version
    return _text_likeness(before.text, after.text) if same and before.text and after.text else float(same)


def _never(_before: Any, _after: Any) -> float:
    return 0.0


_LIKENESS: Mapping[type, Callable[[Any, Any], float]] = MappingProxyType({
    Basis: _renumbered,
    SanctionRange: _never,
    StateEntry: _never,
})  # fmt: skip
