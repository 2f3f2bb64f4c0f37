"""The review of a change: what a reviewer reads on a pull request, from the trees of its commits."""

from __future__ import annotations

import datetime
from pathlib import Path

from quanli.catalogue.content_kinds import (
    APPROVERS,
    CONTENT,
    LAWS,
    OFFICE,
    POWER,
)  # fmt: skip
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.reading import located, read_content, read_data, read_site
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import Tree, files_of
from quanli.config.theme import THEME
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.history.approvals import check_approvers, read_approvals
from quanli.history.kinds import is_governed
from quanli.history.naming import Names
from quanli.history.procedure import Procedure
from quanli.history.procedure_settings import read_procedure
from quanli.pipeline.options import STATE
from quanli.review.affected import Affected, affected
from quanli.review.changed import FileReview, changed_files
from quanli.review.demands import Demand, Said, demands, incomplete, read_said
from quanli.review.late import Stated, check_day
from quanli.review.problems import Compared, compare
from quanli.review.revisions import Span, files_between, fingerprint, open_span

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that is read: a register of laws, no more."""


@frozen
class Review:
    """All that a reviewer wants to know. ``fingerprint`` names the change itself: what a detached approval signs."""

    span: Span
    fingerprint: str
    files: tuple[FileReview, ...]
    demands: tuple[Demand, ...]
    faults: tuple[Problem, ...]
    """What is wrong with the change as such, or with the rules that it is judged by."""
    problems: Compared
    also: tuple[str, ...]
    """Codes of items that refer to what changed."""
    shown: Affected
    """The pages and feeds that the change shows on."""
    outside: int
    """Files changed outside the catalogue: no procedure covers them."""
    theme: tuple[str, ...]
    """Those among them that are part of the theme: who may change it has to look at them."""
    theme_shown: bool
    """Whether the base allows previews to show the branch's own theme."""

    @property
    def met(self) -> bool:
        """Tell whether the procedure is met."""
        return not self.faults and all(one.problem is None for one in self.demands) and all(one.severity != "error" for one in self.problems.new)


def review(folder: Path, base: str, head: str, approvals: Path | None = None, day: datetime.date | None = None) -> Review:
    """Review the change from ``base`` to ``head``, on a day (None: that of the last commit) by whose law texts are judged.

    Procedure and approvers are those of ``base``: a change has no say in how it is judged. Raises
    :class:`ProblemsFoundError` when a revision is not known.
    """
    span = open_span(folder, base, head, day)
    changed = files_between(folder, span.fork, span.head)
    governed = [file for file in changed if is_governed(file.path)]
    content = [file for file in governed if file.path.startswith(CONTENT + "/")]
    name = fingerprint(governed)
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, span.fork, objects), tree_of(folder, span.head, objects)
        files = changed_files(governed, objects, names_of(trees))
        rules = tree_of(folder, span.base, objects) if span.base != span.fork else trees[0]
        procedure, approvers, faults = rules_of(rules)
        site, _ = read_site(rules)
        theme_shown = bool(site and site.theme_from_branches)
        said = read_said(span, objects)
        read = read_registry(trees[0]), read_registry(trees[1])
        shown = affected(span, files, trees, (read[0][0] or read[1][0], read[1][0] or read[0][0]))
        also = {path for path in files_of(trees[1], POWER) if POWER.id_of(path) in shown.codes}
        touched = {file.path for file in content} | also
        registers = any(POWER.id_of(file.path) is None for file in content)
        stated = Stated(span)
        problems = compare(span, trees, read, touched, folder / STATE, registers=registers, applies=stated.day)
        late = list(located(check_day(stated, files), trees[1]))
    if approvals:
        claims, wrong = read_approvals(approvals.read_bytes(), str(approvals), span.head, name)
        said, faults = Said(said.statements, (*said.claims, *claims), said.faults), faults + wrong
    return Review(
        span,
        name,
        tuple(files),
        tuple(demands(files, said, name, approvers, procedure)),
        (*faults, *said.faults, *incomplete(files, said.statements), *late),
        problems,
        tuple(sorted(shown.codes - {file.code for file in files})),
        shown,
        len(changed) - len(governed),
        tuple(file.path for file in changed if file.path.startswith(f"{THEME}/")),
        theme_shown,
    )


def tree_of(folder: Path, commit: str, objects: Objects) -> GitTree:
    """Open the catalogue of a commit."""
    return GitTree(list_commit(folder, commit, CONTENT), objects)


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
