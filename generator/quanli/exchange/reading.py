"""A cell's words to the plain value of its field, as YAML would hold it.

Names of offices, units, windows and laws stay names here: :mod:`quanli.exchange.registers` knows their ids.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue.power import Contact, Online, Result
from quanli.catalogue.terms import BASIS_ROLES
from quanli.exchange import yaml_cell
from quanli.exchange.citations import LAW_ID, citations
from quanli.exchange.durations import duration
from quanli.exchange.headings import Column
from quanli.exchange.remarks import NotUnderstoodError
from quanli.exchange.targets import targets
from quanli.records.fields import Field, fields_of
from quanli.records.scalars import convert
from quanli.sheets.clean import key_of, one_line, prose, says_nothing
from quanli.sheets.vocabulary import term_of, words

_FREE = frozenset({"无", "否", "0", "不收费", "不收取", "免费", "不收", "无收费", "不收取费用", "不收取任何费用"})
_NO_MATERIALS = frozenset({"无", "无需材料", "不需要材料", "不需要", "无需提交材料"})
_NUMBERED = re.compile(r"\s{0,9}(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）])\s*")
_ITEMS = re.compile(r"[\n；;]+")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?\Z")
_EPOCH = datetime.date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar (ECMA-376, 18.17.4.1)."""
_FLAGS = MappingProxyType({"是": "true", "否": "false", "true": "true", "false": "false", "1": "true", "0": "false"})
_VISITS = re.compile(r"(?:最多|至多|跑|到现场|办事现场|次数|[:：\s])*(\d{1,2})\s*次?\Z")


def value_of(column: Column, text: str) -> Any:
    """Give the value of a cell, None when it says nothing.

    Raises :class:`NotUnderstoodError` when its words have no meaning for the column's field.
    """
    target = column.target
    if yaml_cell.is_yaml(text):
        value = yaml_cell.value_of(target, text)
        return [{**entry, LAW_ID: entry["law"]} for entry in value or ()] if target == "basis" else value
    special = _SPECIAL.get(target)
    if special:
        return special(text, column)
    if says_nothing(text):
        return None
    field = targets()[target]
    if field.shape == "scalar":
        return scalar(field, text)
    if field.shape == "scalars":
        return _several(field, text)
    raise NotUnderstoodError("这一栏只能写成 YAML", "this column can only be written as YAML")


def scalar(field: Field, text: str) -> Any:
    """Type a single value by its field's kind, mending what a typist's hand leaves."""
    kind = field.about.kind
    if kind == "choice":
        found = term_of(field, one_line(text))
        if not found:
            terms = "、".join(term.zh for term in (field.about.choices or {}).values())
            raise NotUnderstoodError(f"不是其中之一：{terms}", f"it is none of: {terms}")
        return found
    plain = prose(text) if kind == "prose" else one_line(text)
    if kind == "phone":
        plain = re.sub("[—–－]+", "-", plain)
    elif kind == "date":
        plain = _day(plain)
    elif kind in {"integer", "number"}:
        plain = re.sub(r"\.0+\Z", "", plain)
    elif kind == "flag":
        plain = _FLAGS.get(key_of(plain), plain)
    value, faults = convert(plain, field)
    for problem in (rule.at("", **args) for rule, args in faults):
        if problem.severity == "error":
            raise NotUnderstoodError(problem.message("zh"), problem.message("en"))
    return value


def _day(text: str) -> str:
    found = _DATE.match(text)
    if found:
        year, month, day = map(int, found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    if _SERIAL.match(text):
        return (_EPOCH + datetime.timedelta(days=int(float(text)))).isoformat()
    return text


def _several(field: Field, text: str) -> list[Any]:
    if field.about.kind == "choice":
        return list(dict.fromkeys(scalar(field, word) for word in words(text)))
    entries = items(text, prose) if field.about.kind == "prose" else words(one_line(text))
    return [scalar(field, entry) for entry in entries]


def items(text: str, cleaned: Callable[[str], str]) -> list[str]:
    """Part a cell that lists entries: by their numbers where each line has one, else by lines."""
    lines = [line for line in cleaned(text).split("\n") if line.strip()]
    if len(lines) > 1 and all(_NUMBERED.match(line) for line in lines):
        return [_NUMBERED.sub("", line, count=1).strip() for line in lines]
    return lines


def _names(text: str) -> list[str]:
    """Part a cell that lists names."""
    lines = [_NUMBERED.sub("", part, count=1) for part in _ITEMS.split(text)]
    return [name for line in lines if (name := one_line(line))]


def _basis(text: str, column: Column) -> list[dict[str, Any]] | None:
    if says_nothing(text):
        return None
    found, left = citations(one_line(text) if "\n" not in text else prose(text))
    if not found or left:
        what = left[:60]
        raise PartlyUnderstoodError(found, f"不是《…》第…条：{what}", f"no citation: {what}")
    role = next((key for key, term in BASIS_ROLES.items() if term.zh == column.heading and key != "establishes"), "")
    return [entry if "role" in entry or not role else {**entry, "role": role} for entry in found]


def _limit(text: str, column: Column) -> dict[str, Any] | None:
    if says_nothing(text):
        return None
    limit = duration(one_line(text), column.unit)
    if limit is None:
        raise NotUnderstoodError("其中没有唯一的时限", "it states no single limit")
    return limit


def _fees(text: str, _column: Column) -> list[dict[str, Any]] | None:
    key = key_of(text).strip("。.；;")
    if key in _FREE:
        return []
    if says_nothing(text):
        return None
    if key in {"是", "1", "收费"}:
        raise NotUnderstoodError("收费，但没有写明项目和标准", "there is a fee, but neither its name nor its amount")
    return [{"name": "收费", "standard": prose(text)}]


def _materials(text: str, _column: Column) -> list[dict[str, Any]] | None:
    if key_of(text) in _NO_MATERIALS:
        return []
    return None if says_nothing(text) else [{"name": name} for name in _names(text)]


def _results(text: str, _column: Column) -> list[dict[str, Any]] | None:
    """Read results, one a line, each perhaps with its type: 营业执照〔证照〕."""
    return None if says_nothing(text) else [_with_term(name, "name", fields_of(Result)["type"]) for name in _names(text)]


def _with_term(text: str, key: str, field: Field) -> dict[str, Any]:
    found = re.fullmatch(r"(.+)〔([^〔〕]+)〕", text)
    term = term_of(field, found[2]) if found else ""
    return {key: found[1], field.key: term} if found and term else {key: text}


def _questions(text: str, _column: Column) -> list[dict[str, Any]] | None:
    """Read 问：… 答：…, each on a line of its own."""
    if says_nothing(text):
        return None
    pairs = re.findall(r"^问[:：](.+)\n答[:：]((?:.|\n(?!问[:：]))+)$", prose(text), re.MULTILINE)
    if not pairs:
        raise NotUnderstoodError("没有写成“问：”“答：”", "it is not written as 问： and 答：")
    return [{"q": question.strip(), "a": answer.strip()} for question, answer in pairs]


def _contact(text: str, _column: Column) -> dict[str, Any] | None:
    if says_nothing(text):
        return None
    try:
        return {"phone": scalar(fields_of(Contact)["phone"], text)}
    except NotUnderstoodError:
        return {"note": prose(text)}


def _windows(text: str, _column: Column) -> list[str] | None:
    return None if says_nothing(text) else _names(text)


def _online(text: str, _column: Column) -> dict[str, Any] | None:
    if says_nothing(text):
        return None
    found = _with_term(one_line(text), "url", fields_of(Online)["depth"])
    if not re.match(r"https?://\S+\Z", found["url"]):
        raise NotUnderstoodError("不是网址", "it is no address of a web page")
    return found


def _visits(text: str, _column: Column) -> int | None:
    if says_nothing(text):
        return None
    found = _VISITS.match(one_line(text))
    if not found:
        raise NotUnderstoodError("不是次数", "it is no number of times")
    return int(found[1])


def _states(text: str, _column: Column) -> None:
    """Read the state now: a power without a log is active; any other state needs a day and a document."""
    if not says_nothing(text) and key_of(text) not in {"在用", "有效", "正常", "现行有效", "active", "1"}:
        raise NotUnderstoodError("状态变动须有日期和文件", "a change of state needs its day and document")


class PartlyUnderstoodError(NotUnderstoodError):
    """Some of a cell's words were understood: ``value`` holds those."""

    def __init__(self, value: Any, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.value = value


def _name(text: str, _column: Column) -> str | None:
    """Read a name for which the registers have an id."""
    return None if says_nothing(text) else one_line(text)


_SPECIAL: Mapping[str, Callable[[str, Column], Any]] = MappingProxyType({
    "unit": _name,
    "parent": _name,
    "basis": _basis,
    "time_limits.statutory": _limit,
    "time_limits.promised": _limit,
    "time_limits.correction": _limit,
    "fees": _fees,
    "materials": _materials,
    "results": _results,
    "faq": _questions,
    "contact": _contact,
    "complaint": _contact,
    "channels.windows": _windows,
    "channels.online": _online,
    "channels.visits": _visits,
    "states": _states,
})
