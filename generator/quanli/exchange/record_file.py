"""A file of records from elsewhere, JSON or YAML, read into plain values: no larger, deeper or odder than a record can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quanli.errors import ProblemsFoundError
from quanli.exchange.sheet import decoded, file_bytes
from quanli.exchange.unreadable import IMPORT_DAMAGED, unreadable
from quanli.records.bounds import DamagedError, UnreadableError
from quanli.records.strict_yaml import parse
from quanli.sheets.grid import CELL_LIMIT

LIMIT = 16 * 1024 * 1024
"""Bytes of a file of records."""
VALUE_LIMIT = 1_500_000
"""Values of a file of records, as many as its commas and brackets say at most."""
_DEPTH, _PLACE = 8, 120
"""Levels of a record with its lists, and characters of a place that is told."""


def read_tree(path: Path) -> Any:
    """Read a file; numbers of JSON stay as they are written. Raises :class:`ProblemsFoundError` for what no record has."""
    name, data = path.name, file_bytes(path, LIMIT)
    try:
        tree = _json(data, name) if path.suffix.lower() == ".json" else _yaml(data, name)
        _check(tree)
    except UnreadableError as error:
        raise unreadable(name, error) from error
    return tree


def _yaml(data: bytes, name: str) -> Any:
    tree, problems = parse(data, name, LIMIT)
    if any(found.severity == "error" for found in problems):
        raise ProblemsFoundError(problems)
    return tree


def _json(data: bytes, name: str) -> Any:
    if sum(map(data.count, (b",", b"{", b"["))) > VALUE_LIMIT:
        raise UnreadableError(f"的值超过 {VALUE_LIMIT} 个", f"holds more than {VALUE_LIMIT} values")
    try:
        return json.loads(decoded(data, name), parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:
        raise ProblemsFoundError([IMPORT_DAMAGED.at(name, what=str(error)[:200])]) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DamagedError(f"“{key[:40]}”写了两次", f'has "{key[:40]}" twice in one object')
        found[key] = value
    return found


def _check(tree: Any) -> None:
    """Hold all values against what a record can have; an error names the place as ``0.materials.2.name``."""
    waiting: list[tuple[str, int, Any]] = [("", 0, tree)]
    while waiting:
        where, depth, value = waiting.pop()
        texts = [value] if isinstance(value, str) else value if isinstance(value, dict) else ()
        for text in texts:
            if len(text) > CELL_LIMIT:
                raise UnreadableError(f"的 {where} 超过 {CELL_LIMIT} 字", f"holds more than {CELL_LIMIT} characters in {where or 'a key'}")
            if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise DamagedError(f"的 {where} 有半个字符", f"has half a character (a lone surrogate) in {where or 'a key'}")
        if isinstance(value, dict | list):
            if depth == _DEPTH:
                raise UnreadableError(f"的 {where} 嵌套超过 {_DEPTH} 层", f"is nested more than {_DEPTH} deep in {where}")
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += ((f"{where}.{key}".strip(".")[:_PLACE], depth + 1, one) for key, one in inner)
