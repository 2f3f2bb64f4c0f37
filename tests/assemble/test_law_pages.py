"""The pages of laws: article by article, versions side by side, what an amendment touches, the watch; they stay true in incremental builds."""

import gzip
import re

import pytest

from pipeline.incremental import same_as_clean
from pipeline.test_history_pages import commit, page, repository, words
from sites import build, edit, put
from statutes.sources import laws
from statutes.test_laws_watch import CODE, FINE, NEW, OLD

LAW = "/laws/fireworks-safety-regulation/"
REGISTER = "content/laws.yaml"
BOTH = "in_force_from: 2016-02-06, repealed_on: 2026-05-01}\n      - {date: 2026-01-10, in_force_from: 2026-05-01}"


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site in git whose law has the words of two versions, of which the second is to come."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = repository(tmp_path)
    put(site, **{"content/powers/xxj/YJ-CF-0001.yaml": FINE})
    chaptered = OLD.replace("第十六条", "## 第三章 经营安全\n\n第十六条", 1).replace("第一条 为", "## 第一章 总则\n\n第一条 为", 1)
    put(tmp_path, **{"laws/烟花爆竹安全管理条例(2016-02-06).md": chaptered, "laws/烟花爆竹安全管理条例(2026-01-10).md": NEW})
    laws(site, capsys, "update", tmp_path / "laws")
    edit(site, REGISTER, "in_force_from: 2016-02-06}", BOTH)
    commit(site, "2026-04-01")
    return site


def article(html, anchor):
    return words(re.search(rf'<article[^>]* id="{anchor}">(.*?)</article>', html, re.DOTALL)[1]).strip()


def test_each_article_has_its_words_and_what_rests_on_it(site):
    """Under its chapter, at an anchor of its own, with the items and the fields of them that rest on it."""
    assert build(site) == 0
    html = page(site, LAW)
    assert "第一章 总则" in html
    assert article(html, "art-1").startswith("第一条 为了加强烟花爆竹安全管理")
    assert article(html, "art-19").endswith("20日内对提交的有关材料和经营场所进行审查。 烟花爆竹经营（零售）许可 实施依据 时限 申报材料")
    assert article(html, "art-38").endswith("对未经许可经营烟花爆竹的处罚 实施依据 简介")
    assert "2016 年 2 月 6 日" in words(html)
    assert "https://flk.npc.gov.cn/" in html


def test_the_list_of_its_items_has_an_address_of_its_own(site):
    """The law's page counts them and leads there."""
    assert build(site) == 0
    assert f'href="{LAW}powers/"' in page(site, LAW)
    assert "YJ-CF-0001" in page(site, f"{LAW}powers/")


def test_versions_stand_side_by_side_with_what_changed_marked(site):
    """Words struck out and put in, articles that only moved, fell away or are new."""
    assert build(site) == 0
    html = page(site, f"{LAW}2026-01-10/")
    assert "第十九条 → 第二十条" in words(html)
    assert "<del>安全生产监督</del>" in html
    assert "<ins>应急</ins>" in html
    assert "<del>20</del>" in html
    assert "第十六条 → 第十七条" in words(html)
    assert re.search(r"第四十条 <span class=\"tag\">删去", html)
    assert re.search(r"第二条 <span class=\"tag\">新增", html)
    assert "2026 年 5 月 1 日 起才施行" in words(html)


def test_a_cell_of_the_versions_is_one_thing(site):
    """On a telephone a cell stands beside its name: what is in it stays together; what is to come bears the mark of that."""
    assert build(site) == 0
    html = page(site, LAW)
    cells = re.findall(r'<td data-label="(?:效力|对照)">(.*?)</td>', html)
    assert len(cells) == 4
    assert all(re.fullmatch(r"<span>.*</span>", cell) for cell in cells)
    assert '<span class="state state-awaited">尚未施行</span>' in html


def test_what_an_amendment_touches_is_a_picture_and_a_table(site):
    """Each article that is not what it was, with curves to the items that rest on it."""
    assert build(site) == 0
    html = page(site, f"{LAW}2026-01-10/impact/")
    assert html.count('class="impact-curve"') == 4
    assert [words(row).strip() for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html)] == [
        "第十七条 原第十六条 只改条号 烟花爆竹经营（零售）许可 实施依据",
        "第二十条 原第十九条 改条号，有改动 烟花爆竹经营（零售）许可 实施依据、时限、申报材料",
        "第三十九条 原第三十八条 只改条号 对未经许可经营烟花爆竹的处罚 实施依据、简介",
        "第四十条 删去 对未经许可经营烟花爆竹的处罚 实施依据",
    ]


def test_what_an_amendment_touches_leads_to_where_it_is_compared(site, capsys):
    """Also of a long comparison, which goes over several pages, and of an article that has only moved."""
    grown = "".join(f"第一条之{one} {chr(0x4E00 + n) * 1_500}\n\n" for n, one in enumerate("一二三四五六七八九"))
    put(site.parent, **{"laws/烟花爆竹安全管理条例(2026-01-10).md": NEW.replace("第二条 ", f"{grown}第二条 ", 1)})
    laws(site, capsys, "update")
    assert build(site) == 0
    leads = re.findall(r'<th scope="row"><a href="([^"#]+)#([^"]+)">', page(site, f"{LAW}2026-01-10/impact/"))
    assert len(leads) == 4
    assert len({url for url, _ in leads}) > 1
    assert all(f'id="{anchor}"' in page(site, url) for url, anchor in leads)


def test_the_legal_office_watches_what_comes_and_what_to_review(site, capsys):
    """A page that no search engine lists, and a feed: coming versions, versions not entered, items not reviewed since a change."""
    assert build(site) == 0
    html = page(site, "/laws/watch/")
    assert '<meta name="robots" content="noindex">' in html
    said = words(html)
    assert "即将施行 《烟花爆竹安全管理条例》 2026 年 1 月 10 日 版， 2026 年 5 月 1 日 起施行" in said
    assert "《烟花爆竹安全管理条例》 1 项 烟花爆竹经营（零售）许可" in said
    feed = (site / "output/laws/watch/feed.xml").read_text(encoding="utf-8")
    assert "<title>《烟花爆竹安全管理条例》2026-01-10 版</title>" in feed
    assert "自 2026-05-01 起施行；1 个事项要复核" in feed
    edit(site, CODE, "reviewed_on: 2026-01-05", "reviewed_on: 2026-02-01")
    assert build(site) == 0
    assert "每个事项都复核过" in page(site, "/laws/watch/")
    later = NEW.replace("2026年5月1日", "2026年12月1日")
    put(site.parent, **{"laws/烟花爆竹安全管理条例(2026-11-01).md": later})
    laws(site, capsys, "update")
    assert build(site) == 0
    assert "登记表没有的新版本 《烟花爆竹安全管理条例》 2026 年 11 月 1 日 版" in words(page(site, "/laws/watch/"))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CODE, "article: 第十九条, paragraph: 2, role: procedure", "article: 第一条, role: procedure"),
        (CODE, "name: 烟花爆竹经营（零售）许可", "name: 烟花爆竹零售许可"),
        (CODE, "reviewed_on: 2026-01-05", "reviewed_on: 2026-02-01"),
        (CODE, "  - 主要负责人经过安全知识教育。", "  - 主要负责人经过安全知识教育（烟花爆竹安全管理条例第四十条）。"),
        (REGISTER, "issuer: 国务院", "issuer: 某机关"),
    ],
)
def test_an_edit_leaves_no_page_of_a_law_behind(site, tmp_path, path, old, new):
    """Another citation, name, review or register: the incremental build gives what a clean one gives."""
    assert build(site) == 0
    edit(site, path, old, new)
    assert build(site) in {0, 1}
    same_as_clean(site, tmp_path)


def test_other_words_in_the_library_leave_no_page_behind(site, tmp_path, capsys):
    """A text that comes, changes or goes is shown at once, and its comparison with it."""
    assert build(site) == 0
    put(site.parent, **{"laws/烟花爆竹安全管理条例(2026-01-10).md": NEW.replace("15日", "10日")})
    laws(site, capsys, "update")
    assert build(site) == 0
    assert "<ins>10</ins>" in page(site, f"{LAW}2026-01-10/")
    (site.parent / "laws/烟花爆竹安全管理条例(2026-01-10).md").unlink()
    laws(site, capsys, "update")
    assert build(site) == 0
    assert not (site / "output/laws/fireworks-safety-regulation/2026-01-10").exists()


def test_a_day_that_passes_turns_the_page_of_a_law(site, tmp_path):
    """On the day on which a version comes into force its words stand there, in an incremental build too."""
    assert build(site) == 0
    text = (site / CODE).read_text(encoding="utf-8").replace("2016-02-06", "2026-01-10").replace("第十六条", "第十七条").replace("第十九条", "第二十条")
    put(site, **{CODE: text.replace("amount: 20, unit: day", "amount: 15, unit: day")})
    (site / "content/powers/xxj/YJ-CF-0001.yaml").unlink()
    commit(site, "2026-05-01")
    assert build(site) == 0
    assert "第二条 烟花爆竹的生产" in article(page(site, LAW), "art-2")


def test_a_long_law_goes_over_several_pages_that_each_weigh_little(site, capsys):
    """Every article has an anchor on the first page, there or one step further; no page is over 60 KB packed."""
    long = OLD + "".join(f"\n第{n}条 {chr(0x4E00 + n) * 300}\n" for n in range(47, 347))
    put(site.parent, **{"laws/烟花爆竹安全管理条例(2016-02-06).md": long})
    laws(site, capsys, "update")
    assert build(site) == 0
    first = page(site, LAW)
    assert len(re.findall(r'id="art-\d+"', first)) == 306
    leads = re.search(r'<li id="art-340"><a href="([^"#]+)#art-340">', first)[1]
    assert 'id="art-340"' in page(site, leads)
    for file in (site / "output/laws").rglob("index.html"):
        assert len(gzip.compress(file.read_bytes())) < 60_000


def test_a_law_without_words_shows_the_articles_that_are_cited(site, capsys):
    """Where the library has no text, the page says so."""
    for file in (site.parent / "laws").iterdir():
        file.unlink()
    laws(site, capsys, "update")
    assert build(site) == 0
    html = page(site, LAW)
    assert "这里没有这部法规的文本" in html
    assert article(html, "art-16") == "第十六条 烟花爆竹经营（零售）许可 实施依据"
