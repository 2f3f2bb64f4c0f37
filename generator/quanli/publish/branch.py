"""Releases on a branch, for hosts that show one: ``git:REPOSITORY#BRANCH``, a commit a release, whose tree is the site.

A branch changes at once or not at all, and only from what it was when it was read (compare and swap): whoever is late is
told, and has changed nothing. Its history is the releases that are kept. All is made in a repository of our own
(:mod:`quanli.publish.branch_copy`), from the files that differ; what is pushed are their blobs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quanli.codes.beijing import BEIJING
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.git.fast_import import FastImport
from quanli.publish.branch_copy import SHOWN, BranchCopy
from quanli.publish.listing import Listing, difference
from quanli.publish.release import RECORD, SIGNATURE, read_release
from quanli.publish.target import Entry, SignedRelease
from quanli.publish.tree import checked, reader

BRANCH_FOREIGN = Rule(
    "BRANCH_FOREIGN", "error",
    zh="分支上不是本程序发布的网站", en="what is on the branch was not published by this program",
    hint_zh="换一个还没有的分支名", hint_en="choose the name of a branch that is not there yet",
    follows="发布不写入不属于自己的目录",
)
OURS = {".nojekyll": b""}
"""Says to a host that the site is built already."""
THEIRS = frozenset({"CNAME", ".domains"})
"""Files by which hosts know whose domain it is: they stay."""
_NOON = datetime.time(12)


class BranchTarget:
    """A branch of a repository, by its path or address."""

    readers = 1

    def __init__(self, name: str, repository: str, branch: str) -> None:
        self.name, self._copy = name, BranchCopy(name, repository, branch)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold our own copy, and look at the branch anew; the branch itself is guarded by how it is pushed."""
        with self._copy.held():
            yield

    def shown(self) -> bytes | None:
        """Give the record on the branch's tip."""
        tip = self._copy.tip()
        if not tip:
            return None
        try:
            return self._copy.blob(tip, RECORD)
        except FileNotFoundError:
            raise ProblemsFoundError([BRANCH_FOREIGN.at(self.name)]) from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file of the tip, or of the commit of a release."""
        return self._copy.blob(self._copy.commit(serial) if serial else self._copy.tip(), path)

    def entries(self) -> Iterator[Entry]:
        """List what the tip holds."""
        tip = self._copy.tip()
        for path, listed in self._copy.files(tip).items() if tip else ():
            if path not in OURS and path not in THEIRS:
                nature = "file" if listed.regular else "link" if listed.link else "other"
                yield Entry(path, nature, 0o755 if listed.mode == "100755" else 0o644, -1)

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases of the branch's history, newest first."""
        return tuple(signed for _, signed in self._copy.history())

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give record and signature of each, newest first."""
        return ((signed.record, signed.signature) for _, signed in self._copy.history())

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a host makes of the branch is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:  # noqa: ARG002 - all are kept
        """Show a new release: a commit of what differs."""
        new = Listing(reader(output))
        come = {file.path: file for file in difference(None if anew or not self._copy.tip() else Listing(self.read), new).come}
        there = {file.path for file in difference(None, new).come} if anew else None
        self._show(signed, list(come), lambda path: checked(output, come[path]), new, there)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Show a release again: a commit of its tree."""
        commit = self._copy.commit(serial)
        old = Listing(lambda path: self._copy.blob(commit, path))
        come = [file.path for file in difference(Listing(self.read), old).come]
        come += [file.path for file in signed.release.kept if file.path not in self._copy.files(self._copy.tip())]
        self._show(signed, come, lambda path: self._copy.blob(commit, path), old, None)

    def _show(self, signed: SignedRelease, come: Iterable[str], data: Callable[[str], bytes], new: Listing, there: set[str] | None) -> None:
        tip, release = self._copy.tip(), signed.release
        stay = {file.path for file in release.kept} | {RECORD, SIGNATURE, *OURS, *THEIRS}
        if there is None:
            went = {file.path for file in difference(Listing(self.read), new).go} if tip else set[str]()
            went |= {file.path for file in read_release(self.read(RECORD)).kept if not self._names(new, file.path)} if tip else set[str]()
        else:
            went = set(self._copy.files(tip)) - there if tip else set[str]()
        texts = {RECORD: signed.record, SIGNATURE: signed.signature, **OURS}
        files = _Files([*come, *texts], sorted(went - stay), lambda path: texts[path] if path in texts else data(path))
        moment = datetime.datetime.combine(release.day, _NOON, BEIJING)
        said = f"发布 Release {release.serial}: {release.commit[:12]}, {release.day}\n"
        with FastImport(self._copy.place) as out:
            out.commit(moment, said, files, branch=SHOWN)
        self._copy.push(tip)

    @staticmethod
    def _names(listing: Listing, path: str) -> bool:
        return any(file.path == path for file in listing.below(path))

class _Files(Mapping[str, "bytes | None"]):
    """Files that come, read when they are written, and others that go."""

    def __init__(self, come: Iterable[str], go: Iterable[str], data: Callable[[str], bytes]) -> None:
        self._come, self._go, self._data = dict.fromkeys(come), dict.fromkeys(go), data

    def __getitem__(self, path: str) -> bytes | None:
        return self._data(path) if path in self._come else None

    def __iter__(self) -> Iterator[str]:
        yield from self._go
        yield from self._come

    def __len__(self) -> int:
        return len(self._go) + len(self._come)
