"""The clean place where a commit is built for publishing: a clone of our own, with state and output of its own.

Nothing is read from the repository but commits: no state, no output, no file that is not committed, no program that its
settings or attributes name. Files lie in the place byte for byte as they were committed. It stays from one release to the
next, so that only what changed is built; one that is damaged is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quanli.build.backstage import beside
from quanli.build.lock import site_lock
from quanli.errors import ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.git.ask import ask
from quanli.git.run import command, environment
from quanli.pipeline.entrusted import STATE_TRACKED
from quanli.pipeline.options import STATE
from quanli.sealed import discard

PUBLISH_NO_COMMIT = Rule(
    "PUBLISH_NO_COMMIT", "error",
    zh="这里不是 git 仓库，或还没有提交：发布的总是一个提交", en="this is no git repository, or nothing is committed: what is published is always a commit",
    hint_zh="在站点的 git 仓库中发布", hint_en="publish from the site's git repository",
    follows="发布须可查证：公开的内容出自一个提交",
)
PUBLISH_CUT_OFF = Rule(
    "PUBLISH_CUT_OFF", "error",
    zh="仓库的历史不完整（浅克隆或部分克隆），变更记录会缺失", en="the repository's history is cut off (a shallow or partial clone): the record of changes would be short",
    hint_zh="运行 git fetch --unshallow；流水线中取全部历史（fetch-depth: 0）", hint_en="run git fetch --unshallow; in a pipeline fetch the whole history (fetch-depth: 0)",
    follows="变更记录须完整",
)
PUBLISH_GIT = Rule(
    "PUBLISH_GIT", "error",
    zh="git 取不出这个提交：{said}", en="git cannot give this commit: {said}",
    hint_zh="运行 git fsck 检查仓库", hint_en="run git fsck on the repository",
    follows="发布须可查证：公开的内容出自一个提交",
)
_AS_COMMITTED = "* -text -eol -crlf -ident -filter -working-tree-encoding\n"
"""Attributes that go before all others: files are written as they were committed, by no program."""
_SETTINGS = (
    "core.autocrlf=false", "core.eol=lf", "core.sparseCheckout=false", "core.symlinks=true", "core.fileMode=true", "advice.detachedHead=false",
    "protocol.version=2", "gc.auto=6700", "gc.autoDetach=false", "maintenance.auto=true",
)  # fmt: skip
_PUBLISHED = "refs/heads/published"


@frozen
class Repository:
    """The repository from which is published: its top folder, and where the site lies below it (empty, or ending in a slash)."""

    top: Path
    prefix: str


@frozen
class CleanPlace:
    """A place for one target. ``folder`` holds the clone; the site lies in ``root``."""

    folder: Path
    root: Path

    @property
    def output(self) -> Path:
        """Give the folder into which the site is built."""
        return self.root / "output"

    def clear(self) -> None:
        """Throw away what was built, and what is remembered of it: the next build is a clean one."""
        for folder in (self.output, beside(self.output), self.root / STATE):
            discard(folder)


class _GitFailedError(Exception):
    """git ended with an error; the text is what it said."""


def repository(root: Path) -> Repository:
    """Find the repository of a site. Raises :class:`ProblemsFoundError` where there is none, or its history is cut off."""
    said = (ask(root, "rev-parse", "--show-toplevel", "--is-shallow-repository", "--show-prefix") or "").split("\n")
    if len(said) < 3:
        raise ProblemsFoundError([PUBLISH_NO_COMMIT.at("")])
    if said[1] == "true" or ask(root, "config", "--get", "extensions.partialClone"):
        raise ProblemsFoundError([PUBLISH_CUT_OFF.at("")])
    tracked = (ask(root, "ls-files", "-z", "--", f":(icase){STATE}") or "").split("\0")[0]
    if tracked:  # there lies the law library, which is used: no commit may have put it there
        raise ProblemsFoundError([STATE_TRACKED.at(tracked, path=tracked, folder=tracked.partition("/")[0])])
    return Repository(Path(said[0]), said[2])


def place_of(root: Path, target: str) -> Path:
    """Name the folder in which the place for a target lies: its own, whatever the target is called."""
    short = re.sub(r"[^A-Za-z0-9.-]+", "-", target.rstrip("/").rpartition("/")[2]).strip(".-")[:40]
    return root / STATE / "publish" / f"{short or 'target'}-{hashlib.sha256(target.encode()).hexdigest()[:12]}"


@contextmanager
def checked_out(source: Repository, folder: Path, commit: str) -> Iterator[CleanPlace]:
    """Give a place in which a commit of the repository lies as it was committed; nobody else works there meanwhile.

    Raises ``SiteLockedError`` while somebody does, :class:`ProblemsFoundError` where the commit holds what only a build may
    write, or git cannot give it.
    """
    _refuse_tracked(source, commit)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with site_lock(folder):
        clone = folder / "site"
        try:
            _check_out(source, clone, commit)
        except (_GitFailedError, OSError):
            discard(clone)
            try:
                _check_out(source, clone, commit)
            except _GitFailedError as error:
                raise ProblemsFoundError([PUBLISH_GIT.at("", said=str(error))]) from None
        yield CleanPlace(folder, clone / source.prefix)


def _refuse_tracked(source: Repository, commit: str) -> None:
    """Refuse a commit that holds state or output: it would be read back as our own work."""
    own = [STATE, "output", beside(Path("output")).name]
    names = (ask(source.top, "ls-tree", "-z", "--name-only", commit, "--", source.prefix or ".") or "").split("\0")
    for name in names:
        last = name.removeprefix(source.prefix)
        if last.lower() in own:
            raise ProblemsFoundError([STATE_TRACKED.at(name, path=name, folder=name)])


def _check_out(source: Repository, clone: Path, commit: str) -> None:
    """Bring the clone to a commit, with no file besides but state and output."""
    if not (clone / ".git").is_dir():
        discard(clone)
        clone.mkdir(parents=True)
        form = (ask(source.top, "rev-parse", "--show-object-format") or "sha1").strip()
        _git(clone, "init", "--quiet", "--template=", f"--object-format={form}")
    attributes = clone / ".git/info/attributes"
    if not attributes.is_file():
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_text(_AS_COMMITTED, encoding="ascii")
    _unlock(clone / ".git")
    if (ask(clone, "rev-parse", "--verify", "--quiet", _PUBLISHED) or "").strip() != commit:
        _git(clone, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", str(source.top), f"+{commit}:{_PUBLISHED}")
    _git(clone, "checkout", "--quiet", "--force", "--detach", commit)
    kept = (f"/{source.prefix}{name}" for name in (STATE, "output", beside(Path("output")).name))
    _git(clone, "clean", "--quiet", "-ffdx", *(word for name in kept for word in ("-e", name)))


def _unlock(git: Path) -> None:
    """Take away the locks of a git that was killed: nobody else works here."""
    for name in ("index.lock", "HEAD.lock", "config.lock", "shallow.lock", "packed-refs.lock", f"{_PUBLISHED}.lock", "gc.pid"):
        with contextlib.suppress(FileNotFoundError):
            (git / name).unlink()


def _git(clone: Path, *arguments: str) -> None:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    allowed = environment(clone) | {"GIT_ALLOW_PROTOCOL": "file"}
    done = subprocess.run(command(clone, *settings, *arguments), env=allowed, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"{done.returncode}"]
        raise _GitFailedError(next((line for line in lines if line.startswith("fatal:")), lines[-1]))
