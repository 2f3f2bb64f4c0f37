"""What is approved is what is published: the gate stands before the release, and counts from what is shown."""

import json
import subprocess

import pytest

from publish.published import Publisher
from review.repository import ROLES, Repository

OLD, SLOWER, SLOWEST = (f"promised: {{amount: {days}, unit: workday}}" for days in (10, 12, 14))


class Approving(Repository, Publisher):
    """A repository in which changes are approved, published to a folder."""

    def release_key(self, folder) -> None:
        self.folder, self.target, self.key = folder, folder / "www", folder / "release-key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key], check=True)

    def commit(self, subject="改", *trailers, day="") -> str:
        return Repository.commit(self, subject, *trailers, day=day)

    def git(self, *arguments, data=None, day="") -> str:
        return Repository.git(self, *arguments, data=data, day=day)


@pytest.fixture
def office(tmp_path, capsys):
    """Publish the main line for the first time."""
    made = Approving(tmp_path)
    made.release_key(tmp_path)
    made.main()
    assert made.run("publish", "--first") == 0
    capsys.readouterr()
    return made


def approved(office, old, new) -> str:
    """Propose a change on a branch, let four keys agree, merge it."""
    office.git("checkout", "--quiet", "-B", "change", "main")
    office.edit(old, new)
    office.approve(office.propose())
    return office.merge()


def test_approved_change_is_published(office):
    """With four signatures it goes live, and the record says that approvals were asked for from the first release on."""
    first = office.release()
    commit = approved(office, OLD, SLOWER)
    assert office.run("publish") == 0
    release = office.release()
    assert (release["commit"], release["approval"], release["baseline"]) == (commit, "required", first["commit"])
    assert office.run("publish", "--day", "2027-01-15") == 0
    assert (office.release()["day"], office.release()["serial"]) == ("2027-01-15", 3)
    assert office.whole()


def test_change_that_nobody_approved_is_not_published(office, capsys):
    """Committed directly, it is refused with a sentence, and the site stays as it was; with approvals it is published later."""
    before = office.release()
    office.edit(OLD, SLOWER)
    office.commit("直接提交")
    assert office.run("publish") == 1
    assert "error CHANGE_UNAPPROVED" in capsys.readouterr().err
    assert office.release() == before
    office.git("revert", "--no-edit", "HEAD")
    approved(office, OLD, SLOWER)
    assert office.run("publish") == 0


def test_what_lies_beside_a_change_is_not_published_with_it(office, capsys):
    """A merge that brings more than was approved is refused whole."""
    office.git("checkout", "--quiet", "-B", "change", "main")
    office.edit(OLD, SLOWER)
    office.approve(office.propose())
    office.edit("烟花爆竹", "烟花炮竹")
    office.commit("夹带")
    office.merge()
    assert office.run("publish") == 1
    assert "error " in capsys.readouterr().err
    assert office.release()["serial"] == 1


def test_going_back_and_on(office):
    """After a rollback all that came since what is shown is asked for again; what was approved then still is."""
    approved(office, OLD, SLOWER)
    assert office.run("publish") == 0
    assert office.run("rollback") == 0
    assert office.run("publish") == 1
    approved(office, SLOWER, SLOWEST)
    assert office.run("publish") == 0
    release = office.release()
    assert (release["serial"], release["approval"], release["withdrawn"]) == (4, "required", "")
    assert "14" in json.loads((office.target / "current/powers/YJ-XK-0001.json").read_bytes()).__repr__()
    assert office.whole()


def test_forges_word(office, tmp_path, capsys):
    """A file of the forge's approvals that is none is told before anything is built."""
    (tmp_path / "claims.json").write_text("[]x")
    approved(office, OLD, SLOWER)
    assert office.run("publish", "--approvals", tmp_path / "claims.json") == 1
    assert "error APPROVALS_FILE" in capsys.readouterr().err
    assert office.run("publish", "--approvals", tmp_path / "none.json") == 1
    assert str(tmp_path / "none.json") in capsys.readouterr().err
    assert office.release()["serial"] == 1


def test_four_roles_stand_for_all(office):
    """Three of the four are not enough."""
    office.git("checkout", "--quiet", "-B", "change", "main")
    office.edit(OLD, SLOWER)
    office.approve(office.propose(), *ROLES[:3])
    office.merge()
    assert office.run("publish") == 1
    assert office.release()["serial"] == 1
