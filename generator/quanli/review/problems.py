"""The problems of what a change touches, before and after: which of them are new, which old, which mended."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.tree import Tree, files_of
from quanli.errors import Problem, sorted_problems
from quanli.frozen import frozen
from quanli.pipeline.judge import ReadRegistry, judge
from quanli.pipeline.judge_whole import Side, Watch, judge_whole, judges_otherwise, unwatched
from quanli.review.revisions import Span


@frozen
class Compared:
    """Problems that came with a change, that were there before, and that it mended."""

    new: tuple[Problem, ...]
    old: tuple[Problem, ...]
    mended: tuple[Problem, ...]


def compare(
    span: Span,
    trees: tuple[Tree, Tree],
    read: tuple[ReadRegistry, ReadRegistry],
    touched: AbstractSet[str],
    laws: Path,
    *,
    registers: bool,
    applies: datetime.date | None = None,
    watch: Watch = unwatched,
) -> Compared:
    """Judge what is touched at both ends, by the law library in a folder of state; with ``registers`` also everything but the powers.

    By some settings of the site every power is judged: where they change, all are. What only the whole catalogue tells is
    told too. ``applies`` is the day from which the change says that it applies, ``watch`` is told how far it is.
    """
    registries = [own[0] for own in read]
    if registries[0] and registries[1] and judges_otherwise(registries[0].site, registries[1].site):
        touched = {*touched, *(file for tree in trees for file in files_of(tree, POWER))}
    days = (None, applies)
    before, after = (
        list(judge(tree, own, touched, span.day, laws, registers=registers, applies=day, watch=watch)) for tree, own, day in zip(trees, read, days, strict=True)
    )
    old, new = (Side(tree, own[0], span.day, laws) if own[0] else None for tree, own in zip(trees, read, strict=True))
    if old and new:
        more = judge_whole(old, new, touched, watch)
        before, after = before + more[0], after + more[1]
    found = _compared(before, after)
    return found if new else Compared(found.new, found.old, ())  # where nothing can be judged any more, nothing is mended


def _compared(before: list[Problem], after: list[Problem]) -> Compared:
    """Tell problems apart by what they say of which item: their lines move with every edit."""
    old = Counter(map(_identity, before))
    new, kept = [], []
    for one in sorted_problems(after):
        if old[_identity(one)] > 0:
            old[_identity(one)] -= 1
            kept.append(one)
        else:
            new.append(one)
    mended = []
    for one in sorted_problems(before):
        if old[_identity(one)] > 0:
            old[_identity(one)] -= 1
            mended.append(one)
    return Compared(tuple(new), tuple(kept), tuple(mended))


def _identity(one: Problem) -> tuple[str, str, str]:
    return PurePosixPath(one.place.file).name, one.code, one.message("zh")
