import datetime

import pytest

from quanli.codes.articles import parse_article
from shared_data import shared
from statutes.sources import FILE, FOOD, IN_FORCE, database, folder, indexed

DAY = datetime.date
DECISION = "全国人民代表大会常务委员会关于修改《中华人民共和国食品安全法》的决定"
NEW = ("中华人民共和国食品安全法", "2015-10-01", "2025-09-12", IN_FORCE, {"第一条": "新的第一条。", "第二条": "甲。\n（一）乙；\n（二）丙。\n丁。"})
DECIDED = (DECISION, "2025-12-01", "2025-09-12", IN_FORCE, {"条目一": "第一条修改为：……"})


@pytest.fixture
def library(tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    return indexed(state, database(tmp_path / "laws.db", NEW, DECIDED), folder(tmp_path / "laws"))


def text(library, place):
    version = library.version_on(library.key("食品安全法"), DAY(2022, 1, 1))
    return library.text(version, parse_article(place))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("第一条", "为了保证食品安全，制定本法。"),
        ("第二条第二款", "农产品依照别的法律。"),
        ("第二条第一款第（一）项", "从事下列活动，应当遵守本法：\n（一）食品生产；"),
        ("第2条第(二)项第2目", "从事下列活动，应当遵守本法：\n（二）下列食品经营：\n2．餐饮。"),
        ("第二条之一", "违反前条的，给予警告。"),
        ("第二条第三款", ""),
        ("第二条第（三）项", ""),
        ("第二条之二", ""),
        ("第九条", ""),
    ],
)
def test_place_gives_its_text(library, place, words):
    """Article, 之一, paragraph, item and sub-item are found; a place that is not there is empty."""
    assert text(library, place) == words


@pytest.mark.parametrize(
    ("day", "date"),
    [
        (DAY(2021, 4, 28), None),
        (DAY(2021, 4, 29), DAY(2021, 4, 29)),
        (DAY(2025, 11, 30), DAY(2021, 4, 29)),
        (DAY(2025, 12, 1), DAY(2025, 9, 12)),
        (DAY(2099, 1, 1), DAY(2025, 9, 12)),
    ],
)
def test_day_gives_the_version_in_force(library, day, date):
    """A version holds from its first day to the day before the next; the decision that made it says when it begins."""
    version = library.version_on("食品安全法", day)
    assert (version and version.date) == date


def test_days_of_a_version_are_told_apart_from_assumed_ones(library):
    """Whether a source says from when a version holds is known; otherwise it is taken to hold from its date."""
    old, new = library.versions("食品安全法")
    assert (old.begins, old.stated, old.ends) == (DAY(2021, 4, 29), False, DAY(2025, 12, 1))
    assert (new.begins, new.stated, new.ends) == (DAY(2025, 12, 1), True, None)


def test_statute_is_ended_by_another(tmp_path):
    """A statute falls on the day on which another ends it; of one that is not there it is known what ended it."""
    old = FOOD.replace("食品安全法", "食品卫生法").replace("1995年10月30日公布的《中华人民共和国食品卫生法》同时废止。", "").replace("2015年10月1日", "1995年10月30日")
    place = folder(tmp_path / "laws", **{"食品卫生法(1995-10-30).md": old.replace("2021年4月29日 第二次修正", "")})
    library = indexed(tmp_path, place)
    assert library.version_on("食品卫生法", DAY(2015, 9, 30)).date == DAY(1995, 10, 30)
    assert library.version_on("食品卫生法", DAY(2015, 10, 1)) is None
    (place / "食品卫生法(1995-10-30).md").unlink()
    library = indexed(tmp_path, place)
    assert library.key("食品卫生法") == ""
    assert library.ended_by("《食品卫生法》") == ("中华人民共和国食品安全法", DAY(2015, 10, 1))


def test_amendment_without_its_text_is_named(tmp_path):
    """An amendment that no version in the library has is told of the version that it amends."""
    amendment = ("中华人民共和国食品安全法修正案（二）", "2023-03-01", "2022-12-30", IN_FORCE, {"条目一": "甲"})
    library = indexed(tmp_path, folder(tmp_path / "laws"), database(tmp_path / "laws.db", amendment))
    (version,) = library.versions("食品安全法")
    assert [(one.title, one.begins) for one in version.amended] == [("中华人民共和国食品安全法修正案（二）", DAY(2023, 3, 1))]


def test_repealed_statute_of_an_unknown_day_holds_never(tmp_path):
    """What its source calls repealed without a day is not taken to be in force on any day."""
    library = indexed(tmp_path, database(tmp_path / "laws.db", ("某法", "1997-01-01", "1996-10-29", "已废止", {"第一条": "甲"})))
    assert library.version_on("某法", DAY(2000, 1, 1)) is None
    assert library.versions("某法")[0].lapsed


def test_same_version_of_two_sources_is_one(tmp_path):
    """The text is the first source's; the day on which it begins comes from the source that says it."""
    same = ("食品安全法", "2021-06-01", "2021-04-29", IN_FORCE, {"第一条": "另一份。"})
    library = indexed(tmp_path, folder(tmp_path / "laws"), database(tmp_path / "laws.db", same))
    (version,) = library.versions("食品安全法")
    assert (version.begins, version.stated, version.title) == (DAY(2021, 6, 1), True, "中华人民共和国食品安全法")
    assert library.article(version, parse_article("第一条")) == "为了保证食品安全，制定本法。"


def test_unknown_title_gives_the_nearest(library):
    """A title that the library does not have gives those that are near it; nothing is near to nonsense."""
    assert library.key("食品安全条例") == ""
    assert library.nearest("食品安全条例") == ["中华人民共和国食品安全法"]
    assert library.nearest("食品安全法实施条例") == ["中华人民共和国食品安全法"]
    assert library.nearest("驾驶证") == library.nearest("") == []


def test_name_of_the_file_is_a_name_too(tmp_path):
    """A statute is found by the name of its file beside its title."""
    place = folder(tmp_path / "laws", **{"食安法(2021-04-29).md": FOOD, FILE: FOOD})
    assert indexed(tmp_path, place).key("食安法") == "食品安全法"


def test_shared_statutes_are_all_read(tmp_path):
    """Of the shared folder every statute is taken in, with articles unless its text has none, and found by its title."""
    place = shared("laws")
    library = indexed(tmp_path, place)
    files = [path for path in place.rglob("*.md") if not path.name.startswith("_")]
    (versions,) = library.db.execute("select count(*) from version").fetchone()
    assert versions == len(files)
    for key in library.titles():
        for version in library.versions(key):
            clauses = library.clauses(version)
            assert clauses
            assert version.articles == len([clause for clause in clauses if clause.label])
            assert library.key(version.title) == key
