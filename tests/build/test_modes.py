"""Whoever builds, and with whatever umask: a web server can read what is published, and nobody but its owner can change it."""

import os
import stat
from pathlib import Path

import pytest

from sites import POWER, build, edit, make_site


def modes(folder: Path) -> dict[str, int]:
    """Give the modes of a folder and of all in it."""
    return {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def built_with(umask: int, site: Path, *more: str) -> None:
    before = os.umask(umask)
    try:
        assert build(site, *more) == 0
    finally:
        os.umask(before)


def wanted(output: Path) -> dict[str, int]:
    return {path: 0o755 if (output / path).is_dir() else 0o644 for path in modes(output)}


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_output_has_the_modes_of_a_site_whatever_the_umask(umask, tmp_path):
    """Files can be read by all and folders entered, after a clean build as after one in which powers and guides changed."""
    site = make_site(tmp_path)
    built_with(umask, site)
    output = site / "output"
    assert modes(output) == wanted(output)
    edit(site, POWER, "烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
    (site / "content/guides/more.md").write_text("Title: 怎样申诉\nSlug: appeal\nSummary: 找谁。\nDate: 2026-01-05\n\n写信。\n", encoding="utf-8")
    before = set(modes(output))
    built_with(umask, site)
    assert any(path.startswith("guides/") for path in set(modes(output)) - before)
    assert modes(output) == wanted(output)


def test_folders_that_a_build_makes_for_its_output_can_be_entered(tmp_path):
    """The folders above the output are made like those in it."""
    site = make_site(tmp_path)
    built_with(0o077, site, "--output", str(tmp_path / "a/b"))
    assert modes(tmp_path / "a") == wanted(tmp_path / "a")


def test_what_is_kept_for_the_next_build_is_as_private_as_the_umask_says(tmp_path):
    """Nobody else reads the state of a build of somebody who lets nobody read."""
    site = make_site(tmp_path)
    built_with(0o077, site)
    assert {mode & 0o077 for mode in modes(site / ".quanli").values()} == {0}


def test_modes_that_are_wrong_are_set_right_by_a_clean_build(tmp_path):
    """A file that a web server could not read is published anew."""
    site = make_site(tmp_path)
    assert build(site) == 0
    page = site / "output/index.html"
    page.chmod(0o600)
    (site / ".quanli/state.sqlite").unlink()
    assert build(site) == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o644


def test_folders_keep_the_group_that_they_inherit(tmp_path):
    """Where a site belongs to a group, what is made in it does too."""
    site = make_site(tmp_path)
    site.chmod(0o2775)
    built_with(0o077, site)
    assert {mode for path, mode in modes(site / "output").items() if (site / "output" / path).is_dir()} == {0o2755}
