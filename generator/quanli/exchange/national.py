"""Records of the national service-item tables (政务服务事项基本目录和实施清单): elements to fields by ``About.national``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.national_table import limit_parts
from quanli.catalogue.power import Material, Power, Question, SpecialStep
from quanli.errors import ProblemsFoundError, Rule
from quanli.exchange import reading
from quanli.exchange.drafts import Draft
from quanli.exchange.headings import Column
from quanli.exchange.national_parts import FILES, PARTS
from quanli.exchange.record_file import read_tree
from quanli.exchange.remarks import NotUnderstoodError
from quanli.exchange.sheet_rows import IMPORT_NO_NAME, level_of
from quanli.exchange.targets import targets
from quanli.records.fields import Field, fields_of
from quanli.sheets.clean import one_line, prose
from quanli.sheets.vocabulary import term_of

IMPORT_NO_RECORD = Rule(
    "IMPORT_NO_RECORD", "error",
    zh="不是国家政务服务事项的记录：没有 task_name",
    en="this is no record of the national service-item tables: there is no task_name",
    hint_zh="一个文件写一条记录，或写记录的列表", hint_en="a file holds one record, or a list of records",
)

Element = Mapping[str, Any]
_DIGITS = 6
"""Digits of a number of days."""
_NO_FIELD = NotUnderstoodError("国家要素表中的这一项没有对应的字段", "no field belongs to this element")
_LABELS = MappingProxyType({
    "handle_flow": "办理流程", "punishment_method": "处罚的行为、种类、幅度", "form_guid": "空白表格", "example_guid": "示例样表",
    "result_guid": "结果样本", "task_handle_item": "业务办理项编码",
    "authority_division": "权限划分", "project_type": "办件类型", "task_version": "版本", "handle_type": "办理形式",
    "areacode": "行政区划代码", "exercise_content": "行使内容", "task_state": "状态", "special_name": "特别程序代码",
    "page_num": "页数", "page_format": "纸张规格", "sign_ask": "签字签章要求", "ordernum": "序号",
})  # fmt: skip


def read_records(path: Path) -> list[Draft]:
    """Read a .json or .yaml file that holds one record or a list of them."""
    name, tree = path.name, read_tree(path)
    records = tree if isinstance(tree, list) else [tree]
    if not records or not all(isinstance(one, dict) and "task_name" in one for one in records):
        raise ProblemsFoundError([IMPORT_NO_RECORD.at(name)])
    drafts = [_Reader(name, number, record).draft() for number, record in enumerate(records, 1)]
    unnamed = [IMPORT_NO_NAME.at(name, (), sheet=name, row=draft.row) for draft in drafts if not draft.values.get("name")]
    if unnamed:
        raise ProblemsFoundError(unnamed)
    return drafts


class _Reader:
    """Reads one record; an element that nobody asked for is not understood."""

    def __init__(self, name: str, number: int, record: Element) -> None:
        self.record = record
        self.draft_ = Draft(name, number, repeats=True)
        self.left = {key: value for key, value in record.items() if value not in (None, "", [], {})}

    def draft(self) -> Draft:
        """Read everything."""
        self._codes()
        self._office()
        for key, read in _COMPOSED.items():
            self._composed(key, read)
        for read_parts in PARTS:
            read_parts(self.left, self.draft_)
        self._lists()
        for target, field in targets().items():
            element = field.about.national
            if target != "channels.online" and element in self.left and isinstance(self.left[element], str):
                self._cell(target, element)
        for key, value in self.left.items():
            self.draft_.misunderstood(_LABELS.get(key, key), _flat(value), _NO_FIELD)
        return self.draft_

    def take(self, key: str) -> str:
        """Take an element out of the record, as a text whatever it is."""
        return _words(self.left.pop(key, ""))

    def _put(self, target: str, value: Any, element: str, text: str) -> None:
        if not self.draft_.put(target, value):
            self.draft_.misunderstood(element, text, NotUnderstoodError("这个字段已有内容", "this field is filled already"))

    def _cell(self, target: str, element: str) -> None:
        text = self.take(element)
        try:
            value = reading.value_of(Column(0, _LABELS.get(element, element), target=target), text)
        except NotUnderstoodError as why:
            self.draft_.misunderstood(_LABELS.get(element, element), text, why)
            return
        if value is not None:
            self._put(target, value, element, text)

    def _codes(self) -> None:
        if self.left.get("task_state") == terms.STATES["active"].national:
            self.take("task_state")  # a power without a log is active
        national, local = one_line(self.take("task_code")), one_line(self.take("local_code"))
        self.draft_.values["code"] = local or national
        if national:
            self.draft_.values["national_code"] = national
        if self.left.get("catalog_code") == national[19:31]:
            self.take("catalog_code")

    def _office(self) -> None:
        self.draft_.office = one_line(self.take("dept_name"))
        facts = {"credit_code": one_line(self.take("dept_code")).upper(), "level": "", "nature": ""}
        nature = self.take("dept_type")
        facts["nature"] = next((key for key, term in terms.OFFICE_NATURES.items() if term.national == nature), "")
        if nature and not facts["nature"]:
            self.draft_.misunderstood("dept_type", nature, _NO_FIELD)
        facts["level"] = term_of(fields_of(Power)["level"], str(self.left.get("use_level", "")))
        if facts["level"] and level_of(_words(self.left.get("areacode", ""))) == facts["level"]:
            self.draft_.keep(_LABELS["areacode"], self.take("areacode"))
        self.draft_.office_facts |= {key: fact for key, fact in facts.items() if fact}

    def _composed(self, target: str, read: Callable[[_Reader], Any]) -> None:
        value = read(self)
        if value:
            self._put(target, value, target, str(value))

    def _lists(self) -> None:
        for element, (target, record) in _LISTS.items():
            entries = self.left.get(element)
            if not isinstance(entries, list):
                continue
            made = [_entry(entry, record) for entry in entries if isinstance(entry, dict)]
            if made:
                made = [] if record is Material and _says_none(made) else made
                self.left.pop(element)
                self._put(target, made, element, _flat(entries))


def _limit(name: str) -> Callable[[_Reader], Any]:
    def read(reader: _Reader) -> dict[str, Any] | None:
        amount, unit = reader.left.get(f"{name}_day", ""), reader.left.get(f"{name}_type", "")
        key = next((key for key, term in terms.LIMIT_UNITS.items() if term.national == unit), "")
        if not _is_count(amount) or not key:
            return None
        reader.take(f"{name}_day")
        reader.take(f"{name}_type")
        return {"amount": int(amount), "unit": key} | limit_parts(prose(reader.take(f"{name}_day_explain")))

    return read


def _redress(reader: _Reader) -> str:
    """Join what is said of reconsideration and of lawsuits."""
    return "\n\n".join(prose(text) for key in ("reconsiderat", "litigation") if (text := reader.take(key)))


def _summary(reader: _Reader) -> str:
    text = prose(_words(reader.left.get("exercise_content", "")))
    return prose(reader.take("exercise_content")) if text and len(text) <= fields_of(Power)["summary"].limit else ""


_COMPOSED: Mapping[str, Callable[[_Reader], Any]] = MappingProxyType({
    "time_limits.statutory": _limit("anticipate"),
    "time_limits.promised": _limit("promise"),
    "redress": _redress,
    "summary": _summary,
})
_LISTS: Mapping[str, tuple[str, type]] = MappingProxyType({
    "materials": ("materials", Material), "material": ("materials", Material),
    "special": ("special_steps", SpecialStep), "qa": ("faq", Question),
    "questions": ("faq", Question),
})  # fmt: skip


def _entry(entry: Element, record: type) -> dict[str, Any]:
    """Read an entry of a list by its record's elements; what has no field is said in its note, or its basis."""
    left = {key: _words(value) for key, value in entry.items() if value not in (None, "")}
    made: dict[str, Any] = {}
    for key, field in fields_of(record).items():
        element = field.about.national
        text = left.get(element, "")
        if element in FILES:
            found = FILES[element].match(text)
            text = found["id"] if found else ""
        if not text:
            continue
        if field.shape == "record":
            made |= _special_limit(key, left)
            continue
        value = _value(field, text)
        if value is not None:
            made[key] = value
            left.pop(element)
    left.pop("ordernum", "")
    if record is SpecialStep:
        made = _named_step(made, left)
    words = "；".join(f"{_LABELS.get(key, key)}：{one_line(value)}" for key, value in left.items())
    at = {Material: "note", SpecialStep: "basis", Question: "a"}[record]
    return made | ({at: "；".join(filter(None, (made.get(at, ""), words)))} if words else {})


def _says_none(made: list[dict[str, Any]]) -> bool:
    """Tell whether a list of materials has one entry, which says that there are none."""
    return len(made) == 1 and set(made[0]) == {"name"} and reading.value_of(Column(0, "", target="materials"), made[0]["name"]) == []


def _value(field: Field, text: str) -> Any:
    try:
        return reading.scalar(field, text)
    except NotUnderstoodError:
        return None


def _special_limit(key: str, left: dict[str, str]) -> dict[str, Any]:
    unit = next((name for name, term in terms.LIMIT_UNITS.items() if term.national == left.get("special_date_type")), "")
    if not unit or not _is_count(left["special_date"]):
        return {}
    left.pop("special_date_type")
    return {key: {"amount": int(left.pop("special_date")), "unit": unit}}


def _named_step(made: dict[str, Any], left: dict[str, str]) -> dict[str, Any]:
    """Name a special step: the table gives a number, its description begins with the words (机构评审：…)."""
    title, colon, ground = str(made.get("basis", "")).partition("：")
    if made.get("name", "").isdigit() and colon and len(title) <= 20:
        left["special_name"] = made["name"]
        return made | {"name": title, "basis": ground}
    return made


def _is_count(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _DIGITS


def _words(value: Any) -> str:
    return value if isinstance(value, str) else _flat(value)


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{_LABELS.get(key, key)}：{_flat(one)}" for key, one in value.items())
    return "；".join(map(_flat, value)) if isinstance(value, list) else one_line(str(value))

