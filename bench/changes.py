"""What is changed in a catalogue to measure a change: one item at a time, each time another."""

from collections.abc import Iterator
from pathlib import Path

from contest import commit

import catalogue

EDITS = 5
"""Edits of a kind that are measured; the median counts."""


def file_of(site: Path, number: int) -> Path:
    return site / "content" / "powers" / catalogue.office_id(number % len(catalogue.BUREAUS)) / f"{catalogue.code_of(number)}.yaml"


def edits(site: Path, word: str) -> Iterator[None]:
    """Change the summary of an item, each time another."""
    for number in range(7, 7 + 11 * EDITS, 11):
        file = file_of(site, number)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("summary: ", f"summary: {word}", 1), encoding="utf-8")
        yield


def committed_edits(site: Path, word: str) -> Iterator[None]:
    """Change the summary of an item and commit it."""
    for _ in edits(site, word):
        commit(site)
        yield


def additions(site: Path) -> Iterator[None]:
    for number in range(9_000_000, 9_000_000 + EDITS):
        file_of(site, number).write_text(catalogue.power(number), encoding="utf-8")
        yield


def moves(site: Path) -> Iterator[None]:
    """Move the items added to another office."""
    for number in range(9_000_000, 9_000_000 + EDITS):
        file, office = file_of(site, number), catalogue.office_id(number % len(catalogue.BUREAUS))
        other = catalogue.office_id((number + 1) % len(catalogue.BUREAUS))
        target = file.parents[1] / other / file.name
        target.write_text(file.read_text(encoding="utf-8").replace(f"office: {office}\n", f"office: {other}\n"), encoding="utf-8")
        file.unlink()
        yield


def removals(site: Path) -> Iterator[None]:
    """Remove the items added and moved."""
    for number in range(9_000_000, 9_000_000 + EDITS):
        (file,) = (site / "content" / "powers").glob(f"*/{catalogue.code_of(number)}.yaml")
        file.unlink()
        yield
