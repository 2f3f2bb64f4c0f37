"""What is attached is looked into on every way that publishes it, and what is published are the very bytes that were looked into."""

import os

import pytest

from forms import attachments as make
from pipeline.test_history_pages import commit, repository
from quanli.cli import main
from quanli.forms import files
from sites import POWER, build, check, edit, make_site, put

GOOD, BAD = make.docx(), make.docx(**{"word/vbaProject.bin": b"x"})
FILE = "content/forms/files/表.docx"
SAID = {"zh": f"{FILE} 含有宏", "en": f"{FILE} contains macros"}


def published(site):
    """Give the published file, None where there is none."""
    found = site / "output/forms/files/表.docx"
    return found.read_bytes() if found.exists() else None


def attach(site):
    """Let an item of the site offer the file."""
    edit(site, POWER, "\nname:", "\nattachments: [{name: 空白表, file: 表.docx}]\nname:")


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_faulty_file_is_refused_in_both_languages(command, language, tmp_path, capsys):
    """``build`` and ``check`` end with 1 and say of the file what is in it; nothing is published."""
    site = make_site(tmp_path, **{FILE: BAD})
    assert main([command, "--site", str(site), "--lang", language, "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert SAID[language] in said.out + said.err
    assert published(site) is None


def test_a_build_upon_another_looks_into_what_changed(tmp_path):
    """A good file that is replaced by a faulty one under its name, or joined by one, stops the build; the site stays as it was."""
    site = make_site(tmp_path, **{FILE: GOOD})
    assert build(site) == 0
    put(site, **{FILE: BAD})
    assert build(site) == 1
    assert published(site) == GOOD
    put(site, **{FILE: GOOD, "content/forms/files/又.docx": BAD})
    assert build(site) == 1
    put(site, **{"content/forms/files/又.docx": None})
    assert build(site) == 0
    assert published(site) == GOOD


def test_a_file_of_the_same_time_and_size_is_looked_into_again(tmp_path, capsys):
    """No verdict of an earlier build or check is believed: bytes that were exchanged without a trace are not published."""
    good = make.docx(**{"word/vbaProjekt.bin": b"x"})
    assert len(good) == len(BAD)
    site = make_site(tmp_path, **{FILE: good})
    path = site / FILE
    told = path.stat()
    assert build(site) == 0
    path.write_bytes(BAD)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert check(site, capsys)[0] == 1
    build(site)
    assert published(site) == good


def test_what_changes_while_a_build_runs_is_not_published(tmp_path, monkeypatch, capsys):
    """A file that becomes faulty after it was checked stops the build: what is written is what was looked into."""
    site = make_site(tmp_path, **{FILE: GOOD})
    checked = files.check_files

    def check_then_change(*arguments):
        yield from checked(*arguments)
        put(site, **{FILE: BAD})

    monkeypatch.setattr("quanli.pipeline.registry_rules.check_files", check_then_change)
    assert build(site) == 1
    assert SAID["en"] in capsys.readouterr().err
    assert published(site) is None


def test_a_day_of_the_past_leaves_faulty_files_out(tmp_path, capsys):
    """``build --as-of`` publishes no file that would not be published today, says so, and links none; others stand as they stood."""
    site = repository(tmp_path)
    good = "content/forms/files/好.docx"
    put(site, **{FILE: BAD, good: GOOD, "content/forms/files/form\u202excod.docx": GOOD, "content/forms/files/a.svg": "<svg/>"})
    with (site / "content/forms/files/大.pdf").open("wb") as large:
        large.truncate(51 << 20)
    attach(site)
    commit(site, "2021-01-01")
    put(site, **{FILE: GOOD})
    commit(site, "2022-01-01")
    target = tmp_path / "past"
    capsys.readouterr()
    assert main(["build", "--site", str(site), "--as-of", "2021-06-01", "--output", str(target), "--lang", "en", "--jobs", "1"]) == 0
    said = capsys.readouterr().err
    assert f"MACRO {SAID['zh']} / {SAID['en']}" in said
    assert "FILE_TOO_BIG" in said
    assert [one.name for one in (target / "forms/files").iterdir()] == ["好.docx"]
    page = (target / "powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    assert "表.docx" not in page


def test_a_change_is_judged_with_what_it_attaches(tmp_path, capsys):
    """``review`` refuses a change that brings a faulty file, and says what is in it."""
    site = repository(tmp_path)
    put(site, **{FILE: BAD})
    commit(site, "2021-01-01")
    capsys.readouterr()
    assert main(["review", "HEAD~1", "--site", str(site), "--lang", "en"]) == 1
    assert SAID["en"] in capsys.readouterr().out
