"""Whose an output is: its list of digests says so. A build writes only where there is nothing yet, or what its own site left."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from quanli.build.digests import read_root
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


OUTPUT_PLACE = Rule(
    "OUTPUT_PLACE", "error",
    zh="不能输出到这里：{why_zh}", en="nothing can be put out here: {why_en}",
    hint_zh="用 --output 换一个目录", hint_en="choose another folder with --output",
)


_SITES_OWN = ("content", "theme", ".quanli", ".git")
_NOBODYS = frozenset({".git", ".nojekyll", "lost+found", ".staging"})
"""What may lie in a folder that is as good as empty: a branch for pages that is checked out, a fresh file system, our own beginnings."""
_RELEASES = ".quanli-releases"
"""The file by which a folder of releases is known (:mod:`quanli.publish.folder`)."""


def refusal(output: Path, sites: Collection[str], *, built: bool) -> Problem | None:
    """Say why a site may not write into a folder; ``sites`` are what it is called, and was when it was last built there.

    Where it has been ``built``, a list of digests that is lost makes its files nobody else's.
    """
    try:
        found = any(path.name not in _NOBODYS for path in output.iterdir())
    except FileNotFoundError:
        return None
    root = _root(output)
    if root is None:
        return OUTPUT_FOREIGN.at(str(output)) if found and not built else None
    owner = root.get("site")  # earlier versions did not say
    return None if owner is None or owner in sites else OUTPUT_TAKEN.at(str(output), owner=str(owner))


def misplaced(root: Path, output: Path) -> Problem | None:
    """Say why no site, or not the one of this folder, may put its output in a place."""
    why = _why_misplaced(root, output)
    return OUTPUT_PLACE.at(str(output), why_zh=why[0], why_en=why[1]) if why else None


def _why_misplaced(root: Path, output: Path) -> tuple[str, str] | None:
    if root.is_relative_to(output):
        return "站点本身就在里面", "the site itself lies in it"
    if output == Path(os.path.expanduser("~")).resolve():  # noqa: PTH111 - Path.home fails where there is none
        return "这是主目录", "it is the home folder"
    for name in _SITES_OWN:
        if output.is_relative_to(root / name):
            return f"这是站点的 {name} 目录", f"it is the site's own {name}"
    if ".git" in output.parts:
        return "在一个 .git 目录里", "it lies in a .git"
    for folder in output.parents:
        if _root(folder):
            return f"在另一个输出目录 {folder} 里", f"it lies in another output, {folder}"
        if not root.is_relative_to(folder) and (folder / "content/site.yaml").is_file() and output.relative_to(folder).parts[0] in _SITES_OWN:
            return f"这是另一个站点 {folder} 的目录", f"it is a folder of another site, {folder}"
    if any((folder / _RELEASES).exists() for folder in (output, *output.parents)):
        return "这里放的是发布版本", "releases lie in it"
    return None


def _root(output: Path) -> dict[str, Any] | None:
    """Read the root of the list of digests; None when there is none that can be read."""
    try:
        root = json.loads(read_root(output))
        usable = root["generator"] == "quanli" and all(part["name"] and part["sha256"] for part in root["parts"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return root if usable else None
