"""What others did to the output is noticed by the next build, whatever else it has to do, and made anew."""

import os
import shutil
from pathlib import Path

import pytest

from quanli.build import look
from sites import POWER, build, edit, make_site

PAGE = "powers/YJ-XK-0001/index.html"
MODIFIED = 1_700_000_000


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def edited(page: Path) -> None:
    """Change bytes in place, and set size and time of change as they were."""
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<html", b"<HTML", 1))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size


def replaced(page: Path, make) -> None:
    page.unlink()
    make(page)


def restored(output: Path) -> None:
    """Put back a copy in which a page is older, with all its times."""
    copy = output.with_name("copy")
    shutil.copytree(output, copy)
    (copy / PAGE).write_bytes(b"older")
    shutil.rmtree(output)
    copy.rename(output)


TOUCHES = {
    "a page removed": lambda output: (output / PAGE).unlink(),
    "its folder removed": lambda output: shutil.rmtree((output / PAGE).parent),
    "a folder at the top removed": lambda output: shutil.rmtree(output / "static"),
    "bytes edited in place": lambda output: edited(output / PAGE),
    "a page cut short": lambda output: os.truncate(output / PAGE, 0),
    "a folder in its place": lambda output: replaced(output / PAGE, Path.mkdir),
    "a link in its place": lambda output: replaced(output / PAGE, lambda page: page.symlink_to(output / "index.html")),
    "a pipe in its place": lambda output: replaced(output / PAGE, os.mkfifo),
    "a mode changed": lambda output: (output / PAGE).chmod(0o600),
    "a folder closed": lambda output: (output / PAGE).parent.chmod(0o700),
    "a folder moved behind a link": lambda output: ((output / "static").rename(output.with_name("static")), (output / "static").symlink_to(output.with_name("static"))),
    "the list of digests edited": lambda output: edit(output.parent, "output/digests.json", "public", "nobody"),
    "the list of digests removed": lambda output: (output / "digests.json").unlink(),
    "a pipe in the place of the list of digests": lambda output: replaced(output / "digests.json", os.mkfifo),
    "a part of the list of digests removed": lambda output: next((output / "digests").iterdir()).unlink(),
    "everything removed": shutil.rmtree,
    "an older copy put back": restored,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Give a site that has been built, and edited and built again; and the site that results."""
    patch = pytest.MonkeyPatch()
    patch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    site = make_site(tmp_path_factory.mktemp("built"))
    assert build(site) == 0
    edit(site, POWER, "烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
    assert build(site) == 0
    yield site
    patch.undo()


@pytest.mark.parametrize("touch", TOUCHES)
def test_what_others_did_is_undone_by_a_build_with_nothing_else_to_do(touch, built, capsys):
    """The next build finds the output as it left it, and makes it so; the one after has nothing to do."""
    output = built / "output"
    wanted = tree(output)
    TOUCHES[touch](output)
    assert build(built) == 0
    assert tree(output) == wanted
    capsys.readouterr()
    assert build(built, "--explain") == 0
    assert "everything was made" not in capsys.readouterr().err
    assert tree(output) == wanted


def test_a_large_site_is_looked_at_by_turns(built, monkeypatch):
    """Where there are many files, each build looks at some of them, and some build finds what was done."""
    monkeypatch.setattr(look, "FEW", 0)
    output = built / "output"
    wanted = tree(output)
    assert len(list((output / "digests").iterdir())) > 0
    (output / PAGE).unlink()
    for _ in range(200):
        assert build(built) == 0
        if tree(output) == wanted:
            break
    assert tree(output) == wanted


def test_files_of_others_are_no_change(built, capsys):
    """What is in nobody's way stays, and nothing is made anew for it."""
    output = built / "output"
    (output / "verify.txt").write_text("x")
    (output / "static/more.txt").write_text("x")
    wanted = tree(output)
    capsys.readouterr()
    assert build(built, "--explain") == 0
    assert capsys.readouterr().err.startswith("done: 1 powers, 0 files written, 0 removed")
    assert tree(output) == wanted
