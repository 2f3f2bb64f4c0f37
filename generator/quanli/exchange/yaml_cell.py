"""A cell that holds a field as YAML, because no words of a clerk would carry all of it (flows, questions, materials)."""

from __future__ import annotations

from typing import Any

from quanli.catalogue.power import Power
from quanli.exchange.remarks import NotUnderstoodError
from quanli.records.read import read_record
from quanli.records.write import dump, plain

FIRST_LINE = "# YAML"
_FRAME = b"code: x\nname: x\ncategory: other\noffice: x\n"
_FRAME_KEYS = ("code", "name", "category", "office")


def is_yaml(text: str) -> bool:
    """Tell whether a cell is written as YAML."""
    return text.partition("\n")[0].strip() == FIRST_LINE


def written(target: str, value: Any) -> str:
    """Write the field ``target`` (``flows``, ``time_limits.promised``) as YAML."""
    key, _, inner = target.partition(".")
    return f"{FIRST_LINE}\n{dump({key: {inner: value} if inner else value})}"


def value_of(target: str, text: str) -> Any:
    """Read the cell back; raises :class:`NotUnderstoodError` when it is not the field's YAML."""
    key, _, inner = target.partition(".")
    frame = _FRAME if key not in _FRAME_KEYS else b"".join(line for line in _FRAME.splitlines(keepends=True) if not line.startswith(key.encode()))
    power, problems = read_record(frame + text.encode("utf-8", "surrogatepass"), "", Power)
    wrong = next((found for found in problems if found.severity == "error"), None)
    if power is None or wrong:
        raise NotUnderstoodError(
            f"YAML 有误：{wrong.message('zh') if wrong else ''}", f"the YAML is wrong: {wrong.message('en') if wrong else ''}"
        )
    value = plain(power).get(key)
    return value.get(inner) if inner and isinstance(value, dict) else value
