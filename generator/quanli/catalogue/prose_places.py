"""The prose of a power in which numbers are said: each text with its place, those that lay down what holds before those that explain it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from quanli.catalogue.power import Power
from quanli.errors import Path

IMPORTED = "〔导入时未识别〕"
"""How a paragraph begins that an import put into the note: words of a ledger, often of a statute, and no prose of the item."""


def laid_down(power: Power) -> Iterator[tuple[Path, str]]:
    """Give the texts that say what holds: conditions and the circumstances of the tiers."""
    for index, condition in enumerate(power.conditions):
        yield ("conditions", index), condition
    if power.discretion:
        for index, tier in enumerate(power.discretion.tiers):
            if tier.circumstances:
                yield ("discretion", "tiers", index, "circumstances"), tier.circumstances


def explained(power: Power) -> list[tuple[Path, str]]:
    """Give the texts that explain it: summary, notes, ways to hand in, duties, answers."""
    found: list[tuple[Path, str]] = [(("summary",), power.summary)] if power.summary else []
    limits = power.time_limits
    if limits:
        for key, limit in (("statutory", limits.statutory), ("promised", limits.promised), ("correction", limits.correction)):
            if limit and limit.note:
                found.append((("time_limits", key, "note"), limit.note))
    found += [(("materials", index, "note"), material.note) for index, material in enumerate(power.materials or ()) if material.note]
    if power.channels and power.channels.mail:
        found.append((("channels", "mail"), power.channels.mail))
    if power.discretion and power.discretion.default_rule:
        found.append((("discretion", "default_rule"), power.discretion.default_rule))
    found += [(("faq", index, "a"), question.a) for index, question in enumerate(power.faq)]
    found += [(("responsibilities", index), duty) for index, duty in enumerate(power.responsibilities)]
    if power.note:
        found.append((("note",), own_words(power.note)))
    return found


def own_words(note: str) -> str:
    """Blank the paragraphs of a note that an import put there, so that every other word keeps its place."""
    if IMPORTED not in note:
        return note
    return "\n\n".join("" if part.lstrip().startswith(IMPORTED) else part for part in note.split("\n\n"))


class Prose:
    """Some texts of a power as one; each position knows its place."""

    def __init__(self, places: Iterable[tuple[Path, str]]) -> None:
        """Take the texts, each with its place."""
        self.places = tuple(places)
        self.text = "\n".join([text for _, text in self.places])
        self._starts: list[int] = []

    def path(self, position: int) -> Path:
        """Give the place of what stands at a position."""
        if not self._starts:
            self._starts = [0, *accumulate(len(text) + 1 for _, text in self.places)]
        return self.places[min(bisect_right(self._starts, position) - 1, len(self.places) - 1)][0]


_LAST: list[tuple[Power, Prose]] = []


def prose_of(power: Power) -> Prose:
    """Give the prose that explains a power. Several checks read it one after the other: that of the last power is kept."""
    if not _LAST or _LAST[0][0] is not power:
        _LAST[:] = [(power, Prose(explained(power)))]
    return _LAST[0][1]
