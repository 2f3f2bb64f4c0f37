"""What a workbook holds besides its cells (ISO/IEC 29500-1, 18): formulas that fetch, connections, macro sheets, hidden sheets and rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quanli.forms.findings import (
    COMMENTS,
    MACRO,
    TRACKED,
    Finding,
    author,
    embedded,
    hidden,
    leads,
    loads,
    names_person,
)
from quanli.forms.part import Part, Starts, Texts, is_set, value
from quanli.records.bounds import Allowance, UnreadableError

_LIMIT = 32_768
"""Characters of a formula; Excel takes 8,192."""
_EACH = 30
_SUSPECT = re.compile(r"[|\[]|SERVICE|IMAGE|RTD|REQUEST|DDE|CALL|REGISTER|EXEC|FOPEN|RUN|HYPERLINK", re.IGNORECASE)
_STRING = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"'[^']*'!")
_FETCHING = re.compile(r"(?<![\w.])(?:_xlfn\.|_xll\.)?(WEBSERVICE|IMAGE|RTD|SQL\.REQUEST|DDE)\s*\(", re.IGNORECASE)
_RUNNING = re.compile(r"(?<![\w.])(?:_xlfn\.)?(CALL|REGISTER(?:\.ID)?|EXEC|FOPEN|RUN)\s*\(", re.IGNORECASE)
_LINKED = re.compile(r'(?<![\w.])HYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
_OTHER_BOOK = re.compile(r"'([^'\[\]\\/:]*[\\/:][^'\[\]]*\[[^'\]]*\][^']*)'!")
_EXCHANGED = re.compile(r"([\w.'-]{1,60})\s*\|")
_ADDRESS = re.compile(r'"\s*((?:https?:|ftp:|file:|\\\\)[^"]*)"', re.IGNORECASE)
_ROWS, _SHEETS = hidden("隐藏的行", "hidden rows"), hidden("隐藏的工作表（{}）", "a hidden sheet ({})")
_OWNER = re.compile(r"[\\/](?:Users|Documents and Settings)[\\/]([^\\/]+)[\\/]", re.IGNORECASE)


def formula_findings(formula: str, allowed: Allowance) -> list[Finding]:
    """Judge a formula: functions that fetch or run, another program's data (DDE: ``program|topic!item``), another file's cells."""
    if len(formula) > _LIMIT:
        raise UnreadableError(f"有一个公式超过 {_LIMIT} 字", f"has a formula of more than {_LIMIT} characters")
    if not _SUSPECT.search(formula):
        return []
    allowed.take(_EACH + len(formula))
    found: list[Finding] = []
    bare = _STRING.sub('""', formula)
    fetching = _FETCHING.search(bare)
    if fetching:
        address = _ADDRESS.search(formula)
        found.append(loads(address[1] if address else fetching[1].upper()))
    if _RUNNING.search(bare):
        found.append((MACRO, {}))
    for link in _LINKED.finditer(formula):
        found += leads(link[1])
    found += (loads(book[1]) for book in _OTHER_BOOK.finditer(bare))
    exchange = _EXCHANGED.search(_SHEET.sub("", bare))
    if exchange:
        found.append(loads(formula[max(0, formula.find("|") - 60) :]))
    return found


def _formula(part: Part, text: str) -> None:
    for finding in formula_findings(text, part.allowed):
        part.say(finding)


def _exchange(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    part.say(loads(f"{value(attributes, 'ddeService')}|{value(attributes, 'ddeTopic')}"))


def _source(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Name the database, page or file of a connection, which is read when the workbook is refreshed."""
    names = ("connection", "url", "sourceFile", "name")
    part.say(loads(next(filter(None, (value(attributes, name) for name in names)), part.name)))


def _name(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Judge a defined name: one that is a macro's, or that runs by itself."""
    runs = any(value(attributes, key) and is_set(value(attributes, key)) for key in ("xlm", "vbProcedure", "macro"))
    name = value(attributes, "name").lower().removeprefix("_xlnm.")
    if runs or name.startswith(("auto_open", "auto_close", "auto_activate", "auto_deactivate")):
        part.say((MACRO, {}))


def _sheet(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    if value(attributes, "state") in {"hidden", "veryHidden"}:
        rule, words = _SHEETS
        name = value(attributes, "name")[:40]
        part.say((rule, {key: text.format(name) for key, text in words.items()}))


def _row(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    unseen = attributes.get("hidden", "")
    part.unseen = bool(unseen) and is_set(unseen)


def _filled(part: Part, _: str) -> None:
    if part.unseen and part.root == "worksheet":
        part.say(_ROWS)


def _reserved(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Find who reserved the workbook, or works in it."""
    for key in ("userName", "name"):
        if names_person(value(attributes, key)):
            part.say(author(value(attributes, key)))


def _saved_at(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    owner = _OWNER.search(value(attributes, "url"))
    if owner and names_person(owner[1]):
        part.say(hidden(f"保存位置里的用户名（{owner[1][:40]}）", f"a user's name in the place where it was saved ({owner[1][:40]})"))


def _mashup(part: Part, _: str, __: Mapping[str, str]) -> None:
    part.say(embedded("数据查询", "a data query"))


ROOTS: Mapping[str, Finding] = {
    "macrosheet": (MACRO, {}),
    "comments": COMMENTS,
    "commentsEx": COMMENTS,
    "commentsIds": COMMENTS,
    "ThreadedComments": COMMENTS,
    "personList": COMMENTS,
    "people": COMMENTS,
    "headers": TRACKED,
    "revisions": TRACKED,
}
"""What the outermost elements of parts say of them, of Word's parts too."""
STARTS: Starts = {
    "ddeLink": _exchange,
    "webPr": _source,
    "dbPr": _source,
    "textPr": _source,
    "definedName": _name,
    "sheet": _sheet,
    "row": _row,
    "fileSharing": _reserved,
    "userInfo": _reserved,
    "absPath": _saved_at,
    "DataMashup": _mashup,
}
TEXTS: Texts = {**dict.fromkeys(("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"), _formula), "v": _filled}
