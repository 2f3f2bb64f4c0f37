"""Our own copy of a branch that is published to: fetched, added to, and pushed only while the branch is what it was when it was read."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.git.listing import Listed, list_commit
from quanli.git.objects import Objects
from quanli.git.run import COMMITTING, command, environment
from quanli.publish.lock import target_lock
from quanli.publish.release import RECORD, SIGNATURE, read_release
from quanli.publish.target import SignedRelease, TargetLockedError

BRANCH_UNREACHABLE = Rule(
    "BRANCH_UNREACHABLE", "error",
    zh="git 读写不了仓库 {name}：{why}", en="git cannot read or write the repository {name}: {why}",
    hint_zh="公开的网站没有坏；核对地址、网络、登录密钥和分支的保护规则", hint_en="what is public is not broken; look at the address, the network, your key and the rules that protect the branch",
    follows="公开的网站要么是旧的，要么是新的",
)
SHOWN = "shown"
"""What the branch is called in the copy."""
_LARGEST = 1 << 30
_KEPT = ("GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", *COMMITTING)
_NONE = 2


class BranchCopy:
    """A branch of a repository, by its path or address; ``name`` is what people are told, ``place`` where the copy lies."""

    def __init__(self, name: str, repository: str, branch: str) -> None:
        self.name, self._repository, self._ref = name, repository, f"refs/heads/{branch}"
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self.place = cache / "quanli" / "branches" / hashlib.sha256(f"{repository}#{branch}".encode()).hexdigest()[:24]
        self._tip: str | None = None
        self._held: dict[str, Mapping[str, Listed]] = {}
        self._objects: Objects | None = None

    def __del__(self) -> None:
        """End the process that reads, where nobody has."""
        self._close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the copy, and look at the branch anew; the branch itself is guarded by how it is pushed."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target_lock(self.place):
            self._tip = None
            self.tip()
            try:
                yield
            finally:
                self._close()

    def tip(self) -> str:
        """Give the branch's tip, fetched once; empty where there is no such branch."""
        if self._tip is None:
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            tip = self._there()
            self._close()
            if not self._brought(tip):
                for one in self.place.iterdir():  # one that was killed left it locked, or half-made
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
        if not (self.place / ".git").is_dir() and self._git("init", "--quiet", "--template=").returncode:
            return False
        if tip:
            done = self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--update-head-ok", self._repository, f"+{tip}:refs/heads/{SHOWN}")
            if done.returncode:  # a server that gives branches only
                done = self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--update-head-ok", self._repository, f"+{self._ref}:refs/heads/{SHOWN}")
        else:
            done = self._git("update-ref", "-d", f"refs/heads/{SHOWN}")
        return not done.returncode

    def history(self) -> Iterator[tuple[str, SignedRelease]]:
        """Give the releases of the branch with their commits, newest first, as far back as each commit is one."""
        tip = self.tip()
        commits = self._git("rev-list", "--first-parent", tip).stdout.decode().split() if tip else []
        with Objects(self.place, _LARGEST) as objects:
            for commit in commits:
                record, signature = (objects.one(f"{commit}:{path}") for path in (RECORD, SIGNATURE))
                if record is None or signature is None:
                    return
                try:
                    yield commit, SignedRelease(read_release(record), record, signature)
                except ValueError:
                    return

    def commit(self, serial: int) -> str:
        """Give the commit of a release. Raises :class:`FileNotFoundError` where the branch has none."""
        for commit, signed in self.history():
            if signed.release.serial == serial:
                return commit
        raise FileNotFoundError(2, "no such release", str(serial))

    def blob(self, commit: str, path: str) -> bytes:
        """Read a file of a commit. Raises :class:`FileNotFoundError`."""
        listed = self.files(commit).get(path) if commit else None
        if listed is None or not listed.regular:
            raise FileNotFoundError(2, "not on the branch", path)
        if self._objects is None:
            self._objects = Objects(self.place, _LARGEST)
        found = self._objects.one(listed.blob)
        if found is None:
            raise FileNotFoundError(2, "not in the repository", path)
        return found

    def _close(self) -> None:
        objects, self._objects = self._objects, None
        if objects:
            objects.__exit__(None, None, None)

    def files(self, commit: str) -> Mapping[str, Listed]:
        """List what a commit holds, by path."""
        if commit not in self._held:
            self._held[commit] = list_commit(self.place, commit, ".")
        return self._held[commit]

    def push(self, tip: str) -> None:
        """Let the branch be ours if it is still what it was; raises :class:`TargetLockedError` where somebody was first."""
        lease = f"--force-with-lease={self._ref}:{tip}"
        done = self._git("push", "--quiet", "--no-verify", lease, self._repository, f"refs/heads/{SHOWN}:{self._ref}")
        self._tip = None
        if not done.returncode:
            return
        if self._there() != tip:
            raise TargetLockedError("")
        raise self._failed(done)

    def _git(self, *arguments: str, folder: bool = True) -> subprocess.CompletedProcess[bytes]:
        where = self.place if folder else Path(self.place.anchor)
        allowed = environment(where, also=_KEPT) | {"GIT_ALLOW_PROTOCOL": "file:ssh:https"}
        return subprocess.run(command(where, *arguments), env=allowed, capture_output=True, check=False, stdin=subprocess.DEVNULL)

    def _failed(self, done: subprocess.CompletedProcess[bytes]) -> ProblemsFoundError:
        lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()] or [str(done.returncode)]
        why = next((line for line in lines if line.startswith(("fatal:", " ! "))), lines[-1])
        return ProblemsFoundError([BRANCH_UNREACHABLE.at("", name=self.name, why=why.replace(self._repository, self.name))])
