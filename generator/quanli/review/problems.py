"""The problems of what a change touches, before and after: which of them are new, which old, which mended."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

from quanli.catalogue.tree import Tree
from quanli.errors import Problem, sorted_problems
from quanli.frozen import frozen
from quanli.pipeline.judge import ReadRegistry, judge
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
) -> Compared:
    """Judge what is touched at both ends, by the law library in a folder of state; with ``registers`` also everything but the powers.

    ``applies`` is the day from which the change says that it applies.
    """
    days = (None, applies)
    found = (judge(tree, own, touched, span.day, laws, registers=registers, applies=day) for tree, own, day in zip(trees, read, days, strict=True))
    return _compared(*map(list, found))


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
