"""Any file that can be imported, as drafts: spreadsheets and CSV by their headings, JSON and YAML as national records."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.exchange.drafts import Draft
from quanli.exchange.national import read_records
from quanli.exchange.remarks import Remark
from quanli.exchange.rows import Aside
from quanli.exchange.sheet import read_grids
from quanli.exchange.sheet_rows import SheetDrafts, drafts_of
from quanli.exchange.unreadable import IMPORT_DAMAGED
from quanli.frozen import frozen
from quanli.sheets.clean import one_line
from quanli.sheets.grid import Grid

IMPORT_NO_HEADING = Rule(
    "IMPORT_NO_HEADING", "error",
    zh="没有找到标题行", en="no heading row was found",
    hint_zh="标题行须有“权力名称”等栏目；名称特殊时用 --mapping 指明",
    hint_en="a heading row names columns such as 权力名称; name unusual ones with --mapping",
)

_FILLED_BY = re.compile(r"(?:填报单位|填报部门|填报机关|填表单位|单位名称|单位)[:：]\s*([^\s，,；;:：]+)")
_TITLE = re.compile(r"(.{2,30}?(?:局|委员会|委|办公室|办|中心|厅|署|院|站|队|政府|处))(?:的)?(?:行政|全部)*(?:权力|职权|权责|政务服务)(?:事项)?(?:实施)?(?:清单|目录|一览表|汇总表|库)")
_TOTAL = re.compile(r"共(?:计)?\s*(\d{1,7})\s*项")


@frozen
class Source:
    """What a file gave; ``office_name`` is the office that its titles name."""

    drafts: tuple[Draft, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...] = ()
    office_name: str = ""


def read_source(path: Path, mapping: Mapping[str, str]) -> Source:
    """Read a file by its suffix. Raises :class:`ProblemsFoundError` when it holds no powers that can be read."""
    if not path.is_file():
        raise ProblemsFoundError([IMPORT_DAMAGED.at(path.name, what="no such file")])
    if path.suffix.lower() in {".json", ".yaml", ".yml"}:
        return Source(tuple(read_records(path)), ())
    grids = read_grids(path)
    read = [(grid, drafts_of(grid, mapping, path.name)) for grid in grids]
    sheets = [sheet for _, sheet in read if sheet]
    if not sheets:
        raise ProblemsFoundError([IMPORT_NO_HEADING.at(path.name)])
    asides = [(grid.name, aside) for grid, sheet in read if sheet for aside in sheet.asides]
    texts = [aside.text for _, aside in asides]
    return Source(
        tuple(draft for sheet in sheets for draft in sheet.drafts),
        (*_unread(read), *(Remark(name, aside.number, "", aside.text, "不是事项的文字", "no part of a power") for name, aside in asides if not aside.section),
         *(remark for sheet in sheets for remark in sheet.remarks), *_miscounted(read)),
        tuple(found for sheet in sheets for found in sheet.problems),
        _named_office(texts),
    )


def _named_office(texts: Iterable[str]) -> str:
    """Find the office in the titles of a sheet: who filled it in, or whose list it says it is."""
    for pattern in (_FILLED_BY, _TITLE):
        for text in texts:
            if found := pattern.search(text):
                return found[1]
    return ""


def _unread(read: Iterable[tuple[Grid, SheetDrafts | None]]) -> Iterable[Remark]:
    for grid, sheet in read:
        if sheet is None:
            for number, row in enumerate(grid.rows, 1):
                words = " ".join(one_line(text) for text in row if text.strip())
                if words:
                    yield Remark(grid.name, number, "", words, "这张表没有标题行，未导入", "the sheet has no heading row: not imported")


def _miscounted(read: Iterable[tuple[Grid, SheetDrafts | None]]) -> Iterable[Remark]:
    """Compare the number that a title states (共162项) with the rows, and that of a section with those down to the next."""
    for grid, sheet in read:
        if sheet is None:
            continue
        rows = [draft.row for draft in sheet.drafts]
        sections = [aside.number for aside in sheet.asides if aside.section]
        for aside in sheet.asides:
            stated = _TOTAL.search(aside.text)
            if stated and int(stated[1]) != (count := _counted(aside, rows, sections)):
                yield Remark(grid.name, aside.number, "", aside.text, f"实有 {count} 项", f"there are {count}")


def _counted(aside: Aside, rows: Sequence[int], sections: Sequence[int]) -> int:
    """Count the rows that a title speaks of; rows and the sections' titles come as numbers, from top to bottom."""
    if not aside.section:
        return len(rows)
    begin, following = bisect.bisect(rows, aside.number), bisect.bisect(sections, aside.number)
    return (bisect.bisect_left(rows, sections[following]) if following < len(sections) else len(rows)) - begin
