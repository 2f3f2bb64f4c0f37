"""Handbooks are guides for the body's own staff: apart from what the public finds, each in two languages."""

import pytest

from quanli.assemble.edges import Due, Versions
from quanli.assemble.facts import Facts, Reason
from quanli.assemble.guide import HANDBOOK_PAGE
from sites import build, check, edit, make_site, put

BOOK = "Title: {title}\nSlug: {slug}\nSummary: 摘要\nAudience: staff\n{more}\n## 一\n\n正文。\n\n```sh\nquanli check --site <目录>\n```\n"
ZH, EN, OWN = "content/guides/book.md", "content/guides/book-en.md", "content/guides/public-en.md"
FILES = {
    ZH: BOOK.format(title="审阅手册", slug="reviewer", more=""),
    EN: BOOK.format(title="For reviewers", slug="reviewer", more="Lang: en\n"),
    OWN: "Title: Retail of fireworks\nSlug: lingshou\nSummary: In English.\nLang: en\n\n## One\n\nText.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a site in both scripts with a handbook and a guide of the public, each in two languages."""
    made = make_site(tmp_path_factory.mktemp("site"), **FILES)
    edit(made, "content/site.yaml", "sample: true", "sample: true\nlanguages: [zh-Hans, zh-Hant]")
    assert build(made) == 0
    return made


def page(site, path):
    return (site / "output" / path / "index.html").read_text(encoding="utf-8")


def test_the_public_does_not_meet_handbooks(site):
    """No list of guides, home page, site map or search of the public leads to a handbook, and search engines are told to pass it by."""
    public = [path for path in (site / "output").rglob("*") if path.suffix in {".html", ".xml", ".json", ".csv"} and "/handbooks/" not in path.as_posix()]
    leading = {path.relative_to(site / "output").as_posix() for path in public if "/handbooks/" in path.read_text(encoding="utf-8")}
    assert leading - {"manifest.json"} == {"about/index.html", "hant/about/index.html"}
    assert 'href="/handbooks/"' in page(site, "hant/about")
    for path in ("handbooks", "handbooks/reviewer", "handbooks/reviewer/en"):
        assert '<meta name="robots" content="noindex">' in page(site, path)


def test_the_list_leads_to_each_handbook_in_its_languages(site):
    """The list names a handbook once, in the site's language, with its other versions beside it."""
    said = page(site, "handbooks").partition("<main")[2]
    assert said.count("审阅手册") == 1
    assert '<a href="/handbooks/reviewer/">审阅手册</a>' in said
    assert '<a href="/handbooks/reviewer/en/" hreflang="en" lang="en">English</a>' in said
    assert "lingshou" not in said


def test_an_english_page_says_so_and_leads_back(site):
    """What is English on the page is marked so; the page names both languages, and its text is not in the page of the other."""
    english, chinese = page(site, "handbooks/reviewer/en"), page(site, "handbooks/reviewer")
    for part in ('<h1 lang="en">For reviewers</h1>', '<p class="lead" lang="en">', '<div class="prose guide" lang="en">', '<ol class="contents-list" lang="en">'):
        assert part in english
        assert part not in chinese
    assert '<a href="/handbooks/reviewer/" hreflang="zh-Hans" lang="zh-Hans">中文</a>' in english
    assert '<a href="/handbooks/reviewer/en/" hreflang="en" lang="en">English</a>' in chinese


def test_english_has_no_traditional_twin(site):
    """A guide of the public in English is listed for search engines, and only its original has a twin in the other script."""
    english = page(site, "guides/lingshou/en")
    assert "noindex" not in english
    assert "/hant/" not in english
    assert 'hreflang="en" href="https://example.gov.cn/guides/lingshou/en/"' in page(site, "guides/lingshou")
    assert (site / "output/hant/guides/lingshou/index.html").exists()
    assert not (site / "output/hant/guides/lingshou/en").exists()
    assert not (site / "output/hant/handbooks").exists()
    assert "Retail of fireworks" not in page(site, "guides")


def test_code_is_shown_as_it_is(site):
    """Between fences anything may stand, tags included, and is shown as it was written."""
    assert "<pre><code>quanli check --site &lt;目录&gt;\n</code></pre>" in page(site, "handbooks/reviewer")


def test_a_version_that_comes_and_goes_shows_on_the_other(tmp_path):
    """With an English version added, or taken away, the Chinese page and the list change, as in a clean build."""
    site = make_site(tmp_path, **{ZH: FILES[ZH]})
    assert build(site) == 0
    assert "English" not in page(site, "handbooks/reviewer") + page(site, "handbooks")
    put(site, **{EN: FILES[EN]})
    assert build(site) == 0
    assert "English" in page(site, "handbooks/reviewer")
    assert "English" in page(site, "handbooks")
    put(site, **{ZH: None, EN: None})
    assert build(site) == 0
    assert not (site / "output/handbooks").exists()
    assert "工作手册" not in page(site, "about")


def test_a_guide_that_becomes_a_handbook_moves(tmp_path):
    """A guide for the staff from now on leaves its old address and the list of guides."""
    site = make_site(tmp_path, **{ZH: FILES[ZH].replace("Audience: staff\n", "")})
    assert build(site) == 0
    assert "审阅手册" in page(site, "guides")
    put(site, **{ZH: FILES[ZH]})
    assert build(site) == 0
    assert not (site / "output/guides/reviewer").exists()
    assert "审阅手册" in page(site, "handbooks/reviewer")
    assert "审阅手册" not in page(site, "guides")


def told(tmp_path, capsys, **files):
    return [(one["file"], one["line"], one["severity"], one["code"], one["message"]) for one in check(make_site(tmp_path, **files), capsys)[1]]


def test_a_missing_language_is_told(tmp_path, capsys):
    """An English version needs its original for the same readers; a handbook needs English where others have it, and not where none has."""
    other = {"content/guides/b.md": BOOK.format(title="乙", slug="b", more="")}
    assert told(tmp_path / "1", capsys, **{EN: FILES[EN]}) == [(EN, 5, "error", "GUIDE_ORIGINAL", 'the English version of "reviewer" has no original in Chinese')]
    assert told(tmp_path / "2", capsys, **{ZH: FILES[ZH].replace("Audience: staff\n", ""), EN: FILES[EN]})[0][3] == "GUIDE_ORIGINAL"
    missing = ("content/guides/b.md", 2, "warning", "HANDBOOK_LANGUAGE", 'the handbook "b" has no version in English, and others have')
    assert told(tmp_path / "3", capsys, **FILES, **other) == [missing]
    assert told(tmp_path / "4", capsys, **{ZH: FILES[ZH]}, **other) == []


def test_what_is_for_the_public_does_not_name_a_handbook(tmp_path, capsys):
    """An item's guide is one for the public; a link leads to a handbook by its own address, in a language that there is."""
    site = make_site(tmp_path, **{ZH: FILES[ZH] + "\n[甲](/guides/reviewer/)[乙](/handbooks/reviewer/)[丙](/handbooks/reviewer/en/)\n"})
    edit(site, "content/powers/xxj/YJ-XK-0001.yaml", "guide: lingshou", "guide: reviewer")
    found = [one["message"] for one in check(site, capsys)[1] if one["code"] == "UNKNOWN_REFERENCE"]
    assert found == ['there is no page of this site "/guides/reviewer/"', 'there is no page of this site "/handbooks/reviewer/en/"', 'there is no guide "reviewer"']


def test_a_version_makes_the_others_stale():
    """That a version of a guide differs, comes or goes is told of the pages of its other versions."""
    facts, why = Facts(), Reason("有变", "changed")
    facts.add("guide", "reviewer/en", why, "body")
    facts.add("guide", "reviewer/en", why, "text")
    edge = next(edge for edge in HANDBOOK_PAGE.rests_on if isinstance(edge, Versions))
    assert list(edge.due(facts, None)) == [Due("reviewer", why)]
