"""Approved catalogues held against the published one, both ways, and the central directory."""

from collections import Counter

import pytest

from content_files import workbook
from quanli.catalogue.approved_lists import cites_in
from quanli.catalogue.approved_sheet import csv_rows, read_rows
from quanli.catalogue.likeness import likeness
from shared_data import shared
from sites import POWER, build, check, edit, make_site, put

LIST, SHEET, BOOK = "content/approved/2026.yaml", "content/approved/2026.csv", "content/approved/2026.xlsx"
HEAD = "title: 权力清单\nnumber: 某政发〔2026〕1号\ndate: 2026-01-05\noffices: [xxj]\n"
OWN = "{code: YJ-XK-0001, name: 烟花爆竹经营（零售）许可, category: permit, office: xxj}"
NATIONAL = "11450721MB15580811" + "4" + "000104002000"
OF_LISTS = ("APPROVED", "DIRECTORY")


def said(site, capsys, lang="en"):
    """Give what a check says of lists: code, file, line and message."""
    _, found = check(site, capsys)
    return [(one["code"], one["file"], one["line"], one["message"]) for one in found if one["code"].startswith(OF_LISTS)]


def item(code, name, category="other", more=""):
    return {f"content/powers/xxj/{code}.yaml": f"code: {code}\nname: {name}\ncategory: {category}\noffice: xxj\n{more}"}


def site_with(tmp_path, *rows, **files):
    """Make a site with a list of some rows."""
    return put(make_site(tmp_path), **{LIST: HEAD + "items:\n" + "".join(f"  - {row}\n" for row in rows)}, **files)


def test_an_equal_list_is_not_spoken_of(tmp_path, capsys):
    """A list that is what is published raises nothing; services and the office's own affairs are no powers unless it lists some."""
    site = site_with(tmp_path, OWN, **item("G-1", "咨询", "public_service"), **item("N-1", "采购", "internal"))
    assert said(site, capsys) == []


def test_what_is_gone_is_told_at_its_row(tmp_path, capsys):
    """A row that is not published is told at its line of the list."""
    site = site_with(tmp_path, OWN, "{name: 户外广告设置许可, category: permit}")
    assert said(site, capsys) == [("APPROVED_GONE", LIST, 7, '"户外广告设置许可" of the approved catalogue 权力清单 (某政发〔2026〕1号) is not published')]


def test_what_is_new_is_told_at_its_item(tmp_path, capsys):
    """A published item that no row is, is told at its code."""
    site = site_with(tmp_path, OWN, **item("A-1", "对乱堆放的处罚", "penalty"))
    assert said(site, capsys) == [("APPROVED_NEW", "content/powers/xxj/A-1.yaml", 1, '"对乱堆放的处罚" is not in the approved catalogue 权力清单 (某政发〔2026〕1号)')]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("烟花爆竹经营（零售）许可, category", "烟花爆竹零售许可, category", 3, 'the name differs from the approved catalogue 权力清单 (某政发〔2026〕1号): approved "烟花爆竹零售许可", published "烟花爆竹经营（零售）许可"'),
        ("category: permit", "category: confirmation", 4, 'the category differs from the approved catalogue 权力清单 (某政发〔2026〕1号): approved "行政确认", published "行政许可"'),
        ("office: xxj", "office: xxj, basis: 《烟花爆竹安全管理条例》第二十条", 10, 'the legal basis differs from the approved catalogue 权力清单 (某政发〔2026〕1号): approved "《烟花爆竹安全管理条例》第二十条", published "没有引用"'),
    ],
)
def test_what_changed_is_told_at_its_field(tmp_path, capsys, old, new, line, words):
    """Name, category, office and basis that are not the approved ones are told at the item's field, with both values and, for who looks it up, the row."""
    site = site_with(tmp_path, OWN.replace(old, new, 1))
    assert said(site, capsys) == [("APPROVED_CHANGED", POWER, line, words)]
    assert [one["hint"].startswith("see row 1 of it;") for one in check(site, capsys)[1] if one["code"] == "APPROVED_CHANGED"] == [True]


@pytest.mark.parametrize("basis", ["《烟花爆竹安全管理条例》第十六条第二款、第十九条", "烟花爆竹安全管理条例", "《某省烟花爆竹条例》第三条", "《中华人民共和国烟花爆竹安全管理条例》"])
def test_a_basis_that_is_cited_or_cannot_be_told_is_let_be(tmp_path, capsys, basis):
    """A cited article, a statute without article, and one that the register does not know are not differences."""
    assert said(site_with(tmp_path, OWN.replace("office: xxj", f"basis: {basis}")), capsys) == []


def test_an_item_under_another_code_is_found_by_its_name(tmp_path, capsys):
    """Width, blanks and brackets of a name do not matter; what has moved to another office is changed, not gone and new."""
    site = site_with(tmp_path, "{code: OLD-1, name: 烟花爆竹 经营(零售)许可}")
    assert said(site, capsys) == []
    put(site, **{"content/offices/two.yaml": "id: two\nname: 第二局\n", LIST: HEAD.replace("[xxj]", "[xxj, two]") + "items: [{name: 烟花爆竹经营（零售）许可, office: 第二局}]\n"})
    assert [one[:2] for one in said(site, capsys)] == [("APPROVED_CHANGED", POWER)]


def test_the_national_code_goes_before_the_name(tmp_path, capsys):
    """A row with the item's national code is the item, though another row has its name."""
    site = site_with(tmp_path, f"{{national_code: '{NATIONAL}', name: 零售许可}}", "{name: 烟花爆竹经营（零售）许可}")
    edit(site, POWER, "name: 烟花", f"national_code: '{NATIONAL}'\nname: 烟花")
    assert [one[0] for one in said(site, capsys)] == ["APPROVED_GONE", "APPROVED_CHANGED"]


def test_rows_and_items_of_one_name_are_paired_one_to_one(tmp_path, capsys):
    """Of three rows and two items of a name one row is gone, whichever have codes."""
    site = site_with(tmp_path, OWN, "{name: 处罚, category: penalty}", "{code: A-2, name: 处罚, category: penalty}", "{name: 处罚, category: penalty}", **item("A-1", "处罚", "penalty"), **item("A-2", "处罚", "penalty"))
    assert [one[:3] for one in said(site, capsys)] == [("APPROVED_GONE", LIST, 9)]


def test_a_renamed_item_is_asked_after(tmp_path, capsys):
    """A row that is gone names the new item whose name is most like its own, if any is."""
    site = site_with(tmp_path, OWN, "{name: 对违规储存危险化学品的行政处罚, category: penalty}", **item("A-1", "对违规储存危险化学品的处罚", "penalty"), **item("A-2", "罚款分期", "penalty"))
    gone = next(one for one in said(site, capsys) if one[0] == "APPROVED_GONE")
    assert gone[3].endswith('is not published; is it now called "对违规储存危险化学品的处罚" (A-1)?')
    assert likeness("甲", "乙") == 0


def test_an_abolished_item_is_not_published(tmp_path, capsys):
    """What is abolished on the day is gone where a list has it, and not new where none has."""
    site = site_with(tmp_path, OWN, "{code: A-1, name: 甲, category: other}", **item("A-1", "甲", "other", "states:\n  - {state: abolished, on: 2020-01-01, document: 乙}\n"))
    assert [one[:2] for one in said(site, capsys)] == [("APPROVED_GONE", LIST)]


@pytest.mark.parametrize(
    ("path", "data", "line"),
    [
        (SHEET, '某局权力清单,,,\n,,,\n编码,权力名称,类型,实施机关\nYJ-XK-0001,烟花爆竹经营（零售）许可,许可类,县应急局\n,"户外\n广告许可",行政许可,xxj\n一、说明,,,\n,甲,丙类,乙局\n', 5),
        (BOOK, workbook([["某局权力清单"], ["编码", "权力名称", "类型", "实施机关"], ["YJ-XK-0001", "烟花爆竹经营（零售）许可", "01", "县应急局"], [None, "户外广告许可", "行政许可"]]), 4),
    ],
)
def test_a_sheet_beside_the_document_holds_the_rows(tmp_path, capsys, path, data, line):
    """A CSV file or workbook is read below its headings, whatever stands above them; words not understood are told."""
    site = put(make_site(tmp_path), **{LIST: HEAD.replace("offices: [xxj]\n", ""), path: data})
    found = said(site, capsys)
    assert next(one[:3] for one in found if one[0] == "APPROVED_GONE") == ("APPROVED_GONE", path, line)
    assert {one[0] for one in found} <= {"APPROVED_GONE", "APPROVED_ROW"}
    assert sum(one[0] == "APPROVED_ROW" for one in found) == (2 if path == SHEET else 0)


def test_columns_of_unusual_headings_are_named_in_the_document(tmp_path, capsys):
    """What a heading means may be said in the document."""
    site = put(make_site(tmp_path), **{LIST: HEAD + "columns: {内容: name}\n", SHEET: "序,内容\n1,烟花爆竹经营（零售）许可\n"})
    assert said(site, capsys) == []


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({LIST: HEAD}, "it has no rows"),
        ({LIST: HEAD, SHEET: "甲,乙\n1,2\n"}, "no column is headed"),
        ({LIST: HEAD, BOOK: "no workbook"}, "the file"),
        ({LIST: HEAD.replace("xxj", "abc") + "items: [{name: 甲}]\n"}, 'there is no office "abc"'),
        ({LIST: HEAD + "items: [{name: 甲}]\n", SHEET: "名称\n甲\n"}, "it has items, and"),
        ({LIST: HEAD.replace("offices: [xxj]\n", "items: [{name: 甲, office: 别局}]\n"), "content/offices/two.yaml": "id: two\nname: 乙局\n"}, "it cannot be told whose it is"),
        ({"content/approved/directory.yaml": HEAD + "items: [{name: 甲}]\n"}, 'the id "directory"'),
    ],
)
def test_a_list_that_cannot_be_read_is_an_error(tmp_path, capsys, files, words):
    """A list without rows, headings or offices stops a build and says why."""
    site = put(make_site(tmp_path), **files)
    (found,) = [one for one in said(site, capsys) if one[0] == "APPROVED_LIST"]
    assert words in found[3]
    assert build(site) == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [({SHEET: "名称\n甲\n"}, "there is no content/approved/2026.yaml"), ({LIST: HEAD, SHEET: "名称\n烟花爆竹经营（零售）许可\n", BOOK: workbook([["名称"], ["甲"]])}, "content/approved/2026.csv is read")],
)
def test_a_sheet_that_is_read_for_nothing_is_named(tmp_path, capsys, files, words):
    """A sheet without its document, or beside another, is a warning."""
    site = put(make_site(tmp_path), **files)
    assert [(one[0], words in one[3]) for one in said(site, capsys)] == [("APPROVED_UNREAD", True)]


def test_the_later_list_of_an_office_holds(tmp_path, capsys):
    """Of two lists that cover an office the one of the later date is compared."""
    site = site_with(tmp_path, OWN)
    put(site, **{"content/approved/2020.yaml": HEAD.replace("date: 2026", "date: 2020") + "items: [{name: 旧事项}]\n"})
    assert said(site, capsys) == []
    edit(site, "content/approved/2020.yaml", "date: 2020", "date: 2027")
    assert [one[:2] for one in said(site, capsys)] == [("APPROVED_GONE", "content/approved/2020.yaml"), ("APPROVED_NEW", POWER)]


def test_numbers_by_class_are_held_against_what_is_published(tmp_path, capsys):
    """The numbers that a document states equal its rows, or what is published where it has none: 许可 8 项 and the others of a report."""
    founding = {"permit": 8, "penalty": 7, "levy": 2, "coercion": 24, "approval": 3, "reward": 2, "confirmation": 1, "adjudication": 1}
    counts = "counts:\n" + "".join(f"  - {{category: {key}, count: {count}}}\n" for key, count in founding.items())
    site = put(make_site(tmp_path), **{LIST: HEAD + counts})
    found = said(site, capsys)
    assert [one[:3] for one in found] == [("APPROVED_COUNT", LIST, 6 + at) for at in range(8)]
    assert found[0][3] == "权力清单 (某政发〔2026〕1号) states 8 items of permit, published are 1"
    put(site, **{LIST: HEAD + "counts: [{category: permit, count: 2}]\nitems:\n  - " + OWN + "\n"})
    assert [one[3] for one in said(site, capsys)] == ["权力清单 (某政发〔2026〕1号) states 2 items of permit, its rows are 1"]


def test_a_directory_is_held_against_national_codes(tmp_path, capsys):
    """A basic code that the pinned directory lacks, a name that differs, and a newer version at hand are told."""
    site = put(make_site(tmp_path), **{"content/directory/2024.csv": "基本编码,名称\n000104002000,烟花爆竹经营（零售）许可\n"})
    assert said(site, capsys) == []
    edit(site, POWER, "name: 烟花", f"national_code: '{NATIONAL}'\nname: 烟花")
    assert said(site, capsys) == []
    put(site, **{"content/directory/2025.csv": "基本编码,名称\n000104002000,烟花爆竹零售许可\n"})
    assert said(site, capsys) == [("DIRECTORY_RENAMED", POWER, 4, 'the central directory (version 2025) calls this item "烟花爆竹零售许可", published is "烟花爆竹经营（零售）许可"')]
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("directory: '2024'\n")
    assert [one[0] for one in said(site, capsys)] == ["DIRECTORY_NEWER"]
    put(site, **{"content/directory/2024.csv": "基本编码,名称\n000104003000,别的\n"})
    assert [one[0] for one in said(site, capsys)] == ["DIRECTORY_UNKNOWN", "DIRECTORY_NEWER"] or [one[0] for one in said(site, capsys)] == ["DIRECTORY_NEWER", "DIRECTORY_UNKNOWN"]
    edit(site, "content/site.yaml", "'2024'", "'2023'")
    assert "there is no content/directory/2023.csv" in said(site, capsys)[0][3]


def test_the_safety_ledger_serves_as_an_approved_list():
    """All 162 rows of the ledger are read by their headings, 1 permit, 158 penalties and 3 coercive measures."""
    from quanli.catalogue.approved_sheet import workbook_rows

    rows = read_rows(workbook_rows(shared("ledgers/chuzhou-safety-162.xlsx").read_bytes(), 1 << 26), {})
    assert Counter(row.texts["category"] for row in rows) == {"行政处罚": 158, "行政强制": 3, "行政许可": 1}
    assert all(row.texts["code"] for row in rows)


def test_the_district_catalogue_serves_as_an_approved_list():
    """All 1,135 rows of the district's catalogue are read, with code, class and department."""
    rows = read_rows(csv_rows(shared("catalogues/sichuan-district-1135.csv").read_text(encoding="utf-8-sig")), {})
    assert len(rows) == 1135
    assert {key for row in rows for key in row.texts} == {"code", "name", "category", "office"}
    assert rows[0].line == 2


def test_articles_that_follow_a_title_belong_to_it():
    """Each title has the articles between it and the next."""
    assert cites_in("《安全生产法》第九十四条、第九十五条之一和《刑法》") == (("安全生产法", 94, 0), ("安全生产法", 95, 1), ("刑法", 0, 0))
