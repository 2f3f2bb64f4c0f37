"""What a national record says again of each item, and a site says once: the office's phones, remedies that follow from the law."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from quanli.assemble.redress import remedies_national
from quanli.catalogue.power import Discretion, Power, SanctionRange
from quanli.catalogue.registry import Registry
from quanli.exchange.drafts import Draft
from quanli.records.read import read_record
from quanli.records.write import dump, plain
from quanli.sheets.clean import key_of

_DISPUTES = (("decision",), ("contract",), ("decision", "contract"))
_NOT_ON_THE_SPOT = Discretion(statutory=(SanctionRange("close"),))
"""A benchmark with a sanction that is never imposed on the spot (行政处罚法第五十一条)."""


def leave_out_repeated(draft: Draft, registry: Registry, day: datetime.date) -> None:
    """Leave out of a draft what the office's file says already, and remedies that are those computed on a day."""
    values = draft.values
    office = registry.offices.get(values["office"])
    if not draft.repeats or office is None:
        return
    said = plain(office)
    for key in ("contact", "complaint"):
        if key in values and values[key] == said.get(key):
            values.pop(key)
    if "redress" in values:
        bare = {key: value for key, value in values.items() if key != "redress"}
        power, _ = read_record(dump(bare).encode("utf-8", "surrogatepass"), "", Power)
        if power and key_of(values["redress"]) in _computed(power, registry, day):
            values.pop("redress")


def _computed(power: Power, registry: Registry, day: datetime.date) -> Iterator[str]:
    """Give the remedies of an item, also as they are where what the tables have no place for says more of what it decides."""
    for disputes in (power.disputes, *_DISPUTES):
        for discretion in (power.discretion, _NOT_ON_THE_SPOT):
            assumed = replace(power, disputes=disputes, discretion=discretion)
            yield key_of("".join(remedies_national(assumed, registry, day).values()))
