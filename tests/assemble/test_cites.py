"""Citations on pages lead to the article on the page of its law."""

import datetime
import re
from types import SimpleNamespace

import pytest

from pipeline.test_law_library_as_input import FILE, STATUTE
from quanli.assemble.cites import Cites
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.statute_book import StatuteBook
from quanli.statutes.text import LawText
from sites import POWER, build, edit, make_site, put
from statutes.sources import laws

LAW = "/laws/fireworks-safety-regulation/"
OTHER = "# 粮食条例\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n\n第三条之一 丁。\n\n第四条 戊。\n\n第五条 己。\n\n第六条 庚。\n"
REGISTERED = "  - {id: grain, title: 粮食条例, kind: regulation, versions: [{date: 2020-01-01, in_force_from: 2020-01-01}]}\n"
ITEM = "powers/YJ-XK-0001/index.html"


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site with a library of two statutes, one of which it registers."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = make_site(tmp_path)
    put(tmp_path / "statutes", **{FILE: STATUTE, "粮食条例(2020-01-01).md": OTHER})
    laws(site, capsys, "update", str(tmp_path / "statutes"))
    return site


def noted(site, words):
    text = (site / POWER).read_text(encoding="utf-8")
    put(site, **{POWER: "".join(line for line in text.splitlines(keepends=True) if not line.startswith("note:")) + f"note: {words}\n"})


def led(site, page=ITEM):
    """Give where the words of a page lead among the pages of laws."""
    html = (site / "output" / page).read_text(encoding="utf-8")
    return re.findall(r'<a href="((?:/hant)?/laws/[^"]+)">([^<]*第[^<]*[条條][^<]*)</a>', html)


@pytest.fixture
def noting(site):
    """Build the site with a note in its item, and give where its page leads."""

    def build_it(words):
        noted(site, words)
        assert build(site) == 0
        return [one for one in led(site) if one[1] in words]

    return build_it


def test_each_citation_of_a_note_is_linked(noting):
    """A list, a range and a word that leans on the basis lead to their articles; statutes that are not registered lead nowhere."""
    assert noting("依照烟花爆竹安全管理条例第三条、第五条至第八条办理；条例第十九条第二款另有规定，《粮食条例》第三条不适用。") == [
        (f"{LAW}#art-3", "烟花爆竹安全管理条例第三条"),
        (f"{LAW}#art-5", "第五条"),
        (f"{LAW}#art-8", "第八条"),
        (f"{LAW}#art-19", "条例第十九条第二款"),
    ]


def test_law_that_is_registered_later_is_linked_then(site, noting, tmp_path):
    """When a law comes into the register, pages whose words cite it are made again, and are those of a clean build."""
    assert not any("grain" in url for url, _ in noting("依照《粮食条例》第三条之一和粮食条例第四条办理。"))
    put(site, **{"content/laws.yaml": (site / "content/laws.yaml").read_text(encoding="utf-8") + REGISTERED})
    assert build(site) == 0
    assert [one for one in led(site) if "grain" in one[0]] == [("/laws/grain/#art-3-1", "《粮食条例》第三条之一"), ("/laws/grain/#art-4", "粮食条例第四条")]
    as_clean(site, tmp_path)


def test_article_that_falls_away_and_comes_back_is_followed(site, noting, tmp_path, capsys):
    """When the library has a text without the article, the next build refuses the citation; when it has it again, the page leads there."""
    put(site, **{"content/laws.yaml": (site / "content/laws.yaml").read_text(encoding="utf-8") + REGISTERED})
    noting("依照《粮食条例》第三条之一办理。")
    put(tmp_path / "statutes", **{"粮食条例(2020-01-01).md": OTHER.replace("第三条之一 丁。\n\n", "")})
    laws(site, capsys, "update")
    assert build(site) == 1
    put(tmp_path / "statutes", **{"粮食条例(2020-01-01).md": OTHER})
    laws(site, capsys, "update")
    assert build(site) == 0
    as_clean(site, tmp_path)


def test_law_without_words_leads_to_the_page_of_the_law(site, noting, tmp_path):
    """Of a law of which no text is at hand, citations lead to its page."""
    put(site, **{"content/laws.yaml": (site / "content/laws.yaml").read_text(encoding="utf-8") + REGISTERED.replace("粮食", "某省粮食")})
    assert noting("依照《某省粮食条例》第三条办理。") == [("/laws/grain/", "《某省粮食条例》第三条")]


def test_guide_leads_to_articles_and_so_does_the_twin(site, tmp_path):
    """A guide's text leads to articles outside its headings; the page in the other script leads to the law in that script."""
    edit(site, "content/site.yaml", "name:", "languages: [zh-Hans, zh-Hant]\nname:")
    guide = next((site / "content/guides").glob("*.md"))
    guide.write_text(guide.read_text(encoding="utf-8") + "\n## 烟花爆竹安全管理条例第三条\n\n见《烟花爆竹安全管理条例》第四条。\n", encoding="utf-8")
    assert build(site) == 0
    (page,) = (site / "output/guides").glob("*/index.html")
    path = page.relative_to(site / "output").as_posix()
    assert led(site, path) == [(f"{LAW}#art-4", "《烟花爆竹安全管理条例》第四条")]
    assert led(site, f"hant/{path}") == [(f"/hant{LAW}#art-4", "《煙花爆竹安全管理條例》第四條")]


def as_clean(site, tmp_path):
    """Hold the output against that of a build from nothing."""
    clean = tmp_path / "clean"
    assert build(site, "--output", str(clean)) == 0
    made = {path.relative_to(clean): path.read_bytes() for path in clean.rglob("*.html")}
    assert made == {path.relative_to(site / "output"): path.read_bytes() for path in (site / "output").rglob("*.html")}


def test_law_that_is_renamed_or_struck_out_is_linked_no_more(site, noting, tmp_path):
    """When a law is called otherwise, or leaves the register, pages whose words cite it by its old name are made again."""
    register = (site / "content/laws.yaml").read_text(encoding="utf-8")
    for after in (register + REGISTERED.replace("粮食条例", "粮油条例"), register):
        put(site, **{"content/laws.yaml": register + REGISTERED})
        assert noting("依照《粮食条例》第四条办理。") == [("/laws/grain/#art-4", "《粮食条例》第四条")]
        put(site, **{"content/laws.yaml": after})
        assert build(site) == 0
        assert not any("grain" in url for url, _ in led(site))
        as_clean(site, tmp_path)


def page(law, place, from_day=None):
    """Give a page of an item with one basis, of today or as it stood."""
    basis = (SimpleNamespace(law=SimpleNamespace(url=f"/laws/{law}/"), place=place),)
    return SimpleNamespace(it=SimpleNamespace(basis=basis, version=from_day and SimpleNamespace(from_day=from_day)))


@pytest.mark.parametrize(
    ("law", "from_day", "urls"),
    [
        ("fund", None, ["/laws/fund/#art-3", "/laws/fund/", "/laws/fund/#art-3"]),
        ("fund", datetime.date(2020, 1, 1), ["/laws/fund/#art-3", "/laws/fund/", "/laws/fund/#art-3"]),
        ("fund", datetime.date(2010, 1, 1), ["/laws/fund/", "/laws/fund/", "/laws/fund/"]),
        ("other", None, ["/laws/fund/#art-3", "/laws/fund/", "/laws/fund/#art-3"]),
        ("other", datetime.date(2020, 1, 1), []),
    ],
)
def test_old_page_leads_to_an_article_only_where_its_law_is_the_same_today(law, from_day, urls):
    """A page of the past leads to laws of its basis alone, and to their top where another version holds now or is named."""
    versions = (LawVersion(datetime.date(2002, 3, 24), "", datetime.date(2002, 3, 24)), LawVersion(datetime.date(2019, 3, 24), "", datetime.date(2019, 3, 24)))
    register = {"fund": Law("fund", "公积金条例", "", "regulation", "", versions), "other": Law("other", "别的法", "", "law", "", versions)}
    text = LawText({"第三条": "甲。"})
    cites = Cites(StatuteBook(register, datetime.date(2026, 1, 1), lambda *_: text), lambda _: frozenset({"第三条"}))
    cites.turn_to(page(law, "第三条", from_day))
    assert [one.url for one in cites.led("公积金条例第三条，公积金条例（2002年修订）第三条，该条例另有规定，条例第三条")] == urls
