"""The message of the commit that proposes a change: what it does to which item, in a line, in sentences, and in trailers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from quanli.approval.statement import STATEMENTS
from quanli.history.change import Change, sentence
from quanli.history.founding import ROLES
from quanli.history.kinds import KINDS
from quanli.history.naming import one_line
from quanli.review.changed import FileReview

_SUBJECT = 72
"""Characters of a subject that lists still show whole."""
_SHORT = 24
"""Characters of a value that a subject may hold."""
_UNIT = re.compile(r"(\d[\d.,]*)( ?\D*)")


def message_of(files: Sequence[FileReview], subject: str, trailers: Mapping[str, str], more: Iterable[str] = ()) -> str:
    """Write a commit's message, with ``more`` lines behind its sentences; what a person typed stays on its line."""
    first = one_line(subject) or subject_of(files)
    lines = [f"{key}: {one_line(trailers[key])}" for key in (*STATEMENTS, *ROLES) if trailers.get(key, "").strip()]
    body = [f"- {one_line(text)}" for text in (*sentences_of(files), *more)]
    first = first if len(first) <= _SUBJECT else first[: _SUBJECT - 1] + "…"
    return "\n\n".join("\n".join(part) for part in ([first], body, lines) if part) + "\n"


def sentences_of(files: Iterable[FileReview]) -> list[str]:
    """Say each change with what it is of: its item, or the office, guide or register; what is new or gone as a whole names itself."""
    return [_with_its_name(file, change) for file in files for change in file.changes]


def _with_its_name(file: FileReview, change: Change) -> str:
    said = sentence(change)
    if file.code:
        return f"{file.code} {said}"
    return f"{file.title}：{said}" if change.path and file.title else said


def subject_of(files: Sequence[FileReview]) -> str:
    """Say in a line what a change does: its item by code and name, and the change itself where it is one and short."""
    changed = [file for file in files if file.changes]
    if not changed:
        return "整理格式"
    count = sum(len(file.changes) for file in changed)
    first = _named(changed[0])
    if len(changed) == 1:
        said = _short(changed[0].changes[0])
        return f"{first}：{said}" if count == 1 else f"{first}：{said} 等 {count} 处变更"
    kinds = {kind for file in changed for kind in file.kinds}
    what = "、".join(term.zh for kind, term in KINDS.items() if kind in kinds)
    return f"{first} 等 {len(changed)} 处：{what}"


def _named(file: FileReview) -> str:
    """Name what a file holds."""
    name = str(getattr(file.after or file.before, "name", "") or "")
    return one_line(f"{file.code} {name}" if file.code else file.title or name or file.path)


def _short(change: Change) -> str:
    """Say a change in a few words: 承诺时限 20 → 15 个工作日."""
    before, after = one_line(change.before), one_line(change.after)
    if change.action != "changed":
        return f"{'新增' if change.action == 'added' else '取消'}{change.label}"
    if max(len(before), len(after)) > _SHORT:
        return f"{change.label}有变"
    numbers = _UNIT.fullmatch(before), _UNIT.fullmatch(after)
    if numbers[0] and numbers[1] and numbers[0][2] == numbers[1][2]:
        before = numbers[0][1]
    return f"{change.label} {before} → {after}"
