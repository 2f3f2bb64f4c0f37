"""An export holds the whole catalogue or is refused, and writes nowhere but into the file that was named."""

import os

import pytest

from exchange.importing_sites import run_export
from sites import POWER, make_site, put


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_is_written_through_a_link_beside_the_file(tmp_path, kind):
    """A link that lies where the file is made, as a branch may bring it, is taken away; what it leads to stays as it was."""
    site, elsewhere = make_site(tmp_path), tmp_path / "elsewhere"
    elsewhere.write_text("others", encoding="utf-8")
    (site / f".powers.{kind}.part").symlink_to(elsewhere)
    assert run_export(site, site / f"powers.{kind}") == 0
    assert elsewhere.read_text(encoding="utf-8") == "others"
    assert not (site / f"powers.{kind}").is_symlink()


def test_a_pipe_beside_the_file_is_not_waited_for(tmp_path):
    """A pipe where the file is made keeps nobody waiting."""
    site = make_site(tmp_path)
    os.mkfifo(site / ".powers.csv.part")
    assert run_export(site, site / "powers.csv") == 0
    assert (site / "powers.csv").is_file()


@pytest.mark.parametrize("place", [POWER, "content/powers/xxj", "content/powers"])
def test_an_item_that_is_a_link_is_not_left_out_in_silence(tmp_path, capsys, place):
    """Where an item, its office's folder or all of them are a link, nothing is exported and the link is named."""
    site = make_site(tmp_path)
    (site / place).rename(tmp_path / "moved")
    (site / place).symlink_to(tmp_path / "moved")
    assert run_export(site, tmp_path / "powers.csv", "--office", "xxj") == 1
    assert f"{place}: 错误 SYMLINK" in capsys.readouterr().err
    assert not (tmp_path / "powers.csv").exists()


def test_a_folder_that_is_another_repository_is_not_left_out_in_silence(tmp_path, capsys):
    """Items in a repository of their own are read by nobody, and their absence is said."""
    site = put(make_site(tmp_path), **{"content/powers/xxj/.git": "gitdir: nowhere\n"})
    assert run_export(site, tmp_path / "powers.csv") == 1
    assert "content/powers/xxj/.git: 错误 BAD_PATH" in capsys.readouterr().err
