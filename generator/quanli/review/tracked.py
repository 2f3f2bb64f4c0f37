"""What a change puts where the program keeps its state and its output: a build refuses to go on with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.errors import Problem
from quanli.git.listing import NOTHING
from quanli.pipeline.entrusted import STATE_TRACKED
from quanli.pipeline.options import STATE
from quanli.review.revisions import FileChange

_KEPT = frozenset({STATE, "output", ".output.staging"})
"""The folders of state, output and staging, of a site that names no other."""


def tracked(changed: Iterable[FileChange]) -> Iterator[Problem]:
    """Name the first file that a change puts into each of these folders; capitals make no difference on some systems."""
    told = set[str]()
    for file in changed:
        folder = file.path.partition("/")[0]
        if folder.lower() in _KEPT and folder not in told and file.after is not NOTHING:
            told.add(folder)
            yield STATE_TRACKED.at(file.path, path=file.path, folder=folder)
