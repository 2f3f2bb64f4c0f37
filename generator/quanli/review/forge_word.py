"""For what a forge vouches: the changes that come with the commit that was approved there.

Where that commit brings statements, the forge's approvals are approvals of these. Where it brings none, what it changes from
where it left the main line, and what its commits say, is the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quanli.approval.governed import STATEMENT, change_of, is_governed
from quanli.approval.statement import STATEMENTS, Statement, Step
from quanli.frozen import frozen
from quanli.git.log import answer, ask, read_log
from quanli.history.naming import one_line
from quanli.review.forge_claims import ForgeClaim
from quanli.review.ground import Ground
from quanli.review.proposed import Proposed
from quanli.review.revisions import files_between, fork_of
from quanli.review.segments import Delta


@frozen
class _Approved:
    """A commit that was approved: what it claims, what it proposes in files, and what it changes."""

    head: str
    claims: tuple[ForgeClaim, ...]
    proposed: frozenset[str]
    change: Statement


class ForgeWord:
    """What was approved on the forge after the published commit."""

    def __init__(self, folder: Path, released: str, claims: Sequence[ForgeClaim]) -> None:
        heads = dict.fromkeys(claim.head for claim in claims)
        found = (_approved(folder, released, head, tuple(one for one in claims if one.head == head)) for head in heads)
        self._approved = tuple(one for one in found if one)

    @property
    def claims(self) -> bool:
        """Tell whether anything is claimed at all."""
        return bool(self._approved)

    def on(self, name: str) -> tuple[ForgeClaim, ...]:
        """Give what was claimed of the change of a folder."""
        return tuple(claim for one in self._approved if name in one.proposed for claim in one.claims)

    def changes(self, delta: Delta, ground: Ground) -> Iterator[tuple[Proposed, tuple[ForgeClaim, ...]]]:
        """Give the changes without a statement that may account for some of what differs, and have not come to the main line before."""
        governed = delta.governed
        for one in self._approved:
            paths = [step.path for step in one.change.steps]
            if paths and not one.proposed and not ground.has(one.head) and all(path in governed for path in paths) and not _touched(ground, one.change.base, paths):
                yield Proposed(one.head[:16], one.change), one.claims


def _touched(ground: Ground, base: str, paths: Sequence[str]) -> bool:
    """Tell whether the main line changed any of some files since a branch left it: what was done and undone is not done again by the same word."""
    return bool(answer(ground.folder, "rev-list", "--max-count=1", "--full-history", "--end-of-options", ground.commit, f"^{base}", "--", *paths))


def _approved(folder: Path, released: str, head: str, claims: tuple[ForgeClaim, ...]) -> _Approved | None:
    known = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{head}^{{commit}}")
    fork = fork_of(folder, released, head)
    if known != head or fork == head:  # gone, or on the main line for long
        return None
    files = files_between(folder, fork, head)
    steps = [Step(file.path, file.before.blob, file.after.blob) for file in files if is_governed(file.path)]
    added = (change_of(file.path) for file in files if not file.before.blob)
    proposed = frozenset(change for change, name in filter(None, added) if name == STATEMENT)
    return _Approved(head, claims, proposed, Statement(fork, (), tuple(steps), _said(folder, fork, head)))


def _said(folder: Path, fork: str, head: str) -> Mapping[str, str]:
    """Give what the commits of a branch say, the newest first."""
    said: dict[str, str] = {}
    known = {key.lower(): key for key in STATEMENTS}
    for commit in read_log(folder, head, fork):
        for key, value in commit.trailers:
            if key.lower() in known and value.strip():
                said.setdefault(known[key.lower()], one_line(value))
    return said
