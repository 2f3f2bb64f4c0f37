"""A change as it was proposed: its statement, held against what its files do. What it says of itself is not believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from quanli.approval.file_rules import STATEMENT_INVALID, STATEMENT_MOVED
from quanli.approval.governed import APPROVALS, STATEMENT
from quanli.approval.statement import Statement, StatementError, change_id, read_statement
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.review.changed import FileReview
from quanli.review.ground import Ground
from quanli.review.statement import restate

STATEMENT_UNTRUE = Rule(
    "STATEMENT_UNTRUE", "error",
    zh="变更 {id} 的变更书写的不是文件实际的改动：写的是“{said}”，实际是“{true}”",
    en='the statement of change {id} does not say what its files do: it says "{said}", they do "{true}"',
    hint_zh="不要签署；用 quanli propose 按实际改动重新提出", hint_en="do not sign it; propose what the files do with quanli propose",
    follows="签的是人能读的文字：写的与做的必须一致",
)
STATEMENT_BASE = Rule(
    "STATEMENT_BASE", "error",
    zh="变更 {id} 对照的提交 {base} 不在主线上（主线到 {start} 为止），无从知道它改的是什么",
    en="change {id} starts from the commit {base}, which is not on the main line up to {start}: what it changes cannot be known",
    hint_zh="先取得最新的主线，再用 quanli propose 重新提出", hint_en="fetch the main line as it is now, and propose it anew with quanli propose",
    follows="审批按主线上已发布的文本对照",
)


@frozen
class Proposed:
    """A change, as its folder among the approvals has it.

    ``text`` is its statement; ``files`` are the blobs beside it by name; ``reviews`` what its files do. ``faults`` say why it is
    no true statement: nobody can approve such a one. One for which the forge vouches has no folder and no ``text``.
    """

    id: str
    statement: Statement
    text: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    reviews: tuple[FileReview, ...] = ()
    faults: tuple[Problem, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """Give the files that it changes."""
        return frozenset(step.path for step in self.statement.steps)


def read_proposed(name: str, files: Mapping[str, str], objects: Objects, ground: Ground) -> Proposed:
    """Read the change of a folder with these blobs by name."""
    place = f"{APPROVALS}/{name}/{STATEMENT}"
    try:
        text = (objects.one(files[STATEMENT]) or b"").decode()
        statement = read_statement(text)
    except UnicodeDecodeError:
        return _none(name, files, STATEMENT_INVALID.at(place, id=name, what_zh="不是 UTF-8 文字", what_en="it is no text in UTF-8"))
    except StatementError as error:
        return _none(name, files, STATEMENT_INVALID.at(place, line=error.line, id=name, what_zh=error.what.zh, what_en=error.what.en))
    if change_id(text) != name:
        return _none(name, files, STATEMENT_MOVED.at(place, id=name, own=change_id(text)), statement)
    if not ground.has(statement.base):
        return _none(name, files, STATEMENT_BASE.at(place, id=name, base=statement.base[:10], start=ground.commit[:10]), statement)
    try:
        true = restate(ground.folder, statement.base, statement.steps, objects, ground.trees)
    except StatementError as error:
        return _none(name, files, STATEMENT_INVALID.at(place, line=error.line, id=name, what_zh=error.what.zh, what_en=error.what.en), statement)
    return Proposed(name, statement, text, files, true.files, tuple(_untrue(name, place, statement, true.words)))


def _none(name: str, files: Mapping[str, str], fault: Problem, statement: Statement | None = None) -> Proposed:
    return Proposed(name, statement or Statement("", (), ()), "", files, (), (fault,))


def _untrue(name: str, place: str, statement: Statement, words: tuple[str, ...]) -> Iterator[Problem]:
    """Say where a statement says another thing than its files do."""
    if statement.words == words:
        return
    pairs = zip((*statement.words, *[""] * len(words)), (*words, *[""] * len(statement.words)), strict=False)
    said, true = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    yield STATEMENT_UNTRUE.at(place, id=name, said=said[:120] or "（没有写）", true=true[:120] or "（没有这一改动）")
