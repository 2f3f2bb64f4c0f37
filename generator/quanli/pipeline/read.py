"""Stage one: the catalogue read and checked, whole or where it changed; the index is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.state import State
from quanli.catalogue.content_kinds import LAW_TEXT
from quanli.catalogue.files import is_power_file, power_files, refused
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry, read_registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.script_terms import read_script_terms
from quanli.catalogue.synonyms import read_synonyms
from quanli.errors import Problem
from quanli.pipeline.across import check_across
from quanli.pipeline.change import Change, touched_files
from quanli.pipeline.delta import Delta
from quanli.pipeline.load import Chunk, chunks_of, load_powers
from quanli.pipeline.options import Reason
from quanli.pipeline.recorded import WHY, Recorded
from quanli.pipeline.workplace import Workplace
from quanli.records.text_file import decode


def read_registers(place: Workplace) -> tuple[Registry | None, list[Problem]]:
    """Read and check everything but the powers."""
    from quanli.pipeline.registry_rules import check_registry  # noqa: PLC0415 - seldom does a register change

    registry, problems = read_registry(place.root)
    if registry is not None:
        problems += check_registry(registry, place.root)
        problems += read_script_terms(place.root)[1] + read_synonyms(place.root)[1]
        for path in sorted((place.root / LAW_TEXT.folder).glob(f"*{LAW_TEXT.ending}")):
            problems += decode(path.read_bytes(), path.relative_to(place.root).as_posix(), LAW_TEXT.limit)[1]
        place.keep_registry(registry)
    return registry, problems


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
    problems: list[Problem] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    before: dict[str, PowerRow] = field(default_factory=dict)
    after: dict[str, PowerRow] = field(default_factory=dict)

    def all(self) -> Delta:
        """Read all powers into an empty index; of their rows nothing stays in memory."""
        files, self.problems = power_files(self.place.root)
        for _ in self._load(files):
            pass
        self.index.finish_filling()
        self.problems += check_across(self.index, self.registry, self.place.root, None)
        return Delta(tuple(self.chunks), {}, {}, {})

    def changed(self, change: Change) -> Delta:
        """Replace the rows of the powers touched, and of those that link to what was renamed."""
        why = dict(touched_files(change, self.index))
        for file in self.recorded.files(self.index, self.recorded.codes) if self.recorded else ():
            why.setdefault(file, WHY)
        if {"power", "history", "version", "faulty-version"} & change.templates:
            why |= {file: ("模板有改动", "its template changed") for file in self.index.files_of() if file not in why}
        self._replace(why)
        linked = {file: reason for file, reason in self._linked().items() if file not in why}
        self._replace(linked)
        self.problems += check_across(
            self.index, self.registry, self.place.root, self.after.keys(), self.before.keys() - self.after.keys()
        )
        return Delta(tuple(self.chunks), why | linked, self.before, self.after, change.offices)

    def _replace(self, files: Mapping[str, Reason]) -> None:
        """Take the rows of files out, and put in what the files say now."""
        there = []
        for file in files:
            row = self.index.remove(file)
            if row:
                self.before[row.code] = row
            self.state.warn(file, 0)
            wrong = refused(self.place.root, file)
            if wrong:
                self.problems.append(wrong)
            elif is_power_file(file) and (self.place.root / file).is_file():
                there.append(file)
        for row in self._load(there):
            self.after[row.code] = row

    def _load(self, files: list[str]) -> Iterable[PowerRow]:
        chunks = chunks_of(files, self.place, len(self.chunks))
        self.chunks += chunks
        for file, row, found in load_powers(chunks, self.index, self.executor, self.progress):
            self.state.warn(file, sum(one.severity == "warning" for one in found))
            self.problems += (one for one in found if self.told or one.severity == "error")
            if row:
                yield row

    def _linked(self) -> dict[str, Reason]:
        """Give the files of the powers that show the name of another power that has changed."""
        delta = Delta((), {}, self.before, self.after)
        linked: dict[str, Reason] = {}
        for code in sorted(delta.renamed()):
            for pointer in self.index.pointing("power", code):
                linked[pointer.file] = (f"它链接的事项 {code} 有变", f"the power {code} that it links to changed")
            if self.recorded:
                resting = self.recorded.resting_on("power", [code])
                self.recorded.codes |= resting
                linked |= dict.fromkeys(self.recorded.files(self.index, resting), WHY)
        for slug, guide in self.registry.guides.items():
            if delta.renamed() & set(guide.powers):
                for file in self.index.files_of(guide=slug):
                    linked.setdefault(file, (f"同一指南 {slug} 的事项有变", f"a power of the same guide {slug} changed"))
        for code in sorted(delta.parents()):
            row = self.index.row(code)
            if row:
                linked[row.file] = ("它的子项有变", "its sub-items changed")
        return linked
