"""A review of nothing is an error: ✅ for it would say that something has been approved."""

from __future__ import annotations

from collections.abc import Collection

from quanli.errors import ProblemsFoundError, Rule
from quanli.review.revisions import FileChange

NOTHING_TO_REVIEW = Rule(
    "NOTHING_TO_REVIEW", "error",
    zh="{base} 和 {head} 之间没有改动，没有可以审阅的", en="nothing differs between {base} and {head}: there is nothing to review",
    hint_zh="BASE 写并入处，如 main；HEAD 写提出变更的分支", hint_en="give as BASE what the change is to be merged into, such as main, as HEAD the branch that proposes it",
    follows="审核、批准的是变更（扬州公积金中心制度第十二条、盐城食药监局制度第十三条）：没有变更就没有可以批准的",
)  # fmt: skip


def require_change(changed: Collection[FileChange], base: str, head: str) -> None:
    """Refuse to go on where no file differs. Raises :class:`ProblemsFoundError`."""
    if not changed:
        raise ProblemsFoundError([NOTHING_TO_REVIEW.at("", base=base, head=head)])
