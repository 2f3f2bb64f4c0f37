"""Powers taken by the hundred: which files a worker takes together, and what is spilled of each for the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.history.standing import Standing
from quanli.pipeline.workplace import Workplace

CHUNK = 100
"""Powers a chunk: enough to share one ``dot`` process, few enough to keep memory flat."""


@frozen
class Chunk:
    """Some powers' files, to be worked on together."""

    number: int
    files: tuple[str, ...]
    place: Workplace
    waiting: frozenset[str] | None = None
    """The codes among them of which a text may wait for its day; None where nothing does, as in a catalogue of the past."""


class Kept(NamedTuple):
    """What is spilled of an item: its text that is in force, None where none is yet, and how it stands where something waits.

    ``own`` is the text of its file, None where that is gone.
    """

    file: str
    power: Power | None
    own: Power | None
    standing: Standing | None = None

    @property
    def shown(self) -> Power | None:
        """Give the text of its page: of an item that is to come, the one with which it begins."""
        begins = self.standing.begins if self.standing else None
        return begins.text if begins else self.power

    @property
    def others(self) -> Iterator[Power]:
        """Give what its page speaks of besides its own text."""
        if self.standing:
            texts = (self.power, *(one.text for one in self.standing.ahead))
            yield from (text for text in texts if text is not None and text is not self.own)


def chunks_of(files: Sequence[str], place: Workplace, first: int = 0, waiting: frozenset[str] | None = None) -> tuple[Chunk, ...]:
    """Divide files into chunks, numbered from ``first`` on; ``waiting`` are the codes of which a text may wait."""
    some = (files[at : at + CHUNK] for at in range(0, len(files), CHUNK))
    return tuple(Chunk(n, tuple(one), place, waiting and _among(waiting, one)) for n, one in enumerate(some, first))


def _among(codes: frozenset[str], files: Iterable[str]) -> frozenset[str]:
    return codes.intersection(POWER.id_of(file) or "" for file in files)
