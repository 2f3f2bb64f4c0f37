"""Whatever a spreadsheet, a CSV file or a record claims to hold, reading it costs no more than a bound, and a sentence says what is wrong."""

import io
import json
import zipfile

import pytest

from bounded import run_bounded
from exchange.importing_sites import empty_site, tree
from quanli.errors import ProblemsFoundError
from quanli.exchange.national import read_records
from quanli.exchange.targets import targets

HEAD = ("权力编码", "权力名称", "权力类别")
ROW = ("A-1", "甲", "行政许可")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def cells(row, *texts):
    inner = "".join(f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts))
    return f'<row r="{row}">{inner}</row>'


TABLE = cells(1, *HEAD) + cells(2, *ROW)


def sheet(rows=TABLE, before="", after=""):
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def workbook(*sheets, strings="", styles="", main="", **parts):
    """Pack a workbook of sheets as they stand."""
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="s{n}"/>' for n in range(1, len(sheets) + 1))
    related = "".join(f'<Relationship Id="s{n}" Type="{RELATED}/worksheet" Target="worksheets/{n}.xml"/>' for n in range(1, len(sheets) + 1))
    related += f'<Relationship Id="t" Type="{RELATED}/sharedStrings" Target="strings.xml"/>' * bool(strings)
    related += f'<Relationship Id="f" Type="{RELATED}/styles" Target="styles.xml"/>' * bool(styles)
    members = {
        "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="m" Type="{RELATED}/officeDocument" Target="xl/main.xml"/></Relationships>',
        "xl/main.xml": main or f'<workbook {MAIN} xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/main.xml.rels": f"<Relationships {PACKAGE}>{related}</Relationships>",
        **{f"xl/worksheets/{n}.xml": text for n, text in enumerate(sheets, 1)},
        **({"xl/strings.xml": strings} if strings else {}), **({"xl/styles.xml": styles} if styles else {}), **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return out.getvalue()


def merged(*ranges):
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


def strings(*texts):
    return f"<sst {MAIN} count='2147483647' uniqueCount='2147483647'>" + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG = cells(1, *HEAD) + "".join(cells(n, f"A-{n}", *ROW[1:]) for n in range(2, 301))
READ = {
    "a range over the whole sheet": workbook(sheet(TABLE, after=merged("D5:XFD1048576"))),
    "a dimension that lies": workbook(sheet(before='<dimension ref="A1:XFD1048576"/>')),
    "empty cells far out": workbook(sheet(TABLE + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
    "links over the whole sheet": workbook(sheet(after='<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>')),
    "rules for a hundred thousand ranges": workbook(sheet(after=f'<dataValidations><dataValidation sqref="{"A1 B2 " * 50_000}"/></dataValidations>')),
    "formats by the thousand": workbook(sheet(), styles=f"<styleSheet {MAIN}><numFmts><numFmt numFmtId='200' formatCode='{'[' * 60_000}'/></numFmts><cellXfs>" + "<xf numFmtId='200'/>" * 60_000 + "</cellXfs></styleSheet>"),
    "formulas that name each other": workbook(sheet(TABLE + '<row r="3"><c r="A3"><f>B3</f><v>A-2</v></c><c r="B3" t="str"><f>A3</f><v>乙</v></c><c r="C3" t="str"><v>行政许可</v></c></row>')),
    "numbers that are none": workbook(sheet(TABLE + '<row r="3">' + "".join(f'<c r="{chr(68 + at)}3"><v>{text}</v></c>' for at, text in enumerate(["1e400", "9" * 5000, "-1e999", "NaN", "inf", "1_0", "٣", "1e-320"])) + "</row>")),
    "ranges by the thousand that overlap": workbook(sheet(LONG, after=merged(*["E1:F300"] * 5, *["A1:A1"] * 20_000))),
    "a thousand sheets": workbook(sheet(), *[sheet(cells(1, "备注"))] * 1000),
}  # fmt: skip
REFUSED = {
    "a cell far out": (workbook(sheet(TABLE + FAR)), "“表1”的内容一直到 XFD1048576，各表合计超过 4000000 格"),
    "sheets that are large together": (workbook(*[sheet(cells(1, *HEAD) + '<row r="1000000"><c r="A1000000"><v>1</v></c></row>')] * 3), "“表2”的内容一直到 C1000000"),
    "a range lent over much": (workbook(sheet(LONG, after=merged(*["A1:C300"] * 600))), "表1!A1:C300 以上的合并单元格超过 500000 个"),
    "a range the wrong way round": (workbook(sheet(after=merged("C3:A1"))), "has a merged range 'C3:A1' in the sheet '表1'"),
    "a range that is none": (workbook(sheet(after=merged("A0:ZZZ99999999"))), "has a merged range 'A0:ZZZ99999999'"),
    "a row number beyond all": (workbook(sheet(TABLE + '<row r="1048577"/>')), "has a row '1048577' in the sheet '表1'"),
    "a row number of many digits": (workbook(sheet(TABLE + f'<row r="{"9" * 5000}"/>')), "has a row '99999999999999999999'"),
    "rows that go back": (workbook(sheet(cells(2, *HEAD) + cells(1, *ROW))), "has a row '1' in the sheet '表1' where 3 may stand at least"),
    "a cell of another row": (workbook(sheet('<row r="1"><c r="B7"><v>1</v></c></row>')), "has a cell 'B7' in row 1 of the sheet '表1'"),
    "a column beyond all": (workbook(sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')), "has a cell 'XFE1' in row 1"),
    "a row of a million cells": (workbook(sheet("<row>" + "<c/>" * 1_000_000 + "</row>")), "has a cell 'None' in row 1"),
    "a text beyond all": (workbook(sheet(cells(1, *HEAD) + cells(2, "A-1", "甲" * 32_768, "行政许可"))), "文件的 表1!B2 超过 32767 字"),
    "a text that many share": (workbook(sheet('<row r="1">' + '<c t="s"><v>0</v></c>' * 3000 + "</row>"), strings=strings("甲" * 32_000)), "文件的 表1!"),
    "a text lent to many": (workbook(sheet(LONG + '<row r="3001"><c r="A3001" t="s"><v>0</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row>', after=merged("A3001:A9000")), strings=strings("甲" * 32_000)), "文件的 表1!A3001:A9000 以上的文字超过"),
    "a string that is missing": (workbook(sheet('<row r="1"><c r="A1" t="s"><v>2147483647</v></c></row>'), strings=strings("甲")), "has no string '2147483647', which 表1!A1 names"),
    "elements by the million": (workbook(sheet(), strings=f"<sst {MAIN}>{'<si/>' * 2_000_000}</sst>"), "文件内容超过 2000000 个元素和属性"),
    "elements in elements": (workbook(sheet("<a>" * 100_000)), "嵌套超过 256 层"),
    "entities in entities": (workbook("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + sheet(cells(1, "&b;"))), "has a document type"),
    "an entity from elsewhere": (workbook("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/'>" + sheet()), "has a document type"),
    "a tag of megabytes": (workbook(sheet(before=f'<dimension ref="{"A" * 3_000_000}"/>')), "有一个标记超过 1 MB"),
    "no sheet's part": (workbook(sheet(), main=f'<workbook {MAIN} xmlns:r="{RELATED}"><sheets><sheet name="x" r:id="t"/></sheets></workbook>', strings=strings("甲")), "没有找到标题行"),
    "no main part": (workbook(**{"_rels/.rels": f"<Relationships {PACKAGE}/>"}), "has no part"),
    "no XML": (workbook("<worksheet"), "文件打不开"),
    "a megabyte of blanks in a cell": (workbook(sheet(cells(1, " " * 40_000, *HEAD))), "文件的 表1!A1 超过 32767 字"),
}  # fmt: skip


def imported(tmp_path, name, data, capsys=None):
    """Import a file; gives how it ended, and sees that a refused one leaves the site as it was."""
    site = empty_site(tmp_path)
    (tmp_path / name).write_bytes(data)
    before = tree(site)
    ended = run_bounded("import", tmp_path / name, "--office", "ajj", "--site", site, "--lang", "zh", "--quiet")
    assert ended.status in {0, 1}
    assert (tree(site) == before) == (ended.status == 1)
    return ended


@pytest.mark.parametrize("case", READ)
def test_what_a_workbook_claims_costs_nothing(tmp_path, case):
    """Ranges, sizes and formats that reach far cost no more than what the sheet holds, and its powers are imported."""
    ended = imported(tmp_path, "a.xlsx", READ[case])
    assert ended.status == 0
    assert "新建" in ended.said


@pytest.mark.parametrize("case", REFUSED)
def test_a_workbook_that_holds_too_much_or_contradicts_itself_is_refused(tmp_path, case):
    """A sentence says which cell, range or part of which sheet it is; nothing is written."""
    data, said = REFUSED[case]
    ended = imported(tmp_path, "a.xlsx", data)
    assert ended.status == 1
    assert said in ended.said


def test_a_total_of_any_length_is_words(tmp_path):
    """A title whose total has 5,000 digits counts nothing: the powers below it are imported."""
    title = cells(1, "某某局权力清单（共" + "9" * 5_000 + "项）")
    ended = imported(tmp_path, "a.xlsx", workbook(sheet(title + cells(2, *HEAD) + cells(3, *ROW))))
    assert ended.status == 0
    assert "新建 1 个事项" in ended.said


def test_sections_of_one_row_cost_no_more_than_rows(tmp_path):
    """Twenty thousand titles of sections are each held against the rows below them, within the bounds of a file."""
    title = "<row><c t='inlineStr'><is><t>一、行政许可（共9项）</t></is></c></row>"
    ended = imported(tmp_path, "a.xlsx", workbook(sheet(cells(1, *HEAD) + title * 20_000 + cells(20_002, *ROW))))
    assert ended.status == 0
    assert (ended.out.count("实有 0 项"), ended.out.count("实有 1 项")) == (19_999, 1)


def test_a_sheet_that_is_wrong_in_every_row_is_told_in_its_first_thousand(tmp_path):
    """Fifty thousand rows without a category are a thousand problems and no more."""
    ended = imported(tmp_path, "a.csv", ("权力编码,权力名称\n" + "".join(f"A-{n},甲\n" for n in range(50_000))).encode())
    assert ended.status == 1
    assert ended.said.count("IMPORT_CATEGORY") == 1_000


TABLE_CSV = ",".join(HEAD) + "\n" + ",".join(ROW) + "\n"
CSV = {
    "a line of megabytes": ((TABLE_CSV + "x" * 20_000_000).encode(), 1, "第 3 行超过 1000000 字"),
    "a quote that is never closed": ((TABLE_CSV + '"' + "x\n" * 10_000_000).encode(), 1, "field larger than field limit"),
    "a hundred thousand columns": ((TABLE_CSV + "," * 100_000).encode(), 1, "第 3 行超过 16384 栏"),
    "too many cells": ((TABLE_CSV + "," * 10_000 + ("\n" + "," * 10_000) * 400).encode(), 1, "各行合计超过 4000000 格"),
    "a long cell": ((TABLE_CSV + "A-2," + "乙" * 40_000 + ",行政许可\n").encode(), 1, "第 3 行有超过 32767 字的单元格"),
    "a large file": (b"a,b\n" * 9_000_000, 1, "文件有 36000000 字节，上限 33554432 字节"),
    "NUL": ((TABLE_CSV + "A-2,乙\0丙,行政许可\n").encode(), None, ""),
    "NUL alone": (bytes(1_000_000), 1, "field larger than field limit"),
    "no encoding": (TABLE_CSV.encode() + b"\xff\xff\xff", 1, "UTF-8, UTF-16, GB 18030: no"),
    "half a character": (TABLE_CSV.encode("utf-16") + b"\0", 1, ""),
    "lone surrogates": (b"\xff\xfe" + b"\x00\xd8" * 50, 1, ""),
    "GB 18030": (TABLE_CSV.encode("gb18030"), 0, ""),
    "UTF-16": (TABLE_CSV.encode("utf-16"), 0, ""),
    "nothing": (b"", 1, "没有找到标题行"),
}


@pytest.mark.parametrize("case", CSV)
def test_a_text_file_is_bounded(tmp_path, case):
    """Lines, rows, columns, cells and the file have limits; a sentence names the row."""
    data, status, said = CSV[case]
    ended = imported(tmp_path, "a.csv", data)
    assert status is None or ended.status == status
    assert said in ended.said


DEEP = "[" * 100_000 + "]" * 100_000
GOOD = {"task_name": "甲", "task_type": "01"}
JSON = {
    "a list": "[]", "null": "null", "a number": "1", "a text": '"x"', "nested lists": "[[[]]]", "a list of numbers": "[1, 2]", "deep": DEEP, "deep objects": '{"a":' * 100_000,
    "an unclosed text": '"' + "x" * 1_000_000, "a mark and nothing": "\ufeff", "a trailing comma": '{"task_name": "甲",}', "NaN": "NaN", "no record": '{"name": "甲"}',
}  # fmt: skip
TWICE = {
    "a key twice": ('{"task_name": "甲", "task_name": "乙"}', 'has "task_name" twice in one object'),
    "half a character": ('{"task_name": "甲\\ud800"}', "has half a character (a lone surrogate) in task_name"),
    "a text too long": ('{"task_name": "' + "甲" * 32_768 + '"}', "文件的 task_name 超过 32767 字"),
    "too deep": ('{"task_name": "甲", "materials": [[[[[[[[[]]]]]]]]]}', "文件的 materials.0.0.0.0.0.0.0 嵌套超过 8 层"),
    "no name": ('{"task_name": "无", "task_type": "01"}', "没有权力名称"),
    "values by the million": ('{"task_name": "甲", "x": [' + "0," * 1_600_000 + "0]}", "文件的值超过 1500000 个"),
}
VALUES = [None, 1, -1, 10**400, 1.5, True, "x", "9" * 5000, "\0", [], {}, [[]], [None], [1], ["x"], [{}], [{"a": 1}], [[[[]]]], {"a": {"b": []}}, {"": ""}, "x" * 32_000, " " * 32_000, "（" * 32_000, "《" * 32_000, "1." * 16_000, "〔" * 16_000, "；" * 32_000, "9" * 32_000, "一" * 32_000]


@pytest.mark.parametrize("case", JSON)
def test_json_of_another_shape_is_refused(tmp_path, case):
    """What is no record, or a list of them, is said to be none."""
    assert imported(tmp_path, "a.json", JSON[case].encode("utf-8")).status == 1


@pytest.mark.parametrize("case", TWICE)
def test_what_no_record_has_is_told_with_its_place(tmp_path, case):
    """A key twice, half a character, too long a text, too deep a list are refused, and where they stand is said."""
    data, said = TWICE[case]
    ended = imported(tmp_path, "a.json", data.encode())
    assert ended.status == 1
    assert said in ended.said


ELEMENTS = sorted({field.about.national for field in targets().values() if field.about.national} | {
    "task_name", "task_code", "local_code", "catalog_code", "dept_name", "dept_code", "dept_type", "use_level", "areacode", "anticipate_day", "anticipate_type",
    "anticipate_day_explain", "promise_day", "promise_type", "reconsiderat", "litigation", "exercise_content", "material", "materials", "special", "qa", "questions", "task_state",
})  # fmt: skip


def test_any_value_in_any_place_of_a_record_is_read_or_told(tmp_path):
    """A record whose elements are of another kind is read, listed as not understood, or refused in a sentence."""
    site = empty_site(tmp_path)
    records = [{**GOOD, key: value} for key in ELEMENTS for value in VALUES]
    records += [{**GOOD, "materials": [{"material_name": value, "page_num": value}], "special": [{"special_date": value, "special_date_type": "1", "special_name": value}], "qa": [{"question": value, "answer": value}]} for value in VALUES]
    for at, record in enumerate(records):
        record.setdefault("local_code", f"A-{at}")
        if record["task_name"] == "甲":
            record["task_name"] = f"甲{at}"
    (tmp_path / "all.json").write_text(json.dumps(records), encoding="utf-8")
    drafts = []
    for at, record in enumerate(records):
        (tmp_path / "one.json").write_text(json.dumps(record), encoding="utf-8")
        try:
            drafts += read_records(tmp_path / "one.json")
        except ProblemsFoundError as refused:
            assert record["task_name"] != f"甲{at}" or not refused.problems[0].code.startswith("IMPORT_NO_"), record
    assert len(drafts) > len(records) / 2
    (tmp_path / "drafts.json").write_text(json.dumps(records[::7]), encoding="utf-8")
    assert run_bounded("import", tmp_path / "drafts.json", "--office", "ajj", "--site", site, "--lang", "zh", "--quiet").status in {0, 1}


def test_json_that_is_large_is_refused(tmp_path):
    """A file of records has a limit."""
    ended = imported(tmp_path, "a.json", b'{"task_name": "' + b"x" * (17 << 20) + b'"}')
    assert "上限 16777216 字节" in ended.said
