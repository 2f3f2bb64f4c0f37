"""Writes an import into a site: all of its files or none, never over a file that says something else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

STATE = ".quanli"
"""The folder in the site for what is not content; ignored by git."""


def deposit(root: Path, files: Mapping[str, str], replaced: Mapping[str, str]) -> None:
    """Write new ``files`` and, in place of what stands there, ``replaced`` ones (registers that have grown), by path.

    Everything is staged first; when a move fails, those before it are taken back.
    """
    for path in files:
        if (root / path).exists():
            raise FileExistsError(path)
    staging = root / STATE / "import"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        for path, text in (*files.items(), *replaced.items()):
            staged = staging / path
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_text(text, encoding="utf-8", newline="\n")
        _move(root, staging, files, replaced)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(root: Path, staging: Path, files: Mapping[str, str], replaced: Mapping[str, str]) -> None:
    before = {path: (root / path).read_bytes() for path in replaced if (root / path).exists()}
    moved: list[str] = []
    try:
        for path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / path, root / path)  # noqa: PTH105 - one atomic rename
            moved.append(path)
        for path in replaced:
            os.replace(staging / path, root / path)  # noqa: PTH105
    except BaseException:
        for path in moved:
            (root / path).unlink(missing_ok=True)
        for path, data in before.items():
            (root / path).write_bytes(data)
        raise
