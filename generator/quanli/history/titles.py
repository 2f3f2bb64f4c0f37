"""What the ids in a change are called today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanli.catalogue.registry import Registry
from quanli.history.own_names import names_of_office

if TYPE_CHECKING:
    from quanli.history.naming import Names


def titles(registry: Registry) -> Names:
    """Collect what ids stand for from the registers, by field key and id; units and windows by ``office/id``."""
    names = {("law", law.id): law.title for law in registry.laws.values()}
    for office in registry.offices.values():
        names |= names_of_office(office)
    return names
