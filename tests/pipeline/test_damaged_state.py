"""What a build keeps is a cache: whatever becomes of its files, alone or together, the next build makes what a clean one makes."""

import contextlib
import os
import pickle
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.committed import commit
from pipeline.incremental import tree
from quanli.build.lock import site_lock
from quanli.cli import main
from quanli.flowchart import layout
from quanli.frozen import frozen
from quanli.pipeline.folders import Folders
from quanli.pipeline.idle import leave_note
from quanli.pipeline.inputs import Inputs
from quanli.sealed import seal
from sites import POWER, build, edit, make_site

TEXTS = ("由专人销售", "由专人负责销售")
MANY = int(os.environ.get("QUANLI_DAMAGES", "6"))
"""How many combinations are tried: more when asked."""
OTHER = "content/powers/xxj/T-1.yaml"
ITEM = """\
code: T-1
name: 某事项
category: permit
office: xxj
summary: 一句话。
basis: [{law: fireworks-safety-regulation, version: 2016-02-06, article: 第三条}]
"""
FILES = ("state.sqlite", "state.sqlite.note", "search-state.sqlite", "history.sqlite", "history.sqlite.seal", "layouts", "templates", "lock")


@frozen
class Kept:
    """A site that was built again and again, the outputs that its two texts make from nothing, and what other builds left."""

    site: Path
    clean: tuple[dict[str, bytes], dict[str, bytes]]
    older: Path
    others: Path

    @property
    def state(self) -> Path:
        """Give the folder of the state."""
        return self.site / ".quanli"

    def turn(self) -> None:
        """Give the site the other of its two texts."""
        old, new = TEXTS if TEXTS[0] in (self.site / POWER).read_text(encoding="utf-8") else TEXTS[::-1]
        edit(self.site, POWER, old, new)

    def builds(self, *more: str) -> None:
        """Build, in a process that knows of no layout: the output is that of a clean build of the text."""
        layout._known.clear()
        assert build(self.site, *more) == 0
        want = self.clean[TEXTS[0] not in (self.site / POWER).read_text(encoding="utf-8")]
        made = tree(self.site / "output")
        assert made.keys() ^ want.keys() == set()
        assert [path for path in made if made[path] != want[path]] == []


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Kept:
    """Give a site in git with one older build, built with both of its texts."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "another").mkdir()
    others = make_site(folder / "another")
    site = make_site(folder)
    for each_site in (site, others):
        (each_site / OTHER).write_text(ITEM, encoding="utf-8")
    edit(others, OTHER, "name: 某事项", "name: 别的事项")
    commit(others)
    commit(site)
    assert build(site) == 0
    shutil.copytree(site / ".quanli", folder / "older")
    edit(site, OTHER, "name: 某事项", "name: 这个事项")
    commit(site)
    clean = []
    for at, text in enumerate(TEXTS):
        copy = folder / f"clean-{at}"
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".quanli"))
        edit(copy, POWER, TEXTS[0], text)
        assert build(copy) == 0
        clean.append(tree(copy / "output"))
    assert build(others) == 0
    made = Kept(site, (clean[0], clean[1]), folder / "older", others / ".quanli")
    made.builds()
    assert all((made.state / name).exists() for name in FILES)
    return made


def each(path: Path) -> list[Path]:
    """Give a file, or all files of a folder; those that are there."""
    return sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path] if path.exists() else []


def rewritten(change):
    """Make a kind of damage from a function of bytes."""

    def damage(_: Kept, path: Path) -> None:
        for file in each(path):
            file.write_bytes(change(file.read_bytes()))

    return damage


def flipped(data: bytes) -> bytes:
    """Turn some bits in the middle, the same for the same bytes."""
    drawn, turned = random.Random(len(data)), bytearray(data)
    for _ in range(20 if data else 0):
        turned[drawn.randrange(len(data) // 4, len(data))] ^= 1 << drawn.randrange(8)
    return bytes(turned)


def flipped_in_secret(kept: Kept, path: Path) -> None:
    """Turn bits and give the file the time that it had."""
    for file in each(path):
        told = file.stat()
        file.write_bytes(flipped(file.read_bytes()))
        os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))


def removed(_: Kept, path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def a_folder(kept: Kept, path: Path) -> None:
    """Put a folder in the place of a file, and in that of each file of a folder."""
    for file in each(path):
        removed(kept, file)
        file.mkdir()
        (file / "x").write_text("x")


def a_pipe(kept: Kept, path: Path) -> None:
    """Put a pipe in the place of a file, and in that of each file of a folder."""
    for file in each(path):
        removed(kept, file)
        os.mkfifo(file)


def one_file(kept: Kept, path: Path) -> None:
    """Put a file in the place of a file or a whole folder."""
    removed(kept, path)
    path.write_text("x")


def taken_from(which: str):
    """Make a kind of damage that puts another build's file in the place of a file, with the time that it had."""

    def damage(kept: Kept, path: Path) -> None:
        source = getattr(kept, which) / path.name
        removed(kept, path)
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, path)

    return damage


def changed_rows(_: Kept, path: Path) -> None:
    """Change what a database says, by a well-formed statement."""
    for file in each(path):
        with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(file)) as db, db:
            for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
                for _, column, *_rest in db.execute(f"pragma table_info({table})").fetchall():
                    with contextlib.suppress(sqlite3.DatabaseError):
                        db.execute(f"update {table} set {column} = 'x' where rowid % 2")
                db.execute(f"delete from {table}")


def left_beside(suffix: str):
    """Make a kind of damage that leaves a file of SQLite's beside a file."""

    def damage(_: Kept, path: Path) -> None:
        for file in each(path):
            file.with_name(file.name + suffix).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + file.read_bytes()[:4096])

    return damage


def another_shape(_: Kept, path: Path) -> None:
    """Keep values of other shapes, well pickled."""
    for file in each(path):
        if file.name == "state.sqlite":
            with contextlib.closing(sqlite3.connect(file)) as db, db:
                db.execute("update kept set data = ?", (pickle.dumps({"x": 1}),))
        else:
            file.write_bytes(pickle.dumps({"x": 1}))


KINDS = {
    "removed": removed,
    "emptied": rewritten(lambda _: b""),
    "cut short": rewritten(lambda data: data[: len(data) // 4]),
    "cut in half": rewritten(lambda data: data[: len(data) // 2]),
    "cut at its end": rewritten(lambda data: data[:-1]),
    "longer": rewritten(lambda data: data + b"\0" * 4096),
    "noise": rewritten(lambda data: random.Random(1).randbytes(len(data))),
    "flipped": rewritten(flipped),
    "flipped in secret": flipped_in_secret,
    "a folder": a_folder,
    "a pipe": a_pipe,
    "one file": one_file,
    "an older one": taken_from("older"),
    "another site's": taken_from("others"),
    "changed rows": changed_rows,
    "another shape": another_shape,
    "a journal beside": left_beside("-journal"),
    "a wal beside": left_beside("-wal"),
    "read-only": lambda _, path: [file.chmod(0o444) for file in each(path)],
}


MATTER = ("state.sqlite", "state.sqlite.note", "search-state.sqlite", "history.sqlite")
FEW = ("removed", "emptied", "flipped", "a folder", "a pipe", "one file", "an older one")
"""What is done to files of which little depends on how they are damaged."""


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in FILES for kind in (KINDS if name in MATTER else FEW)])
def test_damaged_file_changes_nothing(kept, name, kind):
    """Each file, damaged in each way, costs time and nothing else."""
    KINDS[kind](kept, kept.state / name)
    kept.turn()
    kept.builds()


@settings(max_examples=MANY, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FILES), st.sampled_from(sorted(KINDS)), min_size=2))
def test_files_damaged_together_change_nothing(kept, damage):
    """Any files, each damaged in any way, cost time and nothing else; after that a build goes on from the one before."""
    for name, kind in damage.items():
        KINDS[kind](kept, kept.state / name)
    for _ in range(2):
        kept.turn()
        kept.builds()


@pytest.mark.parametrize("kind", ["removed", "flipped", "a folder"])
def test_all_state_damaged_at_once(kept, kind):
    """With every file damaged the build is a clean one, and so with no folder at all."""
    for name in FILES:
        KINDS[kind](kept, kept.state / name)
    kept.builds()
    shutil.rmtree(kept.state)
    kept.builds()


SENTENCES = {
    "state.sqlite": "everything was made: the build state is damaged, half-written or of another version",
    "state.sqlite.note": "everything was made: the build state is damaged, half-written or of another version",
    "search-state.sqlite": "everything was made: the build state is damaged, half-written or of another version",
    "history.sqlite": "everything was made: what was read of git's history is lost or damaged",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_what_is_thrown_away_is_said(kept, name, capsys):
    """One sentence says that the build began from nothing; a build that goes on from the last one says no such thing."""
    kept.turn()
    kept.builds()
    removed(kept, kept.state / name)
    kept.turn()
    capsys.readouterr()
    kept.builds()
    assert SENTENCES[name] in capsys.readouterr().err
    kept.turn()
    kept.builds()
    assert "everything was made" not in capsys.readouterr().err


def vouched(kept) -> None:
    """Let the note and the seal vouch for the files as they are, as if they had changed beneath the file system."""
    note = kept.state / "state.sqlite.note"
    _, counts, _, seen = note.read_text(encoding="utf-8").split("\n", 3)
    powers, warnings = map(int, counts.split())
    inputs, done = Inputs("", {}, Folders({}, {}), 0), str((kept.site / "output").stat().st_ctime_ns)
    leave_note(kept.state / "state.sqlite", seen.partition("\0")[0], inputs, powers, warnings, done)
    seal(kept.state / "history.sqlite")


@pytest.mark.parametrize("kind", ["emptied", "cut in half", "noise", "another shape", "changed rows"])
@pytest.mark.parametrize("name", ["state.sqlite", "search-state.sqlite", "history.sqlite"])
def test_damage_beneath_the_file_system(kept, name, kind):
    """What nothing tells of until it is read is thrown away then, with all else, and the build begins again."""
    kept.turn()
    kept.builds()
    KINDS[kind](kept, kept.state / name)
    vouched(kept)
    kept.turn()
    kept.builds()
    kept.turn()
    kept.builds()


def test_no_error_of_a_site_is_taken_for_damage(kept, capsys):
    """A catalogue with errors is refused as it stands, and the state stays: the build after it goes on from the last one."""
    kept.turn()
    kept.builds()
    edit(kept.site, POWER, "category: permit", "category: permi")
    assert build(kept.site) == 1
    edit(kept.site, POWER, "category: permi\n", "category: permit\n")
    kept.turn()
    capsys.readouterr()
    kept.builds()
    assert "everything was made" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["state.sqlite", "search-state.sqlite", "history.sqlite"])
def test_file_that_another_program_has_locked(kept, name, monkeypatch):
    """A database that somebody looks into, and will not let go, is left to them: the build has its own."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **{"timeout": 0.01, **named}))
    kept.turn()
    kept.builds()
    kept.turn()
    with contextlib.closing(connect(kept.state / name, isolation_level=None)) as other:
        other.execute("begin exclusive")
        kept.builds()
    kept.turn()
    kept.builds()


def test_site_that_is_moved_or_copied(kept, tmp_path, capsys):
    """A site that is moved, or copied with its times, goes on from its last build; a copy without them begins from nothing; all are right."""
    kept.turn()
    kept.builds()
    for way in ("moved", "copied with times", "copied"):
        copy = tmp_path / way
        shutil.copytree(kept.site, copy, copy_function=shutil.copy if way == "copied" else shutil.copy2)
        if way == "moved":
            copy = copy.rename(tmp_path / "moved there")
        there = Kept(copy, kept.clean, kept.older, kept.others)
        there.turn()
        capsys.readouterr()
        there.builds()
        assert ("everything was made" in capsys.readouterr().err) == (way == "copied")


def test_state_of_another_checkout(kept, tmp_path):
    """The whole state of another checkout, moved here as it is, is not taken for this site's."""
    copy = Kept(tmp_path / "copy", kept.clean, kept.older, kept.others)
    shutil.copytree(kept.site, copy.site)
    copy.turn()
    copy.builds()
    kept.turn()
    kept.builds()
    shutil.rmtree(kept.state)
    copy.state.rename(kept.state)
    kept.turn()
    kept.builds()


def test_two_builds_at_once(kept):
    """While one build is under way another is refused with the status for that, also where the lock is not ours to write."""
    (kept.state / "lock").chmod(0o444)
    with site_lock(kept.state):
        assert main(["build", "--site", str(kept.site), "--quiet"]) == 75
    kept.builds()
