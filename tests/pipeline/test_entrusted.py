"""State and output are believed as far as no commit could have put them there."""

import os
import pickle
import shutil
import subprocess

import pytest
from jinja2.bccache import bc_magic

from quanli.cli import main
from sites import POWER, build, edit, make_site


def git(site, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", site, *who, *words], check=True, capture_output=True)


def tracked(tmp_path, *paths):
    """Make a site in git that was built once, and commit some of what the build left."""
    site = make_site(tmp_path)
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "begin")
    assert build(site) == 0
    for path in paths:
        git(site, "add", "--force", path)
    git(site, "commit", "-qm", "a stranger's", "--allow-empty")
    return site


class Marker:
    """What leaves a file behind when it is read back as a value."""

    def __init__(self, file) -> None:
        self.file = file

    def __reduce__(self):
        return os.mkdir, (str(self.file),)


COMMANDS = (("build", "--quiet", "--jobs", "1"), ("check",), ("history", "YJ-XK-0001"), ("search", "烟花"), ("laws", "update"), ("laws", "list"), ("build", "--as-of", "2026-01-01", "--quiet"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command[:2]).strip("-"))
def test_state_from_a_commit_is_refused(tmp_path, capsys, command):
    """Where git tracks a build's state no command reads it: nothing that a stranger put there is run, and it is said what to do."""
    site = tracked(tmp_path, ".quanli")
    marker = tmp_path / "marker"
    for file in (site / ".quanli/templates").iterdir():
        file.write_bytes(bc_magic + pickle.dumps(Marker(marker)))
    edit(site, POWER, "由专人销售", "由专人负责销售")
    capsys.readouterr()
    assert main([*command, "--site", str(site), "--lang", "en"]) == 1
    said = "".join(capsys.readouterr())
    assert "error STATE_TRACKED git tracks .quanli/" in said
    assert "run git rm -r --cached '.quanli', and name it in .gitignore" in said
    assert not marker.exists()


@pytest.mark.parametrize("path", ["output", "output/index.html"])
def test_output_from_a_commit_is_refused(tmp_path, capsys, path):
    """An output that git tracks is not taken for what the last build left."""
    site = tracked(tmp_path, path)
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 1
    assert "git tracks output/" in capsys.readouterr().err


def test_folder_of_the_same_name_in_other_letters_is_refused(tmp_path, capsys):
    """Where letters' case does not tell files apart, a folder in capitals is the same one."""
    site = tracked(tmp_path)
    (site / ".QUANLI").mkdir()
    (site / ".QUANLI/state.sqlite").write_bytes(b"x")
    git(site, "add", "--force", ".QUANLI")
    assert build(site) == 1
    assert "git tracks .QUANLI/state.sqlite" in capsys.readouterr().err


def test_what_git_does_not_track_is_believed(tmp_path):
    """A site whose state and output no commit holds builds upon its last build, in git and out of it."""
    site = tracked(tmp_path)
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 0
    shutil.rmtree(site / ".git")
    edit(site, POWER, "由专人负责销售", "由专人销售")
    assert build(site) == 0
