"""How a statement reads: item by item, what was and what is to be.

::

    机关：市住房公积金管理中心（gjj）
    事项：GJJ-XK-0001 缓缴住房公积金（行政许可）
    变更类别：事项内容变更
    1. 承诺时限（便利办事人）
       变更前：20 个工作日
       变更后：15 个工作日

What is no record (a guide, a theme, the list of approvers), or changes nothing that a record says, stands there line by line.
The lines of records that were told in words follow at the end, so that nothing is signed that did not stand there.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from quanli.approval.statement import StatementError, shown
from quanli.catalogue.content_kinds import ATTACHED_LIMIT, RECORDS, content_kind_of
from quanli.catalogue.power import Power
from quanli.catalogue.terms import CATEGORIES
from quanli.git.listing import NOTHING, Listed
from quanli.git.objects import Objects
from quanli.history.change import DIRECTIONS, Change
from quanli.history.diff import record_diff
from quanli.history.kinds import KINDS
from quanli.history.naming import Names
from quanli.personal.masking import masked
from quanli.review.changed import SITE, FileReview, kinds_in_order
from quanli.review.revisions import FileChange

_UNWRITTEN = "（没有写）"
_COMPARED = 2000
"""Lines on either side that are compared one with another; longer passages are told as gone and come."""


def words_of(reviews: Iterable[FileReview], files: Mapping[str, FileChange], objects: Objects, names: Names) -> Iterator[str]:
    """Give the lines of a statement's first part, an empty one between files."""
    last: list[str] = []
    for number, review in enumerate(reviews):
        if number:
            yield ""
        change = FileChange(review.path, files[review.moved_from or review.path].before, files[review.path].after)
        lines = tuple(_lines(change, objects))
        told = tuple(_told(review, change, names))
        yield from map(_fit, (*_head(review, names), *told))
        if told:
            last += ["", f"附：{review.path} 原文的改动，供核对", *lines]
        else:
            yield from map(_fit, (_only_written(change), *lines))
    yield from map(_fit, last)


def _fit(line: str) -> str:
    """Give a line as a statement may hold it for ever: without the number of a person, and with what hides written out."""
    return shown(masked(line))


def _head(review: FileReview, names: Names) -> Iterator[str]:
    yield "机关：" + "、".join(_office(office, names) for office in sorted(review.offices or {SITE}))
    yield _title(review)
    if review.moved_from:
        yield f"原文件：{review.moved_from}"
    kinds = kinds_in_order(review.kinds)
    if kinds:
        yield "变更类别：" + "、".join(KINDS[kind].zh for kind in kinds)


def _told(review: FileReview, change: FileChange, names: Names) -> Iterator[str]:
    """Say in words what becomes of a file; nothing where its lines say more: of one that is no record, or cannot be read."""
    known = [one for one in review.changes if one.path or one.label != f"文件 {review.path}"]
    for number, one in enumerate(known, 1):
        yield from _change(number, one)
    power = review.after or review.before
    if len(known) == 1 and isinstance(power, Power) and NOTHING in {change.before, change.after}:
        yield from _contents(power, names)


def _only_written(change: FileChange) -> str:
    of, _ = content_kind_of(change.path) or (None, "")
    if NOTHING in {change.before, change.after}:
        return "新增文件：" if change.before is NOTHING else "删去文件："
    return "文件原文的改动：" if of is None or of.name not in RECORDS else "内容没有变更，或者读不出来；文件原文的改动："


def _office(office: str, names: Names) -> str:
    return "全站（site）" if office == SITE else f"{names.get(('office', office)) or office}（{office}）"


def _title(review: FileReview) -> str:
    power = review.after or review.before
    if review.code and isinstance(power, Power):
        category = CATEGORIES.get(power.category)
        return f"事项：{review.code} {power.name}（{category.zh if category else power.category}）"
    of, _ = content_kind_of(review.path) or (None, "")
    name = f" {review.name}" if review.name else ""
    return f"文件：{review.path}（{of.zh if of else '目录以外的文件'}{name}）"


def _contents(power: Any, names: Names) -> Iterator[str]:
    """Say all that an item says which comes or goes."""
    for change in record_diff(_blank(power), power, names):
        yield f"   {change.label}：{change.after or '（有）'}"


def _blank(power: Power) -> Power:
    """Give an item of the same code, name, category and office that says nothing else."""
    bare: dict[str, Any] = {
        one.name: getattr(power, one.name) for one in fields(Power) if one.default is MISSING and one.default_factory is MISSING
    }
    return Power(**bare)


def _change(number: int, change: Change) -> Iterator[str]:
    way = DIRECTIONS[change.direction].zh
    label = f"{change.label}{f'（{way}）' if way else ''}"
    if change.action == "changed":
        yield f"{number}. {label}"
        yield f"   变更前：{change.before or _UNWRITTEN}"
        yield f"   变更后：{change.after or _UNWRITTEN}"
        return
    verb, detail = ("新增", change.after) if change.action == "added" else ("取消", change.before)
    yield f"{number}. {verb}{label}{f'：{detail}' if detail else ''}"


def _lines(file: FileChange, objects: Objects) -> Iterator[str]:
    """Say what changes line by line; of what is no text, its size and digest."""
    before, after = (_bytes(file.path, side, objects) for side in (file.before, file.after))
    try:
        old, new = _split(before), _split(after)
    except UnicodeDecodeError:
        yield f"   变更前：{_measure(before)}"
        yield f"   变更后：{_measure(after)}"
        return
    yield from _compared(old, new)


def _split(data: bytes | None) -> list[str]:
    """Give the lines of a text; one without a line end at its end has one line more, which says so."""
    lines = (data or b"").decode().split("\n")
    last = lines.pop()
    return [*lines, last, "（文末没有换行）"] if last else lines


def _compared(old: list[str], new: list[str]) -> Iterator[str]:
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    if len(was) > _COMPARED or len(now) > _COMPARED:
        blocks = [(0, len(was), 0, len(now))]
    else:
        found = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        blocks = [(a, b, c, d) for word, a, b, c, d in found if word != "equal"]
    for a, b, c, d in blocks:
        yield f"   第 {start + 1 + (c if c < d else a)} 行："
        yield from (f"   － {line}" for line in was[a:b])
        yield from (f"   ＋ {line}" for line in now[c:d])


def _bytes(path: str, side: Listed, objects: Objects) -> bytes | None:
    if side is NOTHING:
        return None
    data = objects.within(side.blob, ATTACHED_LIMIT)
    if not isinstance(data, bytes):
        raise StatementError(f"“{shown(path)}”的内容 {side.blob[:12]} 读不出来，或者太大", f'the content {side.blob[:12]} of "{shown(path)}" cannot be read, or is too large')
    return data


def _measure(data: bytes | None) -> str:
    return "（没有这个文件）" if data is None else f"不是文字，{len(data)} 字节，SHA-256 {hashlib.sha256(data).hexdigest()}"
