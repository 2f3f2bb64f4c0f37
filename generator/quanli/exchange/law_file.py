"""Adds laws to the register ``content/laws.yaml`` without touching what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quanli.catalogue.content_kinds import LAWS
from quanli.catalogue.law import LawRegister
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.records.read import REQUIRED, read_record
from quanli.records.write import dump, plain

IMPORT_LAWS = Rule(
    "IMPORT_LAWS", "error",
    zh="法规登记表的写法不便追加：{titles}",
    en="the register of laws is not written so that laws can be added at its end: {titles}",
    hint_zh="每部法规写成单独一段，或自行登记这些法规",
    hint_en="write each law as a block of its own, or add these laws yourself",
)

_FIRST_ENTRY = re.compile(r"^( *)- ", re.MULTILINE)
_EMPTY_LIST = re.compile(r"^laws:[ \t]*(?:\[[ \t]*\])?[ \t]*$", re.MULTILINE)


def with_laws(before: str, laws: Sequence[Mapping[str, Any]]) -> str:
    """Give the register's text with ``laws`` at its end, in the file's own indentation; comments stay.

    Raises :class:`ProblemsFoundError` when the list is not one entry a block, so that nothing can be put at its end.
    """
    if not before.strip():
        before = "laws:\n"
    first = _FIRST_ENTRY.search(before)
    entries = dump({"laws": list(laws)}).partition("\n")[2]
    if first:
        entries = re.sub("^  ", first[1], entries, flags=re.MULTILINE)
        text = before.rstrip("\n") + "\n" + entries
    else:
        text = _EMPTY_LIST.sub("laws:", before).rstrip("\n") + "\n" + entries
    old, errors = _laws(before)
    if errors:
        raise ProblemsFoundError(errors)
    new, errors = _laws(text)
    if errors or new[: len(old)] != old or len(new) != len(old) + len(laws):
        raise ProblemsFoundError([IMPORT_LAWS.at(LAWS.file(), titles="、".join(f"《{law['title']}》" for law in laws))])
    return text


def _laws(text: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    register, faults = read_record(text.encode(), LAWS.file(), LawRegister, LAWS.limit)
    errors = [fault for fault in faults if fault.severity == "error" and fault.rule != REQUIRED]
    return [plain(law) for law in register.laws] if register else [], errors
