"""Changes of a discretion table: the range of a sanction, the interval that leads to a tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.catalogue.power import Discretion, SanctionRange, Tier
from quanli.catalogue.wording import interval_text, sanction_amount, sanction_bound, sanction_name, unit_of
from quanli.history.change import Change
from quanli.history.correction import same_words
from quanli.history.direction import sanction_direction
from quanli.history.naming import Names, called, identity_text, member_detail, one_line
from quanli.history.patch import Members
from quanli.history.scope import Scope
from quanli.records.fields import Field


def sanction_changes(
    scope: Scope,
    _field: Field,
    patch: Members,
    before: tuple[SanctionRange, ...],
    after: tuple[SanctionRange, ...],
) -> Iterator[Change]:
    """Word a list of sanctions: 裁量“严重”档罚款上限：4 万元 → 5 万元."""
    for source, old in enumerate(before):
        if source not in patch.survivors:
            yield _of(scope, old).change("removed", member_detail(old, scope.names), "")
    for member, new in zip(patch.members, after, strict=True):
        place = _of(scope, new)
        if member.source < 0:
            yield place.change("added", "", member_detail(new, scope.names))
        elif member.patch is not None:
            yield from _range(place, before[member.source], new)


def _of(scope: Scope, sanction: SanctionRange) -> Scope:
    glue = "" if scope.label.endswith("档") else "中"
    return scope.member(identity_text(sanction), f"{scope.label}{glue}{sanction_name(sanction)}")


def _range(place: Scope, before: SanctionRange, after: SanctionRange) -> Iterator[Change]:
    direction = sanction_direction(before, after)
    same_unit = (before.base, unit_of(before)) == (after.base, unit_of(after))
    both_bounds = None not in {before.min, before.max, after.min, after.max}
    if same_unit and both_bounds and before.min == after.min and before.max != after.max:
        bounds = sanction_bound(before.max, before), sanction_bound(after.max, after)
        yield _part(place, "max", "上限").replaced(*bounds, direction)
    elif same_unit and both_bounds and before.max == after.max and before.min != after.min:
        bounds = sanction_bound(before.min, before), sanction_bound(after.min, after)
        yield _part(place, "min", "下限").replaced(*bounds, direction)
    elif sanction_amount(before) != sanction_amount(after):
        yield place.replaced(sanction_amount(before), sanction_amount(after), direction)
    if before.name != after.name:
        yield _part(place, "name", "的名称").replaced(before.name, after.name)
    if not same_words(before.note, after.note):
        yield _part(place, "note", "的说明").replaced(before.note, after.note, slips=True)


def _part(place: Scope, key: str, label: str) -> Scope:
    return place.member(key, place.label + label)


def tier_detail(tier: Tier, table: Discretion | None, names: Names) -> str:
    """Say what leads to a tier and what follows from it, for one that is new or gone."""
    measures = (f"{factor} {text}" for factor, text in _measures(tier, table).items())
    sanctions = (f"{sanction_name(one)} {member_detail(one, names)}".strip() for one in tier.sanctions)
    return "，".join(part for part in (*measures, one_line(tier.circumstances), "；".join(sanctions)) if part)


def tier_changes(scope: Scope, before: Tier, after: Tier) -> Iterator[Change]:
    """Word the measured circumstances of a tier, each by the name of its factor, under the rule of the table's bounds."""
    old, new = _measures(before, scope.before.discretion), _measures(after, scope.after.discretion)
    for factor in (*old, *(name for name in new if name not in old)):
        if old.get(factor) != new.get(factor):
            label = f"裁量“{called(after)}”档的情节“{factor}”"
            place = scope.member(called(after), label).member(factor, label)
            yield place.replaced(old.get(factor, ""), new.get(factor, ""))


def _measures(tier: Tier, discretion: Discretion | None) -> Mapping[str, str]:
    factors: Mapping[str, Any] = {factor.id: factor for factor in discretion.factors} if discretion else {}
    bounds = discretion.bounds if discretion else ""
    return {
        factors[key].name if key in factors else key: interval_text(interval, factors.get(key), bounds)
        for key, interval in (tier.when or {}).items()
    }
