"""Releases on another machine, by ssh and rsync: the folder of releases that :mod:`quanli.publish.layout` describes.

One session holds the lock of the folder, by the kernel of that machine: when the connection is cut, or its publisher killed,
the lock goes with it. Every step that readers notice is made by that session. The tree of a new release is made of links to
the files of the one that is shown; rsync brings what differs.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote

from quanli.errors import Problem, ProblemsFoundError
from quanli.publish.layout import (
    CURRENT,
    MARK,
    RECORDS,
    RELEASES,
    TARGET_DAMAGED,
    TARGET_FOREIGN,
    WORK,
    record_name,
    recorded,
    serial_of,
    tree_shown,
)
from quanli.publish.listing import Listing, difference
from quanli.publish.lock import NAME, us
from quanli.publish.release import RECORD, SIGNATURE, Release, read_release
from quanli.publish.ssh_shell import MISSING, Host, Shell
from quanli.publish.ssh_tree import NewTree
from quanli.publish.target import Entry, SignedRelease, TargetLockedError
from quanli.publish.tree import checked, reader

_NATURES = {"f": "file", "d": "folder", "l": "link"}
_THERE = 'cd {folder} 2>/dev/null || {{ nowhere=$(mktemp -d) && cd "$nowhere" && rmdir "$nowhere"; }}'
"""Goes to the folder, or, where there is none, to one that is empty."""
_LOCK = """
missing=; for program in rsync flock find; do command -v $program >/dev/null || missing="$missing $program"; done
if [ -n "$missing" ]; then echo "not found:$missing" >&2; false
elif cd && mkdir -p {folder} && cd {folder}; then exec 9>>{name}
if flock -n 9; then echo {us} >{name}; echo ours; else echo "held $(head -n 1 {name})"; fi
else false; fi"""
_BEATS = """
mkdir -p .work && : >.work/beat && {{ while sleep {patience}; do
[ -e .work/busy ] || {{ [ -e .work/beat ] || {{ kill $$; break; }}; rm -f .work/beat; }}
done; }} </dev/null >/dev/null 2>&1 9>&- & watch=$!
trap 'kill $watch; : >{name}' EXIT"""
PATIENCE = 120
"""Seconds after which a session that has not heard of us ends: the connection is gone, whatever the machine believes."""


class SshTarget:
    """A folder of releases on a host."""

    readers = 1

    def __init__(self, name: str, host: Host, folder: str) -> None:
        self.name, self.host, self.folder = name, host, folder
        self._shell: Shell | None = None
        self._new = NewTree(host, folder, self._run)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder, make it where it is not there, and clear away what was left half-made."""
        self._hang_up()
        try:
            self._take()
            self._clear()
            try:
                yield
            finally:
                with suppress(ProblemsFoundError):
                    self._run(f"rm -rf {WORK}")
        finally:
            self._hang_up()

    def shown(self) -> bytes | None:
        """Give the record of what is shown."""
        if not self._current():
            self._require_ours()
            return None
        try:
            return self.read(RECORD)
        except FileNotFoundError:
            raise self._damaged(f"{CURRENT}/{RECORD}") from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file of what is shown, or of a kept release."""
        tree = self._tree(serial) if serial else CURRENT
        return self._run(f"[ -f {quote(f'{tree}/{path}')} ] || exit {MISSING}; cat {quote(f'{tree}/{path}')}")

    def entries(self) -> Iterator[Entry]:
        """List what lies in what is shown."""
        said = self._run(f"find {CURRENT}/ -mindepth 1 -printf '%y %m %s %P\\0'")
        for line in filter(None, said.split(b"\0")):
            nature, mode, size, path = line.decode("utf-8", "surrogateescape").split(" ", 3)
            yield Entry(path, _NATURES.get(nature, "other"), int(mode, 8), int(size))

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases that are kept, newest first."""
        return tuple(filter(None, (self._signed(f"{RELEASES}/{tree}/{RECORD}", f"{RELEASES}/{tree}/{SIGNATURE}") for _, tree in self._trees())))

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give what is known of all releases, newest first."""
        for serial in self._recorded():
            signed = self._signed(f"{RECORDS}/{record_name(serial)}", f"{RECORDS}/{record_name(serial)}.sig")
            if signed:
                yield signed.record, signed.signature

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a web server makes of a folder is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:
        """Make a whole new tree beside the others, of links and of what rsync brings, and show it."""
        shown = "" if anew else self._current()
        new, old = Listing(reader(output)), Listing(self.read) if shown else None
        change = difference(old, new)
        for file in change.come:
            checked(output, file)
        self._new.begin(shown)
        there = read_release(self.read(RECORD)).kept if shown else ()
        stay = {file.path for file in signed.release.kept}
        self._new.remove(file.path for file in (*change.go, *there) if file.path not in stay and not (output / file.path).is_file())
        self._new.send(output, [file.path for file in change.come])
        self._new.flush([file.path for file in change.come])
        if anew:
            self._new.link(stay, self._current())
        self._show(signed)
        self._prune(keep)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Show the files of a kept release in a tree of its own, by links."""
        old, now = self._tree(serial), self._current()
        self._new.begin(old)
        self._new.link({file.path for file in signed.release.kept}, now)
        self._show(signed)

    def _take(self) -> None:
        self._require_ours()
        shell = self._open()
        said = shell.run(_LOCK.format(folder=quote(self.folder), name=NAME, us=quote(us().strip())), itself=True).strip()
        if said != b"ours":
            raise TargetLockedError(said.decode("utf-8", "replace").removeprefix("held").strip() or "?")
        shell.run(_BEATS.format(patience=PATIENCE, name=NAME), itself=True)
        shell.live(f": >{WORK}/beat", PATIENCE / 6)

    def _clear(self) -> None:
        """Clear away what a publisher that was killed has begun, and note what it had shown already."""
        self._run(f"find {WORK} -mindepth 1 -maxdepth 1 ! -name beat -exec rm -rf {{}} +; mkdir -p {RELEASES} {RECORDS}; [ -e {MARK} ] || echo '{{\"format\": 1}}' >{MARK}")
        shown, recorded = self._current(), self._recorded()
        number = serial_of(shown.rpartition("/")[2])
        if shown and number not in recorded:
            self._note(shown, number)
            recorded = [number, *recorded]
        newest = max(recorded, default=0)
        for serial, tree in self._trees():
            if serial > newest:
                self._run(f"mv {RELEASES}/{quote(tree)} {WORK}/gone && rm -rf {WORK}/gone")

    def _show(self, signed: SignedRelease) -> None:
        """Write the record into the new tree, and let the link name it: the one step that readers notice."""
        for path, data in ((RECORD, signed.record), (SIGNATURE, signed.signature)):
            end = f"end-{secrets.token_hex(16)}"
            self._run(f"rm -f {WORK}/tree/{path}; cat >{WORK}/tree/{path} <<'{end}'\n{data.decode()}{end}")
        self._new.flush([RECORD, SIGNATURE])
        tree = f"{RELEASES}/{signed.release.name}"
        self._run(
            f"set -e; chmod 755 {WORK}/tree; mv {WORK}/tree {tree}; rm -f {WORK}/{CURRENT}; ln -s {tree} {WORK}/{CURRENT}\n"
            f"mv -T {WORK}/{CURRENT} {CURRENT} 2>/dev/null || mv -h {WORK}/{CURRENT} {CURRENT}"
        )
        self._note(tree, signed.release.serial)

    def _note(self, tree: str, serial: int) -> None:
        """Keep what a release says of itself; the record comes last."""
        for path, end in ((SIGNATURE, ".sig"), (RECORD, "")):
            self._run(f"set -e; cp {tree}/{path} {WORK}/record; mv {WORK}/record {RECORDS}/{record_name(serial)}{end}")

    def _prune(self, keep: int) -> None:
        current = self._current()
        for _, tree in self._trees()[max(keep, 2) :]:
            if f"{RELEASES}/{tree}" != current:
                self._run(f"rm -rf {WORK}/gone; mv {RELEASES}/{quote(tree)} {WORK}/gone && rm -rf {WORK}/gone")

    def _current(self) -> str:
        """Give the tree that is shown; empty where nothing has been."""
        leads = self._run(f"[ ! -L {CURRENT} ] || readlink {CURRENT}").decode("utf-8", "replace").strip()
        if not leads and self._recorded():
            raise self._damaged(CURRENT)
        if leads and not tree_shown(leads):
            raise self._damaged(CURRENT)
        return leads

    def _trees(self) -> list[tuple[int, str]]:
        found = ((serial_of(name), name) for name in self._names(RELEASES))
        return sorted((one for one in found if one[0]), reverse=True)

    def _tree(self, serial: int) -> str:
        for number, name in self._trees():
            if number == serial:
                return f"{RELEASES}/{name}"
        raise FileNotFoundError(2, "no such release", str(serial))

    def _recorded(self) -> list[int]:
        return sorted(recorded(self._names(RECORDS)), reverse=True)

    def _names(self, folder: str) -> list[str]:
        return self._run(f"[ ! -d {folder} ] || ls -A {folder}").decode("utf-8", "replace").split("\n")[:-1]

    def _signed(self, record: str, signature: str) -> SignedRelease | None:
        """Read a release as it says itself; None where it cannot be told."""
        with suppress(FileNotFoundError, ValueError):
            said, armour = (self._run(f"[ -f {quote(path)} ] || exit {MISSING}; cat {quote(path)}") for path in (record, signature))
            release: Release = read_release(said)
            return SignedRelease(release, said, armour)
        return None

    def _require_ours(self) -> None:
        names = set(self._names("."))
        if MARK not in names and names - {NAME, WORK, "lost+found"}:
            raise ProblemsFoundError([TARGET_FOREIGN.at(self.name)])

    def _damaged(self, path: str) -> ProblemsFoundError:
        return ProblemsFoundError([TARGET_DAMAGED.at(self.name, path=path)])

    def _run(self, script: str) -> bytes:
        return self._open().run(script)

    def _open(self) -> Shell:
        if self._shell is None:
            self._shell = Shell(self.host)
            self._shell.run(_THERE.format(folder=quote(self.folder)), itself=True)
        return self._shell

    def _hang_up(self) -> None:
        shell, self._shell = self._shell, None
        if shell:
            shell.close()
