"""A catalogue in a repository where ten years of changes happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from quanli.catalogue.content_kinds import ATTACHED_LIMIT, CONTENT, OFFICE, POWER
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree, Tree
from quanli.codes.beijing import BEIJING
from quanli.demo.decade import tell
from quanli.git.fast_import import FastImport
from quanli.git.log import answer, ask
from quanli.records.text_file import SIZE_LIMIT

_MORNING = datetime.time(10, tzinfo=BEIJING)
_BESIDES = ("pelicanconf.py", ".gitignore", "gitignore")


def write_decade(source: Path, folder: Path) -> int:
    """Write the history of a site's catalogue into a new repository and check it out; give the number of commits.

    The same catalogue gives the same commit ids.
    """
    tree = FolderTree(source)
    files = dict(_files(tree))
    texts = {path: data.decode() for path, data in files.items() if POWER.id_of(path) or OFFICE.id_of(path)}
    registry = read_registry(tree)[0]
    told = tell(texts, registry.laws.values() if registry else ())
    with FastImport(folder) as out:
        line = 0
        for at, one in enumerate(told):
            put: dict[str, bytes | None] = {path: text.encode() if text is not None else None for path, text in one.files.items()}
            if at == 0:
                put |= {path: data for path, data in files.items() if path not in texts}
            moment, message = datetime.datetime.combine(one.chapter.day, _MORNING), one.chapter.message
            if one.chapter.by_merge:
                side = out.commit(moment, message, put, branch="proposal", parents=(line,))
                line = out.commit(moment, f"Merge: {one.chapter.subject}", put, parents=(line, side))
            else:
                line = out.commit(moment, message, put)
    answer(folder, "reset", "--quiet", "--hard", "main")
    ask(folder, "branch", "--quiet", "-D", "proposal")
    return len(told)


def _files(tree: Tree) -> Iterator[tuple[str, bytes]]:
    for name in _BESIDES:
        if tree.stamp(name):
            yield (".gitignore" if name == "gitignore" else name), tree.read(name, SIZE_LIMIT)
    for entry in tree.entries(CONTENT):
        if entry.mode == "file":
            yield entry.path, tree.read(entry.path, ATTACHED_LIMIT)
