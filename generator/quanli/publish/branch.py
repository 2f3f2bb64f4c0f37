"""Releases on a branch, for hosts that show one: ``git:REPOSITORY#BRANCH``, a commit a release, whose tree is the site.

A branch changes at once or not at all, and only from what it was when it was read (compare and swap): whoever is late is
told, and has changed nothing. Its history is the releases that are kept. All is made in a repository of our own, from the
files that differ; what is pushed are their blobs.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.git.fast_import import FastImport
from quanli.git.listing import Listed, list_commit
from quanli.git.objects import Objects
from quanli.git.run import COMMITTING, command, environment
from quanli.publish.listing import Listing, difference
from quanli.publish.lock import target_lock
from quanli.publish.release import RECORD, SIGNATURE, read_release
from quanli.publish.target import Entry, SignedRelease, TargetLockedError
from quanli.publish.tree import checked, reader

BRANCH_UNREACHABLE = Rule(
    "BRANCH_UNREACHABLE", "error",
    zh="git 读写不了仓库 {name}：{why}", en="git cannot read or write the repository {name}: {why}",
    hint_zh="公开的网站没有坏；核对地址、网络、登录密钥和分支的保护规则", hint_en="what is public is not broken; look at the address, the network, your key and the rules that protect the branch",
    follows="公开的网站要么是旧的，要么是新的",
)
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
_SHOWN, _LARGEST, _NOON = "shown", 1 << 30, datetime.time(12)
_KEPT = ("GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", *COMMITTING)
_NONE = 2


class BranchTarget:
    """A branch of a repository, by its path or address."""

    readers = 1

    def __init__(self, name: str, repository: str, branch: str) -> None:
        self.name, self._repository, self._ref = name, repository, f"refs/heads/{branch}"
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self._place = cache / "quanli" / "branches" / hashlib.sha256(f"{repository}#{branch}".encode()).hexdigest()[:24]
        self._tip: str | None = None
        self._held: dict[str, Mapping[str, Listed]] = {}
        self._objects: Objects | None = None

    def __del__(self) -> None:
        """End the process that reads, where nobody has."""
        self._close()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold our own copy, and look at the branch anew; the branch itself is guarded by how it is pushed."""
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target_lock(self._place):
            self._tip = None
            self._look()
            try:
                yield
            finally:
                self._close()

    def shown(self) -> bytes | None:
        """Give the record on the branch's tip."""
        tip = self._look()
        if not tip:
            return None
        try:
            return self._blob(tip, RECORD)
        except FileNotFoundError:
            raise ProblemsFoundError([BRANCH_FOREIGN.at(self.name)]) from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file of the tip, or of the commit of a release."""
        return self._blob(self._commit(serial) if serial else self._look(), path)

    def entries(self) -> Iterator[Entry]:
        """List what the tip holds."""
        tip = self._look()
        for path, listed in self._files(tip).items() if tip else ():
            if path not in OURS and path not in THEIRS:
                nature = "file" if listed.regular else "link" if listed.link else "other"
                yield Entry(path, nature, 0o755 if listed.mode == "100755" else 0o644, -1)

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases of the branch's history, newest first."""
        return tuple(signed for _, signed in self._history())

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give record and signature of each, newest first."""
        return ((signed.record, signed.signature) for _, signed in self._history())

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a host makes of the branch is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:  # noqa: ARG002 - all are kept
        """Show a new release: a commit of what differs."""
        new = Listing(reader(output))
        come = {file.path: file for file in difference(None if anew or not self._look() else Listing(self.read), new).come}
        there = {file.path for file in difference(None, new).come} if anew else None
        self._show(signed, list(come), lambda path: checked(output, come[path]), new, there)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Show a release again: a commit of its tree."""
        commit = self._commit(serial)
        old = Listing(lambda path: self._blob(commit, path))
        come = [file.path for file in difference(Listing(self.read), old).come]
        come += [file.path for file in signed.release.kept if file.path not in self._files(self._look())]
        self._show(signed, come, lambda path: self._blob(commit, path), old, None)

    def _show(self, signed: SignedRelease, come: Iterable[str], data: Callable[[str], bytes], new: Listing, there: set[str] | None) -> None:
        tip, release = self._look(), signed.release
        stay = {file.path for file in release.kept} | {RECORD, SIGNATURE, *OURS, *THEIRS}
        if there is None:
            went = {file.path for file in difference(Listing(self.read), new).go} if tip else set[str]()
            went |= {file.path for file in read_release(self.read(RECORD)).kept if not self._names(new, file.path)} if tip else set[str]()
        else:
            went = set(self._files(tip)) - there if tip else set[str]()
        texts = {RECORD: signed.record, SIGNATURE: signed.signature, **OURS}
        files = _Files([*come, *texts], sorted(went - stay), lambda path: texts[path] if path in texts else data(path))
        moment = datetime.datetime.combine(release.day, _NOON, datetime.timezone(datetime.timedelta(hours=8)))
        said = f"发布 Release {release.serial}: {release.commit[:12]}, {release.day}\n"
        with FastImport(self._place) as out:
            out.commit(moment, said, files, branch=_SHOWN)
        self._push(tip)

    def _push(self, tip: str) -> None:
        """Let the branch be ours if it is still what it was; raises :class:`TargetLockedError` where somebody was first."""
        lease = f"--force-with-lease={self._ref}:{tip}"
        done = self._git("push", "--quiet", "--no-verify", lease, self._repository, f"refs/heads/{_SHOWN}:{self._ref}")
        self._tip = None
        if not done.returncode:
            return
        if self._there() != tip:
            raise TargetLockedError("")
        raise self._failed(done)

    def _look(self) -> str:
        """Give the branch's tip, fetched once; empty where there is no such branch."""
        if self._tip is None:
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            tip = self._there()
            self._close()
            if not self._brought(tip):
                for one in self._place.iterdir():  # one that was killed left it locked, or half-made
                    if one.name != ".lock":
                        shutil.rmtree(one, ignore_errors=True)
                if not self._brought(tip):
                    raise ProblemsFoundError([BRANCH_UNREACHABLE.at("", name=self.name, why="git fetch")])
            self._tip = tip
        return self._tip

    def _there(self) -> str:
        done = self._git("ls-remote", "--exit-code", self._repository, self._ref, folder=False)
        if done.returncode == _NONE:
            return ""
        if done.returncode:
            raise self._failed(done)
        return done.stdout.decode("ascii", "replace").split()[0]

    def _brought(self, tip: str) -> bool:
        if not (self._place / ".git").is_dir() and self._git("init", "--quiet", "--template=").returncode:
            return False
        if tip:
            done = self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--update-head-ok", self._repository, f"+{tip}:refs/heads/{_SHOWN}")
            if done.returncode:  # a server that gives branches only
                done = self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--update-head-ok", self._repository, f"+{self._ref}:refs/heads/{_SHOWN}")
        else:
            done = self._git("update-ref", "-d", f"refs/heads/{_SHOWN}")
        return not done.returncode

    def _history(self) -> Iterator[tuple[str, SignedRelease]]:
        tip = self._look()
        commits = self._git("rev-list", "--first-parent", tip).stdout.decode().split() if tip else []
        with Objects(self._place, _LARGEST) as objects:
            for commit in commits:
                record, signature = (objects.one(f"{commit}:{path}") for path in (RECORD, SIGNATURE))
                if record is None or signature is None:
                    return
                try:
                    yield commit, SignedRelease(read_release(record), record, signature)
                except ValueError:
                    return

    def _commit(self, serial: int) -> str:
        for commit, signed in self._history():
            if signed.release.serial == serial:
                return commit
        raise FileNotFoundError(2, "no such release", str(serial))

    def _blob(self, commit: str, path: str) -> bytes:
        listed = self._files(commit).get(path) if commit else None
        if listed is None or not listed.regular:
            raise FileNotFoundError(2, "not on the branch", path)
        if self._objects is None:
            self._objects = Objects(self._place, _LARGEST)
        found = self._objects.one(listed.blob)
        if found is None:
            raise FileNotFoundError(2, "not in the repository", path)
        return found

    def _close(self) -> None:
        objects, self._objects = self._objects, None
        if objects:
            objects.__exit__(None, None, None)

    def _files(self, commit: str) -> Mapping[str, Listed]:
        if commit not in self._held:
            self._held[commit] = list_commit(self._place, commit, ".")
        return self._held[commit]

    @staticmethod
    def _names(listing: Listing, path: str) -> bool:
        return any(file.path == path for file in listing.below(path))

    def _git(self, *arguments: str, folder: bool = True) -> subprocess.CompletedProcess[bytes]:
        where = self._place if folder else Path(self._place.anchor)
        allowed = environment(where, also=_KEPT) | {"GIT_ALLOW_PROTOCOL": "file:ssh:https"}
        return subprocess.run(command(where, *arguments), env=allowed, capture_output=True, check=False, stdin=subprocess.DEVNULL)

    def _failed(self, done: subprocess.CompletedProcess[bytes]) -> ProblemsFoundError:
        lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()] or [str(done.returncode)]
        why = next((line for line in lines if line.startswith(("fatal:", " ! "))), lines[-1])
        return ProblemsFoundError([BRANCH_UNREACHABLE.at("", name=self.name, why=why.replace(self._repository, self.name))])


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
