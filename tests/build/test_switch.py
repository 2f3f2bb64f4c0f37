"""A site changes in one step: killed at whatever moment, it is the whole old or the whole new one, and the next build goes on from there."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import quanli.build.linked_tree as linked_tree
import quanli.build.switch as switching
from quanli.build.backstage import Backstage, backstage
from quanli.build.lock import SiteLockedError
from quanli.build.staging import write_file

OLD = {"index.html": b"old", "powers/a/index.html": b"old a", "powers/b/index.html": b"old b", "topics/x/index.html": b"x", "digests.json": b"{1}"}
NEW = {"index.html": b"new", "powers/a/index.html": b"old a", "powers/b/index.html": b"new b", "powers/c/index.html": b"c", "digests.json": b"{2}"}
FOREIGN = {"verify.txt": b"others'", ".well-known/x": b"others' too", ".git/HEAD": b"a branch"}
COME = [path for path in NEW if NEW[path] != OLD.get(path)]
GONE = [path for path in OLD if path not in NEW]
WHOLE = [OLD, NEW]
CALLS = ("link", "replace", "unlink", "rmdir", "mkdir", "rename")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def site_of(folder: Path) -> dict[str, bytes]:
    """Give what is the site's own of an output."""
    return {path: data for path, data in tree(folder).items() if path not in FOREIGN and not path.startswith(".staging/")}


@pytest.fixture
def output(tmp_path) -> Path:
    """Give an output with a site, and with what others keep in it."""
    made = tmp_path / "output"
    for path, data in {**OLD, **FOREIGN}.items():
        write_file(made, path, data)
    return made


def change(stage: Backstage, *, from_nothing: bool = False) -> None:
    """Change the old site to the new one, as a build does: from nothing, or in a double of what is there."""
    for path, data in NEW.items():
        if from_nothing or path in COME:
            write_file(stage.new, path, data)
    switching.note_changes(stage, COME, GONE)
    shadow = stage.new
    if stage.beside and not from_nothing:
        switching.make_double(stage, OLD)
        switching.change_double(stage)
        shadow = stage.double
    switching.switch(stage, shadow)


def killed_at(number: int, task: Callable[[], None]) -> bool:
    """Run a task in a process that is killed before it changes anything in a file system for the nth time; tells whether it was."""
    child = os.fork()
    if not child:
        left = number

        def fatal(real):
            def run(*arguments, **named):
                nonlocal left
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return real(*arguments, **named)

            return run

        for name in CALLS:
            setattr(os, name, fatal(getattr(os, name)))
        switching.exchange = fatal(switching.exchange)
        try:
            task()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def changed(output: Path, **how: bool) -> None:
    with backstage(output) as stage:
        switching.recover(stage)
        change(stage, **how)


@pytest.mark.parametrize("from_nothing", [False, True])
def test_killed_at_any_step_a_site_is_the_old_or_the_new_one(from_nothing, output):
    """However far a change had come, the output is one of the two sites as a whole; the next change makes it the new one, and what others keep there is there."""
    first, number, seen = output.stat().st_ino, 0, []
    pristine = output.with_name("pristine")
    shutil.copytree(output, pristine)
    while killed_at(number, lambda: changed(output, from_nothing=from_nothing)):
        found = site_of(output)
        assert found in WHOLE, number
        seen.append(found)
        assert (output / "verify.txt").read_bytes() == FOREIGN["verify.txt"]
        with backstage(output) as stage:
            switching.recover(stage)
        assert site_of(output) in WHOLE
        changed(output, from_nothing=True)  # as a build does after one that was cut off
        assert tree(output) == {**NEW, **FOREIGN}
        assert output.stat().st_ino == first
        with backstage(output) as stage:  # as it was before
            for path, data in OLD.items():
                write_file(stage.new, path, data)
            switching.note_changes(stage, OLD, [path for path in NEW if path not in OLD])
            switching.switch(stage, stage.new)
        assert tree(output) == tree(pristine)
        shutil.rmtree(output.with_name(".output.staging"), ignore_errors=True)
        number += 1
    assert tree(output) == {**NEW, **FOREIGN}
    assert number > 20
    assert OLD in seen
    assert NEW in seen


def test_double_stays_for_the_next_change_and_what_was_made_from_nothing_does_not(output):
    """A second tree of the same files is kept, in which the next change costs what it changes."""
    changed(output)
    double = output.with_name(".output.staging") / "double"
    assert tree(double) == NEW
    assert all((double / path).samefile(output / path) for path in NEW)
    assert sorted(path.name for path in double.parent.iterdir()) == ["double", "lock"]
    shutil.rmtree(double)
    changed(output, from_nothing=True)
    assert not double.parent.exists()


def without_exchange(first: str, second: str) -> None:
    raise OSError(22, os.strerror(22), first)


def test_what_cannot_be_exchanged_is_changed_file_by_file(output, monkeypatch):
    """Where the file system offers no exchange, the site becomes the new one all the same."""
    monkeypatch.setattr(switching, "exchange", without_exchange)
    changed(output)
    assert tree(output) == {**NEW, **FOREIGN}


def test_files_are_moved_by_a_process_that_a_kill_does_not_reach(output, monkeypatch):
    """Killed with its whole group while files are moved one by one, a build leaves the new site, and its lock with those who still move."""
    monkeypatch.setattr(switching, "exchange", without_exchange)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        real = linked_tree._link

        def slow(source, target, aside):
            if target == f"{output}/powers/b/index.html":
                os.write(tell, b"!")
                signal.sigtimedwait([], 0.3)
            real(source, target, aside)

        linked_tree._link = slow
        changed(output)
        os._exit(0)
    os.read(told, 1)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while True:
        try:
            with backstage(output) as stage:
                switching.recover(stage)
            break
        except SiteLockedError:
            continue
    assert site_of(output) == NEW


def test_failure_halfway_is_told_and_mended_when_it_can_be(output, monkeypatch):
    """What stops the process that moves files is raised here; the next build brings the change to its end."""
    monkeypatch.setattr(switching, "exchange", without_exchange)
    real = linked_tree._link

    def failing(source, target, aside):
        if target == f"{output}/powers/b/index.html":
            raise OSError(28, "", target)
        real(source, target, aside)

    with monkeypatch.context() as patch:
        patch.setattr(linked_tree, "_link", failing)
        with pytest.raises(OSError, match="No space left on device") as raised:
            changed(output)
    assert raised.value.filename == f"{output}/powers/b/index.html"
    with backstage(output) as stage:
        switching.recover(stage)
    assert site_of(output) == NEW


def test_files_are_copied_where_they_cannot_be_linked(output, monkeypatch):
    """A file system without hard links holds a site too."""
    def no_link(source, target, **_):
        if os.path.lexists(target):
            raise FileExistsError(17, "", target)
        raise OSError(1, "", source)

    monkeypatch.setattr(os, "link", no_link)
    changed(output)
    assert tree(output) == {**NEW, **FOREIGN}


OBSTACLES = {
    "a folder": lambda place: (place.unlink(), place.mkdir(), (place / "x").touch()),
    "a link": lambda place: (place.unlink(), place.symlink_to(place.parents[3] / "elsewhere")),
    "a pipe": lambda place: (place.unlink(), os.mkfifo(place)),
    "a link in place of its folder": lambda place: (shutil.rmtree(place.parent), place.parent.symlink_to(place.parents[3] / "elsewhere")),
    "a file in place of its folder": lambda place: (shutil.rmtree(place.parent), place.parent.touch()),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize("from_nothing", [False, True])
def test_what_stands_in_the_way_is_removed_and_no_link_followed(from_nothing, obstacle, output):
    """What others put in place of a page makes room for it; nothing outside the output is touched."""
    elsewhere = output.with_name("elsewhere")
    write_file(elsewhere, "index.html", b"not ours")
    OBSTACLES[obstacle](output / "powers/b/index.html")
    changed(output, from_nothing=from_nothing)
    assert site_of(output) == NEW
    assert tree(elsewhere) == {"index.html": b"not ours"}


def test_nothing_is_changed_where_a_part_cannot_be(output, monkeypatch):
    """A folder that may not be written is named before anything is changed."""
    before, real = tree(output), os.access
    monkeypatch.setattr(os, "access", lambda place, mode: str(place) != f"{output}/powers/b" and real(place, mode))
    with pytest.raises(PermissionError) as raised:
        changed(output)
    assert raised.value.filename == f"{output}/powers/b"
    assert tree(output) == before
