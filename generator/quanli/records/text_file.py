"""A file of the catalogue as text: its size, its encoding, and what is wrong with its characters as such."""

from __future__ import annotations

import re

from quanli.errors import Problem, Rule
from quanli.personal.masking import masked_at, personal_numbers
from quanli.records.characters import has_unusual_characters, misleading_characters, personal_faults

TOO_BIG = Rule(
    "TOO_BIG", "error",
    zh="文件有 {size} 字节，上限 {limit} 字节", en="the file has {size} bytes, the limit is {limit}",
    hint_zh="把长文移到附件或指南中", hint_en="move long text to an attachment or a guide",
)
CONFLICT_MARKER = Rule(
    "CONFLICT_MARKER", "error",
    zh="文件里还有合并冲突标记“{mark}”", en='the file still has the merge conflict mark "{mark}"',
    hint_zh="解决冲突后删去 <<<<<<<、=======、>>>>>>> 各行",
    hint_en="resolve the conflict and remove the <<<<<<<, ======= and >>>>>>> lines",
)
EMPTY_FILE = Rule(
    "EMPTY_FILE", "error",
    zh="文件是空的", en="the file is empty",
    hint_zh="填写内容，或删去此文件", hint_en="fill it in, or delete it",
)
NOT_UTF8 = Rule(
    "NOT_UTF8", "error",
    zh="文件不是 UTF-8 编码（看来是 {encoding}）", en="the file is not UTF-8 (it looks like {encoding})",
    hint_zh="另存为 UTF-8", hint_en="save it again as UTF-8",
)
LFS_POINTER = Rule(
    "LFS_POINTER", "error",
    zh="{path} 只是 git-lfs 指针", en="{path} is an LFS pointer",
    hint_zh="运行 git lfs pull", hint_en="run git lfs pull",
)

POINTER = b"version https://git-lfs.github.com/spec/v1"
"""How a file begins that git-lfs has not fetched."""
SIZE_LIMIT = 192 * 1024
"""Bytes. A register may be larger: its reader passes its own limit."""
_MARKS = re.compile(r"^(<<<<<<< .*|=======|>>>>>>> .*)$", re.MULTILINE)
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode(data: bytes, file: str, limit: int = SIZE_LIMIT) -> tuple[str | None, list[Problem]]:
    """Decode a file and look for what is wrong with its text as such; numbers of persons are masked in the text given."""
    if len(data) > limit:
        return None, [TOO_BIG.at(file, line=1, column=1, size=len(data), limit=limit)]
    if not data.strip():
        return None, [EMPTY_FILE.at(file, line=1, column=1)]
    if data.startswith(POINTER):
        return None, [LFS_POINTER.at(file, line=1, column=1, path=file)]
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnicodeDecodeError("utf-8", data, 0, 1, "UTF-16")  # noqa: TRY301
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [NOT_UTF8.at(file, line=line, column=1, encoding=_guess_encoding(data))]
    problems = []
    unusual = has_unusual_characters(text)
    if unusual:
        problems += [_at(text, file, *fault) for fault in misleading_characters(text)]
    if numbers := personal_numbers(text, odd=unusual):
        problems += [_at(text, file, *fault) for fault in personal_faults(numbers)]
        text = masked_at(text, numbers)
    if "<<<<<<< " in text or ">>>>>>> " in text:
        marks = list(_MARKS.finditer(text))
        if any(mark.group() != "=======" for mark in marks):
            mark = marks[0]
            return None, [*problems, _at(text, file, mark.start(), CONFLICT_MARKER, {"mark": mark.group()[:7]})]
    return text, problems


def _guess_encoding(data: bytes) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030"


def _at(text: str, file: str, index: int, rule: Rule, args: dict[str, str]) -> Problem:
    line = text.count("\n", 0, index) + 1
    return rule.at(file, line=line, column=index - text.rfind("\n", 0, index), **args)
