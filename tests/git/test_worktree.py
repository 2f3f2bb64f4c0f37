"""What differs in a folder, asked of git once."""

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from quanli.git.ask import ask
from quanli.git.blob import blob_id
from quanli.git.repository import Revision, beijing_day, is_shallow, reached
from quanli.git.worktree import changed_between, checked_out, hides_any, index_of, look
from repositories import FILE, Story, item

OTHER = "content/offices/xxj.yaml"
NAMED = 'content/powers/xxj/办 事 "x".yaml'


@pytest.fixture
def story(tmp_path):
    """Tell a repository of three files that is checked out."""
    told = Story(tmp_path).tell({FILE: item(), OTHER: b"id: xxj\n", "README.md": b"x\n"})
    told.git("reset", "--hard", "--quiet", "main")
    return told


def test_outside_git_and_before_the_first_commit_nothing_is_known(tmp_path):
    """A folder that is in no repository, or in one without commits, has no commit and no day."""
    for _ in range(2):
        assert look(tmp_path, ["content"]) is None
        assert checked_out(tmp_path) == ""
        assert reached(tmp_path) is None
        subprocess.run(["git", "init", "--quiet", tmp_path], check=True)


def test_without_git_nothing_is_known(tmp_path, monkeypatch):
    """A machine without git has no commit either, and nothing breaks."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask(tmp_path, "version") is None
    assert reached(tmp_path) is None
    assert changed_between(tmp_path, "a", "b", ["content"]) is None


def test_everything_that_differs_from_the_commit_is_named(story):
    """Changed, removed, renamed, staged and unknown files are named, whatever their names; what is as committed is not, nor what lies elsewhere."""
    folder, commit = story.folder, story.git("rev-parse", "main")
    assert look(folder, ["content"]) == (commit, frozenset())
    (folder / FILE).write_bytes(item(days=3))
    (folder / NAMED).write_bytes(b"x")
    (folder / "README.md").write_bytes(b"y")
    assert look(folder, ["content"]) == (commit, {FILE, NAMED})
    story.git("add", "--all")
    story.git("mv", OTHER, "content/offices/neu.yaml")
    assert look(folder, ["content", "theme"]) == (commit, {FILE, NAMED, OTHER, "content/offices/neu.yaml"})
    assert checked_out(folder) == commit


def test_a_conflict_is_a_difference(story):
    """A file in conflict is named once."""
    story.git("checkout", "--quiet", "-b", "beside")
    (story.folder / FILE).write_bytes(item(days=3))
    story.git("commit", "--quiet", "--all", "-m", "三")
    story.git("checkout", "--quiet", "main")
    (story.folder / FILE).write_bytes(item(days=4))
    story.git("commit", "--quiet", "--all", "-m", "四")
    with pytest.raises(subprocess.CalledProcessError):
        story.git("merge", "--quiet", "beside")
    assert look(story.folder, ["content"])[1] == {FILE}


def test_paths_are_those_of_the_folder(tmp_path):
    """In a site below the repository's root, paths are the site's own, and files beside it are none of its."""
    told = Story(tmp_path).tell({f"site/{FILE}": item(), f"sight/{FILE}": item()}, {f"site/{FILE}": item(days=2), f"sight/{FILE}": item(days=2)})
    told.git("reset", "--hard", "--quiet", "main")
    site = told.folder / "site"
    (site / FILE).write_bytes(item(days=3))
    (told.folder / f"sight/{FILE}").write_bytes(item(days=3))
    assert look(site, ["content"])[1] == {FILE}
    old, new = told.git("rev-parse", "main~1", "main").split()
    assert changed_between(site, old, new, ["content"]) == {FILE}


def test_what_differs_between_two_commits(story):
    """Files that one commit has otherwise than another are named; a commit that is gone is said to be unknown."""
    first = story.git("rev-parse", "main")
    story.tell({FILE: None, NAMED: b"x", "README.md": b"y\n"})
    second = story.git("rev-parse", "main")
    assert changed_between(story.folder, first, second, ["content"]) == {FILE, NAMED}
    assert changed_between(story.folder, first, first, ["content"]) == frozenset()
    assert changed_between(story.folder, "f" * 40, second, ["content"]) is None


def test_ignored_files_are_named(story):
    """A file that git ignores differs from the commit like any other, below the paths that are asked for."""
    (story.folder / ".gitignore").write_text("*.tmp\nheap/\n", encoding="utf-8")
    (story.folder / "content/heap").mkdir()
    for name in ("other.tmp", "content/x.tmp", "content/heap/y"):
        (story.folder / name).touch()
    found = look(story.folder, ["content"])
    assert found
    assert found[1] == {"content/x.tmp", "content/heap/y"}


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_files_of_which_git_keeps_silent(story, flag):
    """Whether git would keep silent about any file is told, for the paths that are asked; outside git nothing is known."""
    assert not hides_any(story.folder, ["content"])
    story.git("update-index", flag, FILE)
    assert not hides_any(story.folder, ["theme"])
    assert hides_any(story.folder, ["content"])
    assert hides_any(story.folder.parent, ["content"])


def test_another_repository_among_the_files(story):
    """Git does not look into a repository that lies among the files, whether it is known to it or not."""
    inner = story.folder / "content/inner"
    subprocess.run(["git", "init", "--quiet", inner], check=True)
    (inner / "x").write_text("x")
    assert look(story.folder, ["content"]) is None
    subprocess.run(["git", "-C", inner, "add", "."], check=True)
    subprocess.run(["git", "-C", inner, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "-qm", "x"], check=True)
    story.git("add", "content/inner")
    assert hides_any(story.folder, ["content"])


def test_the_index_is_found(tmp_path, story):
    """The file of git's index is found from a folder below, and in a linked working tree; where there is none it has no name."""
    assert Path(index_of(story.folder / "content")).samefile(story.folder / ".git/index")
    story.git("worktree", "add", "-q", tmp_path / "linked")
    assert Path(index_of(tmp_path / "linked")).samefile(story.git("-C", str(tmp_path / "linked"), "rev-parse", "--git-path", "index"))
    (tmp_path / "linked/.git").write_text("nothing")
    assert index_of(tmp_path / "linked") == ""


def test_a_pipe_in_the_place_of_a_repository_is_not_waited_for(tmp_path):
    """A pipe called ``.git`` is no repository, and keeps nobody waiting."""
    os.mkfifo(tmp_path / ".git")
    assert index_of(tmp_path) == ""


def test_the_day_of_a_commit_is_that_of_beijing(story):
    """The day is counted in Beijing, whatever zone the committer was in."""
    assert reached(story.folder) == Revision(story.git("rev-parse", "main"), datetime.date(2020, 1, 1))
    for seconds, day in ((1577894399, 1), (1577894400, 2)):
        commit = story.raw_commit(b"author x <x@example.invalid> %d -1100\ncommitter x <x@example.invalid> %d -1100" % (seconds, seconds), b"x")
        assert reached(story.folder) == Revision(commit, datetime.date(2020, 1, day))


@pytest.mark.parametrize(("seconds", "day", "doubtful"), [
    (None, "1970-01-01", True), (-1, "1970-01-01", True), (0, "1970-01-01", True), (1, "1970-01-01", False),
    (57_599, "1970-01-01", False), (57_600, "1970-01-02", False),
    (32_503_651_199, "2999-12-31", False), (32_503_651_200, "2999-12-31", True), (10**18, "2999-12-31", True)])
def test_an_absurd_moment_is_doubtful(seconds, day, doubtful):
    """A moment that cannot be read, or lies outside the calendar, is moved to its edge and known to be doubtful."""
    assert beijing_day(seconds) == (datetime.date.fromisoformat(day), doubtful)


def test_a_cut_history_is_known(tmp_path, story):
    """A shallow clone is known as one."""
    story.tell({FILE: item(days=3)})
    subprocess.run(["git", "clone", "--quiet", "--depth=1", story.folder.as_uri(), tmp_path / "shallow"], check=True)
    assert is_shallow(tmp_path / "shallow")
    assert not is_shallow(story.folder)
    assert not is_shallow(tmp_path)


def test_a_blob_has_the_id_that_git_gives_it(story):
    """The id of a file's bytes is git's own."""
    assert blob_id(item()) == story.git("rev-parse", f"main:{FILE}")
    assert blob_id(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"


def test_git_is_silent(capfd, tmp_path):
    """What git complains of does not reach the terminal."""
    assert ask(tmp_path, "rev-parse", "HEAD") is None
    assert ask(os.fspath(tmp_path), "--version").startswith("git version")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("mark", ["assume-unchanged", "skip-worktree"])
def test_a_file_that_git_is_told_not_to_look_at_is_hidden(story, mark):
    """Git says nothing of a change in a file that it is to think unchanged; so it cannot be relied on."""
    assert not hides_any(story.folder, ["content"])
    story.git("update-index", f"--{mark}", OTHER)
    (story.folder / OTHER).write_bytes(b"id: changed\n")
    assert look(story.folder, ["content"])[1] == frozenset()
    assert hides_any(story.folder, ["content"])
    assert not hides_any(story.folder, ["content/powers"])
