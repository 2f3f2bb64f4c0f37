"""A draft to a power: names to ids, what the model refuses to the note, and the record as the catalogue's reader gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule
from quanli.exchange.citations import LAW_ID
from quanli.exchange.drafts import Draft
from quanli.exchange.registers import Registers
from quanli.exchange.remarks import NotUnderstoodError
from quanli.records.fields import fields_of
from quanli.records.read import read_record
from quanli.records.write import dump
from quanli.sheets.clean import key_of

IMPORT_CATEGORY = Rule(
    "IMPORT_CATEGORY", "error",
    zh="{sheet} 第 {row} 行“{name}”没有权力类别", en='row {row} of {sheet}, "{name}", has no category',
    hint_zh="增加“权力类别”一栏，可填：{allowed}", hint_en="add a column 权力类别 with one of: {allowed}",
)
IMPORT_ROW = Rule(
    "IMPORT_ROW", "error",
    zh="{sheet} 第 {row} 行：{field}：{what_zh}", en="row {row} of {sheet}: {field}: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)

_NEEDED = ("code", "name", "category", "office")
_UNIT = NotUnderstoodError("机关文件里没有这个机构，文件有批注，不宜改写", "the office's file has no such unit and may not be rewritten")
_WINDOW = NotUnderstoodError("机关文件里没有这个窗口，文件有批注，不宜改写", "the office's file has no such window and may not be rewritten")
_SAID = NotUnderstoodError("机关文件里这个窗口写的不同", "the office's file says otherwise of this window")
_PARENT = NotUnderstoodError("没有以此为名称或编码的主项", "no main item has this name or code")


def link(draft: Draft, registers: Registers, codes: Mapping[str, str]) -> None:
    """Put ids in the place of names; ``codes`` gives the code of a power by its compared name or code."""
    values = draft.values
    _unit(draft, registers)
    _windows(draft, registers)
    for entry in values.get("basis", ()):
        entry["law"] = registers.law(entry["law"], entry.pop(LAW_ID, ""))
    parent = values.pop("parent", "")
    if parent:
        code = codes.get(key_of(parent), parent if parent.isascii() else "")
        if code:
            values["parent"] = code
        else:
            draft.misunderstood("主项", parent, _PARENT)


def _unit(draft: Draft, registers: Registers) -> None:
    text = draft.values.pop("unit", "")
    unit = registers.part(draft.values["office"], "units", text) if text else ""
    if unit:
        draft.values["unit"] = unit
    elif text:
        draft.misunderstood("承办机构", text, _UNIT)


def _windows(draft: Draft, registers: Registers) -> None:
    channels = draft.values.get("channels", {})
    found = []
    for text in channels.pop("windows", ()):
        facts = draft.windows.get(text, {})
        window = registers.part(draft.values["office"], "windows", text, facts)
        if window:
            found.append(window)
            differing = registers.differing(draft.values["office"], window, facts)
            if differing:
                draft.misunderstood("办理地点", f"{text}：{'；'.join(differing)}", _SAID)
        else:
            draft.misunderstood("办理地点", text, _WINDOW)
    if found:
        channels["windows"] = found
    if not channels:
        draft.values.pop("channels", None)


def settle(draft: Draft, file: str) -> tuple[Power | None, list[Problem]]:
    """Make the power. A field that the model refuses goes to the note; what is wrong even so stops the import."""
    values = draft.values
    _refused(draft, *_read(values))
    if draft.notes:
        values["note"] = "\n\n".join((*filter(None, [values.get("note")]), *draft.notes))
    power, problems = _read(values)
    errors = [found for found in problems if found.severity == "error"]
    return power, [
        IMPORT_ROW.at(
            file, found.path, sheet=draft.sheet, row=draft.row, field=found.field,
            what_zh=found.message("zh"), what_en=found.message("en"), hint_zh=found.hint("zh"), hint_en=found.hint("en"),
        )
        for found in errors
    ]  # fmt: skip


def _read(values: Mapping[str, Any]) -> tuple[Power | None, list[Problem]]:
    return read_record(dump(values).encode("utf-8", "surrogatepass"), "", Power)


def _refused(draft: Draft, _power: Power | None, problems: list[Problem]) -> None:
    for found in problems:
        key = str(found.path[0]) if found.path else ""
        if found.severity == "error" and key not in _NEEDED and key in draft.values:
            text = _words(draft.values.pop(key))
            draft.misunderstood(fields_of(Power)[key].about.zh, text, NotUnderstoodError(found.message("zh"), found.message("en")))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else dump({"_": value}).removeprefix("_:").strip()


def category_problem(draft: Draft, file: str) -> Problem | None:
    """Say that a row has no category: neither a column, nor a section, nor the number in its national code tells it."""
    if draft.values.get("category"):
        return None
    allowed = "、".join(term.zh for term in terms.CATEGORIES.values())
    return IMPORT_CATEGORY.at(file, sheet=draft.sheet, row=draft.row, name=draft.values["name"], allowed=allowed)
