"""What a change does, said anew from its files alone: by this its statement is judged."""

from __future__ import annotations

from pathlib import Path

from quanli.approval.statement import Statement
from quanli.catalogue.content_kinds import CONTENT
from quanli.catalogue.git_tree import GitTree
from quanli.git.listing import NOTHING, Listed, list_commit
from quanli.git.objects import Objects
from quanli.history.change import sentence
from quanli.review.changed import FileReview, changed_files
from quanli.review.ground import Ground
from quanli.review.revisions import FileChange
from quanli.review.rules import names_of


class Restated:
    """Says statements anew, as of the main line at some commit."""

    def __init__(self, folder: Path, objects: Objects, ground: Ground) -> None:
        self._folder, self._objects, self._ground = folder, objects, ground

    @property
    def start(self) -> str:
        """Give the commit of the main line."""
        return self._ground.commit

    def knows(self, base: str) -> bool:
        """Tell whether the main line has the commit from which a statement starts."""
        return self._ground.has(base)

    def of(self, statement: Statement) -> tuple[tuple[FileReview, ...], tuple[str, ...]]:
        """Give what its files do, and the words for it."""
        files = [FileChange(step.path, _plain(step.before), _plain(step.after)) for step in statement.steps]
        before = dict(list_commit(self._folder, statement.base, CONTENT))
        after = dict(before)
        for file in files:
            for tree, side in ((before, file.before), (after, file.after)):
                if side is NOTHING:
                    tree.pop(file.path, None)
                else:
                    tree[file.path] = side
        names = names_of((GitTree(before, self._objects), GitTree(after, self._objects)))
        reviews = tuple(changed_files(files, self._objects, names))
        return reviews, tuple(f"{file.code} {sentence(change)}".strip() for file in reviews for change in file.changes)


def _plain(blob: str) -> Listed:
    return Listed("100644", blob) if blob else NOTHING
