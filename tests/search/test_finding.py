import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_synonyms
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.records.read import read_record
from quanli.search.document import search_document
from search.catalogues import SCRIPTS, district, document, indexed, ledger, node, published

SAMPLE = SCRIPTS.parents[2]
HARD = [
    "",
    " ",
    "税",
    "a",
    "公" * 200,
    "公积金" * 66,
    "x" * 200,
    "gong" * 50,
    "。，！？",
    "🎉",
    "🎉公积金🎉",
    "<script>alert(1)</script>",
    "^.*[a-z]{2,}$ (?<x>",
    "\\",
    "%00",
    "\u202e金积公\u202c",
    "公\u200f积\u200e金",
    "公积金 提取 贷款 缴存 登记 单位 个人 退休 租房 买房 装修 转移 封存 启封 销户",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
    "ＧＪＪ",
    "I'm looking for a house",
]


def alike(index, folder, queries):
    """Ask the terminal and the browser the same; give where they differ."""
    answers = node("find", published(index, folder), queries=queries)
    differ = []
    for typed, answer in zip(queries, answers, strict=True):
        hits, full = index.find(typed)
        mine = [hit.code for hit in hits[:10]], [hit.facets for hit in hits[:10]], len(hits), full
        if mine != (answer["codes"], answer["facets"], answer["total"], answer["full"]):
            differ.append((typed, mine, answer))
    return differ


def pieces(items, count):
    """Draw queries from names: passages, passages with a character wrong or missing, two passages, pinyin of some."""
    from pypinyin import lazy_pinyin

    pick = random.Random(5)
    for _ in range(count):
        one, other = pick.choice(items).name, pick.choice(items).name
        at = pick.randrange(len(one))
        part = one[at : at + pick.randint(1, 9)]
        yield pick.choice((
            part,
            part[:2] + part[3:],
            part[:2] + pick.choice(other) + part[2:],
            f"{part} {other[:4]}",
            "".join(lazy_pinyin(part)),
            "".join(syllable[0] for syllable in lazy_pinyin(part)),
            f"{part}怎么办理需要什么材料",
        ))


def sample_documents():
    registry, _ = read_registry(FolderTree(SAMPLE))
    for path in sorted((SAMPLE / "content" / "powers").glob("*/*.yaml")):
        power, _ = read_record(path.read_bytes(), path.name, Power)
        yield search_document(power, "active", registry.offices)


def test_the_sample_is_found_alike(tmp_path):
    """Browser and terminal give the same items in the same order for the sample catalogue."""
    items = list(sample_documents())
    index = indexed(tmp_path, *items, synonyms=read_synonyms(FolderTree(SAMPLE))[0])
    queries = [*HARD, *pieces(items, 150), *(word for one in items for word in one.keywords[:1]), "公鸡金", "开饭店"]
    assert alike(index, tmp_path, queries) == []


def test_the_ledger_is_found_alike(tmp_path):
    """Browser and terminal agree on a real ledger."""
    items = ledger()
    assert len(items) > 150
    assert alike(indexed(tmp_path, *items), tmp_path, [*HARD, *pieces(items, 150)]) == []


def test_the_district_is_found_alike(tmp_path):
    """Browser and terminal agree on the 1,135 real items of a district."""
    items = district()
    index = indexed(tmp_path, *items, offices={one.office: one.places for one in items})
    assert alike(index, tmp_path, [*HARD, *pieces(items, 250), *(one.code[:30] for one in items[:40])]) == []


def test_cut_lists_are_found_alike(tmp_path):
    """Browser and terminal agree where lists are cut and names must be read, in Traditional characters too."""
    pick = random.Random(3)
    items = [
        document(f"N-{number}", name="".join(pick.sample(["道路", "客運", "經營", "許可", "變更", "登記", "補辦", f"（{number}）"], 5)))
        for number in range(900)
    ]
    index = indexed(tmp_path, *items)
    assert index.postings.list_of("n", "许可").holders > 256
    assert alike(index, tmp_path, [*pieces(items, 120), "道路许可登记", "变更许可 15", "客运"]) == []


@settings(max_examples=4)
@given(st.lists(st.text(max_size=200), min_size=30, max_size=60))
def test_anything_may_be_typed(tmp_path_factory, texts):
    """Any text has an answer, and the same one in browser and terminal."""
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    folder = tmp_path_factory.mktemp("any")
    index = indexed(folder, document(), document("SCJG-XK-0001", name="食品经营许可 abc 123"))
    assert alike(index, folder, texts) == []


@pytest.fixture
def few(tmp_path):
    """Give an index of four items."""
    return indexed(
        tmp_path,
        document(),
        document("GJJ-GG-0003", name="租赁住房提取住房公积金", keywords=("租房提取",), body="", topics=()),
        document("GJJ-XK-0001", name="单位住房公积金缓缴审批", keywords=("缓交公积金",), body="", topics=()),
        document("SCJG-XK-0002", name="食品经营许可", keywords=("开饭店",), body="健康证明", topics=(), office="scjg"),
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("购买自住住房", "GJJ-GG-0001"),
        ("購買自住", "GJJ-GG-0001"),
        ("缓缴", "GJJ-XK-0001"),
        ("緩繳審批", "GJJ-XK-0001"),
        ("huanjiao", "GJJ-XK-0001"),
        ("hjsp", "GJJ-XK-0001"),
        ("zulinzhufangti", "GJJ-GG-0003"),
        ("scjg-xk", "SCJG-XK-0002"),
        ("ＳＣＪＧ", "SCJG-XK-0002"),
        ("GJJ-GG-0003", "GJJ-GG-0003"),
        ("开饭店", "SCJG-XK-0002"),
        ("健康证", "SCJG-XK-0002"),
        ("我想开饭店怎么办", "SCJG-XK-0002"),
        ("食品精营许可", "SCJG-XK-0002"),
        ("石品经营", "SCJG-XK-0002"),
        ("缓角审批", "GJJ-XK-0001"),
        ("食 品", "SCJG-XK-0002"),
    ],
)
def test_words_people_have(few, typed, code):
    """An item is found by its name, half of it, another script, sound, initials, code, everyday word, body, or a slip."""
    assert few.find(typed)[0][0].code == code


def test_full_and_near(few):
    """It is told whether the best item answers the whole query."""
    assert few.find("食品经营")[1]
    assert not few.find("食品运输经营")[1]
    assert few.find("飞机")[0] == []


def test_whole_names_come_first(tmp_path):
    """An item whose whole name was typed stands before those that hold it."""
    names = ["单位住房公积金缴存登记", "单位住房公积金缴存登记变更", "变更单位住房公积金缴存登记"]
    index = indexed(tmp_path, *(document(f"D-{at}", name=name, keywords=()) for at, name in enumerate(names)))
    assert [index.find(name)[0][0].name for name in names] == names


def test_a_page_of_an_earlier_release_still_finds(tmp_path):
    """A page that knows the manifest of an earlier release finds items in the files of this one."""
    items = district()
    old = indexed(tmp_path / "old", *items[:300])
    new = indexed(tmp_path / "new", *items)
    folder = published(new, tmp_path / "new")
    manifest = (published(old, tmp_path / "old") / "manifest.json").read_bytes()
    fresh = (folder / "manifest.json").read_bytes()
    name = items[10].name
    (folder / "manifest.json").write_bytes(manifest)
    (stale,) = node("find", folder, queries=[name], renewed=fresh.decode())
    assert items[10].code in stale["codes"]
