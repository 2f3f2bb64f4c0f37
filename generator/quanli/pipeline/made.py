"""What a build has made so far, and what it no longer makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quanli.assemble.facts import Reason
from quanli.build.look import Look
from quanli.build.staging import FileRow
from quanli.build.state import State
from quanli.render.twin import twin_path


@dataclass
class MadeFiles:
    """The files of a build. In a cold build only the state remembers them, so that memory stays flat."""

    state: State
    cold: bool
    changed: list[FileRow] = field(default_factory=list)
    appeared: set[str] = field(default_factory=set)
    """Paths that were not there before."""
    gone: set[str] = field(default_factory=set)
    reasons: dict[str, Reason] = field(default_factory=dict)

    def add(self, rows: Iterable[FileRow], why: Callable[[FileRow], Reason]) -> None:
        """Note files; those that are as they were before are not published again."""
        if self.cold:
            self.state.note_output(rows)
            self.state.commit()
            return
        rows = list(rows)
        different, new = self.state.wrote(rows)
        self.changed += different
        self.appeared.update(new)
        self.gone.difference_update(row.path for row in rows)
        for row in different:
            self.reasons[row.path] = why(row)

    def settle(self, outputs: Iterable[tuple[str, str]], rows: Iterable[FileRow], why: Callable[[FileRow], Reason]) -> None:
        """Note all files of some outputs, by kind and key: what these had before and have not now is gone."""
        rows = list(rows)
        self.add(rows, why)
        if not self.cold:
            made = {row.path for row in rows}
            self.gone.update(path for kind, key in outputs for path in self.state.files_of(kind, key) if path not in made)

    def drop(self, paths: Iterable[str]) -> None:
        """Note files that are no longer made, with their twins; one that is made later stays."""
        if not self.cold:
            for path in paths:
                self.gone.update((path, twin_path(path)))

    def to_write(self, output: Path) -> Iterator[str]:
        """Give the files that do not lie in the output already."""
        if not self.cold:
            yield from (row.path for row in self.changed)
            return
        look = Look(output, int(self.state.get("done") or 0))
        for row in self.state.output():
            if self.state.former(row.path) != row.sha256 or not look.stands(row.path, row.sha256, row.size):
                yield row.path

    def to_remove(self) -> list[str]:
        """Give the files to remove from the output, and strike them from the state."""
        gone = self.state.left_over() if self.cold else sorted(self.gone)
        self.state.forget(gone)
        return gone
