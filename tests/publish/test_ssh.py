"""Releases on a host, by a real ssh server and rsync."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publish.outputs import FIRST, SECOND, THIRD, expected, following, publish, shown, write_output
from publish.sshd import sshd, user
from quanli.errors import ProblemsFoundError
from quanli.publish.folder import FolderTarget
from quanli.publish.places import target_of
from quanli.publish.ssh_shell import Shell
from quanli.publish.ssh_tree import NewTree
from quanli.publish.target import TargetLockedError

TEXTS = FIRST | SECOND | THIRD


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with sshd(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@pytest.fixture
def target(server, tmp_path, monkeypatch):
    """Give an empty place on the host, with a blank and Chinese in its path."""
    port, _, words = server
    monkeypatch.setenv("QUANLI_SSH", words)
    return target_of(f"ssh://{user()}@127.0.0.1:{port}{tmp_path}/a site/站")


def folder_of(target) -> Path:
    return Path(target.folder)


def test_each_release_is_shown_whole(target, tmp_path):
    """As a folder of releases: whoever is on the host may go on with it there."""
    assert target.shown() is None
    first = write_output(tmp_path / "1", FIRST)
    one = publish(target, first)
    assert shown(target) == expected(one, first, TEXTS)
    second = write_output(tmp_path / "2", SECOND)
    two = publish(target, second)
    assert [file.path for file in two.release.kept] == ["static/1.css"]
    assert shown(target) == expected(two, second, TEXTS)
    third = write_output(tmp_path / "3", THIRD)
    three = publish(target, third)
    assert shown(target) == expected(three, third, TEXTS)
    there = FolderTarget("there", folder_of(target))
    assert there.shown() == three.record and shown(there) == expected(three, third, TEXTS)
    assert target.read("b/index.html", 1) == "乙".encode()
    assert [one.release.serial for one in target.releases()] == [one.release.serial for one in there.releases()] == [3, 2, 1]
    assert list(target.records()) == list(there.records())
    four = publish(there, first)
    assert target.shown() == four.record
    assert {(entry.path, entry.nature, entry.mode) for entry in target.entries()} == {(entry.path, entry.nature, entry.mode) for entry in there.entries()}
    assert {entry.mode for entry in there.entries()} == {0o755, 0o644}


def test_only_what_changed_is_sent(target, tmp_path):
    """A page that is the same is a link to that of the release before."""
    publish(target, write_output(tmp_path / "1", FIRST))
    publish(target, write_output(tmp_path / "2", FIRST | {"a/index.html": "变"}))
    trees = sorted((folder_of(target) / "releases").iterdir())
    same = {path for path in FIRST if (trees[0] / path).samefile(trees[1] / path)}
    assert same == FIRST.keys() - {"a/index.html"}
    assert (trees[0] / "a/index.html").read_text() == "甲"


def test_a_rollback_shows_the_old_release_and_is_one(target, tmp_path):
    """Static files of now stay for those who still read; the next release follows the rollback."""
    first = write_output(tmp_path / "1", FIRST)
    publish(target, first)
    publish(target, write_output(tmp_path / "2", SECOND))
    publish(target, write_output(tmp_path / "3", THIRD))
    back = following(target, first)
    with target.lock():
        target.rollback(1, back)
    assert shown(target) == expected(back, first, TEXTS)
    third = write_output(tmp_path / "3", THIRD)
    four = publish(target, third)
    assert shown(target) == expected(four, third, TEXTS)


def test_old_releases_are_dropped(target, tmp_path):
    """As many stay as are wanted, and the records of all."""
    for at in range(4):
        publish(target, write_output(tmp_path / "out", FIRST | {"index.html": f"{at}"}), keep=2)
    assert [one.release.serial for one in target.releases()] == [4, 3]
    assert len(list(target.records())) == 4
    assert {path.name for path in folder_of(target).iterdir()} == {"current", "releases", "records", ".lock", ".quanli-releases"}


def test_every_file_anew(target, tmp_path):
    """Whatever lies there, nothing of it is believed; static files of before stay."""
    publish(target, write_output(tmp_path / "1", FIRST))
    (folder_of(target) / "current/a/index.html").write_text("坏")
    second = write_output(tmp_path / "2", FIRST | {"index.html": "二"})
    two = publish(target, second, anew=True)
    assert shown(target) == expected(two, second, TEXTS)


def test_the_second_publisher_is_told_who_holds_the_host(target, tmp_path):
    """By ssh as on the host itself; afterwards nobody does."""
    other, there = target_of(target.name), FolderTarget("there", folder_of(target))
    with target.lock():
        for one in (other, there):
            with pytest.raises(TargetLockedError) as told, one.lock():
                pass
            assert told.value.holder.split()[0] == str(os.getpid())
    with there.lock(), pytest.raises(TargetLockedError), other.lock():
        pass
    with other.lock():
        pass


DRIVER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from publish.outputs import publish
from quanli.publish import ssh, ssh_shell
from quanli.publish.places import target_of

left, count = int(sys.argv[2]), 0

def fatal(real):
    def call(*given, **named):
        global count
        if count == left:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
        return real(*given, **named)
    return call

ssh_shell.Shell.run = fatal(ssh_shell.Shell.run)
ssh.NewTree.send = fatal(ssh.NewTree.send)
publish(target_of(sys.argv[3]), Path(sys.argv[4]), keep=2)
print(count)
"""
"""Publishes, and kills itself before one more step than it was told."""
KILLS = int(os.environ.get("QUANLI_KILLS", "4"))
"""At how many of the steps of a publisher he is killed; all of them by hand."""


def test_killed_at_any_step_the_site_is_whole_and_nobody_holds_it(target, tmp_path):
    """Readers find the whole old release or the whole new one at once; the next publisher waits for nobody."""
    first, second = write_output(tmp_path / "1", FIRST), write_output(tmp_path / "2", SECOND)

    def driven(left, name):
        return subprocess.run([sys.executable, "-c", DRIVER, str(Path(__file__).parents[1]), str(left), name, str(second)], capture_output=True, text=True, check=False)

    publish(target_of(f"{target.name}/whole"), first)
    steps = int(driven(-1, f"{target.name}/whole").stdout)
    seen = set()
    for left in sorted({at * (steps - 1) // max(KILLS - 1, 1) for at in range(KILLS)}):
        again = target_of(f"{target.name}/{left}")
        one = publish(again, first)
        assert driven(left, again.name).returncode == -signal.SIGKILL
        again = target_of(again.name)
        serial = json.loads(again.shown())["serial"]
        seen.add(serial)
        files = shown(again)
        assert files["index.html"].decode() == (FIRST if serial == 1 else SECOND)["index.html"]
        if serial == 1:
            assert files == expected(one, first, TEXTS)
        until_free(again)
        two = publish(again, second)
        assert shown(again) == expected(two, second, TEXTS)
    assert seen == {1, 2}


def until_free(target) -> None:
    """Give the server the moment that it takes to notice that a connection is gone."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            with target.lock():
                return
        except TargetLockedError:
            time.sleep(0.05)
    raise AssertionError("somebody still holds the host")


def test_a_cut_connection_leaves_the_old_site_and_no_lock(target, tmp_path, server, monkeypatch):
    """The server's side of the connection ends in the midst of publishing: it is said in a sentence, and the next run works."""
    first, second = write_output(tmp_path / "1", FIRST), write_output(tmp_path / "2", SECOND)
    one = publish(target, first)
    real = NewTree.send

    def cut(self, *given):
        real(self, *given)
        for child in children(server[1].pid):
            os.kill(child, signal.SIGKILL)

    monkeypatch.setattr(NewTree, "send", cut)
    with pytest.raises(ProblemsFoundError) as told:
        publish(target, second)
    assert [found.code for found in told.value.problems] == ["SSH_UNREACHABLE"]
    monkeypatch.setattr(NewTree, "send", real)
    assert shown(target) == expected(one, first, TEXTS)
    until_free(target)
    two = publish(target, second)
    assert shown(target) == expected(two, second, TEXTS)


def children(parent: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def test_a_session_that_hears_nothing_gives_the_lock_back(target, monkeypatch):
    """A connection may be gone without a word: the host's side ends by itself."""
    monkeypatch.setattr("quanli.publish.ssh.PATIENCE", 1)
    with target.lock():
        time.sleep(2.5)  # as long as we are heard it stays
        with pytest.raises(TargetLockedError), FolderTarget("there", folder_of(target)).lock():
            pass
        monkeypatch.setattr(Shell, "run", lambda *_, **__: b"")
        until_free(FolderTarget("there", folder_of(target)))


def test_a_host_whose_key_is_another_is_not_believed(target, server, tmp_path, monkeypatch):
    """Nobody is asked, nothing is sent, and it is said why."""
    port, _, words = server
    for known in ("", f"[127.0.0.1]:{port} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1Q0Yb3uZpVnqT1yZzqkY7x2YpR0Jq3b6m9pW0yq1aB\n"):
        (tmp_path / "known").write_text(known)
        monkeypatch.setenv("QUANLI_SSH", words.replace(words.partition("UserKnownHostsFile=")[2].split()[0], str(tmp_path / "known")))
        with pytest.raises(ProblemsFoundError) as told:
            target_of(target.name).shown()
        (found,) = told.value.problems
        assert (found.code, "verification failed" in found.message("en")) == ("SSH_UNREACHABLE", True), found.message("en")


def test_a_folder_of_others_is_left_alone(target):
    """Nothing is written where somebody else keeps files."""
    folder_of(target).mkdir(parents=True)
    (folder_of(target) / "theirs").write_text("x")
    with pytest.raises(ProblemsFoundError) as told, target.lock():
        pass
    assert [found.code for found in told.value.problems] == ["TARGET_FOREIGN"]
    assert [path.name for path in folder_of(target).iterdir()] == ["theirs"]


@pytest.mark.parametrize("name", ["ssh://-oProxyCommand=x/y", "-oProxyCommand=x:/y", "ssh://host", "host:-e", "ftp://host/x"])
def test_what_could_be_an_option_is_no_host(name):
    """A name comes from settings of pipelines: no program may be started by one."""
    try:
        assert isinstance(target_of(name), FolderTarget)
    except ProblemsFoundError as told:
        assert [found.code for found in told.problems] == ["TARGET_UNKNOWN"]


def test_names_as_rsync_has_them():
    """User, host, port and path are read from either form."""
    one, other = target_of("ssh://web@www.example.gov.cn:2222/srv/site/"), target_of("web@www.example.gov.cn:srv/site")
    assert (one.host.login, one.host.port, one.folder) == ("web@www.example.gov.cn", "2222", "/srv/site")
    assert (other.host.login, other.host.port, other.folder) == ("web@www.example.gov.cn", "", "srv/site")
