"""The theme of a preview. A branch that may be a stranger's is drawn with the theme of what it is to be merged into.

Only the settings of that base can allow the branch's own theme (``theme_from_branches``): a change has no say in how far it
is trusted. The base's theme is read from git, never from the working copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quanli.catalogue.content_kinds import SITE
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.reading import read_site
from quanli.catalogue.tree import FolderTree, Tree
from quanli.config.theme import LARGEST, THEME, limit_of, packaged_theme
from quanli.git.listing import list_commit
from quanli.git.log import ask
from quanli.git.objects import Objects
from quanli.git.revision import commit_of


class BaseTheme(NamedTuple):
    """The theme of a commit; ``commit`` is empty for the package's own, which a base without a theme has."""

    commit: str
    name: str
    """What changes whenever the theme does."""


def theme_for(root: Path, base: str) -> BaseTheme | None:
    """Give the theme with which a branch is previewed that is to be merged into ``base``; None for the branch's own.

    Raises :class:`ProblemsFoundError` where git does not know the base.
    """
    commit = commit_of(root, base)
    with Objects(root, LARGEST) as objects:
        site, _ = read_site(GitTree(list_commit(root, commit, SITE.file()), objects))
    if site and site.theme_from_branches:
        return None
    if not list_commit(root, commit, f"{THEME}/templates"):
        return BaseTheme("", "packaged")
    return BaseTheme(commit, f"tree {ask(root, 'rev-parse', '--end-of-options', f'{commit}:./{THEME}')}")


def lay_theme(root: Path, theme: BaseTheme, folder: Path) -> Path:
    """Write the theme's files into a folder, unless it is the package's own; tells where it lies."""
    if not theme.commit:
        return Path(packaged_theme())
    for name, data in _files(root, theme):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def differs(root: Path, theme: BaseTheme) -> bool:
    """Tell whether the site's own files of the theme are others than those that are shown."""
    try:
        own = dict(_of(FolderTree(root)))
    except OSError:  # what may not be opened is no file of the base
        return True
    return own != (dict(_files(root, theme)) if theme.commit else {})


def _files(root: Path, theme: BaseTheme) -> Iterator[tuple[str, bytes]]:
    with Objects(root, LARGEST) as objects:
        yield from _of(GitTree(list_commit(root, theme.commit, THEME), objects))


def _of(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """Give the files of a theme by their paths in it, as far as they are read."""
    for entry in tree.entries(THEME):
        limit = limit_of(entry.path)
        if limit and entry.mode == "file":
            yield entry.path.removeprefix(f"{THEME}/"), tree.read(entry.path, limit)
