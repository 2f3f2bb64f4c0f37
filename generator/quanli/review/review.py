"""The review of a change: what a reviewer reads on a pull request, from the trees of its commits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from quanli.catalogue.content_kinds import (
    APPROVERS,
    CONTENT,
    POWER,
)  # fmt: skip
from quanli.catalogue.git_tree import GitTree
from quanli.catalogue.reading import located, read_data, read_site
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import Tree, files_of
from quanli.config.theme import THEME
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.history.approvals import check_approvers, read_approvals
from quanli.history.kinds import is_governed
from quanli.history.naming import Names
from quanli.history.procedure import Procedure, read_procedure
from quanli.pipeline.judge_whole import Watch, unwatched
from quanli.pipeline.options import STATE
from quanli.review.affected import Affected, affected
from quanli.review.changed import FileReview, changed_files
from quanli.review.demands import Demand, Said, demands, incomplete, read_said
from quanli.review.late import Stated, check_day
from quanli.review.names import TreeNames
from quanli.review.problems import Compared, compare
from quanli.review.revisions import Span, files_between, fingerprint, open_span

NOTHING_TO_REVIEW = Rule(
    "NOTHING_TO_REVIEW", "error",
    zh="{base} 和 {head} 之间没有改动，没有可以审阅的", en="nothing differs between {base} and {head}: there is nothing to review",
    hint_zh="BASE 写并入处，如 main；HEAD 写提出变更的分支", hint_en="give as BASE what the change is to be merged into, such as main, as HEAD the branch that proposes it",
    follows="没有变更就没有审批（扬州公积金中心制度第十二条、盐城食药监局制度第十三条：变更须经审核、批准）",
)

_NAMED = 200
"""Items that refer to what changed of which the names are read."""
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
    called: Names
    """What ids stand for: offices and the items that refer to what changed."""

    @property
    def offices(self) -> Mapping[str, str]:
        """Give the names of the offices that are asked, by id."""
        return {one.office: self.called.get(("office", one.office), "") for one in self.demands if one.office}

    @property
    def met(self) -> bool:
        """Tell whether the procedure is met."""
        return not self.faults and all(one.problem is None for one in self.demands) and all(one.severity != "error" for one in self.problems.new)


def review(folder: Path, base: str, head: str, approvals: Path | None = None, day: datetime.date | None = None, watch: Watch = unwatched) -> Review:
    """Review the change from ``base`` to ``head``, on a day (None: that of the last commit) by whose law texts are judged.

    Procedure and approvers are those of ``base``: a change has no say in how it is judged. Raises
    :class:`ProblemsFoundError` when a revision is not known, or nothing differs. ``watch`` is told how far the judgement is
    of a change by which all items must be read.
    """
    span = open_span(folder, base, head, day)
    changed = files_between(folder, span.fork, span.head)
    if not changed:
        raise ProblemsFoundError([NOTHING_TO_REVIEW.at("", base=base, head=head)])
    governed = [file for file in changed if is_governed(file.path)]
    content = [file for file in governed if file.path.startswith(CONTENT + "/")]
    name = fingerprint(governed)
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, span.fork, objects), tree_of(folder, span.head, objects)
        names = names_of(trees)
        files = changed_files(governed, objects, names)
        rules = tree_of(folder, span.base, objects) if span.base != span.fork else trees[0]
        procedure, approvers, faults = rules_of(rules)
        site, _ = read_site(rules)
        theme_shown = bool(site and site.theme_from_branches)
        said = read_said(span, objects)
        read = read_registry(trees[0]), read_registry(trees[1])
        shown = affected(span, files, trees, (read[0][0] or read[1][0], read[1][0] or read[0][0]))
        also = {path for path in files_of(trees[1], POWER) if POWER.id_of(path) in shown.codes}
        touched = {file.path for file in governed if file.path.startswith((f"{CONTENT}/", f"{THEME}/"))} | also
        registers = any(POWER.id_of(file.path) is None for file in content)
        stated = Stated(span)
        problems = compare(span, trees, read, touched, folder / STATE, registers=registers, applies=stated.day, watch=watch)
        late = list(located(check_day(stated, files), trees[1]))
        wanted = [("power", code) for code in sorted(shown.codes)[:_NAMED]] + [("office", office) for file in files for office in sorted(file.offices)]
        called = {key: names[key] for key in wanted if names.get(key)}
    if approvals:
        claims, wrong = read_approvals(approvals.read_bytes(), str(approvals), span.head, name)
        said, faults = Said(said.statements, (*said.claims, *claims), said.faults), faults + wrong
    return Review(
        span,
        name,
        tuple(files),
        tuple(demands(files, said, name, approvers, procedure)),
        (*faults, *said.faults, *incomplete(files), *late),
        problems,
        tuple(sorted(shown.codes - {file.code for file in files})),
        shown,
        len(changed) - len(governed),
        tuple(file.path for file in changed if file.path.startswith(f"{THEME}/")),
        theme_shown,
        called,
    )


def tree_of(folder: Path, commit: str, objects: Objects) -> GitTree:
    """Open the catalogue of a commit, and its theme."""
    return GitTree({**list_commit(folder, commit, CONTENT), **list_commit(folder, commit, THEME)}, objects)


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
    return TreeNames(trees)
