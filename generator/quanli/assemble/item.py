"""An item as its pages are made from it: its text, its charts drawn, and what git remembers of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from quanli.assemble.flow_change import FlowCharts
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import pointers
from quanli.flowchart.chart import Chart, charts_of
from quanli.flowchart.draw import Drawing
from quanli.frozen import frozen
from quanli.history.items import Called
from quanli.history.revision import LegalEvent
from quanli.history.standing import Ahead, Standing
from quanli.history.versions import Version

V = TypeVar("V")
Rest = tuple[str, str]
"""Kind and key of what a text names, and its page therefore rests on."""


@frozen
class Past:
    """What git remembers of one item: its events, newest first, its versions, oldest first, and their texts by blob.

    A text that has faults is not among them: its fields cannot be trusted. ``last`` says what an item was called
    that has no file any more.
    """

    events: tuple[LegalEvent, ...] = ()
    versions: tuple[Version, ...] = ()
    texts: Mapping[str, Power] | None = None
    flows: Mapping[str, tuple[FlowCharts, ...]] | None = None
    """The charts of the events that changed a flow, by commit."""
    last: Called | None = None
    successor: str = ""
    """The code under which an item lives on that has no file any more."""

    def text(self, version: Version) -> Power | None:
        """Give the text of a version; None for one that has faults."""
        return self.texts.get(version.blob) if self.texts else None

    @property
    def sound(self) -> list[Power]:
        """Give the texts of the versions."""
        return [power for power in map(self.text, self.versions) if power]


@frozen
class Item:
    """An item to be drawn. ``power`` is its text in force: none where it has no file any more, or is still to come.

    ``standing`` says what waits, where anything does; ``pictures`` are the charts that only its past shows.
    """

    code: str
    power: Power | None
    drawings: Sequence[Drawing]
    past: Past
    pictures: Mapping[Chart, Drawing]
    standing: Standing | None = None

    @property
    def shown(self) -> Power | None:
        """Give the text of its page: the one in force, or, of an item that is to come, the one with which it begins."""
        begins = self.standing.begins if self.standing else None
        return begins.text if begins else self.power

    @property
    def ahead(self) -> tuple[Ahead, ...]:
        """Give what it turns into on days that have not come, soonest first."""
        return self.standing.ahead if self.standing else ()

    @property
    def named(self) -> tuple[str, str]:
        """Give the name and the office under which it is known, its code and none where no text of it can be read."""
        text = self.shown or self.past.last
        return (text.name or self.code, text.office) if text else (self.code, "")

    @cached_property
    def _made(self) -> dict[Any, Any]:
        return {}

    def once(self, make: Callable[[], V], name: str) -> V:
        """Give what several of its outputs show, such as its view, which is made for the first of them."""
        if name not in self._made:
            self._made[name] = make()
        made: V = self._made[name]
        return made

    def drawn(self, text: Power) -> Sequence[Drawing]:
        """Give the charts of one of its texts."""
        return self.drawings if text is self.shown else [self.pictures[chart] for chart in charts_of(text)]

    def rests(self) -> set[Rest]:
        """Give what its old texts name, and those that wait, and the one in force does not."""
        texts = (*self.past.sound, *(one.text for one in self.ahead if one.text))
        found = {rest for text in texts for rest in named_by(text)}
        if self.standing:
            return found | (named_by(self.power) if self.power else set())
        if self.power:
            return found - named_by(self.power)
        found |= {("office", self.past.last.office)} if self.past.last else set()
        return found | ({("power", self.past.successor)} if self.past.successor else set())


def past_charts(power: Power | None, past: Past) -> Iterator[Chart]:
    """Give every chart that the pages of an item's past show and its present page does not."""
    for text in past.sound:
        if text is not power:
            yield from charts_of(text)
    for charts in itertools.chain.from_iterable((past.flows or {}).values()):
        yield from charts.charts


def named_by(power: Power) -> set[Rest]:
    """Give the records, files and items that a text names."""
    found = {("office", power.office), ("category", power.category), *(("law", one.law) for one in power.basis)}
    found |= {("form", one.form) for one in power.materials or () if one.form}
    return found | {("form-file" if one.kind == "file" else one.kind, one.target) for one in pointers(power, "")}
