"""A file under ``content/`` that nothing reads is a problem, with what was meant where that can be told."""

import os

import pytest

from cli.committed import committed_site
from pipeline.incremental import same_verdict
from quanli.catalogue.misplaced import meant_path
from sites import build, check, make_site, put

MEANT = {
    "content/powers/xxj/A-1.yml": "content/powers/xxj/A-1.yaml",
    "content/powers/xxj/A-1.YAML": "content/powers/xxj/A-1.yaml",
    "content/powers/A-1.yaml": "content/powers/<office>/A-1.yaml",
    "content/powers/xxj/more/A-1.yaml": "content/powers/xxj/A-1.yaml",
    "content/power/xxj/A-1.yaml": "content/powers/xxj/A-1.yaml",
    "content/Offices/abc.yaml": "content/offices/abc.yaml",
    "content/guides/a.markdown": "content/guides/a.md",
    "content/guides/more/a.md": "content/guides/a.md",
    "content/forms/blank.docx": "content/forms/files/blank.docx",
    "content/forms/more/a.yaml": "content/forms/a.yaml",
    "content/law.yaml": "content/laws.yaml",
    "content/synonyms.yml": "content/synonyms.yaml",
    "content/approvers.yaml": "content/approvers",
    "content/calender/2026.yaml": "content/calendar/2026.yaml",
}
UNREAD = ["content/notes.txt", "content/pictures/a.png", "content/registers/cases.xlsx", "content/powers/xxj/A-1.json"]
MAY_STAY = ["content/README.md", "content/powers/LICENSE", "content/.DS_Store", "content/powers/xxj/.gitkeep", "content/powers/xxj/A-1.yaml~", "content/offices/Thumbs.db", "content/.idea/a.yaml"]


def strays(site, capsys) -> list[tuple[str, str, str]]:
    return [(one["file"], one["severity"], one["hint"]) for one in check(site, capsys)[1] if one["code"] in {"STRAY_FILE", "UNREAD_FILE"}]


@pytest.mark.parametrize("path", MEANT)
def test_a_stray_file_says_what_was_meant(path, tmp_path, capsys):
    """A wrong ending, depth or folder is an error that names the place where the file would be read."""
    site = make_site(tmp_path, **{path: "x: 1\n"})
    assert strays(site, capsys) == [(path, "error", f"make it {MEANT[path]}")]


@pytest.mark.parametrize("path", UNREAD)
def test_what_nothing_reads_is_a_warning(path, tmp_path, capsys):
    """Of a file that resembles no kind it is said that it will not be published, with what there may be."""
    site = make_site(tmp_path, **{path: "x: 1\n"})
    ((file, severity, hint),) = strays(site, capsys)
    assert (file, severity) == (path, "warning")
    assert "content/powers/<office>/<code>.yaml、content/offices/<id>.yaml" in hint


def test_the_text_of_a_law_that_is_not_registered_is_a_warning(tmp_path, capsys):
    """A law's text is read for a version in the register only: another one is said to be of no use."""
    site = make_site(tmp_path, **{"content/laws/fireworks-safety-regulation-1999-01-01.md": "第一条　甲。\n"})
    assert strays(site, capsys) == [
        ("content/laws/fireworks-safety-regulation-1999-01-01.md", "warning", "move it out of content/, or to where it belongs: content/laws/<law>-<version>.md")
    ]


@pytest.mark.parametrize("path", MAY_STAY)
def test_what_explains_or_hides_may_stay(path, tmp_path, capsys):
    """A README, a hidden file, and what editors and systems leave raise nothing."""
    site = make_site(tmp_path, **{path: "x: 1\n"})
    assert check(site, capsys) == (0, [])


def test_a_stray_file_is_found_by_an_incremental_build_until_it_is_gone(tmp_path, capsys):
    """An error of place stops an incremental build as a clean one, a warning is counted once, and both go with their file."""
    site = make_site(tmp_path)
    assert build(site) == 0
    put(site, **{"content/notes.txt": "x", "content/powers/xxj/A-1.yml": "code: A-1\n"})
    for _ in range(2):
        assert same_verdict(site, tmp_path, capsys) == 1
    put(site, **{"content/powers/xxj/A-1.yml": None})
    assert same_verdict(site, tmp_path, capsys) == 0
    put(site, **{"content/guides/lingshou.md": (site / "content/guides/lingshou.md").read_text(encoding="utf-8") + "\n再见。\n"})
    assert same_verdict(site, tmp_path, capsys) == 0
    put(site, **{"content/notes.txt": None})
    assert same_verdict(site, tmp_path, capsys) == 0
    assert check(site, capsys) == (0, [])


@pytest.mark.parametrize("path", ["content/guides/l.md", "content/laws.yaml", "content/calendar/2026.yaml", "content/powers/xxj/l.yaml", "content/more"])
def test_a_link_is_refused_whatever_it_stands_for(path, tmp_path, capsys):
    """Only plain files are content: a link is an error in a clean and in an incremental build."""
    site = make_site(tmp_path)
    assert build(site) == 0
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).unlink(missing_ok=True)
    (site / path).symlink_to("/etc")
    assert same_verdict(site, tmp_path, capsys) == 1
    assert "SYMLINK" in {one["code"] for one in check(site, capsys)[1] if one["file"] == path}


def test_a_pipe_and_another_repository_are_refused(tmp_path, capsys):
    """What is no plain file is never opened, and another repository never entered, in a clean and in an incremental build."""
    site = make_site(tmp_path)
    assert build(site) == 0
    os.mkfifo(site / "content/guides/pipe.md")
    put(site, **{"content/powers/nested/.git/HEAD": "x", "content/powers/nested/A-1.yaml": "code: [\n"})
    status, found = check(site, capsys)
    assert status == 1
    assert [(one["file"], one["message"]) for one in found] == [
        ("content/guides/pipe.md", 'the path "content/guides/pipe.md" is not allowed: it is no plain file'),
        ("content/powers/nested/.git", 'the path "content/powers/nested/.git" is not allowed: nested repository not allowed'),
    ]
    capsys.readouterr()
    assert build(site) == 1
    said = capsys.readouterr().err
    assert all(f"{one['file']}: error BAD_PATH {one['message']}" in said for one in found)


@pytest.mark.parametrize(("path", "meant"), [
    ("content/sites.yaml", "content/site.yaml"),
    ("content/synonym.yml", "content/synonyms.yaml"),
    ("content/approver", "content/approvers"),
    ("content/ofices.yaml", ""),
    ("content/notes.yaml", ""),
])  # fmt: skip
def test_file_that_is_like_none_is_not_sent_elsewhere(path, meant):
    """A file is told where it was meant to lie only where its own name is like that of a file there is but one of."""
    assert meant_path(path) == meant


NAMES = {
    "content/guides/con.md": "Windows keeps this name for itself",
    "content/forms/files/NUL.pdf": "Windows keeps this name for itself",
    "content/guides/a:b.md": "a name cannot hold ':'",
    "content/guides/a\tb.md": "a name cannot hold '\\t'",
    "content/notes/a. ": "its name ends in a dot or a space",
    "content/notes./a": "its name ends in a dot or a space",
    "content/guides/e\u0301.md": "letters and marks in its name are not composed (NFC)",
    "content/forms/files/" + "/".join(["甲" * 60] * 6) + "/a.pdf": "it has more than 1000 bytes",
}


@pytest.mark.parametrize("path", NAMES, ids=[*"12345678"])
def test_a_name_that_some_system_cannot_hold_is_refused(path, tmp_path, capsys):
    """A name that is reserved, badly ended or composed, or a path that is too long, is said by a build upon the last one as by a clean one."""
    site = make_site(tmp_path)
    assert build(site) == 0
    put(site, **{path: "x"})
    assert same_verdict(site, tmp_path, capsys) == 1
    place = path.rpartition("/")[0] if "notes." in path or "甲" in path else path
    assert NAMES[path] in {one["message"].partition("is not allowed: ")[2] for one in check(site, capsys)[1] if one["file"] == place}


def test_a_name_that_is_no_text_is_refused(tmp_path, capsys):
    """A name that is not UTF-8 is said by a build in git upon the last one, by a clean one and by a check, and shown as far as it can be."""
    site = committed_site(tmp_path)
    assert build(site) == 0
    with open(os.fsencode(site) + b"/content/guides/\xd6\xb8\xc4\xcf.md", "wb") as file:  # noqa: PTH123 - no text
        file.write(b"x")
    assert same_verdict(site, tmp_path, capsys) == 1
    assert any(one["message"].endswith("is not allowed: its name is not UTF-8") for one in check(site, capsys)[1])


@pytest.mark.parametrize(("first", "second"), [("content/notes/a.txt", "content/notes/A.txt"), ("content/notes/a/b", "content/notes/A/c"), ("content/guides/１.md", "content/guides/1.md")])
def test_names_that_look_the_same_collide_wherever_they_lie(first, second, tmp_path, capsys):
    """Names that differ in case or width alone are refused in all content, where one of them is new too."""
    site = make_site(tmp_path, **{first: "x"}) if "notes" in first else put(make_site(tmp_path), **{first: "Title: 甲\nSlug: one\nSummary: 甲\n\n甲\n"})
    assert build(site) == 0
    put(site, **{second: "x"})
    assert same_verdict(site, tmp_path, capsys) == 1
    assert [one["severity"] for one in check(site, capsys)[1] if one["code"] == "NAME_COLLISION"] == ["error"]
