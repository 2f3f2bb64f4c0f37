"""Attached files: what may lie in ``content/forms/files/``, and what a field may point to."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from quanli.errors import Path as FieldPath
from quanli.errors import Place, Problem, problem
from quanli.forms.content import ALLOWED, check_content
from quanli.frozen import frozen
from quanli.records.characters import misleading_characters

NAME = "content/forms/files"
NAME_LIMIT = 200
"""Bytes of a name: 255 is what file systems hold, and copies and archives make names longer."""
SIZE_LIMIT = 50 * 1024 * 1024
_UNUSABLE = re.compile(r'[\\:*?"<>|\x00-\x1f]')
_IGNORED = frozenset({".gitkeep", ".gitignore", ".gitattributes"})


@frozen
class AttachedFile:
    """A file as its link describes it: ``format`` such as DOCX, ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    format: str
    size: int
    sha256: str


def attached(folder: Path, name: str) -> AttachedFile:
    """Describe a file that was checked before. Raises OSError when it is gone."""
    path = folder / name
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return AttachedFile(name, path.suffix.removeprefix(".").upper(), path.stat().st_size, digest)


def check_path(name: str, folder: Path, file: str, path: FieldPath) -> Iterator[Problem]:
    """Check that the file that a field of ``file`` names lies in ``folder`` and exists."""
    fault = _path_fault(name)
    if fault:
        yield problem("BAD_PATH", file, path, path=name, what_zh=fault[0], what_en=fault[1])
    elif len(name.encode()) > NAME_LIMIT:
        yield problem("NAME_TOO_LONG", file, path, size=len(name.encode()), limit=NAME_LIMIT)
    elif _linked(folder, name):
        yield problem("SYMLINK", file, path, path=name)
    elif not (folder / name).is_file():
        yield problem("MISSING_FILE", file, path, path=name)


def check_files(folder: Path) -> Iterator[Problem]:
    """Check every file of the folder: its name, its kind, and what is hidden inside it."""
    if not folder.is_dir():
        return
    seen: dict[str, str] = {}
    for name, entry in _walk(folder, ""):
        label = f"{NAME}/{name}"
        twin = seen.setdefault(_look(name), label)
        if twin != label:
            yield problem("NAME_COLLISION", label, first=twin, second=label)
        yield from _name_problems(entry.name, label)
        if entry.is_symlink():
            yield problem("SYMLINK", label, path=label)
        elif entry.name == ".git":
            yield problem("BAD_PATH", label, path=label, what_zh="不得嵌套仓库", what_en="nested repository not allowed")
        elif entry.is_file(follow_symlinks=False):
            yield from _file_problems(entry, label)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give what lies in the folder and below, sorted; links and repositories are named, not entered."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name in _IGNORED:
            continue
        yield (prefix + entry.name).encode("utf-8", "surrogateescape").decode("utf-8", "replace"), entry
        if entry.is_dir(follow_symlinks=False) and entry.name != ".git":
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")


def _name_problems(name: str, label: str) -> Iterator[Problem]:
    for _, code, args in misleading_characters(name):
        yield Problem(code, Place(label), (), args)
    found = _UNUSABLE.search(name)
    if found:
        yield problem("BAD_PATH", label, path=label, what_zh=f"文件名不能含有 {found[0]!r}", what_en=f"a name cannot hold {found[0]!r}")
    size = len(name.encode("utf-8", "surrogateescape"))
    if size > NAME_LIMIT:
        yield problem("NAME_TOO_LONG", label, size=size, limit=NAME_LIMIT)


def _file_problems(entry: os.DirEntry[str], label: str) -> Iterator[Problem]:
    suffix = PurePosixPath(entry.name).suffix.lower()
    size = entry.stat().st_size
    if size > SIZE_LIMIT:
        yield problem("FILE_TOO_BIG", label, path=label, size=size >> 20, limit=SIZE_LIMIT >> 20)
        return
    found = list(check_content(Path(entry.path).read_bytes(), suffix, label))
    if suffix not in ALLOWED and not any(one.code == "MACRO" for one in found):
        yield problem("TYPE_NOT_ALLOWED", label, path=label, allowed=" ".join(sorted(name[1:] for name in ALLOWED)))
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


def _linked(folder: Path, name: str) -> bool:
    """Tell whether a link stands anywhere on the way to the file."""
    path = folder
    for step in name.split("/"):
        path = path / step
        if path.is_symlink():
            return True
    return False
