"""The prose of a power in which numbers are said: each text with its place, those that lay down what holds before those that explain it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
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


def explained(power: Power) -> Iterator[tuple[Path, str]]:
    """Give the texts that explain it: summary, notes, ways to hand in, duties, answers."""
    if power.summary:
        yield ("summary",), power.summary
    limits = power.time_limits
    if limits:
        for key in ("statutory", "promised", "correction"):
            limit = getattr(limits, key)
            if limit and limit.note:
                yield ("time_limits", key, "note"), limit.note
    for index, material in enumerate(power.materials or ()):
        if material.note:
            yield ("materials", index, "note"), material.note
    if power.channels and power.channels.mail:
        yield ("channels", "mail"), power.channels.mail
    if power.discretion and power.discretion.default_rule:
        yield ("discretion", "default_rule"), power.discretion.default_rule
    for index, question in enumerate(power.faq):
        yield ("faq", index, "a"), question.a
    for index, duty in enumerate(power.responsibilities):
        yield ("responsibilities", index), duty
    if power.note:
        yield ("note",), own_words(power.note)


def own_words(note: str) -> str:
    """Blank the paragraphs of a note that an import put there, so that every other word keeps its place."""
    if IMPORTED not in note:
        return note
    return "\n\n".join("" if part.lstrip().startswith(IMPORTED) else part for part in note.split("\n\n"))


class Prose:
    """The prose that explains a power, as one text; each position knows its place."""

    def __init__(self, power: Power) -> None:
        """Take the texts of a power."""
        self.places: Sequence[tuple[Path, str]] = tuple(explained(power))
        self.text = "\n".join(text for _, text in self.places)

    @cached_property
    def starts(self) -> list[int]:
        """The positions at which the texts begin."""
        return [0, *accumulate(len(text) + 1 for _, text in self.places)]

    def path(self, position: int) -> Path:
        """Give the place of what stands at a position."""
        return self.places[min(bisect_right(self.starts, position) - 1, len(self.places) - 1)][0]


_LAST: list[tuple[Power, Prose]] = []


def prose_of(power: Power) -> Prose:
    """Give the prose of a power, which several checks read one after the other: that of the last power is kept."""
    if not _LAST or _LAST[0][0] is not power:
        _LAST[:] = [(power, Prose(power))]
    return _LAST[0][1]
