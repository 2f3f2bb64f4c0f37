"""What a change is judged by: the main line as it stood before it, with its procedure, its list of approvers and its revoked keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from quanli.approval.governed import STATEMENT, change_of
from quanli.approval.signers import Signers
from quanli.catalogue.content_kinds import APPROVERS, CONTENT, SITE
from quanli.catalogue.git_tree import GitTree
from quanli.errors import Problem
from quanli.git.listing import Listed, list_commit
from quanli.git.log import FileChange, answer
from quanli.git.objects import Objects
from quanli.git.trees import Trees
from quanli.history.procedure import Procedure
from quanli.review.rules import rules_of
from quanli.review.way import listed

REVOKED = f"{CONTENT}/revoked-keys"
_DECIDING = (SITE.file(), APPROVERS.file(), REVOKED)


class Ground:
    """The main line at a commit, which moves on as changes are admitted. ``faults`` are those of its procedure."""

    def __init__(self, folder: Path, commit: str, objects: Objects) -> None:
        self.folder, self.commit, self._objects = folder, commit, objects
        self.trees = Trees(folder, objects)
        self._files: dict[str, Listed] = dict(list_commit(folder, commit, "."))
        self._known: set[str] = set()
        self._judged: dict[tuple[Listed | None, ...], tuple[Procedure, Signers, tuple[Problem, ...]]] = {}

    def move(self, commit: str, brought: Iterable[str], changes: Iterable[FileChange]) -> None:
        """Go on to a later commit, with all commits that came with it and all that changed since."""
        if self._known:
            self._known.update(brought)
        self.commit = commit
        for change in changes:
            if change.after:
                self._files[change.path] = listed(change)[1]
            else:
                self._files.pop(change.path, None)

    @property
    def paths(self) -> AbstractSet[str]:
        """Give the files that are there."""
        return self._files.keys()

    def text_of(self, path: str) -> str:
        """Give the blob of a file; empty where there is none."""
        one = self._files.get(path)
        return one.blob if one else ""

    def has(self, commit: str) -> bool:
        """Tell whether a commit had come to the main line by then."""
        if not self._known:
            self._known = set(answer(self.folder, "rev-list", "--end-of-options", self.commit).split())
        return commit in self._known

    @property
    def procedure(self) -> Procedure:
        """Give the procedure."""
        return self._rules[0]

    @property
    def signers(self) -> Signers:
        """Give the list of approvers with the keys that are revoked."""
        return self._rules[1]

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Say what is wrong with procedure and list."""
        return self._rules[2]

    @property
    def _rules(self) -> tuple[Procedure, Signers, tuple[Problem, ...]]:
        found = tuple(self._files.get(path) for path in _DECIDING)
        if found not in self._judged:
            tree = GitTree({path: one for path, one in zip(_DECIDING, found, strict=True) if one}, self._objects)
            procedure, approvers, faults = rules_of(tree)
            revoked = (self._objects.one(found[2].blob) or b"") if found[2] and found[2].regular else b""
            self._judged[found] = procedure, Signers(approvers, revoked), tuple(faults)
        return self._judged[found]

    def spent(self) -> Mapping[str, str]:
        """Give the blobs of all statements that are there, by the ids of their changes."""
        found = ((change_of(path), one) for path, one in self._files.items())
        return {known[0]: one.blob for known, one in found if known and known[1] == STATEMENT}
