"""Releases in an S3 store: ``s3://bucket/prefix`` is the site as it is shown, ``.quanli/`` below it what other releases need.

A store cannot change many objects at once, so they change in the order in which a reader needs them: the files of the new
release are laid down aside, then take their places by copies within the store, static files first, pages next, lists and
indexes after them, and ``release.json`` last, by a conditional write that only one publisher can win. Files that went stay
for one release more. A journal says what is being changed: whoever comes after one who was killed brings the site back to
the release that ``release.json`` names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quanli.build.content_types import content_type
from quanli.build.digests import FOLDER, FORMER_FOLDER
from quanli.build.headers import cache_control
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.publish.bucket import CONNECTIONS, Bucket, ChangedMeanwhileError
from quanli.publish.lease import Lease
from quanli.publish.listing import ASSETS, Listing, difference
from quanli.publish.release import RECORD, SIGNATURE, File, Release, digest, read_release
from quanli.publish.s3_journal import Journal, Step
from quanli.publish.s3_kept import OWN, Kept, row_of
from quanli.publish.target import Entry, SignedRelease, TargetLockedError
from quanli.publish.tree import checked, reader

STORE_FOREIGN = Rule(
    "STORE_FOREIGN", "error",
    zh="对象存储的这个位置不是空的，里面的文件也不是本程序发布的：{path}", en="this place of the store is not empty, and what is in it was not published by this program: {path}",
    hint_zh="换一个桶或前缀", hint_en="choose another bucket or prefix",
    follows="发布不写入不属于自己的目录",
)


class S3Target:
    """A site in a bucket, below a prefix."""

    readers = CONNECTIONS

    def __init__(self, name: str, bucket: Bucket) -> None:
        self.name, self._bucket, self._lease = name, bucket, Lease(bucket)
        self._kept, self._journal = Kept(bucket), Journal(bucket)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the target; what one who was killed had begun is brought to its end, or back."""
        with self._lease:
            self._recover()
            try:
                yield
            except BaseException:
                with suppress(ProblemsFoundError, TargetLockedError):  # else the next one does it
                    self._recover()
                raise

    def shown(self) -> bytes | None:
        """Give the record that is shown."""
        with suppress(FileNotFoundError):
            return self._bucket.get(RECORD)[0]
        first = next((path for path, _ in self._bucket.list()), OWN)
        if not first.startswith(OWN) and next(self._bucket.list(OWN), None) is None:
            raise ProblemsFoundError([STORE_FOREIGN.at("", path=first)])
        return None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Give a file of what is shown, or of a kept release."""
        return self._kept.read(path, serial) if serial else self._bucket.get(path)[0]

    def entries(self) -> Iterator[Entry]:
        """List what is shown, but for what went with this release and stays as it was until the next."""
        shown = self._shown()
        leaving = {file.path: file.sha256 for file in self._leaving(shown)} if shown else {}
        kept = {file.path for file in shown.kept} if shown else set[str]()
        for path, size in self._bucket.list():
            as_it_was = path not in kept and path in leaving and hashlib.sha256(self.read(path)).hexdigest() == leaving[path]
            if not path.startswith(OWN) and not as_it_was:
                yield Entry(path, "file", -1, size)

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the kept releases, newest first."""
        return tuple(self._kept.signed(serial) for serial in self._kept.serials())

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give record and signature of every release there was, newest first."""
        shown = self._shown()
        return self._kept.records(shown.serial if shown else 0)

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a host makes of the store is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:
        """Show a new release, at the cost of what differs from the one before."""
        new, old = Listing(reader(output)), None if anew else self._listing(self._shown())
        come = difference(old, new).come
        self._lease.each(come, lambda file: self._kept.lay(file, checked(output, file)))
        self._show(signed, new, old, anew=anew)
        for serial in self._kept.to_drop(signed.release.serial, keep):
            self._kept.drop(serial)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Show a kept release again, by copies within the store."""
        self._show(signed, self._kept.listing(self._kept.signed(serial).release), self._listing(self._shown()))

    def _show(self, signed: SignedRelease, new: Listing, old: Listing | None, *, anew: bool = False) -> None:
        """Let the files of a release, which are all kept, take their places; its record comes last and decides."""
        release, tag = signed.release, self._previous(signed.release)
        steps = list(self._steps(release, new, old))
        going = self._going(release, new, anew=anew)
        self._kept.note(signed)
        self._journal.begin(release.serial, steps, going)
        self._place((step.path, step.after) for step in steps)
        self._lease.still()
        try:
            self._bucket.put_if(RECORD, signed.record, content_type(RECORD), cache_control(f"/{RECORD}"), tag)
        except ChangedMeanwhileError:
            raise TargetLockedError("") from None
        self._finish(signed.signature, going)

    def _steps(self, release: Release, new: Listing, old: Listing | None) -> Iterator[Step]:
        """Name what takes its place: what differs, and static files that stay and have gone meanwhile."""
        before = {file.path: file.sha256 for file in difference(new, old).come} if old else {}
        for file in difference(old, new).come:
            yield Step(file.path, file.sha256, before.get(file.path, ""))
        shown = self._shown()
        there = {file.path for file in shown.kept} if shown else set[str]()
        for file in release.kept:
            if file.path not in there and (old is None or row_of(old, file.path) is None):
                yield Step(file.path, file.sha256, "")

    def _finish(self, signature: bytes, going: Iterable[str]) -> None:
        self._bucket.put(SIGNATURE, signature, content_type(SIGNATURE), cache_control(f"/{SIGNATURE}"))
        self._bucket.delete(going)
        self._journal.end()

    def _recover(self) -> None:
        """Bring the site to the release that its record names, where somebody was killed while he changed it."""
        begun = self._journal.read()
        if begun is None:
            return
        shown = self._shown()
        if shown and shown.serial >= begun.serial:
            self._finish(self._kept.signed(shown.serial).signature, begun.going)
            return
        self._place((step.path, step.before) for step in begun.steps if step.before)
        stays = {file.path for file in (*self._leaving(shown), *shown.kept)} if shown else set[str]()
        self._lease.still()
        self._bucket.delete(step.path for step in begun.steps if not step.before and step.path not in stays)
        self._kept.forget(begun.serial)
        self._journal.end()

    def _place(self, files: Iterable[tuple[str, str]]) -> None:
        """Let kept files, by path and digest, take their places in the order in which readers need them."""
        ranked: dict[int, list[tuple[str, str]]] = {}
        for path, sha256 in files:
            ranked.setdefault(rank(path), []).append((path, sha256))
        for each in sorted(ranked):
            self._lease.each(ranked[each], lambda file: self._kept.place(*file))

    def _going(self, release: Release, new: Listing, *, anew: bool) -> list[str]:
        """Name what goes for good with a new release: what the one that is shown names no more, and the new one neither."""
        shown = self._shown()
        gone: Iterable[str]
        if anew:
            gone = (path for path, _ in self._bucket.list() if not path.startswith(OWN) and path not in {RECORD, SIGNATURE})
        else:
            gone = dict.fromkeys(file.path for file in (*self._leaving(shown), *shown.kept)) if shown else ()
        kept = {file.path for file in release.kept}
        return [path for path in gone if path not in kept and row_of(new, path) is None]

    def _leaving(self, shown: Release) -> tuple[File, ...]:
        """Name what the release before had and this one has not: it stays for one release more."""
        try:
            before = self._kept.listing(self._kept.signed(shown.serial - 1).release)
        except FileNotFoundError:
            return ()
        return difference(before, self._kept.listing(shown)).go

    def _previous(self, release: Release) -> str:
        """Give the tag of the record that a new release follows. Raises :class:`TargetLockedError` where another is shown."""
        try:
            record, tag = self._bucket.get(RECORD)
        except FileNotFoundError:
            record, tag = b"", ""
        if release.previous != (digest(record) if record else ""):
            raise TargetLockedError("")
        return tag

    def _shown(self) -> Release | None:
        record = self.shown()
        return None if record is None else read_release(record)

    def _listing(self, release: Release | None) -> Listing | None:
        return None if release is None else self._kept.listing(release)


def rank(path: str) -> int:
    """Say when a file takes its place: static files, other data, pages, and last what leads to all of them."""
    if path.startswith(ASSETS):
        return 0
    if "/" not in path or "manifest.json" in path or path.startswith((FOLDER, FORMER_FOLDER)) or path.endswith(".xml"):
        return 3
    return 2 if path.endswith(".html") else 1
