"""A workbook of one sheet to its bytes (ECMA-376, parts 1 and 2): texts, numbers and yes or no, under a row of headings.

A build writes a part of the catalogue with each edit: openpyxl takes longer to be imported than the whole edit, and notes
the time. Members are stored, dates and order fixed, as in :mod:`quanli.forms.package`: the same rows give the same bytes everywhere.
Texts are texts: none is calculated, whatever sign it begins with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from quanli.codes.xml_text import NOT_XML

Value = str | int | bool | None
_DAY = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEGIN, _END = '<si><t xml:space="preserve">', "</t></si>"
_LONGEST = 32_767
"""Characters of a cell (ECMA-376 leaves it open; Excel takes no more)."""
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'
)
_ROOT = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
_PARTS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_SHEET = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>'
)


def written_workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write a workbook of one sheet; the first row stays in sight. ``title`` has at most 31 characters."""
    texts: dict[str, int] = {}
    sheet = "".join((_SHEET, _row(heads, texts, ' s="1"'), *(_row(row, texts, "") for row in rows), "</sheetData></worksheet>"))
    book = f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in _members(book, sheet, texts):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = 0  # DOS on every machine, so that no file modes are kept
            archive.writestr(entry, text.encode())
    return out.getvalue()


def _members(book: str, sheet: str, texts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Give the parts; the list of content types must come first (ECMA-376, part 2)."""
    yield "[Content_Types].xml", _TYPES
    yield "_rels/.rels", _ROOT
    yield "xl/workbook.xml", book
    yield "xl/_rels/workbook.xml.rels", _PARTS
    yield "xl/styles.xml", _STYLES
    yield "xl/sharedStrings.xml", f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{_shared(texts)}</sst>'
    yield "xl/worksheets/sheet1.xml", sheet


def _shared(texts: Iterable[str]) -> str:
    """Write the texts, without what XML cannot hold."""
    parted = f"{_END}{_BEGIN}".join(escape(text[:_LONGEST], quote=False) for text in texts)
    return NOT_XML.sub("", f"{_BEGIN}{parted}{_END}") if texts else ""


def _row(values: Sequence[Value], texts: dict[str, int], style: str) -> str:
    cells = []
    for value in values:
        if value is None or value == "":
            cells.append("<c/>")
        elif value.__class__ is str:
            cells.append(f'<c t="s"{style}><v>{texts.setdefault(value, len(texts))}</v></c>')
        else:
            kind = ' t="b"' if value.__class__ is bool else ""
            cells.append(f"<c{kind}{style}><v>{int(value)}</v></c>")
    return f"<row>{''.join(cells)}</row>"
