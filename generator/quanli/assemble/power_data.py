"""A power as JSON, version 1 of the contract: its fields with names beside them; of one that is gone, what became of it.

Fields are added, none is taken away or means something else: that would be version 2, beside this one
(``/data/guide/`` promises it). ``tests/assemble/contract`` holds the schema as it was published.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from quanli.assemble.contact import complaint_of, contact_of
from quanli.assemble.context import Context
from quanli.assemble.data import json_bytes
from quanli.assemble.edges import Every, Named, Own
from quanli.assemble.facts import Reason
from quanli.assemble.history import committed_on
from quanli.assemble.item import Item
from quanli.assemble.names_beside import Name, with_names
from quanli.assemble.page import Part, history_url, power_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.redress import remedies_data
from quanli.assemble.removed import RemovedView, removed_view
from quanli.assemble.state import current_state
from quanli.catalogue.office import Office, Window
from quanli.catalogue.power import Contact, Power
from quanli.frozen import frozen
from quanli.records.write import plain

VERSION = 1
POWER_SCHEMA, GONE_SCHEMA = "power-1", "gone-1"


@frozen
class Held:
    """Since when the text in force holds, and which commit brought it; None where git does not know."""

    since: datetime.date | None = None
    commit: str | None = None


def power_data(context: Context, item: Item) -> Iterator[Part]:
    """Give what the public may know of a power; of one that git knows and that is gone, since when and why.

    One that is only to come has no data yet.
    """
    power = item.power
    if power is not None:
        yield data_file(item.code), json_bytes(_power(power, held(item, context), context))
    elif item.shown is None:
        yield data_file(item.code), json_bytes(_gone(removed_view(context, item), item, context))


def data_file(code: str) -> str:
    """Give the file of a power's data."""
    return f"powers/{code}.json"


def schema_url(name: str, context: Context) -> str:
    """Give the address of a published schema."""
    return f"{context.site.domain}/data/schemas/{name}.json"


def about_site(context: Context) -> dict[str, Any]:
    """Say whose data this is, and under which licence."""
    site = context.site
    return {"license": site.license or None, "site": {"name": site.name, "body": site.body, "url": f"{site.domain}/"}}


def held(item: Item, context: Context) -> Held:
    """Say since when the text in force holds: what git remembers, else the day that the text states.

    A text that has not been committed was brought by no commit. Of the oldest version in a shallow clone nobody knows the beginning.
    """
    own = item.power.effective_on if item.power else None
    at, version = next(((at, one) for at, one in enumerate(item.past.versions) if one.holds_on(context.as_of)), (0, None))
    if version is None or item.past.text(version) != item.power:
        return Held(own)
    known = at > 0 or context.record is None or context.record.complete
    return Held(version.from_day if known else own, version.commit if known else None)


class Since(NamedTuple):
    """The day since when an item is as its data says, in force as it is or gone; None where git does not know."""

    day: datetime.date | None
    gone: bool


def since_of(item: Item, context: Context) -> Since:
    """Say since when an item is as its data says."""
    if item.power is not None:
        return Since(held(item, context).since, gone=False)
    event = item.past.events[0] if item.past.events else None
    return Since((event.effective_on or committed_on(event)) if event and event.removed else None, gone=True)


def _power(power: Power, text: Held, context: Context) -> dict[str, Any]:
    registry, state = context.registry, current_state(power, context.as_of)
    office = registry.offices.get(power.office)
    values: dict[str, Any] = {"$schema": schema_url(POWER_SCHEMA, context), "version": VERSION, "gone": False}
    values |= with_names(plain(power, public_only=True), Power, _names(power, office, context))
    values["state"] = {"state": state.state, "state_name": state.label, "on": state.on}
    values |= {"since": text.since, "commit": text.commit, "url": context.site.domain + power_url(power.code)}
    values["effective_contact"] = _contact(contact_of(power, office))
    values["effective_complaint"] = _contact(complaint_of(power, office))
    if power.channels is not None:
        values["places"] = _places(power.channels.windows, office)
    if state.state != "abolished":
        values["remedies"] = remedies_data(power, registry, context.as_of)
    return values | about_site(context)


def _names(power: Power, office: Office | None, context: Context) -> Name:
    """Make what names ids: those of the office's units and windows, of the item's own options, of the registers."""
    registry = context.registry
    units = {unit.id: unit.name for unit in office.units} if office else {}
    windows = {window.id: window.name for window in office.windows} if office else {}
    options = {option.id: option.label for choice in power.choices for option in choice.options}
    held: Mapping[str, Mapping[str, str]] = {"unit": units, "window": windows, "option": options}

    def name(kind: str, key: str) -> str:
        if kind in held:
            return held[kind].get(key, key)
        if kind == "office":
            return context.office_name(key)
        if kind == "power":
            return context.power_link(key).text
        record = getattr(registry, f"{kind}s").get(key)
        return key if record is None else str(record.name if kind == "form" else record.title)

    return name


def _contact(contact: Contact | None) -> dict[str, Any] | None:
    return plain(contact, public_only=True) if contact else None


def _places(windows: tuple[str, ...], office: Office | None) -> list[dict[str, Any]]:
    known: dict[str, Window] = {one.id: one for one in office.windows} if office else {}
    return [plain(known[one], public_only=True) for one in windows if one in known]


def _gone(view: RemovedView, item: Item, context: Context) -> dict[str, Any]:
    domain, successor = context.site.domain, item.past.successor
    event = item.past.events[0] if item.past.events else None
    office = item.named[1]
    return {
        "$schema": schema_url(GONE_SCHEMA, context),
        "version": VERSION,
        "gone": True,
        "code": view.code,
        "name": view.name,
        "office": office or None,
        "office_name": view.office or None,
        "since": view.effective or view.committed,
        "commit": event.revision.commit.id if event and event.removed else None,
        "reason": view.reason,
        "legal_basis": view.legal_basis,
        "document": view.document,
        "successor": successor or None,
        "successor_name": view.successor.text if view.successor else None,
        "successor_url": f"{domain}/{data_file(successor)}" if successor else None,
        "url": domain + power_url(view.code),
        "last_url": domain + view.last.url if view.last else None,
        "history_url": domain + history_url(view.code),
        **about_site(context),
    }


POWER_DATA = ItemKind(
    "power-data",
    lambda code: f"/{data_file(code)}",
    (),
    power_data,
    (
        Own("power", "text"),
        Own("power", "state"),
        Own("record"),
        Named("office"),
        Named("law"),
        Named("form", "text"),
        Named("guide", "text"),
        Named("power", "name", said=Reason("它提到的事项 {key} 有变", "the power {key} that it names changed")),
        Every("remedies"),
        Named("office", "name", before=True),
        Named("power", "name", before=True),
    ),
    listed=False,
)
