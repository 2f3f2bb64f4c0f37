"""Attached files: what they may be called and hold, and what a field may point to."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from quanli.catalogue.content_kinds import FORM_FILE
from quanli.catalogue.misplaced import BAD_PATH, SYMLINK, entry_problem
from quanli.catalogue.tree import Entry, TooLargeError, Tree
from quanli.errors import Path as FieldPath
from quanli.errors import Problem, Rule
from quanli.forms.content import ALLOWED, check_content
from quanli.forms.findings import MACRO
from quanli.frozen import frozen
from quanli.records.characters import misleading_characters

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
NAME_COLLISION = Rule(
    "NAME_COLLISION", "error",
    zh="{first} 与 {second} 的名字看起来一样", en="the names {first} and {second} look the same",
    hint_zh="给其中一个改名", hint_en="rename one of them",
)
NAME_TOO_LONG = Rule(
    "NAME_TOO_LONG", "error",
    zh="文件名有 {size} 字节，上限 {limit}", en="the name is {size} bytes, the limit is {limit}",
    hint_zh="缩短文件名", hint_en="shorten the name",
)
FILE_TOO_BIG = Rule(
    "FILE_TOO_BIG", "error",
    zh="{path} 有 {size} MB，上限 {limit} MB", en="{path} has {size} MB, the limit is {limit} MB",
    hint_zh="压缩图片，或拆成几个文件", hint_en="compress its pictures, or split it",
)

NAME_LIMIT = 200
"""Bytes of a name: 255 is what file systems hold, and copies and archives make names longer."""
_UNUSABLE = re.compile(r'[\\:*?"<>|\x00-\x1f]')


@frozen
class AttachedFile:
    """A file as its link describes it: ``format`` such as DOCX, ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    format: str
    size: int
    sha256: str


def attached(tree: Tree, name: str) -> AttachedFile:
    """Describe a file that was checked before. Raises OSError when it is gone."""
    data = tree.read(FORM_FILE.file(name), FORM_FILE.limit)
    return AttachedFile(name, PurePosixPath(name).suffix.removeprefix(".").upper(), len(data), hashlib.sha256(data).hexdigest())


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
    """Check every attached file: its name, its kind, and what is hidden inside it; the last two of some only, if asked."""
    seen: dict[str, str] = {}
    for entry in tree.entries(FORM_FILE.folder):
        yield from _names(_legible(entry.path), seen)
        wrong = entry_problem(Entry(_legible(entry.path), entry.mode))
        if wrong:
            yield wrong
        elif only is None or entry.path in only:
            yield from _file_problems(tree, entry.path)


def _legible(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _names(path: str, seen: dict[str, str]) -> Iterator[Problem]:
    """Judge each name on the way to a file that has not been seen: those of folders too."""
    steps = path.split("/")
    for at in range(FORM_FILE.folder.count("/") + 2, len(steps) + 1):
        label = "/".join(steps[:at])
        if label in seen.values():
            continue
        twin = seen.setdefault(_look(label), label)
        if twin != label:
            yield NAME_COLLISION.at(label, first=twin, second=label)
        yield from _name_problems(steps[at - 1], label)


def _name_problems(name: str, label: str) -> Iterator[Problem]:
    for _, rule, args in misleading_characters(name):
        yield rule.at(label, **args)
    found = _UNUSABLE.search(name)
    if found:
        yield BAD_PATH.at(label, path=label, what_zh=f"文件名不能含有 {found[0]!r}", what_en=f"a name cannot hold {found[0]!r}")
    size = len(name.encode("utf-8", "surrogateescape"))
    if size > NAME_LIMIT:
        yield NAME_TOO_LONG.at(label, size=size, limit=NAME_LIMIT)


def _file_problems(tree: Tree, path: str) -> Iterator[Problem]:
    label, suffix = _legible(path), PurePosixPath(path).suffix.lower()
    try:
        data = tree.read(path, FORM_FILE.limit)
    except TooLargeError as error:
        yield FILE_TOO_BIG.at(label, path=label, size=error.size >> 20, limit=error.limit >> 20)
        return
    found = list(check_content(data, suffix, label))
    if suffix not in ALLOWED and not any(one.rule == MACRO for one in found):
        yield TYPE_NOT_ALLOWED.at(label, path=label, allowed=" ".join(sorted(name[1:] for name in ALLOWED)))
        return
    yield from found


def _look(name: str) -> str:
    """Give the form under which two names count as the same: on file systems that fold case or compose letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _path_fault(name: str) -> tuple[str, str] | None:
    """Say why a path cannot name a file inside the folder."""
    if "\\" in name:
        return "文件名中有反斜杠", "backslash in a file name"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "是绝对路径", "it is absolute"
    if any(step in {"", ".", ".."} for step in name.split("/")):
        return "含有“..”或空的一段", "it has a step .. or an empty one"
    if _UNUSABLE.search(name):
        return "有不能用的字符", "it has a character that cannot be used"
    return None
