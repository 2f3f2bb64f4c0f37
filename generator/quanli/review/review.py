"""The review of a change: what a reviewer reads on a pull request, from the trees of its commits."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from quanli.approval.governed import in_approvals, is_governed
from quanli.catalogue.content_kinds import CONTENT, POWER
from quanli.catalogue.reading import located, read_site
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import files_of
from quanli.config.theme import THEME
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.legal_date import day_said
from quanli.history.naming import Names
from quanli.pipeline.judge_whole import Watch, unwatched
from quanli.pipeline.options import STATE
from quanli.review.admission import Admission, admit_way
from quanli.review.affected import Affected, affected
from quanli.review.changed import FileReview, changed_files
from quanli.review.demanded import demanded
from quanli.review.demands import Demand
from quanli.review.forge_claims import read_claims
from quanli.review.messages import check_persons
from quanli.review.nothing import require_change
from quanli.review.problems import Compared, compare
from quanli.review.prospect import prospect_of
from quanli.review.revisions import Span, files_between, open_span
from quanli.review.rules import LARGEST, names_of, rules_of, tree_of

_NAMED = 200
"""Items that refer to what changed of which the names are read."""


@frozen
class Review:
    """All that a reviewer wants to know. ``changes`` are the ids of the changes that are proposed."""

    span: Span
    changes: tuple[str, ...]
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
    """Files changed outside of what is governed: they reach no page."""
    theme: tuple[str, ...]
    """Files of the theme that change."""
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
        """Tell whether the change may be merged and published: it is approved, and brings no new error."""
        clean = all(one.severity != "error" for one in self.problems.new)
        return clean and not self.faults and all(one.problem is None for one in self.demands)


def review(
    folder: Path, base: str, head: str, approvals: Path | None = None, day: datetime.date | None = None, now: datetime.date | None = None, watch: Watch = unwatched
) -> Review:
    """Review what would become of ``base`` if ``head`` were merged into it, on a day (None: that of the last commit) by whose law texts are judged.

    Where ``head`` has taken in ``base`` it is ``head`` itself. Procedure and approvers are those of ``base``: a change has no
    say in how it is judged; keys must be good ``now``, on the day of the real clock where none is given. Raises
    :class:`ProblemsFoundError` when a revision is not known, or nothing differs. ``watch`` is told how far the judgement is
    of a change by which all items must be read.
    """
    span = open_span(folder, base, head, day)
    prospect = prospect_of(span)
    before, after = (span.base, prospect.result) if prospect.steps else (span.fork, span.head)
    changed = files_between(folder, before, after)
    require_change(changed, base, head)
    claims, wrong = read_claims(approvals.read_bytes(), str(approvals)) if approvals else ([], [])
    admission = admit_way(folder, span.base, prospect.steps, claims, now)
    governed = [file for file in changed if is_governed(file.path)]
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, before, objects), tree_of(folder, after, objects)
        names = names_of(trees)
        files = changed_files(governed, objects, names)
        procedure, _, _ = rules_of(trees[0] if before == span.base else tree_of(folder, span.base, objects))
        site, _ = read_site(trees[0])
        theme_shown = bool(site and site.theme_from_branches)
        read = read_registry(trees[0]), read_registry(trees[1])
        shown = affected(span, files, trees, (read[0][0] or read[1][0], read[1][0] or read[0][0]))
        also = {path for path in files_of(trees[1], POWER) if POWER.id_of(path) in shown.codes}
        judged = {file.path for file in changed if file.path.startswith((f"{CONTENT}/", f"{THEME}/"))}
        touched = judged | also
        registers = any(path.startswith(f"{CONTENT}/") and POWER.id_of(path) is None for path in judged)
        asked = tuple(demanded(admission, files, procedure))
        own = {id(one.problem) for one in asked}
        persons = check_persons(message for step in prospect.steps for message in step.brought)
        faults = [*prospect.problems, *persons, *(one for one in admission.problems if id(one) not in own), *wrong]
        problems = compare(span, trees, read, touched, folder / STATE, registers=registers, applies=_applies(admission), watch=watch)
        faults = list(located(faults, trees[1]))
        called = _called(names, files, shown.codes)
    return Review(
        span,
        tuple(one.id for one in (*admission.approved, *admission.waiting)),
        tuple(files),
        asked,
        tuple(faults),
        problems,
        tuple(sorted(shown.codes - {file.code for file in files})),
        shown,
        sum(not in_approvals(file.path) for file in changed) - len(governed),
        tuple(file.path for file in changed if file.path.startswith(f"{THEME}/")),
        theme_shown,
        called,
    )


def _called(names: Names, files: Iterable[FileReview], codes: Iterable[str]) -> Names:
    """Give the names that a report says: of the offices concerned, and of some items that refer to what changed."""
    wanted = [("power", code) for code in sorted(codes)[:_NAMED]] + [("office", office) for file in files for office in sorted(file.offices)]
    return {key: names[key] for key in wanted if names.get(key)}


def _applies(admission: Admission) -> datetime.date | None:
    """Give the day from which the change says that it applies; the first where there are several."""
    said = (one.proposed.statement.said.get("Effective-On", "") for one in (*admission.approved, *admission.waiting))
    days = sorted(filter(None, map(day_said, said)))
    return datetime.date.fromisoformat(days[0]) if days else None
