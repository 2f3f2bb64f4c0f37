"""What an output rests on, as named edges: each answers which outputs of its kind a change makes stale, and why.

Printed, an edge says in a few words what it rests on: that is what the documentation shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from quanli.assemble.facts import Facts, Reason
from quanli.catalogue.approved_tables import STATUSES
from quanli.catalogue.guide import versions_of
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import beginnings
from quanli.frozen import frozen

ALL = "*"
"""The key that stands for every output of a kind."""


class Due(NamedTuple):
    """An output that is stale: its key, why, and for a list the power in it that differs (empty: the list itself does)."""

    key: str
    why: Reason
    member: str = ""


class Ask(Protocol):
    """What edges ask of the catalogue as it is, in the index of a build or in a commit."""

    @property
    def registry(self) -> Registry:
        """Give the registers."""
        ...

    def naming(self, kind: str, key: str) -> Iterable[str]:
        """Give the codes of the powers whose text names something."""
        ...

    def named_before(self, kind: str, key: str) -> Iterable[str]:
        """Give the codes of the items whose old texts name something that their present text does not."""
        ...


class Edge(Protocol):
    """One reason why outputs of a kind are stale."""

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:
        """Give the outputs that are stale by it."""
        ...


@frozen
class Own:
    """An output rests on the record or text that has the same key."""

    kind: str
    aspect: str = ""

    def __str__(self) -> str:
        return _of(self.aspect, f"its {self.kind}")

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give the keys of the facts."""
        for key in facts.of(self.kind, self.aspect):
            yield Due(key, facts.why(self.kind, key))


@frozen
class Named:
    """An item's output rests on what its text names; ``before``: on what its old texts name."""

    kind: str
    aspect: str = ""
    before: bool = False
    said: Reason | None = None
    """The reason in other words; ``{key}`` is what differs."""

    def __str__(self) -> str:
        return _of(self.aspect, f"each {self.kind} that it {'named before' if self.before else 'names'}")

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:
        """Give the items whose texts name what differs."""
        for key in facts.of(self.kind, self.aspect):
            why = Reason(*(words.format(key=key) for words in self.said)) if self.said else facts.why(self.kind, key)
            for code in (ask.named_before if self.before else ask.naming)(self.kind, key):
                yield Due(code, why)


_HOLDS: Mapping[tuple[str, str], Callable[[Any], Iterable[str]]] = MappingProxyType({
    ("form", "form-file"): lambda form: (form.blank, form.sample),
    ("guide", "power"): lambda guide: guide.named,
    ("guide", "title"): lambda guide: guide.cited,
})  # fmt: skip
"""What the records of a register name, by the kinds of both."""


@frozen
class Holding:
    """An output rests on a record of a register, and so on what that record names: a form's file, a power in a guide.

    The record is the one of its own key, unless ``through`` leads from the record to outputs.
    """

    kind: str
    held: str
    aspect: str = ""
    through: Named | None = None

    def __str__(self) -> str:
        return _of(self.aspect, f"each {self.held} of {self.through or f'its {self.kind}'}")

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:
        """Give the outputs of the records that name what differs."""
        found = set(facts.of(self.held, self.aspect))
        names, records = _HOLDS[self.kind, self.held], getattr(ask.registry, f"{self.kind}s")
        for key in sorted(records) if found else ():
            for one in sorted(found.intersection(names(records[key]))):
                why = facts.why(self.held, one)
                if self.through is None:
                    yield Due(key, why)
                else:
                    codes = (ask.named_before if self.through.before else ask.naming)(self.kind, key)
                    yield from (Due(code, why) for code in codes)


@frozen
class Versions:
    """A guide rests on there being versions of it in other languages."""

    def __str__(self) -> str:
        return "its versions in other languages"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give the keys of the other versions of each guide that differs."""
        for key in facts.of("guide", "text"):
            yield from (Due(one, facts.why("guide", key)) for one in versions_of(key.partition("/")[0]) if one != key)


@frozen
class Lines:
    """A list rests on the lines of the powers that stand in it; ``lists`` gives the lists in which a power stands."""

    lists: Callable[[PowerRow], Iterable[str]]
    said: Reason = Reason("列表中的事项有变", "a power in the list changed")

    def __str__(self) -> str:
        return "the line of each power that it lists"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give list and power of each line that was or is in a list and may have changed."""
        for code in facts.of("power", "line"):
            for key in dict.fromkeys(key for row in facts.rows(code) for key in self.lists(row)):
                if key:
                    yield Due(key, self.said, code)


@frozen
class LinesOf:
    """A list rests on what a record is called of which its lines speak; it is the only one of its kind."""

    kind: str
    list: str

    def __str__(self) -> str:
        return f"each {self.kind} that its lines name"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:
        """Give the lines of the items that name what differs."""
        for key in facts.of(self.kind):
            yield from (Due(self.list, facts.why(self.kind, key), code) for code in ask.naming(self.kind, key))


@frozen
class Cited:
    """A law's page rests on which items rest on its articles, and how these are named and stand."""

    said: Reason = Reason("引用它的事项有变", "an item that cites it changed")

    def __str__(self) -> str:
        return "what each item says of it"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give the laws of which an item that differs speaks, or spoke."""
        for code in facts.of("power", "cites"):
            for law in facts.laws_cited(code):
                yield Due(law, self.said)


@frozen
class Children:
    """A main item's page rests on the names of its sub-items."""

    def __str__(self) -> str:
        return "the names of its sub-items"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give the main items, as they were and as they are, of the powers named or placed otherwise."""
        for code in dict.fromkeys((*facts.of("power", "name"), *facts.of("power", "parent"))):
            for row in facts.rows(code):
                if row.parent:
                    yield Due(row.parent, Reason("它的子项有变", "its sub-items changed"))


@frozen
class Beginnings:
    """What is suggested for the beginning of a name rests on the names that begin with it."""

    def __str__(self) -> str:
        return "each name that begins with it"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give the beginnings, as they were and as they are, of the names that differ."""
        for code in facts.of("power", "name"):
            for row in facts.rows(code):
                yield from (Due(key, facts.why("power", code)) for key in beginnings(row))


@frozen
class Differences:
    """A list of differences from an approved catalogue rests on those that stand in it, and on what is said of the catalogue."""

    def __str__(self) -> str:
        return "each difference that it lists"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give list and status of each difference that was or is there and may have changed."""
        for key in facts.of("drift"):
            list, status, one = key.split("/", 2)  # noqa: A001
            yield Due(f"{list}/{status}", facts.why("drift", key), one)
        for kind in ("approved", "directory"):
            for key in facts.of(kind):
                yield from (Due(f"{key if kind == 'approved' else kind}/{status}", facts.why(kind, key)) for status in STATUSES)


@frozen
class Every:
    """Each output of a kind rests on all that there is of something."""

    kind: str
    aspect: str = ""
    key: str = ALL
    """The empty key of what there is once a site tells of it also where it is there no more."""

    def __str__(self) -> str:
        return _of(self.aspect, f"any {self.kind}{'' if self.key else ', or that there is none'}")

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:  # noqa: ARG002 - an edge's signature
        """Give all outputs when anything of it differs."""
        for key in facts.of(self.kind, self.aspect):
            yield Due(self.key, facts.why(self.kind, key))
            return


@frozen
class NamedBySettings:
    """An overview rests on the lines of the powers that ``site.yaml`` names."""

    def __str__(self) -> str:
        return "the line of each power that the settings name"

    def due(self, facts: Facts, ask: Ask) -> Iterator[Due]:
        """Give all outputs when such a line differs."""
        named = {code for _, code in ask.registry.site.named()}
        for code in facts.of("power", "line"):
            if code in named:
                yield Due(ALL, facts.why("power", code))
                return


def _of(aspect: str, whose: str) -> str:
    return f"the {aspect} of {whose}" if aspect else whose
