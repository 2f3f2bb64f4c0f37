"""The rules by which a change is judged: read from a tree, never from the change itself."""

from __future__ import annotations

from pathlib import Path

from quanli.catalogue.content_kinds import APPROVERS, CONTENT, LAWS, OFFICE
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.reading import read_content, read_data, read_site
from quanli.catalogue.tree import Tree, files_of
from quanli.errors import Problem
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.history.approvals import check_approvers
from quanli.history.naming import Names
from quanli.history.procedure import Procedure
from quanli.history.procedure_settings import read_procedure


def rules_of(tree: Tree) -> tuple[Procedure, bytes, list[Problem]]:
    """Read procedure and approvers from a commit's tree."""
    site, _ = read_site(tree)
    procedure, faults = read_procedure(site.procedure if site else None)
    approvers = _approvers(tree)
    return procedure, approvers, [*faults, *check_approvers(approvers.decode("utf-8", "replace"))]


def _approvers(tree: Tree) -> bytes:
    return (read_data(tree, APPROVERS.file(), APPROVERS)[0] or b"") if tree.stamp(APPROVERS.file()) else b""


def names_of(trees: tuple[Tree, Tree]) -> Names:
    """Collect what ids stand for, from both versions; the new one has the last word."""
    names: dict[tuple[str, str], str] = {}
    for tree in trees:
        for file in files_of(tree, LAWS):
            register, _ = read_content(tree, file, LAWS)
            for law in register.laws if register else ():
                names["law", law.id] = law.title
        for file in files_of(tree, OFFICE):
            office, _ = read_content(tree, file, OFFICE)
            if office:
                names["office", office.id] = office.name
                names |= {("unit", unit.id): unit.name for unit in office.units}
                names |= {("windows", window.id): window.name for window in office.windows}
    return names


def tree_of(folder: Path, commit: str, objects: Objects) -> GitTree:
    """Open the catalogue of a commit."""
    return GitTree(list_commit(folder, commit, CONTENT), objects)
