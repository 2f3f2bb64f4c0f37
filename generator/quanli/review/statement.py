"""What a change is called before it is approved: its statement, made from its files alone, so that anybody can make it anew.

Its words are told only by the commit from which it starts and the contents of its files before and after. Whoever judges
makes them again and asks that they be the same: a harmless text over harmful files is nobody's approval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quanli.approval.governed import is_governed
from quanli.approval.statement import Statement, StatementError, Step
from quanli.catalogue.content_kinds import CONTENT
from quanli.catalogue.git_tree import GitTree
from quanli.frozen import frozen
from quanli.git.listing import NOTHING, Listed, list_commit
from quanli.git.objects import Objects
from quanli.git.trees import Trees
from quanli.review.changed import FileReview, changed_files
from quanli.review.revisions import FileChange, files_between
from quanli.review.rules import LARGEST, names_of
from quanli.review.statement_words import words_of


@frozen
class Restated:
    """What some steps do: the files as a review has them, and the words for it."""

    files: tuple[FileReview, ...]
    words: tuple[str, ...]


def statement_of(folder: Path, base: str, steps: Iterable[Step], said: Mapping[str, str]) -> Statement:
    """State a change: what some steps do to the files of a commit, and what is said of it.

    Raises :class:`StatementError` where the commit has other contents at the paths than the steps start from.
    """
    steps = tuple(sorted(steps, key=lambda step: step.path))
    with Objects(folder, LARGEST) as objects:
        words = restate(folder, base, steps, objects).words
    return Statement(base, words, steps, {key: value for key, value in said.items() if value})


def steps_between(folder: Path, base: str, tree: str) -> tuple[Step, ...]:
    """Give what leads from a commit to another one, or to a tree: the governed files that differ, by path.

    Raises :class:`StatementError` for a change of a file's nature: links and other repositories are no files of a site.
    """
    files = [file for file in files_between(folder, base, tree) if is_governed(file.path)]
    for file in files:
        if any(side is not NOTHING and not side.regular for side in (file.before, file.after)) or file.before.blob == file.after.blob:
            raise StatementError(f"“{file.path}”不是普通文件，或者只改了权限", f'"{file.path}" is no plain file, or only its mode changed')
    return tuple(sorted((Step(file.path, file.before.blob, file.after.blob) for file in files), key=lambda step: step.path))


def restate(folder: Path, base: str, steps: Iterable[Step], objects: Objects, known: Trees | None = None) -> Restated:
    """Say anew what some steps do to the files of a commit, whose tree may be ``known``. Raises :class:`StatementError` as :func:`statement_of` does."""
    files = [FileChange(step.path, _plain(step.before), _plain(step.after)) for step in steps]
    before = dict((known.files(base) if known else None) or list_commit(folder, base, "."))
    after = dict(before)
    for file in files:
        there = before.get(file.path, NOTHING)
        if there.blob != file.before.blob or not (there is NOTHING or there.regular):
            raise StatementError(f"“{file.path}”在对照基准里是另外的内容", f'"{file.path}" has other contents in the base')
        if file.after is NOTHING:
            after.pop(file.path, None)
        else:
            after[file.path] = file.after
    trees = (GitTree(_content(before), objects), GitTree(_content(after), objects))
    names = names_of(trees)
    reviews = tuple(changed_files(files, objects, names))
    return Restated(reviews, tuple(words_of(reviews, {file.path: file for file in files}, objects, names)))


def _content(listed: Mapping[str, Listed]) -> dict[str, Listed]:
    return {path: one for path, one in listed.items() if path.startswith(f"{CONTENT}/")}


def _plain(blob: str) -> Listed:
    return Listed("100644", blob) if blob else NOTHING
