"""The prose of a power in which numbers are said: each text with its place, those that lay down what holds before those that explain it."""

from __future__ import annotations

from collections.abc import Iterator

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
    if power.redress:
        yield ("redress",), power.redress
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
