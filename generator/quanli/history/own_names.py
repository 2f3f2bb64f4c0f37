"""What ids stand for within one record: units and windows of its own office, options and steps of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quanli.catalogue.office import Office
from quanli.catalogue.power import Power

if TYPE_CHECKING:
    from quanli.history.naming import Names

OF_AN_OFFICE = frozenset({"unit", "windows"})
"""Fields of which the ids are those of one office: two offices may have the same one for different things."""


class OwnNames(Mapping[tuple[str, str], str]):
    """The names of a site as one record means them; what it does not decide is answered by the names of the site."""

    def __init__(self, names: Names, record: Any) -> None:
        self.names = names
        self.office = record.office if isinstance(record, Power) else record.id if isinstance(record, Office) else ""
        self.own: dict[tuple[str, str], str] = {}
        if isinstance(record, Power):
            self.own = {("for", option.id): option.label for choice in record.choices or () for option in choice.options}
            steps = (record.flows.external if record.flows else None) or ()
            self.own |= {("seen_as", step.id): step.name for step in steps}
        elif isinstance(record, Office):
            self.own = {("unit", unit.id): unit.name for unit in record.units}

    def __getitem__(self, key: tuple[str, str]) -> str:
        kind, id_ = key
        if key in self.own:
            return self.own[key]
        return self.names[kind, f"{self.office}/{id_}"] if kind in OF_AN_OFFICE else self.names[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter({*self.own, *self.names})

    def __len__(self) -> int:
        return len({*self.own, *self.names})


def names_of_office(office: Office) -> dict[tuple[str, str], str]:
    """Give the names of an office, and of its units and windows by the office's id and their own."""
    names = {("office", office.id): office.name}
    names |= {("unit", f"{office.id}/{unit.id}"): unit.name for unit in office.units}
    return names | {("windows", f"{office.id}/{window.id}"): window.name for window in office.windows}
