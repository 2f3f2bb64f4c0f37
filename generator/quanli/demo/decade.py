"""Ten years told backwards: from a catalogue as it is, plausible older versions and the changes that led from them to it.

For demonstrations and tests. What the catalogue says of its own past is used; the rest is invented. The last commit holds
the catalogue exactly as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.law import Law
from quanli.demo.chapter import START, Chapter, Earlier, Texts
from quanli.demo.invented_past import invented_past
from quanli.demo.known_past import known_past
from quanli.frozen import frozen


@frozen
class Told:
    """A commit to write: the files that it puts (None: takes away)."""

    chapter: Chapter
    files: Mapping[str, str | None]


def tell(texts: Mapping[str, str], laws: Iterable[Law]) -> list[Told]:
    """Work backwards from a catalogue's power and office files; give the commits, oldest first."""
    now = dict(texts)
    told = []
    for chapter in sorted(_together(_chapters(now, laws)), key=lambda one: (one.day, one.subject), reverse=True):
        before = chapter.earlier(dict(now))
        files = {path: now.get(path) for path in sorted(now.keys() | before.keys()) if now.get(path) != before.get(path)}
        if files:
            told.append(Told(chapter, files))
        now = before
    opening = Chapter(START, "公布权力清单", (("Document", "样例市权力清单（2016 年版）"),), dict)
    return [Told(opening, dict(sorted(now.items()))), *reversed(told)]


def _together(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """Make one commit of the changes that one document ordered on one day."""
    alike: dict[object, list[Chapter]] = {}
    for chapter in chapters:
        alike.setdefault((chapter.day, chapter.trailers, chapter.by_merge), []).append(chapter)
    for same in alike.values():
        more = f"等 {len(same)} 项" if len(same) > 1 else ""
        yield replace(same[0], subject=same[0].subject + more, earlier=_all_of([one.earlier for one in same]))


def _all_of(steps: Iterable[Earlier]) -> Earlier:
    def earlier(texts: Texts) -> Texts:
        for step in steps:
            texts = step(texts)
        return texts

    return earlier


def _chapters(texts: Texts, laws: Iterable[Law]) -> Iterator[Chapter]:
    powers = {path: text for path, text in texts.items() if POWER.id_of(path)}
    yield from known_past(powers, laws)
    yield from invented_past(powers)
