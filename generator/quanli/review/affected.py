"""Which pages and feeds of the site a change shows on: the facts of the change joined with what each kind of output rests on.

It is the join by which a build decides what is stale; only its questions are answered by the files of a commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from quanli.assemble.context import Context
from quanli.assemble.edges import ALL
from quanli.assemble.facts import Facts, Reason
from quanli.assemble.kinds import KINDS
from quanli.assemble.page_kind import AnyKind, ItemKind, PageKind
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.index import Index
from quanli.catalogue.index_tables import SCHEMA
from quanli.catalogue.law_rests import field_of, rests_of
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_content
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree, files_of
from quanli.frozen import frozen
from quanli.pipeline.facts import WHOLE, Change, facts_of
from quanli.pipeline.plan import stale, stale_items
from quanli.pipeline.rows import row_of
from quanli.review.changed import FileReview
from quanli.review.revisions import Span, citing

_WHY = Reason("有变", "changed")
_MANY = 2
"""Powers that a category is taken to have: only all powers could tell that it has none any more."""


@frozen
class Affected:
    """Addresses of the pages and the feeds that a change shows on, and the items whose pages are among them.

    ``whole`` says that every page is.
    """

    pages: tuple[str, ...]
    feeds: tuple[str, ...]
    codes: frozenset[str]
    whole: bool


class Cited:
    """What edges ask, answered by the files of a commit: an office's folder, and the words that stand in a power's file."""

    def __init__(self, span: Span, tree: Tree, registry: Registry, words: Iterable[str]) -> None:
        self.registry = registry
        self.files = {POWER.id_of(file) or "": file for file in files_of(tree, POWER)}
        self._span = span
        self._known: dict[str, list[str]] = {}
        self._look(words)

    def naming(self, kind: str, key: str) -> Iterable[str]:
        """Give the codes of the powers whose file is the office's or has the word in it."""
        if kind == "office":
            return [code for code, file in self.files.items() if file.startswith(f"{POWER.folder}/{key}/")]
        if key not in self._known:
            self._look([key])
        return self._known[key]

    def named_before(self, kind: str, key: str) -> Iterable[str]:  # noqa: ARG002 - what edges may ask
        """Give nothing: old texts show on pages of their own days."""
        return ()

    def _look(self, words: Iterable[str]) -> None:
        wanted = sorted(set(words))
        self._known |= {word: [] for word in wanted}
        for file, word in citing(self._span.folder, self._span.head, wanted, POWER.folder):
            code = POWER.id_of(file)
            if code and word in self._known:
                self._known[word].append(code)


def affected(span: Span, files: Iterable[FileReview], trees: tuple[Tree, Tree], registries: tuple[Registry | None, Registry | None]) -> Affected:
    """Say on what the change between two trees shows; where neither has settings that can be read there is no site."""
    before, after = registries
    if before is None or after is None:
        return Affected((), (), frozenset(), whole=True)
    files = list(files)
    paths = frozenset(file.path for file in files) | {file.moved_from for file in files if file.moved_from}
    whole = any(kind.pattern in paths for kind in WHOLE)
    facts = facts_of(Change(paths), before, after, None)
    for file in files:
        _state(file, span, facts, (before, after))
    words = [key for kind in ("law", "form", "guide", "form-file") for key in facts.of(kind)]
    cited = Cited(span, trees[1], after, (*words, *facts.of("power", "name")))
    known = cited.files.keys() | {file.code for file in files}
    due = stale_items(facts, cited, lambda: cited.files, _reader(span, trees, cited, facts))
    items = {code for code in due if code in known}
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(SCHEMA)
        registers = Context(after, Index(empty), {}, lambda *_: None, span.day)
        found = {address for kind in KINDS for address in _addresses(kind, stale(kind, facts, cited), items, registers)}
    feeds = {address for address in found if address.endswith("feed.xml")}
    return Affected(tuple(sorted(found - feeds)), tuple(sorted(feeds)), frozenset(items), whole)


def _state(file: FileReview, span: Span, facts: Facts, registries: tuple[Registry, Registry]) -> None:
    """State what a changed file says of the record, and how the lines of its power differ."""
    powers = [power for power in (file.before, file.after) if isinstance(power, Power)]
    for power, rows, registry in zip((file.before, file.after), (facts.before, facts.after), registries, strict=True):
        if isinstance(power, Power):
            rows[power.code] = row_of(power, file.path, span.day, registry)
    for power, cites in ((file.before, facts.cited_before), (file.after, facts.cited)):
        if isinstance(power, Power):
            cites[power.code] = frozenset((f"{rest.law} {rest.article}", f"{rest.version} {field_of(rest.path)}") for rest in rests_of(power) if rest.article)
    facts.compare({power.code for power in powers}, lambda _: _MANY)
    if not file.code or not file.changes:
        return
    found = {("record", power.code) for power in powers} | {("record", file.code), ("changes", "all"), ("month", span.day.isoformat()[:7])}
    found |= {("changes-of-office", power.office) for power in powers} | {("changes-of-category", power.category) for power in powers}
    for kind, key in found | {("kind-of-change", kind) for kind in file.kinds}:
        facts.add(kind, key, _WHY)


def _reader(span: Span, trees: tuple[Tree, Tree], cited: Cited, facts: Facts) -> Callable[[Iterable[str]], None]:
    """Read further items where their lines in lists may differ: an office of theirs has another name."""

    def read(codes: Iterable[str]) -> None:
        renamed = set(facts.of("office", "name"))
        for code in codes if renamed else ():
            power = read_content(trees[1], cited.files[code], POWER)[0] if code in cited.files and code not in facts.after else None
            if isinstance(power, Power) and power.office in renamed:
                facts.before[code] = facts.after[code] = row_of(power, cited.files[code], span.day, cited.registry)
                facts.compare([code], lambda _: _MANY)

    return read


def _addresses(kind: AnyKind, found: Iterable[str], items: Iterable[str], context: Context) -> Iterator[str]:
    """Give the addresses of stale outputs that a person may open; of versions each has its day, and none is listed."""
    if not kind.listed:
        return
    keys = set(found)
    if ALL in keys:
        keys = set(items) if isinstance(kind, ItemKind) else set(kind.keys(context)) if isinstance(kind, PageKind) else keys - {ALL}
    for key in keys:
        address = kind.url(key)
        if kind.templates or address.endswith("feed.xml"):
            yield address
