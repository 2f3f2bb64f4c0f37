"""The review of a change: what a reviewer reads on a pull request, from the trees of its commits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.registry import LAWS_FILE, REGISTER_LIMIT
from quanli.config.site import SITE_FILE, Site
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.approvals import APPROVERS_FILE, check_approvers, read_approvals
from quanli.history.naming import Names
from quanli.history.procedure import Procedure, read_procedure
from quanli.records.read import read_record
from quanli.review.affected import changed_laws, feeds, pages
from quanli.review.changed import FileReview, changed_files
from quanli.review.demands import Demand, Said, demands, incomplete, read_said
from quanli.review.problems import POWERS, Compared, compare
from quanli.review.revisions import (
    CONTENT,
    Entry,
    Span,
    citing,
    files_between,
    fingerprint,
    open_span,
    tree_of,
)

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
    pages: tuple[str, ...]
    feeds: tuple[str, ...]
    outside: int
    """Files changed outside the catalogue: no procedure covers them."""

    @property
    def met(self) -> bool:
        """Tell whether the procedure is met."""
        return not self.faults and all(one.problem is None for one in self.demands)


def review(folder: Path, base: str, head: str, approvals: Path | None = None) -> Review:
    """Review the change from ``base`` to ``head``.

    Procedure and approvers are those of ``base``: a change has no say in how it is judged. Raises
    :class:`ProblemsFoundError` when a revision is not known.
    """
    span = open_span(folder, base, head)
    changed = files_between(folder, span.fork, span.head)
    content = [file for file in changed if file.path.startswith(CONTENT + "/")]
    trees = tree_of(folder, span.fork), tree_of(folder, span.head)
    name = fingerprint(content)
    with Objects(folder, LARGEST) as objects:
        files = changed_files(content, objects, names_of(trees, objects))
        rules = tree_of(folder, span.base) if span.base != span.fork else trees[0]
        procedure, approvers, faults = rules_of(rules, objects)
        said = read_said(span, objects)
    if approvals:
        claims, wrong = read_approvals(approvals.read_bytes(), str(approvals), span.head, name)
        said, faults = Said(said.statements, (*said.claims, *claims)), faults + wrong
    also = _referring(span, files, trees)
    registers = any(not file.path.startswith(POWERS) for file in content)
    touched = {file.path for file in content} | also
    codes = {path.rpartition("/")[2].removesuffix(".yaml") for path in also}
    return Review(
        span,
        name,
        tuple(files),
        tuple(demands(files, said, name, approvers, procedure)),
        (*faults, *incomplete(files)),
        compare(span, trees, touched, registers=registers),
        tuple(sorted(codes - {file.code for file in files})),
        tuple(pages(files, codes)),
        tuple(feeds(files)),
        len(changed) - len(content),
    )


def rules_of(tree: Mapping[str, Entry], objects: Objects) -> tuple[Procedure, bytes, list[Problem]]:
    """Read procedure and approvers from a commit's tree."""
    site, _ = read_record(_blob(tree, SITE_FILE, objects), SITE_FILE, Site)
    procedure, faults = read_procedure(site.procedure if site else None)
    approvers = _blob(tree, APPROVERS_FILE, objects)
    return procedure, approvers, [*faults, *check_approvers(approvers)]


def _blob(tree: Mapping[str, Entry], path: str, objects: Objects) -> bytes:
    entry = tree.get(path)
    return (objects.one(entry.blob) or b"") if entry and entry.regular else b""


def names_of(trees: tuple[Mapping[str, Entry], Mapping[str, Entry]], objects: Objects) -> Names:
    """Collect what ids stand for, from both versions; the new one has the last word."""
    names: dict[tuple[str, str], str] = {}
    for tree in trees:
        register, _ = read_record(_blob(tree, LAWS_FILE, objects), LAWS_FILE, LawRegister, REGISTER_LIMIT)
        for law in register.laws if register else ():
            names["law", law.id] = law.title
        for path in tree:
            if path.startswith("content/offices/"):
                office, _ = read_record(_blob(tree, path, objects), path, Office)
                if office:
                    names["office", office.id] = office.name
                    names |= {("unit", unit.id): unit.name for unit in office.units}
                    names |= {("windows", window.id): window.name for window in office.windows}
    return names


def _referring(
    span: Span, files: list[FileReview], trees: tuple[Mapping[str, Entry], Mapping[str, Entry]]
) -> set[str]:
    """List the powers that refer to a law, office, form, guide or item that changed."""
    words: list[str] = []
    found: set[str] = set()
    for file in files:
        stem = file.path.rpartition("/")[2].rpartition(".")[0]
        if isinstance(file.after or file.before, LawRegister):
            words += changed_laws(file)
        elif file.path.startswith("content/offices/"):
            found |= {path for path in trees[1] if path.startswith(f"{POWERS}{stem}/")}
        elif file.path.startswith(("content/forms/", "content/guides/", "content/laws/")) or (
            file.code and (file.before is None or file.after is None)
        ):
            words.append(stem if "/laws/" not in file.path else stem[:-11])
    return found | set(citing(span.folder, span.head, sorted(set(words)), POWERS))
