"""What turns one version of a record into another, exactly: the data that the legal diff puts into words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from quanli.frozen import frozen
from quanli.history.align import sources
from quanli.records.fields import Field, fields_of

R = TypeVar("R")


class _Absent(Enum):
    """A type of one value, so that a missing key is not taken for an empty one."""

    ABSENT = "absent"


ABSENT = _Absent.ABSENT


@frozen
class Replaced:
    """One value for another; :data:`ABSENT` for an entry of a mapping that was or is not there."""

    before: Any
    after: Any


@frozen
class Fields:
    """A record of which some fields changed, by YAML key. It may have been, or become, no record at all (None)."""

    record: type
    changed: Mapping[str, Patch]
    was: bool = True
    remains: bool = True


@frozen
class Entries:
    """A mapping of which some entries changed."""

    changed: Mapping[str, Patch]
    was: bool = True
    remains: bool = True


@frozen
class Member:
    """A member of the new list: the old one at ``source``, changed by ``patch``, or ``value`` where it is new (-1)."""

    source: int
    patch: Patch | None = None
    value: Any = None


@frozen
class Members:
    """A list in its new order; old members that no new one comes from are gone."""

    members: tuple[Member, ...]
    was: bool = True
    remains: bool = True

    @property
    def survivors(self) -> frozenset[int]:
        """Give the indexes of the old members that are still there."""
        return frozenset(member.source for member in self.members if member.source >= 0)


Patch = Replaced | Fields | Entries | Members


def record_patch(before: R, after: R) -> Fields | None:
    """Give what turns one record into the other; None where they are equal."""
    return None if before == after else _fields(type(before), before, after)


def apply_patch(patch: Fields | None, before: R) -> R:
    """Make the new version out of the old one."""
    return before if patch is None else _applied(patch, before)


def field_patch(field: Field, before: Any, after: Any) -> Patch | None:
    """Give what turns one value of a field into the other; None where they are equal."""
    if before == after:
        return None
    if field.shape == "record":
        return _fields(field.element, before, after)
    if field.shape in {"records", "scalars"}:
        return _members(before, after, field)
    if field.shape == "mapping" and field.about.kind != "open":
        return _entries(before, after)
    return Replaced(before, after)


def _fields(record: type, before: Any, after: Any) -> Fields:
    changed = {}
    for key, field in fields_of(record).items():
        old = field.default if before is None else getattr(before, field.attribute)
        new = field.default if after is None else getattr(after, field.attribute)
        patch = field_patch(field, old, new)
        if patch is not None:
            changed[key] = patch
    return Fields(record, changed, before is not None, after is not None)


def _entries(before: Any, after: Any) -> Entries:
    old, new = before or {}, after or {}
    changed: dict[str, Patch] = {}
    for key in (*old, *(key for key in new if key not in old)):
        one, other = old.get(key, ABSENT), new.get(key, ABSENT)
        if one != other:
            both = hasattr(one, "__dataclass_fields__") and type(one) is type(other)
            changed[key] = _fields(type(one), one, other) if both else Replaced(one, other)
    return Entries(changed, before is not None, after is not None)


def _members(before: Any, after: Any, field: Field) -> Members:
    old, new = before or (), after or ()
    members = []
    for value, source in zip(new, sources(old, new), strict=True):
        if source < 0:
            members.append(Member(-1, value=value))
        elif old[source] == value:
            members.append(Member(source))
        elif field.shape == "records":
            members.append(Member(source, _fields(field.element, old[source], value)))
        else:
            members.append(Member(source, Replaced(old[source], value)))
    return Members(tuple(members), before is not None, after is not None)


def _applied(patch: Patch | None, before: Any) -> Any:
    if patch is None:
        return before
    if isinstance(patch, Replaced):
        return patch.after
    if not patch.remains:
        return None
    if isinstance(patch, Members):
        return tuple(
            member.value if member.source < 0 else _applied(member.patch, before[member.source])
            for member in patch.members
        )
    if isinstance(patch, Entries):
        return _applied_entries(patch, before or {})
    values = {}
    for key, field in fields_of(patch.record).items():
        old = field.default if before is None else getattr(before, field.attribute)
        values[field.attribute] = _applied(patch.changed.get(key), old)
    return patch.record(**values)


def _applied_entries(patch: Entries, before: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(before)
    for key, change in patch.changed.items():
        values[key] = _applied(change, before.get(key))
    return {key: value for key, value in values.items() if value is not ABSENT}
