"""A guide is judged like a record: its head by fields, its slug, its links, and how it can be drawn."""

import pytest

import quanli.render.prose
from pipeline.incremental import same_verdict
from quanli.catalogue.guide import guide_body, read_guide
from repositories import Story
from sites import build, check, edit, make_site, put

GUIDE = "content/guides/a.md"
HEAD = "Title: 甲\nSlug: a\nSummary: 乙\n"
HINT = "there are Title, Slug, Summary, Date, Powers, Audience, Lang; a guide that lies here is published, so keep drafts elsewhere"
HEADS = 'one entry a line from the first line on, such as "Title: …"; after an empty line comes the text'
BLANKS = "letters, digits and hyphens, without blanks"


def said(tmp_path, capsys, text: str) -> list[tuple]:
    """Give the errors of a guide: line, code, message, hint."""
    _, found = check(make_site(tmp_path, **{GUIDE: text}), capsys)
    assert {one["file"] for one in found} <= {GUIDE}
    return [(one["line"], one["code"], one["message"], one["hint"]) for one in found if one["severity"] == "error"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("Date: 2026年1月5日\n", (4, "BAD_DATE", '"2026年1月5日" is not a date', "write 2026-01-05")),
        ("Date: 2026-13-01\n", (4, "BAD_DATE", '"2026-13-01" is not a date', "there is no such day")),
        ("Date: 9999\n", (4, "BAD_DATE", '"9999" is not a date', "write it like 2024-01-05")),
        ("Status: draft\n", (4, "UNKNOWN_FIELD", 'unknown field "Status"', HINT)),
        ("status: hidden\n", (4, "UNKNOWN_FIELD", 'unknown field "status"', HINT)),
        ("Save_as: ../x\n", (4, "UNKNOWN_FIELD", 'unknown field "Save_as"', HINT)),
        ("Url: /x/\n", (4, "UNKNOWN_FIELD", 'unknown field "Url"', HINT)),
        ("Template: base\n", (4, "UNKNOWN_FIELD", 'unknown field "Template"', HINT)),
        ("Lang: fr\n", (4, "BAD_VALUE", '"fr" is not a value of "lang"', "use one of: zh、en")),
        ("Audience: staf\n", (4, "BAD_VALUE", '"staf" is not a value of "audience"; did you mean "staff"?', "use one of: public、staff")),
        ("Translation: true\n", (4, "UNKNOWN_FIELD", 'unknown field "Translation"', HINT)),
        ("Authors: 张三\n", (4, "UNKNOWN_FIELD", 'unknown field "Authors"', HINT)),
        ("Modified: 2026-01-01\n", (4, "UNKNOWN_FIELD", 'unknown field "Modified"', HINT)),
        ("Sumary: 丙\n", (4, "UNKNOWN_FIELD", 'unknown field "Sumary"; did you mean "summary"?', HINT)),
        ("Slug: b\n", (4, "DUP_KEY", 'field "Slug" is written twice (first at line 2)', "remove one of the two")),
        ("Powers: 甲 乙\n", (4, "BAD_ID", '"甲" cannot be an id', "Latin letters, digits, dots and hyphens")),
        (f"  {'长' * 1000}\n", (3, "TEXT_TOO_LONG", "the text has 1001 characters, the limit is 1000", "shorten it; long text belongs in a guide")),
    ],
)
def test_each_entry_of_the_head_is_judged(more, found, tmp_path, capsys):
    """A date, a code or a name that is not as it should be is told at its line; an entry that there is not, such as a status or a template, is told too."""
    assert found in said(tmp_path, capsys, f"{HEAD}{more}\n正文。\n")


@pytest.mark.parametrize("slug", ["../about", "../../../x", "a?b#c", "A b", "a/b", ".", "..", "-a", "<b>", "a\\b", "a" * 81, "%2e%2e"])
def test_a_slug_that_is_no_name_is_refused(slug, tmp_path, capsys):
    """A slug names one folder of its own; what would lead elsewhere is told at its line, and nothing is written."""
    site = make_site(tmp_path, **{GUIDE: HEAD.replace("Slug: a", f"Slug: {slug}") + "\n正文。\n"})
    status, found = check(site, capsys)
    assert (status, [(one["line"], one["code"], one["message"], one["hint"]) for one in found]) == (1, [(2, "BAD_ID", f'"{slug}" cannot be an id', BLANKS)])
    assert build(site) == 1
    assert not (site / "output").exists()


def test_a_slug_may_not_be_the_list_of_guides_nor_like_another(tmp_path, capsys):
    """``index.html`` is the list's own file, and two slugs that differ by letter case alone are one address to some systems."""
    text = HEAD + "\n正文。\n"
    assert said(tmp_path / "1", capsys, text.replace("Slug: a", "Slug: Index.html")) == [(2, "BAD_ID", '"Index.html" cannot be an id', "it is the file of the list of guides")]
    site = make_site(tmp_path, **{GUIDE: text, "content/guides/b.md": text.replace("Slug: a", "Slug: A")})
    (found,) = check(site, capsys)[1]
    assert (found["code"], found["file"], found["line"]) == ("DUP_URL", "content/guides/b.md", 2)
    assert found["message"] == f"{GUIDE} and content/guides/b.md would both be written to /guides/a/"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"---\n{HEAD.lower()}---\n\n正文。\n", [(1, "GUIDE_HEAD", 'the head of the guide is not written as it should be: it stands between lines of "---"', HEADS)]),
        (HEAD.replace(": ", "：") + "\n正文。\n", [(1, "GUIDE_HEAD", 'the head of the guide is not written as it should be: it uses the full-width colon "："', HEADS)]),
        ("\n" + HEAD, [(1, "GUIDE_META", f'the guide lacks "{key}"', f'write "{key}: …" at the top') for key in ("Slug", "Summary", "Title")]),
    ],
)
def test_a_head_of_another_form_is_named_as_such(text, found, tmp_path, capsys):
    """Front matter and full-width colons are told once, by name; what stands in them is read all the same."""
    assert sorted(said(tmp_path, capsys, text)) == found


def test_an_indented_line_goes_on_with_the_entry_above():
    """A summary may go over lines: Chinese is joined without a blank, Latin words with one; line ends of any system will do."""
    for ends in ("\n", "\r\n", "\r"):
        data = "Title: 甲\n  乙\nSlug: a\nSummary: one\n\ttwo\n\n  三\n四\n".replace("\n", ends).encode()
        guide, problems = read_guide(data, GUIDE)
        assert problems == []
        assert (guide.title, guide.summary, guide.body_line, guide_body(data, guide)) == ("甲乙", "one two", 6, "\n  三\n四\n")


LINKS = {
    "/guides/lingshou/": True, "/guides/": True, "/": True, "/powers/YJ-XK-0001/": True, "/powers/YJ-XK-0001/history/": True, "/powers/YJ-XK-0001.json": True,
    "/offices/xxj/": True, "/offices/xxj/changes/": True, "/laws/fireworks-safety-regulation/": True, "/forms/lingshou-shenqing.html": True,
    "/forms/lingshou-shenqing.pdf": True, "/search/?q=甲": True, "/changes/": True, "/data/": True, "/about/#a": True, "#part-1": True, "/categories/permit/": True,
    "/topics/%E5%BC%80%E5%BA%97/": True, "tel:12345": True, "mailto:a@example.gov.cn": True, "https://example.gov.cn/": True,
    "/guides/no-such/": "page of this site", "/no-such/": "page of this site", "/forms/no-such.html": "page of this site", "/forms/files/no.pdf": "page of this site",
    "/offices/no/": "page of this site", "/laws/no/": "page of this site", "/categories/no/": "page of this site", "/approvers": "page of this site", "/powers/NO/": "item", "/powers/NO.json": "item",
    "//evil.example/": None, "/\\evil.example/": None, "\\\\evil.example": None, "lingshou.md": None, "../lingshou/": None, "www.example.gov.cn": None, "http://example.gov.cn/": True,
    "https://": None, "https:///x": None, "javascript:alert": None, "data:text/html,x": None, "ftp://a.example/": None, "?q=1": None, "": None,
}  # fmt: skip
"""Targets that may stand in a guide (True), of what there is none, and what may not stand there."""


def test_a_link_of_a_guide_leads_to_what_is_there(tmp_path, capsys):
    """A link leads to https, mailto, tel or a page that the site has, by its whole address; anything else is told at its line, however it is written."""
    ways = ("[x]({})", "[x](<{}>)", "[x][{{n}}]\n\n[{{n}}]: {}", "> 1. [x]({} '题')")
    for way in ways:
        given = [way.format(target).format(n=f"l{n}") for n, target in enumerate(LINKS) if target or way == ways[0]]
        targets = [target for target in LINKS if target or way == ways[0]]
        text = HEAD + "\n" + "\n\n".join(given) + "\n"
        found = {(code, message) for _, code, message, _ in said(tmp_path / str(ways.index(way)), capsys, text)}
        right = {("BAD_LINK", f'the link "{target}" is not allowed') for target in targets if LINKS[target] is None}
        for target in targets:
            if isinstance(LINKS[target], str):
                named = "NO" if LINKS[target] == "item" else target
                right.add(("UNKNOWN_REFERENCE", f'there is no {LINKS[target]} "{named}"'))
        assert found == right


def test_a_page_that_goes_is_missed_by_an_incremental_build(tmp_path, capsys):
    """When what a guide links to is taken away, the next build says what a clean one says."""
    site = make_site(tmp_path, **{GUIDE: HEAD + "\n[甲](/offices/b/) [乙](/guides/b/)\n"})
    put(site, **{"content/offices/b.yaml": "id: b\nname: 乙局\n", "content/guides/b.md": HEAD.replace("Slug: a", "Slug: b") + "\n正文。\n"})
    assert build(site) == 0
    (site / "content/offices/b.yaml").unlink()
    assert same_verdict(site, tmp_path, capsys) == 1
    put(site, **{"content/offices/b.yaml": "id: b\nname: 乙局\n"})
    (site / "content/guides/b.md").unlink()
    assert same_verdict(site, tmp_path, capsys) == 1


@pytest.mark.parametrize("way", ["[甲][1]\n\n[1]: /powers/YJ-XK-0001/", "[甲](</powers/YJ-XK-0001/>)", "[甲](/p&#111;wers/YJ-XK-0001/)"])
def test_an_item_is_named_by_any_way_of_writing_a_link(way, tmp_path, capsys):
    """What a guide says beside a link to an item is right after the item has changed, however the link is written."""
    site = make_site(tmp_path, **{GUIDE: f"{HEAD}\n{way}\n"})
    assert build(site) == 0
    edit(site, "content/powers/xxj/YJ-XK-0001.yaml", "amount: 10, unit: workday", "amount: 12, unit: workday")
    assert same_verdict(site, tmp_path, capsys) == 0


@pytest.mark.parametrize(("body", "line"), [("甲\n: 乙\n" * 1000, 6), ("- " * 3000 + "甲\n", 5), ("> " * 7 + "甲\n", 5)])
def test_a_guide_that_goes_too_deep_is_told_by_check_too(body, line, tmp_path, capsys, monkeypatch):
    """What Markdown cannot take in its depth is a problem of the file for check and build alike."""
    monkeypatch.setattr(quanli.render.prose, "RENDER_SECONDS", 60)
    site = make_site(tmp_path)
    assert build(site) == 0
    put(site, **{GUIDE: f"{HEAD}\n{body}"})
    assert [(one["file"], one["line"], one["code"]) for one in check(site, capsys)[1]] == [(GUIDE, line, "TOO_DEEP")]
    assert same_verdict(site, tmp_path, capsys) == 1


def test_a_guide_that_takes_too_long_is_told_by_check_too(tmp_path, capsys, monkeypatch):
    """What Markdown cannot take in its time is a problem of the file, not of its first words, for check and build alike."""
    site = make_site(tmp_path, **{GUIDE: f"{HEAD}\n{'`a' * 60000}\n"})
    monkeypatch.setattr(quanli.render.prose, "RENDER_SECONDS", 0.01)
    assert (GUIDE, 4, "RENDER_TIMEOUT") in [(one["file"], one["line"], one["code"]) for one in check(site, capsys)[1]]
    assert build(site) == 1
    assert f"{GUIDE}:4:1: error RENDER_TIMEOUT" in capsys.readouterr().err


def test_a_faulty_guide_of_the_past_is_left_out(tmp_path, capsys):
    """A catalogue of an earlier day is built without the guides that break today's rules, and copies nothing for them."""
    site = make_site(tmp_path)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}
    bad = {"content/approvers": b'legal-review@xxj namespaces="git" ssh-ed25519 AAAA\n', GUIDE: (HEAD + "\n[x]({static}/approvers)\n").encode()}
    worse = {"content/guides/b.md": HEAD.replace("Slug: a", "Slug: ../../b").encode(), "content/guides/c.md": (HEAD.replace("Slug: a", "Slug: c") + "\n" + "甲\n: 乙\n" * 3000).encode()}
    story = Story(tmp_path).tell(files | bad | worse, {GUIDE: None, "content/guides/b.md": None, "content/guides/c.md": None})
    story.git("reset", "--hard", "--quiet", "main")
    day = story.git("log", "--reverse", "--format=%cs").split()[0]
    assert build(story.folder, "--as-of", day) == 0
    assert sorted(path.name for path in (story.folder / "output/guides").iterdir()) == ["index.html", "lingshou"]
    assert not list((story.folder / "output").rglob("approvers*"))
