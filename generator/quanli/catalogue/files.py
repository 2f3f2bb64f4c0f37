"""Which files make up a catalogue: found by folder and name, links and nested repositories refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quanli.errors import Place, Problem


def is_power_file(path: str) -> bool:
    """Tell whether a path, relative to the site, is where a power lies."""
    return path.startswith("content/powers/") and path.endswith(".yaml") and path.count("/") == 3


def refused(root: Path, name: str) -> Problem | None:
    """Give what is wrong with a file as such: that it is a link."""
    return _file_problem("SYMLINK", name) if (root / name).is_symlink() else None


def power_files(root: Path) -> tuple[list[str], list[Problem]]:
    """List ``content/powers/<office>/<code>.yaml``, relative to the site, sorted."""
    return _yaml_files(root, "content/powers", depth=2)


def record_files(root: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """List the YAML files of a flat folder such as ``content/offices``."""
    return _yaml_files(root, folder, depth=1)


def _yaml_files(root: Path, folder: str, depth: int) -> tuple[list[str], list[Problem]]:
    files: list[str] = []
    problems: list[Problem] = []
    for name, entry in _walk(root, folder, depth):
        if entry.is_symlink():
            problems.append(_file_problem("SYMLINK", name))
        elif entry.name == ".git":
            problems.append(
                _file_problem(
                    "BAD_PATH", name, what_zh="不得嵌套仓库", what_en="nested repository not allowed"
                )
            )
        elif entry.is_file() and name.endswith(".yaml") and name.count("/") == folder.count("/") + depth:
            files.append(name)
    return sorted(files), problems


def _walk(root: Path, folder: str, depth: int) -> Iterator[tuple[str, os.DirEntry[str]]]:
    path = root / folder
    if not path.is_dir():
        return
    with os.scandir(path) as entries:
        for entry in entries:
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and entry.name != ".git" and depth > 1:
                yield from _walk(root, name, depth - 1)
            else:
                yield name, entry


def _file_problem(code: str, name: str, **args: str) -> Problem:
    return Problem(code, Place(name), (), {"path": name, **args})
