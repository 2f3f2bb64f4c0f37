"""Sheets as they come: encodings, delimiters, headings, formulas, dates, hidden rows, damaged files."""

import datetime
import zipfile

import openpyxl
import pytest

from exchange.importing_sites import empty_site, powers, run_import, sheet

HEAD = "权力编码,权力名称,权力类别\n"
ROW = "XK-0001,烟花爆竹经营许可,行政许可\n"


def one(site):
    (power,) = powers(site).values()
    return power


def workbook(path, *rows, hidden=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_offices_are_read(tmp_path, encoding):
    """A CSV file is read in each encoding in which offices save."""
    file = tmp_path / "a.csv"
    file.write_bytes(("序号,权力编码,权力名称,权力类别\n1," + ROW).encode(encoding))
    if encoding.startswith("utf-16-"):
        file.write_bytes(("no,code,name,category\n1," + ROW).encode(encoding))
    site = empty_site(tmp_path)
    assert run_import(site, file) == 0
    assert one(site)["name"] == "烟花爆竹经营许可"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_the_delimiter_is_found_by_the_headings(tmp_path, delimiter):
    """Whatever parts the headings is the delimiter, below a title row too."""
    text = "某某区权力清单\n" + (HEAD + ROW).replace(",", delimiter)
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, text)) == 0
    assert one(site)["code"] == "XK-0001"


def test_a_sheet_without_headings_is_refused(tmp_path, capsys):
    """A sheet that names no column is refused with what to do."""
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, "甲,乙\n1,2\n")) == 1
    said = capsys.readouterr().err
    assert "sheet.csv: 错误 IMPORT_NO_HEADING 没有找到标题行" in said
    assert "标题行须有“权力名称”等栏目；名称特殊时用 --mapping 指明" in said


def test_a_mapping_names_unusual_headings(tmp_path):
    """--mapping says which field an unusual heading holds, and which columns to leave out."""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("甲: name\n乙: category\n丙: '-'\n", encoding="utf-8")
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, "甲,乙,丙\n某许可,行政许可,不要\n"), "--mapping", str(mapping)) == 0
    assert one(site) == {"code": "AJJ-XK-0001", "name": "某许可", "category": "permit", "office": "ajj"}


def test_a_wrong_mapping_is_refused(tmp_path, capsys):
    """A mapping to a field that does not exist is refused and the fields are named."""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("甲: nmae\n", encoding="utf-8")
    assert run_import(empty_site(tmp_path), sheet(tmp_path, HEAD + ROW), "--mapping", str(mapping)) == 1
    assert "IMPORT_MAPPING 对照文件有误：“甲”指向“nmae”" in capsys.readouterr().err


def test_sections_give_the_category(tmp_path):
    """A row without a category has that of the section row above it."""
    text = "权力名称,实施依据\n一、行政许可,\n甲许可,《某法》第一条\n（二）行政处罚类（共1项）,\n乙处罚,《某法》第二条\n"
    site = empty_site(tmp_path)
    assert run_import(site, sheet(tmp_path, text)) == 0
    assert [p["category"] for p in powers(site).values()] == ["penalty", "permit"]


def test_two_sheets_are_read_and_one_without_headings_is_listed(tmp_path, capsys):
    """Every sheet with headings is imported; the rows of one without are listed as not understood."""
    book = openpyxl.Workbook()
    book.active.append(["权力编码", "权力名称", "权力类别"])
    book.active.append(["A-1", "甲", "行政许可"])
    second = book.create_sheet("处罚")
    second.append(["权力编码", "权力名称", "权力类别"])
    second.append(["A-2", "乙", "行政处罚"])
    book.create_sheet("说明").append(["本表由办公室填写"])
    book.save(tmp_path / "a.xlsx")
    site = empty_site(tmp_path)
    assert run_import(site, tmp_path / "a.xlsx") == 0
    assert [p["name"] for p in powers(site).values()] == ["甲", "乙"]
    assert "说明!1\t–\t本表由办公室填写\t这张表没有标题行，未导入" in capsys.readouterr().out


def test_hidden_rows_are_imported_and_named(tmp_path, capsys):
    """A hidden row is a power like any other, and the list says that it was hidden."""
    file = workbook(tmp_path / "a.xlsx", ["权力编码", "权力名称", "权力类别"], ["A-1", "甲", "行政许可"], hidden=(2,))
    site = empty_site(tmp_path)
    assert run_import(site, file) == 0
    assert one(site)["name"] == "甲"
    assert "Sheet!2\t–\t甲\t这一行是隐藏的，照常导入" in capsys.readouterr().out


def test_a_formula_without_result_is_not_understood(tmp_path, capsys):
    """A formula that was saved without its result is listed and kept, not taken for text."""
    file = workbook(tmp_path / "a.xlsx", ["权力编码", "权力名称", "权力类别", "简介"], ["A-1", "甲", "行政许可", '="a"&"b"'])
    site = empty_site(tmp_path)
    assert run_import(site, file) == 0
    assert one(site)["note"] == '〔导入时未识别〕简介：="a"&"b"'
    assert "公式没有保存计算结果" in capsys.readouterr().out


@pytest.mark.parametrize("value", [datetime.date(2024, 1, 5), 45296, "45296", "2024年1月5日", "2024/1/5", "2024-01-05"])
def test_dates_are_read_however_they_are_kept(tmp_path, value):
    """A date cell, a serial number and a written date are the same day."""
    file = workbook(tmp_path / "a.xlsx", ["权力编码", "权力名称", "权力类别", "复核日期"], ["A-1", "甲", "行政许可", value])
    site = empty_site(tmp_path)
    assert run_import(site, file) == 0
    assert one(site)["reviewed_on"] == datetime.date(2024, 1, 5)


def test_a_damaged_workbook_is_refused(tmp_path, capsys):
    """A file that is no workbook is refused in one sentence."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"PK\3\4 no zip")
    assert run_import(empty_site(tmp_path), file) == 1
    assert "a.xlsx: 错误 IMPORT_DAMAGED 文件打不开" in capsys.readouterr().err


def test_a_workbook_with_a_broken_part_is_refused(tmp_path, capsys):
    """A zip whose parts are no workbook's is refused in one sentence."""
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", "<x")
    assert run_import(empty_site(tmp_path), file) == 1
    assert "IMPORT_DAMAGED" in capsys.readouterr().err


def test_a_zip_bomb_is_not_unpacked(tmp_path, capsys):
    """A workbook that unpacks to more than the limit is refused before it is unpacked."""
    file = workbook(tmp_path / "a.xlsx", ["权力名称"])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/bomb.xml", b"\0" * (65 * 1024 * 1024))
    assert run_import(empty_site(tmp_path), file) == 1
    assert "TOO_BIG" in capsys.readouterr().err


def test_formats_far_below_the_last_row_cost_nothing(tmp_path):
    """A sheet whose empty cells are formatted down to its last row is read up to its last text."""
    book = openpyxl.Workbook()
    book.active.append(["权力编码", "权力名称", "权力类别"])
    book.active.append(["A-1", "甲", "行政许可"])
    book.active.cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    site = empty_site(tmp_path)
    assert run_import(site, tmp_path / "a.xlsx") == 0
    assert one(site)["name"] == "甲"


def test_an_old_format_is_refused(tmp_path, capsys):
    """A kind of file that cannot be read is refused and those that can are named."""
    file = tmp_path / "a.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0")
    assert run_import(empty_site(tmp_path), file) == 1
    said = capsys.readouterr().err
    assert "a.xls: 错误 IMPORT_FORMAT 不认识这种文件：.xls" in said
    assert "另存为 .xlsx、.csv、.json 或 .yaml" in said
