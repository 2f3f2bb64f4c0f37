"""The statement of a drafted change of laws, put into its last commit: what is drafted can be signed as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quanli.approval.governed import APPROVALS, STATEMENT
from quanli.approval.statement import change_id, shown, text_of
from quanli.git.commit import commit_of_tree, tree_with
from quanli.git.objects import Objects
from quanli.review.adjusted import adjusts_text
from quanli.review.changed import changed_files
from quanli.review.revisions import files_between
from quanli.review.rules import names_of, tree_of
from quanli.review.statement import statement_of, steps_between
from quanli.review.stating import base_of

_TRIGGER = "法律修改"
"""What brought such a change about, in the words of the procedure's list."""


def with_statement(folder: Path, tip: str, message: str, said: Mapping[str, str], objects: Objects) -> str:
    """Make the last commit of a draft anew, with the statement of all that leads to it from the main line; gives the new commit.

    Raises :class:`quanli.approval.statement.StatementError` where something cannot be stated.
    """
    base = base_of(folder)
    trees = tree_of(folder, base, objects), tree_of(folder, tip, objects)
    files = changed_files(files_between(folder, base, tip), objects, names_of(trees))
    all_said = {**said, "Trigger": _TRIGGER, "Adjusts": adjusts_text(files)}
    statement = statement_of(folder, base, steps_between(folder, base, tip), {key: shown(" ".join(text.split())) for key, text in all_said.items()})
    text = text_of(statement)
    tree = tree_with(folder, tip, {f"{APPROVALS}/{change_id(text)}/{STATEMENT}": text})
    return commit_of_tree(folder, tree, f"{tip}^", message)
