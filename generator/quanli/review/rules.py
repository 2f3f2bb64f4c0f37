"""The rules by which a change is judged: read from a tree, never from the change itself."""

from __future__ import annotations

from pathlib import Path

from quanli.catalogue.content_kinds import APPROVERS, CONTENT
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.reading import read_data, read_site
from quanli.catalogue.tree import Tree
from quanli.config.theme import THEME
from quanli.errors import Problem
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.history.naming import Names
from quanli.history.procedure import Procedure
from quanli.history.procedure_settings import read_procedure
from quanli.review.names import TreeNames

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that is read: a register of laws, no more."""


def rules_of(tree: Tree) -> tuple[Procedure, bytes, list[Problem]]:
    """Read procedure and approvers from a commit's tree, and what is wrong with the procedure.

    A line of the list that is wrong is no fault of the rules: it lets nobody sign, and the others can agree to mend it.
    """
    site, _ = read_site(tree)
    procedure, faults = read_procedure(site.procedure if site else None)
    return procedure, _approvers(tree), faults


def _approvers(tree: Tree) -> bytes:
    return (read_data(tree, APPROVERS.file(), APPROVERS)[0] or b"") if tree.stamp(APPROVERS.file()) else b""


def names_of(trees: tuple[Tree, Tree]) -> Names:
    """Give what ids stand for, from both versions; the new one has the last word."""
    return TreeNames(trees)


def tree_of(folder: Path, commit: str, objects: Objects) -> GitTree:
    """Open the catalogue of a commit, and its theme."""
    return GitTree({**list_commit(folder, commit, CONTENT), **list_commit(folder, commit, THEME)}, objects)
