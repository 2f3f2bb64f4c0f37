"""Releases on a branch of a real repository."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from publish.outputs import FIRST, SECOND, THIRD, expected, following, publish, shown, write_output
from publish.sshd import sshd, user
from quanli.errors import ProblemsFoundError
from quanli.publish.places import target_of
from quanli.publish.target import TargetLockedError

TEXTS = FIRST | SECOND | THIRD


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Give a bare repository with a branch of somebody else's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "站 点.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", folder], check=True)
    tree = git(folder, "hash-object", "-t", "tree", "-w", "/dev/null")
    git(folder, "update-ref", "refs/heads/theirs", git(folder, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit-tree", tree, "-m", "theirs"))
    return folder


@pytest.fixture
def target(repository):
    return target_of(f"git:{repository}#pages")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def test_each_release_is_a_commit_whose_tree_is_the_site(target, repository, tmp_path):
    """Its parent is the release before; the host is told that the site is built already."""
    assert target.shown() is None
    for at, files in enumerate((FIRST, SECOND, THIRD), 1):
        output = write_output(tmp_path / f"{at}", files)
        release = publish(target, output)
        assert shown(target) == expected(release, output, TEXTS)
    assert git(repository, "rev-list", "--count", "--first-parent", "pages") == "3"
    names = git(repository, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "pages").splitlines()
    assert set(names) == {".nojekyll", *expected(release, output, TEXTS)}
    assert [one.release.serial for one in target.releases()] == [3, 2, 1]
    assert target.read("b/index.html", 1) == "乙".encode()
    assert {entry.mode for entry in target.entries()} == {0o644}


def test_the_same_releases_give_the_same_commits(repository, tmp_path):
    """No clock and no name of a machine is in them."""
    tips = set()
    for name in ("one", "other"):
        target = target_of(f"git:{repository}#{name}")
        for at, files in enumerate((FIRST, SECOND)):
            publish(target, write_output(tmp_path / f"{at}", files))
        tips.add(git(repository, "rev-parse", name))
    assert len(tips) == 1


def test_only_what_changed_is_written(target, repository, tmp_path):
    """A release of one page more brings that page, the list of digests, the record, and the folders to them."""
    publish(target, write_output(tmp_path / "1", FIRST))
    before = int(git(repository, "rev-list", "--objects", "pages").count("\n"))
    publish(target, write_output(tmp_path / "2", FIRST | {"a/index.html": "变"}))
    new = git(repository, "rev-list", "--objects", "pages", "^pages~1").splitlines()
    files = {line.partition(" ")[2] for line in new} - {""}
    assert before and {path for path in files if not path.startswith("digests")} == {"a", "a/index.html", "release.json", "release.json.sig"}


def test_a_rollback_is_a_commit_with_the_old_files(target, tmp_path):
    """Static files of now stay for those who still read; the next release follows it."""
    first = write_output(tmp_path / "1", FIRST)
    publish(target, first)
    publish(target, write_output(tmp_path / "2", SECOND))
    publish(target, write_output(tmp_path / "3", THIRD))
    back = following(target, first)
    with target.lock():
        target.rollback(1, back)
    assert shown(target) == expected(back, first, TEXTS)
    third = write_output(tmp_path / "3", THIRD)
    five = publish(target, third)
    assert five.release.serial == 5 and shown(target) == expected(five, third, TEXTS)


def test_who_is_late_is_told_and_has_changed_nothing(repository, tmp_path, monkeypatch):
    """Two publish from two machines: the second to push is refused by what he believes the branch to be."""
    first = write_output(tmp_path / "1", FIRST)
    one = target_of(f"git:{repository}#pages")
    publish(one, first)
    with one.lock():
        late = following(one, write_output(tmp_path / "3", THIRD))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
        second = write_output(tmp_path / "2", SECOND)
        two = publish(target_of(f"git:{repository}#pages"), second)
        with pytest.raises(TargetLockedError):
            one.publish(late, tmp_path / "3", 5)
    assert json.loads(git(repository, "show", "pages:release.json"))["serial"] == 2
    assert shown(one) == expected(two, second, TEXTS)
    publish(one, tmp_path / "3")


def test_two_on_one_machine_do_not_meet(target, repository):
    """The second is told who is at work."""
    with target.lock(), pytest.raises(TargetLockedError) as told, target_of(f"git:{repository}#pages").lock():
        pass
    assert told.value.holder.split()[0] == str(os.getpid())


def test_what_hosts_keep_there_stays(target, repository, tmp_path):
    """The file that says whose domain it is lies on the branch, and is no file of the site."""
    first = write_output(tmp_path / "1", FIRST)
    publish(target, first)
    work = tmp_path / "work"
    subprocess.run(["git", "clone", "--quiet", "--branch", "pages", repository, work], check=True)
    (work / "CNAME").write_text("www.example.gov.cn\n")
    git(work, "add", "CNAME")
    git(work, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "-m", "domain")
    git(work, "push", "--quiet", "origin", "pages")
    for anew in (False, True):
        second = write_output(tmp_path / "2", SECOND | {"index.html": f"{anew}"})
        two = publish(target, second, anew=anew)
        assert git(repository, "show", "pages:CNAME") == "www.example.gov.cn"
        assert {path: data for path, data in shown(target).items() if not path.startswith("static/")} == {path: data for path, data in expected(two, second, TEXTS).items() if not path.startswith("static/")}


def test_a_branch_of_others_is_left_alone(repository):
    """What was not published by this program is not overwritten."""
    with pytest.raises(ProblemsFoundError) as told:
        target_of(f"git:{repository}#theirs").shown()
    assert [found.code for found in told.value.problems] == ["BRANCH_FOREIGN"]


def test_a_repository_that_is_not_there_is_told_in_a_sentence(tmp_path, monkeypatch):
    """With what git says, and without a password that the address holds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in (f"git:{tmp_path}/nowhere#pages", "git:https://me:secret@127.0.0.1:9/x.git#pages", "git:ext::sh -c true#pages"):
        with pytest.raises(ProblemsFoundError) as told:
            target_of(name).shown()
        (found,) = told.value.problems
        assert found.code == "BRANCH_UNREACHABLE" and "secret" not in found.message("zh") + found.message("en")


DRIVER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from publish.outputs import publish
from quanli.publish import branch, branch_copy
from quanli.publish.places import target_of

left, count = int(sys.argv[2]), 0

def fatal(real):
    def call(*given, **named):
        global count
        for _ in range(2):
            if count == left:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
            if _ == 0:
                done = real(*given, **named)
        return done
    return call

branch_copy.BranchCopy._git = fatal(branch_copy.BranchCopy._git)
branch.FastImport.commit = fatal(branch.FastImport.commit)
publish(target_of(sys.argv[3]), Path(sys.argv[4]))
print(count)
"""
"""Publishes, and kills itself before or after one step more than it was told."""
KILLS = int(os.environ.get("QUANLI_KILLS", "6"))


def test_killed_at_any_step_the_branch_is_whole(target, repository, tmp_path):
    """It is the old release or the new one, and the next publisher goes on."""
    first, second = write_output(tmp_path / "1", FIRST), write_output(tmp_path / "2", SECOND)

    def driven(left, name):
        return subprocess.run([sys.executable, "-c", DRIVER, str(Path(__file__).parents[1]), str(left), name, str(second)], capture_output=True, text=True, check=False)

    publish(target_of(f"{target.name}-whole"), first)
    steps = int(driven(-1, f"{target.name}-whole").stdout)
    seen = set()
    for left in sorted({at * (steps - 1) // max(KILLS - 1, 1) for at in range(KILLS)}):
        again = target_of(f"{target.name}-{left}")
        publish(again, first)
        assert driven(left, again.name).returncode == -signal.SIGKILL
        again = target_of(again.name)
        serial = json.loads(again.shown())["serial"]
        seen.add(serial)
        assert again.read("index.html").decode() == (FIRST if serial == 1 else SECOND)["index.html"]
        two = publish(again, second)
        assert shown(again) == expected(two, second, TEXTS)
    assert seen == {1, 2}


def test_a_repository_on_another_machine(repository, tmp_path, monkeypatch):
    """By ssh, with the key that git is told to use."""
    (tmp_path / "sshd").mkdir()
    with sshd(tmp_path / "sshd") as (port, _, words):
        monkeypatch.setenv("GIT_SSH_COMMAND", words)
        there = tmp_path / "plain.git"
        repository.rename(there)
        target = target_of(f"git:ssh://{user()}@127.0.0.1:{port}{there}#pages")
        first = write_output(tmp_path / "1", FIRST)
        one = publish(target, first)
        assert shown(target) == expected(one, first, TEXTS)
    assert git(there, "rev-list", "--count", "pages") == "1"
