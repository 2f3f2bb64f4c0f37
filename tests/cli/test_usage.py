"""Exit statuses: 0 fine, 1 problems, 2 wrong usage, 75 somebody else holds the lock."""

import re
import subprocess
import sys

import pytest

from cli.committed import committed_site
from quanli.cli import main
from sites import POWER, edit, make_site

HOLD = """
import sys
from pathlib import Path
from quanli.build.lock import site_lock
with site_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["check", "--format", "xml"], ["build", "--as-of", "yesterday"], ["build", "--jobs", "-1"], ["serve", "--port", "99999"], ["import", "x.xlsx"]])
def test_wrong_usage_is_2(arguments, capsys):
    """An unknown command, option or value ends with status 2 and a usage line."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: quanli")


@pytest.mark.parametrize("command", ["build", "check", "export"])
def test_folder_that_is_not_there_is_wrong_usage(command, tmp_path, capsys):
    """A site's folder that does not exist is said so, and not made."""
    more = [str(tmp_path / "x.csv")] if command == "export" else []
    assert main([command, *more, "--site", str(tmp_path / "none"), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"there is no folder {tmp_path / 'none'}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_folder_without_a_site_is_a_problem(command, tmp_path, capsys):
    """A folder that holds no site gets a problem with what to do, and stays without output."""
    assert main([command, "--site", str(tmp_path), "--lang", "en"]) == 1
    said = "".join(capsys.readouterr())
    assert "content/site.yaml: error SITE_MISSING there is no content/site.yaml here\n    → change to a site's folder, or make one with: quanli new site\n" in said
    assert not (tmp_path / "output").exists()


def test_place_that_cannot_be_written_is_said_in_one_line(tmp_path, capsys):
    """An output that cannot be made ends with status 1 and one line, not a traceback."""
    site = make_site(tmp_path)
    (tmp_path / "file").touch()
    assert main(["build", "--site", str(site), "--output", str(tmp_path / "file/output"), "--jobs", "1", "--lang", "en"]) == 1
    assert capsys.readouterr().err == f"cannot read or write {tmp_path}/file/.output.staging: Not a directory\n"


@pytest.mark.parametrize("command", ["build", "check"])
def test_lock_of_another_process_is_75(command, tmp_path, capsys):
    """While another process builds the site, a second one ends with status 75 at once; when the first dies, the lock is free."""
    site = make_site(tmp_path)
    with subprocess.Popen([sys.executable, "-c", HOLD, site / ".quanli"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert main([command, "--site", str(site), "--jobs", "1", "--lang", "en"]) == 75
        assert capsys.readouterr().err == "another build of this site is under way; try again later\n"
        holder.kill()
    assert main([command, "--site", str(site), "--jobs", "1"]) == 0


def test_build_reports_what_it_did(tmp_path, capsys):
    """A build says how many powers and files, where, and that there are warnings."""
    site = committed_site(tmp_path)
    edit(site, POWER, "results:\n  - {name: 烟花爆竹经营（零售）许可证, type: licence}\n", "")
    assert main(["build", "--site", str(site), "--jobs", "1", "--quiet", "--lang", "en"]) == 0
    said, besides = capsys.readouterr().err.splitlines()
    assert re.fullmatch(rf"done: 1 powers, [1-9]\d* files written, 0 removed; output in {re.escape(str(site))}/output", said)
    assert besides == "1 warnings besides: see quanli check"


def test_build_with_errors_is_1(tmp_path, capsys):
    """A build of a site with errors lists them, writes nothing and ends with status 1."""
    site = make_site(tmp_path)
    edit(site, POWER, "category: permit", "category: permi")
    assert main(["build", "--site", str(site), "--jobs", "1", "--quiet", "--lang", "en"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f'{POWER}:4:11: error BAD_VALUE "permi" is not a value of "category"; did you mean "permit"?'
    assert said[-1] == "1 problems; nothing was written"
    assert not (site / "output").exists()


def test_explain_says_why(tmp_path, capsys):
    """``--explain`` says why everything was made at first, and then of each file which change made it anew, in both languages."""
    site = make_site(tmp_path)
    command = ["build", "--site", str(site), "--jobs", "1", "--quiet", "--explain"]
    assert main([*command, "--lang", "en"]) == 0
    assert "everything was made: there is no build state yet" in capsys.readouterr().err
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert main([*command, "--lang", "zh"]) == 0
    assert f"powers/YJ-XK-0001/index.html  ← {POWER} 有改动" in capsys.readouterr().err.splitlines()


def test_interrupt_is_said(tmp_path, capsys, monkeypatch):
    """Ctrl+C ends with status 130 and a word, not a traceback."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("quanli.cli.schema.run", interrupted)
    assert main(["schema", "--lang", "en"]) == 130
    assert capsys.readouterr().err == "interrupted\n"
