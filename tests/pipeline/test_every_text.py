"""Every text of every kind of file is judged as a power's is: one table of faults, put into each kind, through the command line."""

import pytest
import yaml

from content_files import good, path_of
from pipeline.incremental import same_verdict
from pipeline.test_bad_inputs import quoted
from quanli.catalogue.content_kinds import GUIDE, KINDS, LAW_TEXT, OFFICE, SITE
from shared_data import SHARED
from sites import build, check, make_site, put

TEXTS = tuple(kind for kind in KINDS if not kind.binary)
FAULTS = {
    "BIDI_CHAR": "\u202e001 元",
    "INVISIBLE_CHAR": "甲\u200b乙",
    "CONTROL_CHAR": "甲\x07乙",
    "COMPAT_CHAR": "\u2f00级",
    "REPLACEMENT_CHAR": "教\ufffd资格",
    "PII_ID": "示例 11010519491231002X",
    "CONFLICT_MARKER": "甲\n<<<<<<< HEAD\n乙\n=======\n丙\n>>>>>>> other",
    "NOT_UTF8": "甲".encode("gb18030"),
    "EMPTY_FILE": None,
    "LFS_POINTER": None,
    "TOO_BIG": None,
}
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
HEAD = "Title: 甲\nSlug: a\nSummary: 乙\n\n"


def damaged(kind, code):
    """Word a good file of a kind with a fault at its end, as a remark where the kind has them."""
    text = good(kind, 0).encode()
    if code == "EMPTY_FILE":
        return b"\n"
    if code == "LFS_POINTER":
        return POINTER.encode()
    if code == "TOO_BIG":
        return text + b"# " + b"x" * kind.limit
    fault = FAULTS[code] if isinstance(FAULTS[code], bytes) else FAULTS[code].encode()
    return text + b"\n" + (b"" if kind.pattern.endswith((".md", ".csv")) else b"# ") + fault + b"\n"


@pytest.mark.parametrize("code", FAULTS)
def test_each_kind_of_text_is_judged_alike(code, tmp_path, capsys):
    """Hidden, reversing and damaged characters, numbers of people, marks of a merge, other encodings and too much of it: whatever the file is."""
    site = make_site(tmp_path, **{path_of(kind): good(kind, 0) for kind in KINDS})
    put(site, **{path_of(kind): damaged(kind, code) for kind in TEXTS if kind is not SITE})
    status, found = check(site, capsys)
    assert status == 1
    assert {one["file"] for one in found if one["code"] == code} == {path_of(kind) for kind in TEXTS if kind is not SITE}
    assert build(site) == 1
    assert not (site / "output").exists()
    put(site, **{path_of(SITE): damaged(SITE, code)})
    assert (code, path_of(SITE)) in {(one["code"], one["file"]) for one in check(site, capsys)[1]}


@pytest.mark.parametrize("code", ["BIDI_CHAR", "PII_ID", "CONFLICT_MARKER"])
def test_an_incremental_build_judges_each_text_as_a_clean_one_does(code, tmp_path, capsys):
    """A fault that comes into a file of any kind stops the next build as it stops a first one, and its mending lets it go on."""
    site = make_site(tmp_path, **{path_of(kind): good(kind, 0) for kind in KINDS})
    assert build(site) == 0
    for kind in (GUIDE, LAW_TEXT, OFFICE, *(kind for kind in TEXTS if kind.record is None)):
        put(site, **{path_of(kind): damaged(kind, code)})
        assert same_verdict(site, tmp_path, capsys) == 1
        put(site, **{path_of(kind): good(kind, 0)})
    assert same_verdict(site, tmp_path, capsys) == 0


def cases():
    path = SHARED / "bad-inputs.yaml"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skipif(True, reason="shared data is not on this machine"))]
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in found if case["area"] == "markdown"]


PLACES = {
    "guide": lambda text: {"content/guides/a.md": f"{HEAD}{text}\n"},
    "law": lambda text: {path_of(LAW_TEXT): f"{good(LAW_TEXT, 0)}\n{text}\n"},
    "hall": lambda text: {path_of(SITE): good(SITE, 0) + f"hall:\n  disclosure:\n    text: {quoted(text)}\n"},
    "office": lambda text: {path_of(OFFICE): good(OFFICE, 0) + f"summary: {quoted(text)}\n"},
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("case", cases())
def test_a_bad_passage_gets_its_answer_wherever_it_stands(case, where, tmp_path, capsys):
    """A hostile passage of Markdown is refused with its code in a guide, a law's text, the hall and an office as it is in a power; a lawful one is shown."""
    given = eval(case["py"]) if "py" in case else case["input"]
    site = make_site(tmp_path, **PLACES[where](given))
    (file,) = PLACES[where](given)
    status, found = check(site, capsys)
    codes = {one["code"] for one in found if one["severity"] == "error" and one["file"] == file}
    if case["code"] == "-":
        assert (status, codes) == (0, set())
        assert build(site) == 0
        return
    assert status == 1
    assert codes & set(case["code"].split(" / ")), found
    assert all(one["line"] > 0 for one in found if one["severity"] == "error")
    assert build(site) == 1


@pytest.mark.parametrize("wrong", ["hall: x", "hall: {disclosure: x}", "hall: {complaint: []}", "accessibility: x"])
def test_a_hall_of_the_wrong_shape_is_told(wrong, tmp_path, capsys):
    """A text or a list where the settings want fields is a problem with its line."""
    text = good(SITE, 0)
    _, found = check(make_site(tmp_path, **{path_of(SITE): text + wrong + "\n"}), capsys)
    assert [(one["code"], one["file"], one["line"]) for one in found if one["severity"] == "error"] == [("BAD_TYPE", path_of(SITE), text.count("\n") + 1)]
