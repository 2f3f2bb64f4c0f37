"""A guard against publishing that most of the site is gone: a clone without its files looks like an office without powers."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.errors import Problem, Rule
from quanli.publish.listing import Difference, Listing
from quanli.publish.release import File

PUBLISH_EMPTY = Rule(
    "PUBLISH_EMPTY", "error",
    zh="这个提交里没有一个权力事项", en="there is not one power in this commit",
    hint_zh="核对 content/powers/ 是否已提交；确要公布空目录的，加 --allow-removal", hint_en="see whether content/powers/ is committed; to publish an empty catalogue, add --allow-removal",
    follows="成批撤下须经明示",
)
PUBLISH_REMOVES = Rule(
    "PUBLISH_REMOVES", "error",
    zh="将撤下 {gone} 个网页（共 {pages} 个），如 {example}：多于 {most} 个须明示",
    en="{gone} of {pages} pages would go, such as {example}: more than {most} must be meant",
    hint_zh="核对这个提交；确要撤下的，加 --allow-removal", hint_en="look at the commit; if it is meant, add --allow-removal",
    follows="成批撤下须经明示",
)
SHARE, FEW = 0.05, 20
"""Which share of the pages may go at once, and how many in any case."""


def removals(powers: int, before: Listing | None, steps: Difference) -> Iterator[Problem]:
    """Say why a release takes more away than somebody may have meant; ``steps`` lead to it from the one before."""
    if not powers:
        yield PUBLISH_EMPTY.at("content/powers")
    gone = [file.path for file in steps.go if _is_page(file)]
    if before is None or len(gone) <= FEW:
        return
    pages = sum(map(_is_page, before.files()))
    most = max(FEW, int(pages * SHARE))
    if len(gone) > most:
        yield PUBLISH_REMOVES.at("", gone=len(gone), pages=pages, most=most, example=min(gone))


def _is_page(file: File) -> bool:
    return file.path.endswith(".html")
