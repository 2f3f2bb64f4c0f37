"""A sheet's rows to drafts of powers."""

from __future__ import annotations

from collections.abc import Mapping

from quanli.discretion.grade_words import STATUTORY
from quanli.errors import Problem, Rule
from quanli.exchange import reading, tiers
from quanli.exchange.drafts import Draft
from quanli.exchange.headings import Column, Headings, find_headings
from quanli.exchange.remarks import NotUnderstoodError, Remark
from quanli.exchange.rows import Aside, Row, data_rows
from quanli.frozen import frozen
from quanli.sheets.clean import one_line, says_nothing
from quanli.sheets.grid import Grid

IMPORT_NO_NAME = Rule(
    "IMPORT_NO_NAME", "error",
    zh="{sheet} 第 {row} 行有编码或类别，没有权力名称", en="row {row} of {sheet} has a code or category but no name",
    hint_zh="补上名称，或删去这一行", hint_en="add the name, or delete the row",
)

_NO_FIELD = NotUnderstoodError("没有与这一栏对应的字段", "no field belongs to this column")
_TAKEN = NotUnderstoodError("另一栏已经填写了这个字段", "another column has filled this field")
_OTHER = NotUnderstoodError("不是规定的权力类别，归入“其他行政权力”", 'no category of the list: put under "other"')
"""其他行政权力 is what none of the other categories is."""
_FORMULA = NotUnderstoodError("公式没有保存计算结果", "the formula has no saved result")


@frozen
class SheetDrafts:
    """What a sheet gave; ``asides`` are its words outside the rows (titles, sections, totals)."""

    drafts: tuple[Draft, ...]
    asides: tuple[Aside, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]


def drafts_of(grid: Grid, mapping: Mapping[str, str], file: str) -> SheetDrafts | None:
    """Read a sheet; None when it has no heading row."""
    headings = find_headings(grid, mapping)
    if headings is None:
        return None
    drafts: list[Draft] = []
    asides: list[Aside] = []
    remarks: list[Remark] = []
    problems: list[Problem] = []
    for row in data_rows(grid, headings):
        if isinstance(row, Aside):
            asides.append(row)
            continue
        draft = _draft(grid, headings, row)
        if draft.values.get("name"):
            drafts.append(draft)
        elif draft.values.get("code") or draft.values.get("category"):
            problems.append(IMPORT_NO_NAME.at(file, (), line=row.number, column=1, sheet=grid.name, row=row.number))
        else:
            words = " ".join(one_line(text) for text in row.texts if text.strip())
            remarks.append(Remark(grid.name, row.number, "", words, "这一行没有权力名称，未导入", "no name of a power: not imported"))
    return SheetDrafts(tuple(drafts), tuple(asides), tuple(remarks), tuple(problems))


def _draft(grid: Grid, headings: Headings, row: Row) -> Draft:
    draft = Draft(grid.name, row.number)
    grades: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    for column, text in _cells(headings, row):
        if (row.number - 1, column.index) in grid.unsaved_formulas:
            draft.misunderstood(column.title, text, _FORMULA)
        elif column.target == "discretion.tiers":
            if not says_nothing(text):
                grades.append((column.below or column.heading, text))
                titles[grades[-1][0]] = column.title
        elif column.target in _SPECIAL:
            _SPECIAL[column.target](draft, column, text)
        elif column.target:
            _field(draft, column, text)
        elif not says_nothing(text):
            draft.misunderstood(column.title, text, _NO_FIELD)
    if grades:
        _benchmark(draft, grades, titles)
    if "category" not in draft.values and row.section:
        draft.values["category"] = row.section
    if row.number - 1 in grid.hidden:
        draft.remark("", draft.values.get("name", ""), "这一行是隐藏的，照常导入", "the row is hidden; imported all the same")
    return draft


def _cells(headings: Headings, row: Row) -> list[tuple[Column, str]]:
    """Give the cells that hold anything; one that goes on in the next column is put together."""
    cells: list[tuple[Column, str]] = []
    for column in headings.columns:
        text = row.texts[column.index] if column.index < len(row.texts) else ""
        if column.continues and cells and cells[-1][0].heading == column.heading:
            cells[-1] = (cells[-1][0], cells[-1][1] + text)
        elif text.strip():
            cells.append((column, text))
    return cells


def _field(draft: Draft, column: Column, text: str) -> None:
    try:
        value = reading.value_of(column, text)
    except reading.PartlyUnderstoodError as why:
        value = why.value or None
        draft.misunderstood(column.title, text, why)
    except NotUnderstoodError as why:
        value = text if column.target == "code" else "other" if column.target == "category" else None
        if column.target != "code":  # a code is made fit, and reported, where all codes are known
            draft.misunderstood(column.title, text, _OTHER if column.target == "category" else why)
    if value is not None and not draft.put(column.target, value):
        draft.misunderstood(column.title, text, _TAKEN)


def _benchmark(draft: Draft, grades: list[tuple[str, str]], titles: Mapping[str, str]) -> None:
    made, unread = tiers.benchmark(grades)
    if made and not draft.put("discretion", made):
        for grade, text in grades:
            draft.misunderstood(titles[grade], text, _TAKEN)
        return
    for grade, text in grades:
        if grade not in unread:
            continue
        draft.remark(titles[grade], text, "没有读出处罚种类和幅度，文字记为该档情节", "no sanction was read; the words stand as the tier's circumstances")
        if grade == STATUTORY:
            draft.keep(titles[grade], text)


def _office(draft: Draft, _column: Column, text: str) -> None:
    if not says_nothing(text):
        draft.office = one_line(text) + draft.office


def _office_id(draft: Draft, _column: Column, text: str) -> None:
    if not says_nothing(text):
        draft.office = f"{draft.office.partition('〔')[0]}〔{one_line(text)}〕"


def _office_code(draft: Draft, _column: Column, text: str) -> None:
    draft.office_facts["credit_code"] = one_line(text).upper()


def _area(draft: Draft, column: Column, text: str) -> None:
    """Read the level off an area code (GB/T 2260 and 10114): which of its pairs of digits are zero."""
    code = one_line(text)
    level = level_of(code)
    if level:
        draft.office_facts["level"] = level
        draft.put("level", level)
    if not level or code not in str(draft.values.get("code", "")):
        draft.keep(column.title, code)
    if not level:
        draft.remark(column.title, text, "不是行政区划代码", "it is no area code")


def level_of(area: str) -> str:
    """Give the level of an area code of 6, 9 or 12 digits; nothing when it is none."""
    if not (area.isdigit() and len(area) in {6, 9, 12}):
        return ""
    if area[6:].strip("0"):
        return "township"
    return "province" if area[2:6] == "0000" else "city" if area[4:6] == "00" else "county"


def _nothing(_draft: Draft, _column: Column, _text: str) -> None:
    """Pass over a column that only counts rows, or that the mapping leaves out."""


_SPECIAL = {"office": _office, "office_id": _office_id, "office_code": _office_code, "area": _area, "serial": _nothing, "-": _nothing}
