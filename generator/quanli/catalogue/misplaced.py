"""What lies under ``content/`` or ``theme/`` and is no file that a site may hold, by its place, its name and its nature alone."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from quanli.catalogue.content_kinds import APPROVAL, CONTENT, KINDS, POWER, content_kind_of, is_ignored
from quanli.catalogue.file_names import BAD_PATH, legible, name_problems, too_deep, twins
from quanli.catalogue.tree import Entry, Mode, Tree
from quanli.config.theme import THEME, limit_of
from quanli.errors import Problem, Rule
from quanli.gate import NotPlainError, TooLargeError
from quanli.personal.masking import numbers_in_name
from quanli.records.characters import personal_faults
from quanli.records.suggestions import nearest

SYMLINK = Rule(
    "SYMLINK", "error",
    zh="{path} 是链接", en="{path} is a link",
    hint_zh="换成真正的文件或文件夹", hint_en="put the real file or folder",
)
UNREADABLE = Rule(
    "UNREADABLE", "error",
    zh="读不了 {path}：{reason}", en="{path} cannot be read: {reason}",
    hint_zh="看看它是否还在、是否允许读取", hint_en="see whether it is still there, and may be read",
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


def misplaced(tree: Tree, paths: Iterable[str] | None = None, folders: tuple[str, ...] = (CONTENT, THEME)) -> Iterator[Problem]:
    """Judge all that stands in content and theme, or what stands at some paths, by its place, name and nature alone."""
    entries: Iterator[Entry]
    if paths is None:
        entries = itertools.chain.from_iterable(tree.entries(folder) for folder in folders)
    else:
        there = sorted({path.partition("/.git/")[0] for path in paths if path.split("/")[0] in folders})
        found_there = filter(None, map(tree.find, there))
        entries = (entry for entry in found_there if entry.mode == "other" or not is_ignored(entry.path))
    judged: set[str] = set()
    for entry in entries:
        yield from _folders(entry.path.rpartition("/")[0], tree, judged)
        if entry.mode not in {"nameless", "deep"}:
            yield from name_problems(entry.path)
        found = entry_problem(entry) or (_file_problem(entry.path, tree) if entry.mode == "file" else None)
        if found:
            yield found
        numbers = numbers_in_name(_told(entry.path), of_code=entry.path.startswith(f"{POWER.folder}/"))
        yield from (rule.at(entry.path, **args) for _, rule, args in personal_faults(numbers))


def _told(path: str) -> str:
    """Give what somebody chose of a path: the id of a change is a digest, in which any digits may stand."""
    name = APPROVAL.id_of(path)
    return path if name is None else name


def _folders(path: str, tree: Tree, judged: set[str]) -> Iterator[Problem]:
    """Judge a folder and those above it, unless that was done: what they are called, and what stands in them side by side."""
    while path and path not in judged:
        judged.add(path)
        yield from name_problems(path)
        yield from twins(path, tree.names(path))
        path = path.rpartition("/")[0]


def _file_problem(path: str, tree: Tree) -> Problem | None:
    """Judge a file by its place; one of the theme, by whether it can be read."""
    if path == THEME:
        return folder_wanted(path)
    if not path.startswith(f"{THEME}/"):
        return stray_problem(path)
    limit = limit_of(path)
    try:
        if limit:
            tree.read(path, limit)
    except TooLargeError as error:
        return error.problem
    except OSError as error:
        return unreadable(path, error)
    return None


_UNFIT: Mapping[Mode, tuple[str, str]] = {
    "nameless": ("名字不是 UTF-8", "its name is not UTF-8"),
    "other": ("不是普通文件", "it is no plain file"),
    "folder": ("这里要的是文件，不是文件夹", "a file is wanted there, not a folder"),
}


def entry_problem(entry: Entry) -> Problem | None:
    """Say what is wrong with what stands at a path as such: only plain files are content."""
    path = legible(entry.path)
    if entry.mode == "link":
        return _of_file(SYMLINK, path)
    if entry.mode == "repository":
        return nested_repository(f"{path}/.git")
    if entry.mode == "closed":
        return _of_file(UNREADABLE, path, reason=os.strerror(errno.EACCES))
    if entry.mode == "deep":
        return too_deep(path)
    if entry.mode in _UNFIT:
        zh, en = _UNFIT[entry.mode]
        return _of_file(BAD_PATH, path, what_zh=zh, what_en=en)
    return None


def unreadable(path: str, error: OSError) -> Problem:
    """Say why a file could not be read that was there, or was found to be none."""
    if isinstance(error, NotPlainError):
        found = entry_problem(Entry(error.path, error.nature))
        if found:
            return found
    return _of_file(UNREADABLE, legible(path), reason=error.strerror or str(error))


def nested_repository(path: str) -> Problem:
    """Say of a ``.git`` that it must not lie there."""
    return _of_file(BAD_PATH, path, what_zh="不得嵌套仓库", what_en="nested repository not allowed")


def folder_wanted(path: str) -> Problem:
    """Say of what is no folder that there must be one."""
    return _of_file(BAD_PATH, path, what_zh="这里要的是文件夹", what_en="a folder is wanted there")


def stray_problem(path: str) -> Problem | None:
    """Say of a file of no kind what was meant; where nothing comes to mind, that it is neither read nor published.

    What explains the folder to people (README, LICENSE) and what systems and editors leave there may stay.
    """
    if content_kind_of(path) or _may_stay(path.rpartition("/")[2]):
        return None
    label = legible(path)
    if any(f"{kind.folder}/".startswith(f"{path}/") for kind in KINDS):
        return folder_wanted(label)
    wanted = meant_path(label)
    if wanted:
        return STRAY_FILE.at(label, path=label, meant=wanted)
    return UNREAD_FILE.at(label, path=label, known="、".join(kind.shown for kind in KINDS))


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
            between = kind.pattern.partition("{")[2].partition("}")[0]
            return kind.file(stem, office=steps[1] if len(steps) > 2 else f"<{between}>")
    return ""


def _may_stay(name: str) -> bool:
    explains = name.partition(".")[0] in {"README", "LICENSE"}
    return explains or name.lower() in _LEFT_OVER or name.endswith("~") or name.startswith(("~$", "#"))


def _of_file(rule: Rule, path: str, **args: Any) -> Problem:
    return rule.at(path, path=path, **args)
