"""What a build has made so far, and what it no longer makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quanli.assemble.facts import Reason
from quanli.build.manifest import read_manifest
from quanli.build.staging import FILE, FileRow, move_files, move_tree
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

    def publish(self, staging: Path, output: Path) -> int:
        """Move into the output what does not lie there already; gives how many files that was."""
        if not self.cold:
            return move_files(staging, output, self.changed)
        if self.state.note_former(read_manifest(output)):
            return move_files(staging, output, self._missing(output))
        return move_tree(staging, output)

    def _missing(self, output: Path) -> Iterator[FileRow]:
        for row in self.state.output():
            if self.state.former(row.path) != row.sha256 or not _is_there(output / row.path, row.size):
                yield row

    def to_remove(self) -> list[str]:
        """Give the files to remove from the output, and strike them from the state."""
        gone = self.state.left_over() if self.cold else sorted(self.gone)
        self.state.forget(gone)
        return gone


def _is_there(path: Path, size: int) -> bool:
    try:
        told = path.stat()
    except OSError:
        return False
    return told.st_size == size and told.st_mode & 0o777 == FILE
