"""What lies under ``content/`` and is no file of any kind: links, other repositories, and files that nothing reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from quanli.catalogue.content_kinds import CONTENT, KINDS, content_kind_of, is_ignored
from quanli.catalogue.tree import Entry, Tree
from quanli.errors import Problem, Rule
from quanli.personal.masking import names_a_person
from quanli.records.characters import PII_ID
from quanli.records.suggestions import nearest

BAD_PATH = Rule(
    "BAD_PATH", "error",
    zh="路径“{path}”不允许：{what_zh}", en='the path "{path}" is not allowed: {what_en}',
    hint_zh="附件须放在 content/forms/files/ 之内", hint_en="attachments lie under content/forms/files/",
)
SYMLINK = Rule(
    "SYMLINK", "error",
    zh="{path} 是链接", en="{path} is a link",
    hint_zh="换成真正的文件", hint_en="put the real file",
)
STRAY_FILE = Rule(
    "STRAY_FILE", "error",
    zh="{path} 放错了位置，不会被读取", en="{path} is not where it would be read",
    hint_zh="应为 {meant}", hint_en="make it {meant}",
)
UNREAD_FILE = Rule(
    "UNREAD_FILE", "warning",
    zh="{path} 不会被读取，也不会公布", en="{path} is neither read nor published",
    hint_zh="移出 content/，或放到它该在的地方：{known}",
    hint_en="move it out of content/, or to where it belongs: {known}",
)

_LEFT_OVER = frozenset({"thumbs.db", "desktop.ini"})
"""What systems leave in a folder that somebody has looked at, in small letters."""
_ENDINGS = {".yml": ".yaml", ".markdown": ".md"}
"""Other spellings of the endings that content has."""


def misplaced(tree: Tree, paths: Iterable[str] | None = None) -> Iterator[Problem]:
    """Judge all that stands in the content, or what stands at some paths, by its place and nature alone."""
    if paths is None:
        entries: Iterable[Entry] = tree.entries(CONTENT)
    else:
        there = sorted({path.partition("/.git/")[0] for path in paths if path.startswith(f"{CONTENT}/")})
        entries = filter(None, (tree.find(path) for path in there if not is_ignored(path)))
    for entry in entries:
        found = entry_problem(entry) or (stray_problem(entry.path) if entry.mode == "file" else None)
        if found:
            yield found
        if names_a_person(entry.path):
            yield PII_ID.at(entry.path)


def entry_problem(entry: Entry) -> Problem | None:
    """Say what is wrong with what stands at a path as such: only plain files are content."""
    if entry.mode == "link":
        return _of_file(SYMLINK, entry.path)
    if entry.mode == "repository":
        return nested_repository(f"{entry.path}/.git")
    if entry.mode == "other":
        return _of_file(BAD_PATH, entry.path, what_zh="不是普通文件", what_en="it is no plain file")
    return None


def nested_repository(path: str) -> Problem:
    """Say of a ``.git`` that it must not lie there."""
    return _of_file(BAD_PATH, path, what_zh="不得嵌套仓库", what_en="nested repository not allowed")


def stray_problem(path: str) -> Problem | None:
    """Say of a file of no kind what was meant; where nothing comes to mind, that it is neither read nor published.

    What explains the folder to people (README, LICENSE) and what systems and editors leave there may stay.
    """
    if content_kind_of(path) or _may_stay(path.rpartition("/")[2]):
        return None
    wanted = meant_path(path)
    if wanted:
        return STRAY_FILE.at(path, path=path, meant=wanted)
    return UNREAD_FILE.at(path, path=path, known="、".join(kind.shown for kind in KINDS))


def meant_path(path: str) -> str:
    """Guess where a stray file was meant to lie; empty where nothing comes to mind."""
    steps = path.split("/")[1:]
    spelled = PurePosixPath(steps[-1])
    suffix = spelled.suffix.lower()
    name = spelled.stem + _ENDINGS.get(suffix, suffix)
    if len(steps) == 1:
        singles = {PurePosixPath(kind.file()).stem: kind.file() for kind in KINDS if not kind.many}
        near = nearest(spelled.stem.lower(), singles, 0.75) if suffix in {"", ".yaml", ".yml"} else ""
        return singles.get(near, "")
    folder = nearest(steps[0].lower(), {kind.folder.split("/")[1] for kind in KINDS if kind.many})
    for kind in KINDS:
        if kind.many and kind.folder.split("/")[1] == folder and name.endswith(kind.ending):
            stem = name.removesuffix(kind.ending)
            return kind.file(stem, office=steps[1] if len(steps) > 2 else "<office>")
    return ""


def _may_stay(name: str) -> bool:
    explains = name.partition(".")[0] in {"README", "LICENSE"}
    return explains or name.lower() in _LEFT_OVER or name.endswith("~") or name.startswith(("~$", "#"))


def _of_file(rule: Rule, path: str, **args: Any) -> Problem:
    return rule.at(path, path=path, **args)
