"""Attached files: what they may be called and hold, and what a field may point to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from quanli.catalogue.content_kinds import FORM_FILE
from quanli.catalogue.file_names import BAD_PATH, NAME_LIMIT, NAME_TOO_LONG, UNUSABLE, legible
from quanli.catalogue.misplaced import SYMLINK, unreadable
from quanli.catalogue.tree import Tree
from quanli.errors import Path as FieldPath
from quanli.errors import Problem, Rule
from quanli.forms.content import ALLOWED, check_content
from quanli.forms.findings import MACRO
from quanli.gate import TooLargeError

MISSING_FILE = Rule(
    "MISSING_FILE", "error",
    zh="{path} 不存在", en="{path} does not exist",
    hint_zh="放入文件，或改正文件名", hint_en="add the file or correct its name",
)
TYPE_NOT_ALLOWED = Rule(
    "TYPE_NOT_ALLOWED", "error",
    zh="不允许的文件类型：{path}", en="this type of file is not allowed: {path}",
    hint_zh="只可用 {allowed}", hint_en="use only {allowed}",
)
FILE_TOO_BIG = Rule(
    "FILE_TOO_BIG", "error",
    zh="{path} 有 {size} MB，上限 {limit} MB", en="{path} has {size} MB, the limit is {limit} MB",
    hint_zh="压缩图片，或拆成几个文件", hint_en="compress its pictures, or split it",
)


def check_path(name: str, tree: Tree, file: str, path: FieldPath) -> Iterator[Problem]:
    """Check that the file that a field of ``file`` names lies among the attached files."""
    fault = _path_fault(name)
    if fault:
        yield BAD_PATH.at(file, path, path=name, what_zh=fault[0], what_en=fault[1])
    elif len(name.encode()) > NAME_LIMIT:
        yield NAME_TOO_LONG.at(file, path, size=len(name.encode()), limit=NAME_LIMIT)
    else:
        there = tree.find(FORM_FILE.file(name))
        if there is None or there.mode != "file" or FORM_FILE.id_of(there.path) is None:
            rule = SYMLINK if there and there.mode == "link" else MISSING_FILE
            yield rule.at(file, path, path=name)


def check_files(tree: Tree, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Check what is hidden inside each attached file, or some, and whether it is of a kind that may be; its name is judged elsewhere."""
    for entry in tree.entries(FORM_FILE.folder):
        if entry.mode == "file" and (only is None or entry.path in only):
            yield from examined(tree, entry.path)[1]


def examined(tree: Tree, path: str) -> tuple[bytes, list[Problem]]:
    """Read an attached file, and give its bytes with what is wrong with these very bytes.

    Whoever publishes a file publishes what this gave: what lies there may have changed since it was checked.
    """
    label, suffix = legible(path), PurePosixPath(path).suffix.lower()
    try:
        data = tree.read(path, FORM_FILE.limit)
    except TooLargeError as error:
        return b"", [FILE_TOO_BIG.at(label, path=label, size=error.size >> 20, limit=error.limit >> 20)]
    except OSError as error:
        return b"", [unreadable(path, error)]
    found = list(check_content(data, suffix, label))
    if suffix not in ALLOWED and not any(one.rule == MACRO for one in found):
        found = [TYPE_NOT_ALLOWED.at(label, path=label, allowed=" ".join(sorted(name[1:] for name in ALLOWED)))]
    return data, found


def _path_fault(name: str) -> tuple[str, str] | None:
    """Say why a path cannot name a file inside the folder."""
    if "\\" in name:
        return "文件名中有反斜杠", "backslash in a file name"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "是绝对路径", "it is absolute"
    if any(step in {"", ".", ".."} for step in name.split("/")):
        return "含有“..”或空的一段", "it has a step .. or an empty one"
    if UNUSABLE.search(name):
        return "有不能用的字符", "it has a character that cannot be used"
    return None
