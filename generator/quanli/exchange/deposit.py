"""Writes an import into a site: all of its files or none, never over a file that says something else."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from quanli.catalogue.content_kinds import REGISTER_LIMIT
from quanli.catalogue.tree import FolderTree
from quanli.gate import lay_down, open_folder, read_file

STATE = ".quanli"
"""The folder in the site for what is not content; ignored by git."""
_BEFORE = "before/"
"""Below the staging folder: the files that are replaced, as they were."""


def deposit(root: Path, files: Mapping[str, str], replaced: Mapping[str, str]) -> None:
    """Write new ``files`` and, in place of what stands there, ``replaced`` ones (registers that have grown), by path.

    Everything is staged first; when a move fails, those before it are taken back. Nothing is written through a link:
    raises :class:`quanli.gate.NotPlainError` where one stands on the way.
    """
    tree = FolderTree(root)
    for path in files:
        there = tree.find(path)
        if there and there.path == path:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    os.close(open_folder(root, STATE, make=True))
    staging = root / STATE / "import"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        for path, text in (*files.items(), *replaced.items()):
            lay_down(staging, path, text.encode())
        for path in replaced:
            lay_down(staging, f"{_BEFORE}{path}", read_file(root, path, REGISTER_LIMIT))
        _move(root, staging, files, replaced)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(root: Path, staging: Path, files: Mapping[str, str], replaced: Mapping[str, str]) -> None:
    moved: list[str] = []
    try:
        for path in (*files, *replaced):
            _put(staging / path, root, path)
            moved.append(path)
    except BaseException:
        for path in moved:
            if path in replaced:
                _put(staging / f"{_BEFORE}{path}", root, path)
            else:
                _put(root / path, staging, path)
        raise


def _put(source: Path, root: Path, path: str) -> None:
    """Move a file to its place below a folder, by one atomic rename."""
    folder, _, name = path.rpartition("/")
    here = open_folder(root, folder, make=True)
    try:
        os.replace(source, name, dst_dir_fd=here)
    finally:
        os.close(here)
