"""Stage one: the catalogue read and checked, whole or where it changed; the index is brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quanli.assemble.facts import Facts, Reason
from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.state import State
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.guide import Guide
from quanli.catalogue.index import Index
from quanli.catalogue.misplaced import misplaced
from quanli.catalogue.reading import located
from quanli.catalogue.registry import Registry, read_registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tree import files_of, ids_of
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.pipeline.across import check_across
from quanli.pipeline.chunks import Chunk, chunks_of
from quanli.pipeline.drift import FILES, compare_all, compare_changed, is_wide
from quanli.pipeline.facts import Change
from quanli.pipeline.guide_claims import check_claims, guides_due
from quanli.pipeline.load import load_powers
from quanli.pipeline.plan import Questions, stale_items
from quanli.pipeline.recorded import Recorded
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.workplace import Workplace


def read_registers(place: Workplace, changed: Collection[str] | None = None) -> tuple[Registry | None, list[Problem]]:
    """Read and check everything but the powers; of guides only those changed are drawn to see how that goes, if told."""
    from quanli.pipeline.registry_rules import check_registry  # noqa: PLC0415 - seldom does a register change
    from quanli.pipeline.statute_books import statute_book  # noqa: PLC0415

    registry, problems = read_registry(place.tree)
    if registry is not None:
        book = statute_book(place.tree, registry.laws, place.as_of, place.laws)
        problems += check_registry(registry, place.tree, book, guides=changed)
        place.keep_registry(registry)
    return registry, list(located(problems, place.tree))


@frozen
class Items:
    """The items to draw: those read, in chunks, and the codes of those that have no file any more; why each is drawn."""

    chunks: tuple[Chunk, ...]
    gone: tuple[str, ...]
    why: Mapping[str, Reason]


@dataclass
class Reading:
    """Reads powers into the index. Of warnings only the number stays, unless they are ``told`` too: there may be one a power."""

    place: Workplace
    registry: Registry
    state: State
    index: Index
    executor: Executor
    progress: Progress
    recorded: Recorded | None = None
    told: bool = False
    waiting: frozenset[str] | None = None
    """The codes of which a text may wait for its day; None in a catalogue of the past."""
    problems: list[Problem] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def all(self) -> Items:
        """Read all powers into an empty index; of their rows nothing stays in memory."""
        self._place(misplaced(self.place.tree))
        files = ids_of(self.place.tree, POWER)
        for _ in self._load(sorted({*files, *self._gone_files((self.waiting or frozenset()) - set(files.values()))})):
            pass
        self.index.finish_filling()
        self._compare_all(None)
        self.problems += check_across(self.index, self.registry, self.place.tree, None)
        self._hear(guides_due(self.registry, None, ()))
        gone = (code for code in self.recorded.record.codes() if not self.index.stands(code)) if self.recorded else ()
        return Items(tuple(self.chunks), tuple(gone), {})

    def changed(self, change: Change, facts: Facts) -> Items:
        """Replace the rows of the powers that changed, then of those whose pages are stale by what is known so far."""
        for file in change.files:
            self.state.warn(file, 0)
        self._place(misplaced(self.place.tree, change.files))
        questions = Questions(self.registry, self.index, self.state.db)
        files = change.files_of(POWER)
        facts.compare(self._replace(files, facts), self._powers_in)
        due = stale_items(facts, questions, self._codes, lambda codes: self._read_too(codes, facts))
        if is_wide(self.index, facts):
            self._compare_all(facts)
        else:
            compare_changed(self.index, self.registry, facts)
        removed = {code for code in {*facts.before, *facts.after} if not self.index.has(code)}
        added = {*facts.after, *(code for code in facts.of("power", "name") if self.index.awaited(code))}
        self.problems += check_across(self.index, self.registry, self.place.tree, added, removed)
        self._hear(guides_due(self.registry, facts.after.keys() | removed, change.files))
        gone = tuple(code for code in sorted(due) if not self.index.stands(code))
        return Items(tuple(self.chunks), gone, due)

    def _hear(self, guides: Collection[Guide]) -> None:
        """Hold what some guides say against the items that they name."""
        if guides:
            book = statute_book(self.place.tree, self.registry.laws, self.place.as_of, self.place.laws)
            self.problems += check_claims(guides, self.registry, self.place.tree, book, self._file_of)

    def _file_of(self, code: str) -> str:
        row = self.index.row(code)
        return row.file if row else ""

    def _read_too(self, codes: Iterable[str], facts: Facts) -> None:
        """Read further items anew, as far as that has not been done."""
        files = (self.index.file_of(code) for code in codes if code not in facts.after)
        facts.compare(self._replace([file for file in files if file], facts), self._powers_in)

    def _powers_in(self, category: str) -> int:
        return self.index.total_of("category", category)

    def _codes(self) -> Iterator[str]:
        """Give the codes of all items, also of those that have no file any more."""
        yield from self.index.codes()
        if self.recorded:
            yield from self.recorded.record.codes()

    def _compare_all(self, facts: Facts | None) -> None:
        """Hold approved lists against all powers, and take up what is wrong with the lists."""
        found = compare_all(self.index, self.registry, self.place.tree, facts)
        for kind in FILES:
            for file in files_of(self.place.tree, kind):
                self.state.warn(file, sum(one.severity == "warning" and one.place.file == file for one in found))
        self.problems += (one for one in found if self.told or one.severity == "error")

    def _place(self, found: Iterable[Problem]) -> None:
        """Take up what is wrong with files by their place: of those, none is read."""
        for one in found:
            self.state.warn(one.place.file, int(one.severity == "warning"))
            self.problems += [one] if self.told or one.severity == "error" else []

    def _replace(self, files: Iterable[str], facts: Facts) -> set[str]:
        """Take the rows of files out, and put in what the files say now; gives the codes of both."""
        files = list(files)
        there = [file for file in files if self.place.tree.stamp(file)]
        codes = {code for file in (*files, *self._elsewhere(there)) for code in self._taken_out(file, facts)}
        lost = {POWER.id_of(file) or "" for file in files} - {POWER.id_of(file) for file in there}
        there += self._gone_files(code for code in lost if not self.index.stands(code))
        for row in self._load(there):
            facts.after[row.code] = row
            facts.cited[row.code] = self.index.cites(row.code)
            codes.add(row.code)
        return codes | {code for file in there if self.index.awaited(code := POWER.id_of(file) or "")}

    def _taken_out(self, file: str, facts: Facts) -> Iterator[str]:
        """Take a file's row out, and give its code."""
        code = POWER.id_of(file) or ""
        if self.index.awaited(code):
            yield code
        cited = self.index.cites(code)
        row = self.index.remove(file)
        if row:
            facts.before.setdefault(row.code, row)
            facts.cited_before.setdefault(row.code, cited)
            yield row.code
        self.state.warn(file, 0)

    def _elsewhere(self, files: Iterable[str]) -> Iterator[str]:
        """Give the files that items had until they were put elsewhere, where the text in force stood for them."""
        for file in files:
            known = self.index.file_of(POWER.id_of(file) or "")
            if known and known != file and not self.place.tree.stamp(known):
                yield known

    def _gone_files(self, codes: Iterable[str]) -> Iterator[str]:
        """Give the files that items without one had last, where a text may be in force until a later day."""
        for code in sorted(self.waiting.intersection(codes)) if self.waiting and self.recorded else ():
            last = self.recorded.record.last_version(code) if self.recorded else None
            if last:
                yield last.file

    def _load(self, files: list[str]) -> Iterable[PowerRow]:
        chunks = chunks_of(files, self.place, len(self.chunks), self.waiting)
        self.chunks += chunks
        for file, row, found in load_powers(chunks, self.index, self.executor, self.progress):
            self.state.warn(file, sum(one.severity == "warning" for one in found))
            self.problems += (one for one in found if self.told or one.severity == "error")
            if row:
                yield row
