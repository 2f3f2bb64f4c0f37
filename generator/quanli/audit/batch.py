"""Some files of an output read and judged together, in a process of their own; what comes back is small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quanli.audit.ground import Ground, digits
from quanli.audit.head import check_head, check_tags
from quanli.audit.links import Led, Wanted, follow, lacking, told_dead
from quanli.audit.loading import check_loading
from quanli.audit.pictures import check_pictures
from quanli.audit.seen import Page
from quanli.audit.spelling import check_names, check_phones
from quanli.audit.weight import check_weight
from quanli.errors import Problem
from quanli.frozen import frozen

TOLD = (".json", ".jsonl", ".jsonld", ".xml", ".csv", ".ttl", ".txt", ".webmanifest")
"""Ends of the names of files in which programs find addresses."""
_PHONE = re.compile(r'"phone":\s?"([^"\\]+)"')


@frozen
class Batch:
    """Files to look at."""

    ground: Ground
    files: tuple[str, ...]


@frozen
class Judged:
    """What is remembered of a page: its title where search engines may list it, and where it leads."""

    file: str
    title: str
    lang: str
    listed: bool
    led: Led


@frozen
class Answer:
    """What was found in some files."""

    pages: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    phones: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.pages)


@frozen
class Named:
    """Fragments that other pages name of some pages."""

    ground: Ground
    wanted: tuple[tuple[str, tuple[Wanted, ...]], ...]


def judge_pages(batch: Batch) -> Answer:
    """Judge pages one by one, each as it is read."""
    found: list[Problem] = []
    pages = tuple(_judged(file, batch.ground, found) for file in batch.files)
    return Answer(pages, tuple(found))


def _judged(file: str, ground: Ground, found: list[Problem]) -> Judged:
    data = (Path(ground.output) / file).read_bytes()
    page = Page(data.decode("utf-8", "replace"))
    led = follow(page, file, ground, found)
    found += _checked(page, file, data, ground)
    listed = page.listed(file, ground)
    return Judged(file, page.title.strip() if listed else "", page.lang, listed, led)


def _checked(page: Page, file: str, data: bytes, ground: Ground) -> Iterator[Problem]:
    yield from check_head(page, file, ground)
    yield from check_tags(page, file, ground)
    yield from check_loading(page, file, ground)
    yield from check_pictures(page, file)
    yield from check_weight(page, file, data, ground)
    yield from check_names(page, file, ground)
    yield from check_phones(page, file, ground)


def judge_data(batch: Batch) -> Answer:
    """Follow the addresses in files for programs, and gather the telephone numbers that items give."""
    found: list[Problem] = []
    phones: set[str] = set()
    for file in batch.files:
        text = (Path(batch.ground.output) / file).read_text(encoding="utf-8", errors="replace")
        found += told_dead(text, file, batch.ground)
        if file.startswith("powers/"):
            phones |= set(map(digits, _PHONE.findall(text)))
    return Answer((), tuple(found), frozenset(phones))


def judge_fragments(named: Named) -> Answer:
    """Hold the fragments that pages name of each other against what the pages have."""
    found: list[Problem] = []
    for file, wanted in named.wanted:
        page = Page((Path(named.ground.output) / file).read_text(encoding="utf-8", errors="replace"))
        found += lacking(frozenset(page.ids), wanted)
    return Answer((), tuple(found))
