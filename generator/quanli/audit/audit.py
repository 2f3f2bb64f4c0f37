"""The whole output gone through: data first, then pages, then what only all of them together show."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from quanli.audit.batch import TOLD, Batch, Judged, Named, judge_data, judge_fragments, judge_pages
from quanli.audit.ground import Ground, ground_of
from quanli.audit.head import TITLE_TWICE
from quanli.audit.links import Wanted
from quanli.audit.security import check_security
from quanli.audit.ways import Ways
from quanli.build.digests import ROOT
from quanli.build.executor import executor
from quanli.build.progress import Progress
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen

OUTPUT_UNBUILT = Rule(
    "OUTPUT_UNBUILT", "error",
    zh="{folder} 里没有构建好的站点", en="there is no built site in {folder}",
    hint_zh="先运行 quanli build，或者用 --output 说明在哪里", hint_en="run quanli build first, or say by --output where it is",
    follows="先构建，后检查",
)  # fmt: skip
SMALL, SOME = 200, 25
"""Files that are read in this process, and files a task."""


@frozen
class Audited:
    """What was found: how many pages and other files were read, and the addresses elsewhere with the first place of each."""

    problems: tuple[Problem, ...]
    pages: int
    files: int
    elsewhere: tuple[tuple[str, str, int, int], ...] = ()


def audit(root: Path, output: Path, day: datetime.date, jobs: int, *, quiet: bool = False) -> Audited:
    """Go through an output of a site. Raises ProblemsFoundError where there is none (OUTPUT_UNBUILT), or no settings of the site."""
    if not (output / ROOT).is_file() or not (output / "index.html").is_file():
        raise ProblemsFoundError([OUTPUT_UNBUILT.at("", folder=output)])
    registry, wrong = read_registry(FolderTree(root))
    if registry is None:
        raise ProblemsFoundError(wrong)
    pages = [file for file in files_below(output) if file.endswith(".html")]
    data = [file for file in files_below(output) if file.endswith(TOLD)]
    progress = Progress(quiet=quiet)
    with executor(jobs if len(pages) > SMALL else 1) as hands:
        read = Reading(ground_of(registry, output, frozenset()))
        for told in progress.stage("数据 data", hands.map(judge_data, read.batches(data)), len(data), lambda _: SOME):
            read.found += told.problems
            read.phones |= told.phones
        read.ground = ground_of(registry, output, frozenset(read.phones))
        for answer in progress.stage("网页 pages", hands.map(judge_pages, read.batches(pages)), len(pages), len):
            read.found += answer.problems
            for page in answer.pages:
                read.take(page)
        for checked in hands.map(judge_fragments, read.fragments()):
            read.found += checked.problems
    read.found += [*read.ways.without(), *check_security(output, day)]
    elsewhere = tuple((url, *place) for url, place in sorted(read.elsewhere.items()))
    return Audited(tuple(together(read.found)), len(pages), len(data), elsewhere)


def files_below(folder: Path) -> Iterator[str]:
    """Give every file below a folder in the order of the paths, but those whose name begins with a dot, which no server shows."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") or one == ".well-known")
        below = os.path.relpath(at, folder)
        for file in sorted(files):
            if not file.startswith("."):
                yield file if below == "." else f"{below}/{file}"


class Reading:
    """What is gathered while pages go by: nothing of it grows with their words."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.found: list[Problem] = []
        self.phones: set[str] = set()
        self.ways = Ways()
        self.elsewhere: dict[str, tuple[str, int, int]] = {}
        self._titles: dict[tuple[str, int], str] = {}
        self._wanted: dict[str, dict[str, Wanted]] = {}

    def batches(self, files: Sequence[str]) -> Iterator[Batch]:
        """Part files into tasks."""
        for at in range(0, len(files), SOME):
            yield Batch(self.ground, tuple(files[at : at + SOME]))

    def take(self, page: Judged) -> None:
        """Take up a page that was judged."""
        self.ways.add(page.file, page.led.files, listed=page.listed)
        for one in page.led.wanted:
            self._wanted.setdefault(one.target, {}).setdefault(one.fragment, one)
        for url, line, column in page.led.elsewhere:
            self.elsewhere.setdefault(url, (page.file, line, column))
        if page.title:
            first = self._titles.setdefault((page.lang, hash(page.title)), page.file)
            if first != page.file:
                self.found.append(TITLE_TWICE.at(page.file, line=1, column=1, title=page.title, other=first))

    def fragments(self) -> Iterator[Named]:
        """Part the fragments that pages name of others into tasks, by the page that must have them."""
        waiting = iter(sorted(self._wanted.items()))
        while some := tuple((file, tuple(named.values())) for file, named in islice(waiting, SOME)):
            yield Named(self.ground, some)


def together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Tell what is wrong in many places in the same way once, at the first, with how many more there are."""
    first: dict[tuple[str, str], Problem] = {}
    more: dict[tuple[str, str], int] = {}
    for one in problems:
        key = (one.code, repr(sorted(one.args.items()))) if "{more_zh}" in one.rule.zh else (one.code, f"{one.place} {one.args}")
        first.setdefault(key, one)
        more[key] = more.get(key, 0) + 1
    for key, one in first.items():
        count = more[key] - 1
        words = {"more_zh": f"（另有 {count} 处相同）", "more_en": f" (and {count} more)"} if count else {"more_zh": "", "more_en": ""}
        yield replace(one, args={**one.args, **words})
