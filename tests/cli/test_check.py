"""``quanli check``: three formats, two languages, two degrees of strictness."""

import json

import pytest

from cli.committed import committed_site
from quanli.cli import main
from sites import POWER, edit
from sites import check as problems_of


@pytest.fixture
def site(tmp_path):
    """Make a site with one error: a misspelt field of a power."""
    made = committed_site(tmp_path)
    edit(made, POWER, "applicants:", "aplicants:")
    return made


WITHOUT_LIBRARY = "6 citations not checked: there is no law library yet, run quanli laws update first\n"
"""What is said besides of a new site, which has no law library."""


def check(site, *arguments):
    return main(["check", "--site", str(site), "--jobs", "1", *arguments])


def test_starter_is_free_of_problems(tmp_path, capsys):
    """A new site has neither errors nor warnings."""
    assert check(committed_site(tmp_path), "--strict", "--lang", "en") == 0
    assert capsys.readouterr() == ("", WITHOUT_LIBRARY + "0 errors, 0 warnings\n")


def test_text_says_file_line_column_code_message_and_hint(site, capsys):
    """Text output is a line a problem, as editors read it, with the hint below; the count goes to standard error."""
    assert check(site, "--lang", "en") == 1
    out, err = capsys.readouterr()
    first, hint = out.splitlines()
    assert first == f'{POWER}:18:1: error UNKNOWN_FIELD unknown field "aplicants"; did you mean "applicants"?'
    assert hint.startswith("    → fields: code, national_code, name, category, parent, office")
    assert err == WITHOUT_LIBRARY + "1 errors, 0 warnings\n"


def test_text_in_chinese(site, capsys):
    """The same problems are said in Chinese."""
    assert check(site, "--lang", "zh") == 1
    out, err = capsys.readouterr()
    assert f"{POWER}:18:1: 错误 UNKNOWN_FIELD 没有“aplicants”这个字段；是不是“applicants”？" in out.splitlines()
    assert err == "6 处引用没有核对：还没有法规库，先运行 quanli laws update\n1 个错误，0 个提醒\n"


def test_language_follows_the_locale(tmp_path, capsys, monkeypatch):
    """Without ``--lang`` a Chinese locale gets Chinese, any other English; LC_ALL goes before LANG."""
    site = committed_site(tmp_path)
    for settings, said in (({"LANG": "zh_CN.UTF-8"}, "0 个错误，0 个提醒\n"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "0 errors, 0 warnings\n"), ({}, "0 errors, 0 warnings\n")):
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert check(site) == 0
        assert capsys.readouterr().err.endswith(said)


def test_json_is_a_list_of_problems(site, capsys):
    """JSON output is a list with code, severity, file, line, column, field, message and hint, and nothing else is printed."""
    assert check(site, "--format", "json", "--lang", "en") == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    (error,) = [one for one in found if one["severity"] == "error"]
    assert {key: error[key] for key in error if key != "hint"} == {
        "code": "UNKNOWN_FIELD",
        "severity": "error",
        "file": POWER,
        "line": 18,
        "column": 1,
        "field": "aplicants",
        "message": 'unknown field "aplicants"; did you mean "applicants"?',
    }
    assert error["hint"].startswith("fields: code, national_code, name")
    assert found == [error]


def test_json_of_a_good_site_is_an_empty_list(tmp_path, capsys):
    """No problem is an empty list, not nothing."""
    assert check(committed_site(tmp_path), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github_format_annotates_lines(tmp_path, capsys):
    """Annotations are workflow commands, one a line, whatever characters the text of the file holds."""
    site = committed_site(tmp_path)
    edit(site, POWER, "category: permit", 'category: "50%, a:b"')
    assert check(site, "--format", "github", "--lang", "en") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f'::error file={POWER},line=4,col=11,title=BAD_VALUE::"50%25, a:b" is not a value of "category"')


def test_strict_makes_warnings_errors(tmp_path, capsys):
    """A missing element is a warning; with ``--strict`` it is an error and the status says so."""
    site = committed_site(tmp_path)
    edit(site, POWER, "results:\n  - {name: 烟花爆竹经营（零售）许可证, type: licence}\n", "")
    assert check(site, "--format", "json") == 0
    assert {one["severity"] for one in json.loads(capsys.readouterr().out)} == {"warning"}
    assert check(site, "--format", "json", "--strict") == 1
    assert {one["severity"] for one in json.loads(capsys.readouterr().out)} == {"error"}


def test_what_stands_in_files_cannot_steer_the_terminal(tmp_path, capsys):
    """Escape sequences in names, values and file names are not printed, in any format."""
    site = committed_site(tmp_path)
    edit(site, POWER, "unit: weihua", '"\\e[31mred": "\\e]0;title\\a"')
    (site / "content/powers/xxj/\x1b[2Jx.yaml").write_text("code: x\n")
    for form in ("text", "json", "github"):
        assert check(site, "--format", form) == 1
        out, err = capsys.readouterr()
        assert not [c for c in out + err if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160]


def test_check_writes_nothing(tmp_path):
    """Checking leaves the site as it was, but for the folder that git ignores."""
    site = committed_site(tmp_path)
    before = {path.relative_to(site) for path in site.rglob("*") if ".quanli" not in path.parts}
    assert check(site) == 0
    assert {path.relative_to(site) for path in site.rglob("*") if ".quanli" not in path.parts} == before


def test_sample_is_free_of_problems(sample, capsys):
    """The sample catalogue passes the strict check."""
    _, problems = problems_of(sample, capsys, "--strict", "--as-of", "2026-06-01")
    assert problems == []
