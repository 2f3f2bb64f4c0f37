"""What the ids in a change are called today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanli.catalogue.registry import Registry

if TYPE_CHECKING:
    from quanli.history.naming import Names


def titles(registry: Registry) -> Names:
    """Collect what ids stand for from the registers, by field key and id."""
    names = {("law", law.id): law.title for law in registry.laws.values()}
    for office in registry.offices.values():
        names["office", office.id] = office.name
        names |= {("unit", unit.id): unit.name for unit in office.units}
        names |= {("windows", window.id): window.name for window in office.windows}
    return names
