"""Differences from approved catalogues are kept up to date by what a change touches, and cost no more."""

import random

from pipeline.incremental import cut_small, same_as_clean
from quanli.assemble.facts import Facts
from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.pipeline import drift
from sites import build, make_site, put

LIST, SHEET = "content/approved/2026.yaml", "content/approved/2026.csv"
NAMES = [f"{word}许可" for word in ("采矿", "采砂", "伐木", "捕捞", "取水", "爆破", "运输", "储存")]


def item(code, name, category="permit", office="xxj"):
    return {f"content/powers/xxj/{code}.yaml": f"code: {code}\nname: {name}\ncategory: {category}\noffice: {office}\n"}


def rows(*entries):
    return {SHEET: "编码,名称,类别,实施机关\n" + "".join(f"{code},{name},{category},xxj\n" for code, name, category in entries)}


def listed_site(folder):
    """Make a site with a list that differs from it in every way."""
    site = put(make_site(folder), **{LIST: "title: 权力清单\nnumber: 某政发〔2026〕1号\ndate: 2026-01-05\noffices: [xxj]\n"})
    for number, name in enumerate(NAMES):
        put(site, **item(f"A-{number}", name))
    return put(site, **rows(("A-0", "采矿权许可", "行政许可"), ("", "采砂许可", "行政许可"), ("A-2", "伐木许可", "行政确认"), ("B-9", "狩猎许可", "行政许可"), ("", "屠宰许可", "行政许可")))


def test_any_edits_of_items_and_lists_give_what_a_clean_build_gives(tmp_path, monkeypatch):
    """Items and rows that come, go, and change their codes, names and classes leave pages as a clean build makes them."""
    cut_small(monkeypatch)
    site = listed_site(tmp_path)
    assert build(site) == 0
    chance = random.Random(7)
    for _ in range(8):
        for _ in range(3):
            code, name = f"A-{chance.randrange(9)}", chance.choice([*NAMES, "采矿权许可", "狩猎许可"])
            path = site / f"content/powers/xxj/{code}.yaml"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                put(site, **item(code, name, chance.choice(["permit", "confirmation"])))
        if chance.random() < 0.4:
            put(site, **rows(*((chance.choice(["", f"A-{chance.randrange(9)}"]), chance.choice(NAMES), "行政许可") for _ in range(chance.randrange(1, 9)))))
        assert build(site) == 0
        same_as_clean(site, tmp_path)


def test_a_list_that_goes_takes_its_pages_along(tmp_path):
    """Without any list there is no page of differences and none of lists."""
    site = listed_site(tmp_path)
    assert build(site) == 0
    assert (site / "output/approved/2026/gone/index.html").is_file()
    put(site, **{LIST: None, SHEET: None})
    assert build(site) == 0
    assert not (site / "output/approved").exists()
    assert not (site / "output/data/approved.json").exists()


def test_a_title_reaches_the_pages_of_differences(tmp_path):
    """Another title or number of the document stands on each page that shows it."""
    site = listed_site(tmp_path)
    assert build(site) == 0
    put(site, **{LIST: (site / LIST).read_text(encoding="utf-8").replace("〔2026〕1号", "〔2026〕2号")})
    assert build(site) == 0
    same_as_clean(site, tmp_path)
    assert "〔2026〕2号" in (site / "output/approved/2026/gone/index.html").read_text(encoding="utf-8")


def test_one_change_is_compared_by_what_it_touches(tmp_path, monkeypatch):
    """After a change of one item only rows and items that share a code or a name with it are looked up, and of other words none."""
    site = listed_site(tmp_path)
    assert build(site) == 0
    asked = []
    monkeypatch.setattr(drift.Matcher, "all", lambda *_: asked.append("all") or iter(()))
    of = drift.Matcher.of
    monkeypatch.setattr(drift.Matcher, "of", lambda self, codes, rows: asked.append((sorted(codes), sorted(row.code for row in rows))) or of(self, codes, asked and rows))
    put(site, **item("A-7", "采砂许可"))
    assert build(site) == 0
    assert asked == [(["A-1", "A-7"], [""])]
    asked.clear()
    put(site, **{"content/powers/xxj/A-7.yaml": "code: A-7\nname: 采砂许可\ncategory: permit\noffice: xxj\nsummary: 一句话。\n"})
    assert build(site) == 0
    assert asked == []


def test_without_lists_nothing_is_compared(tmp_path):
    """A site without lists asks nothing of its powers."""
    site = make_site(tmp_path)
    assert build(site) == 0
    state = State.open(site / ".quanli/state.sqlite")
    index = Index(state.db)
    assert not drift.is_wide(index, Facts())
    assert index.heads() == []
    state.close()


def test_lookups_of_lists_use_their_indexes(tmp_path):
    """Rows and differences are found by index, however many there are."""
    site = listed_site(tmp_path)
    assert build(site) == 0
    state = State.open(site / ".quanli/state.sqlite")
    queries = (
        "select 1 from approved where list = 'a' and code = 'b' and code <> ''",
        "select 1 from approved where list = 'a' and national = 'b' and national <> ''",
        "select 1 from approved where list = 'a' and plain = 'b'",
        "select 1 from differs where code = 'b' and code <> '' and list = 'a'",
        "select 1 from differs where list = 'a' and row = 'b' and row <> ''",
        "select code from called where key = 'name:a' order by code",
    )
    for query in queries:
        plan = " ".join(row[3] for row in state.db.execute(f"explain query plan {query}"))
        assert "SEARCH" in plan, (query, plan)
        assert "SCAN" not in plan, (query, plan)
    state.close()
