"""Whose an output is: its manifest says so. A build writes only where there is nothing yet, or what its own site left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quanli.build.manifest import ROOT, root_bytes
from quanli.build.staging import make_folder, move_files, write_file
from quanli.errors import Problem, Rule

OUTPUT_TAKEN = Rule(
    "OUTPUT_TAKEN", "error",
    zh="输出目录属于另一个站点：{owner}", en="the output folder belongs to another site: {owner}",
    hint_zh="用 --output 换一个目录；站点改了名的，先清空它",
    hint_en="choose another folder with --output; if the site was renamed, empty it first",
)
OUTPUT_FOREIGN = Rule(
    "OUTPUT_FOREIGN", "error",
    zh="输出目录不是空的，里面的文件也不是本程序写的", en="the output folder is not empty, and what is in it was not written by this program",
    hint_zh="用 --output 换一个目录，或先清空它", hint_en="choose another folder with --output, or empty it first",
)


def refusal(output: Path, site: str) -> Problem | None:
    """Say why a site may not write into a folder. Hidden files, and what a file system keeps for itself, are nobody's."""
    try:
        found = any(not path.name.startswith(".") and path.name != "lost+found" for path in output.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return None
    root = _root(output)
    if root is None:
        return OUTPUT_FOREIGN.at(str(output)) if found else None
    owner = root.get("site", site)  # earlier versions did not say
    return OUTPUT_TAKEN.at(str(output), owner=str(owner)) if owner != site else None


def claim(staging: Path, output: Path, audience: str, site: str) -> None:
    """Mark an output as a site's before anything is moved into it: a build that is cut off finds it again as its own.

    A manifest that is there goes on telling which files are in it.
    """
    root = _root(output) or {"parts": []}
    if root.get("site") != site:
        make_folder(str(output))
        parts = [(part["name"], part["sha256"]) for part in root["parts"]]
        move_files(staging, output, [write_file(staging, ROOT, root_bytes(audience, site, parts))])


def _root(output: Path) -> dict[str, Any] | None:
    """Read the root of the manifest; None when there is none that can be read."""
    try:
        root = json.loads((output / ROOT).read_bytes())
        usable = root["generator"] == "quanli" and all(part["name"] and part["sha256"] for part in root["parts"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return root if usable else None
