"""A form as a DOCX that can be filled in Word: content controls for fields, boxes that tick, rows that can be added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from quanli.catalogue.form import Form
from quanli.forms.document import Document, Part, lay_out
from quanli.forms.grid import Cell, Grid, GridRow, Option, option_lines
from quanli.forms.package import package

_WIDTH = 9360
"""Width of the text in twentieths of a point: A4 less margins of 22 mm."""
_MM = 56.7
_TAG_LIMIT = 64
"""Word refuses controls whose title or tag is longer."""
_BOX = ("☐", "☑")
_BOX_FONT = '<w:rFonts w:ascii="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>'
_FILLED = '<w:rPr><w:rStyle w:val="Filled"/><w:color w:val="1F4E79"/></w:rPr>'
_CLOSING = "</w:sdtContent></w:sdt>"
_SIGN_WIDTH = 3700
"""Room for the lines to sign and date on, at the right of their cell."""
NO_BREAK = "\u00a0"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOCUMENT = (
    f'{_HEAD}<w:document {_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"><w:body>'
)
_PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1273" w:bottom="1134" w:left="1273"'
    ' w:header="624" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)
_CONTROLS = {"line": "<w:text/>", "lines": '<w:text w:multiLine="1"/>', "date": _DATE}
_STYLES = {"label": "Label", "head": "ColumnHead", "caption": "Caption", "photo": "Photo", "signature": "Sign"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSAFE = re.compile('[&<>"\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ud800-\udfff\ufffe\uffff]')
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def docx(form: Form, *, filled: bool = False, body: str = "") -> bytes:
    """Give the form as DOCX, blank or as its filled sample. The same form gives the same bytes everywhere."""
    return docx_of(lay_out(form, filled=filled, body=body))


def docx_of(document: Document) -> bytes:
    """Give a laid out form as DOCX."""
    return package((
        ("docProps/core.xml", _properties(document)),
        ("word/document.xml", _DOCUMENT + "".join(_body(document)) + _PAGE),
        ("word/footer1.xml", _footer(document)),
        ("word/header1.xml", _header(document)),
    ))


def _properties(document: Document) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_escaped(document.title)}</dc:title>'
        f"<dc:creator>{_escaped(document.body)}</dc:creator><dc:language>{document.language}</dc:language></cp:coreProperties>"
    )


def _header(document: Document) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr>{_text(document.mark)}</w:r>' if document.mark else ""
    return f'{_HEAD}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{mark}</w:p></w:hdr>'


def _footer(document: Document) -> str:
    before, between, after = map(_run, document.page)
    page, pages = (f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
    return (
        f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_run(document.foot)}<w:r><w:tab/></w:r>'
        f"{before}{page}{between}{pages}{after}</w:p></w:ftr>"
    )


def _body(document: Document) -> Iterator[str]:
    yield _paragraph("Title", _run(document.title))
    if any(document.reference):
        left, right = document.reference
        yield _paragraph("Reference", f"{_run(left)}<w:r><w:tab/></w:r>{_run(right)}")
    for part in document.parts:
        yield from _part(part)
    if document.notes:
        yield _paragraph("NotesHeading", _run(document.notes_heading))
    for i, note in enumerate(document.notes, 1):
        yield _paragraph("Notes", _run(f"{i}. {note}"))
    yield _paragraph("Between", "")  # Word wants a paragraph after the last table


def _part(part: Part) -> Iterator[str]:
    yield _paragraph("Heading1", _run(part.heading))
    if part.note:
        yield _paragraph("Note", _run(part.note))
    for i, grid in enumerate(part.grids):
        if i:
            yield _paragraph("Between", "")
        yield from _grid(grid, grid.name or part.heading)


def _grid(grid: Grid, title: str) -> Iterator[str]:
    total = sum(grid.columns)
    marks = [edge * _WIDTH // total for edge in accumulate(grid.columns, initial=0)]
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormGrid"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0620" w:firstRow="{int(bool(grid.head))}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_escaped(title)}"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(marks)) + "</w:tblGrid>"
    for row in grid.head:
        yield _row(row, marks, head=True)
    yield from _repeating(grid, marks) if grid.field else _rows(grid.body, marks)
    yield "</w:tbl>"


def _repeating(grid: Grid, marks: Sequence[int]) -> Iterator[str]:
    """Write a table's rows so that Word offers to add another one."""
    yield _opening(grid.field, grid.name, "<w15:repeatingSection/>")
    opening = _opening("", "", "<w15:repeatingSectionItem/>")
    written: dict[int, str] = {}
    for row in grid.body:  # most are one and the same blank row
        if id(row) not in written:
            written[id(row)] = _row(row, marks)
        yield f"{opening}{written[id(row)]}{_CLOSING}"
    yield _CLOSING


def _rows(rows: Sequence[GridRow], marks: Sequence[int]) -> Iterator[str]:
    hanging: list[tuple[Cell, int]] = []
    for row in rows:
        yield _row(row, marks, [cell for cell, _ in hanging])
        hanging = [(cell, left - 1) for cell, left in hanging if left > 1]
        hanging += [(cell, cell.rows - 1) for cell in row.cells if cell.rows > 1]


def _row(row: GridRow, marks: Sequence[int], hanging: Sequence[Cell] = (), *, head: bool = False) -> str:
    """Write a row; cells that hang down from above (a photograph's) are its last."""
    cells, at = [], 0
    for i, cell in enumerate((*row.cells, *hanging)):
        after = at + cell.columns
        cells.append(_cell(cell, marks[after] - marks[at], continued=i >= len(row.cells)))
        at = after
    header = "<w:tblHeader/>" if head else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(row.height * _MM)}" w:hRule="atLeast"/>{header}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _cell(cell: Cell, width: int, *, continued: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    shade = _SHADE if cell.kind in {"label", "head", "caption"} else ""
    place = "bottom" if cell.kind == "signature" else "center"
    content = "<w:p/>" if continued else _content(cell, width)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="{place}"/></w:tcPr>{content}</w:tc>'


def _content(cell: Cell, width: int) -> str:
    style = _STYLES.get(cell.kind, "Value")
    hint = _paragraph("Hint", _run(cell.hint)) if cell.hint else ""
    match cell.kind:
        case "value":
            return _paragraph(style, _entry(cell)) + hint
        case "choice":
            return "".join(
                _paragraph(style, _run("　").join(_option(cell, option) for option in line)) for line in option_lines(cell)
            ) + hint
        case "entry":
            return _paragraph(style, _run("\n".join(cell.lines), filled=True))
        case "signature":
            indent = f'<w:ind w:left="{max(0, width - _SIGN_WIDTH)}"/>'
            return hint + "".join(_paragraph(style, _run(line), indent) for line in cell.lines)
        case "caption" if cell.hint:
            return _paragraph(style, _run(cell.lines[0]) + _run("　" + cell.hint))
        case "photo":
            return _paragraph(style, _run("\n".join((*cell.lines, cell.hint)).strip("\n")))
        case _:
            return _paragraph(style, _run("\n".join(cell.lines)))


def _option(cell: Cell, option: Option) -> str:
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(option.chosen)}"/><w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
    )
    box = f"<w:r><w:rPr>{_BOX_FONT}</w:rPr><w:t>{_BOX[option.chosen]}</w:t></w:r>"
    opening = _opening(cell.field, f"{cell.name}：{option.text}", kind)
    return f"{opening}{box}{_CLOSING}{_run(NO_BREAK + option.text, filled=option.chosen)}"


def _entry(cell: Cell) -> str:
    filled = any(cell.lines)
    text = "\n".join(cell.lines) if filled else cell.blank or "　　　　"
    kind = ("" if filled else "<w:showingPlcHdr/>") + _CONTROLS[cell.control]
    return f"{_opening(cell.field, cell.name, kind, filled=filled)}{_run(text, filled=filled)}{_CLOSING}"


def _opening(tag: str, title: str, kind: str, *, filled: bool = False) -> str:
    """Open a content control. Word numbers controls itself, so that none is given here and equal rows are written once."""
    style = _FILLED if filled else ""
    names = f'<w:alias w:val="{_escaped(title[:_TAG_LIMIT])}"/><w:tag w:val="{_escaped(tag[:_TAG_LIMIT])}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{style}{names}{kind}</w:sdtPr><w:sdtContent>"


def _paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _run(text: str, *, filled: bool = False) -> str:
    style = _FILLED if filled else ""
    return f"<w:r>{style}{_text(text)}</w:r>" if text else ""


def _text(text: str) -> str:
    lines = _escaped(text).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)


def _escaped(text: str) -> str:
    """Escape a text for XML; what XML cannot hold becomes U+FFFD."""
    if not _UNSAFE.search(text):
        return text
    return _FORBIDDEN.sub("\ufffd", text).translate(_SPECIAL)
