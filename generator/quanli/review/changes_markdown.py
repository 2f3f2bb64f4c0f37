"""The changes of a review in Markdown: file by file, kind by kind; of long texts before and after, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.errors import Language
from quanli.history.change import DIRECTIONS, Change, sentence
from quanli.history.kinds import KINDS
from quanli.history.naming import Names
from quanli.personal.masking import masked
from quanli.review.changed import FileReview, kinds_in_order
from quanli.review.harmless import harmless, with_marks
from quanli.review.marking import Span, marked, shortened

_SHORT = 16
"""Characters up to which before and after stand on one line: what differs is seen at once."""
_LINE = 24
"""The same where the two have nothing in common, so that nothing could be marked."""
_WHOLE = 4_000
"""Characters of a text that is new or gone; of a longer one the beginning is shown."""
_ROOM = 32_000
"""Characters of a comment that changes may fill: forges take 65,536 in all."""


def changes_markdown(files: Sequence[FileReview], names: Names, language: Language) -> Iterator[str]:
    """Write what changes, items first, else in the order of the files, offices by their ``names``; where there is no room for more, say how much is not shown."""
    zh = language == "zh"
    if any(map(_is_marked, (change for file in files for change in file.changes))):
        yield "变更前后的文字中，删去的标作 ~~删去~~，新增的标作 **新增**，没有变的长段以“……”略去。" if zh else (
            "Of texts before and after, what is gone is marked ~~gone~~, what is new **new**; …… stands for long parts that stay.")  # fmt: skip
        yield ""
    room = _ROOM
    files = sorted(files, key=lambda one: not one.code)
    for at, file in enumerate(files):
        lines = list(_file(file, names, language))
        room -= sum(map(len, lines))
        if room < 0 and at:
            left, changes = len(files) - at, sum(len(one.changes) for one in files[at:])
            yield (f"另有 {left} 个文件、{changes} 处改动，这里放不下：用 quanli review --format json 看全部。" if zh
                   else f"{left} more files with {changes} changes have no room here: quanli review --format json shows all.")  # fmt: skip
            yield ""
            return
        yield from lines


def _file(file: FileReview, names: Names, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield f"### {harmless(file.title or file.name or file.path)}"
    yield ""
    if file.code:
        offices = "、".join(names.get(("office", office), office) for office in sorted(file.offices))
        yield f"{'机关' if zh else 'office'}：{harmless(offices)}"
        yield ""
    else:
        yield f"`{file.path}`" if _is_plain(file.path) else harmless(file.path)
        yield ""
    if file.moved_from:
        yield f"{'原文件' if zh else 'moved from'}：{harmless(file.moved_from)}"
        yield ""
    if not file.changes:
        yield "没有法律上的变更（格式、注释或次序）。" if zh else "No legal change (formatting, comments or order)."
        yield ""
    for kind in kinds_in_order(file.kinds):
        own = [change for change in file.changes if change.kind == kind]
        if own:
            yield f"**{KINDS[kind].zh if zh else KINDS[kind].en}**"
            yield ""
            for change in own:
                yield from _change(change, language)
            yield ""
    if file.contents:
        yield from _contents(file.contents, language)


def _contents(contents: Sequence[Change], language: Language) -> Iterator[str]:
    """List what stands in a record that is new: each line is new, which need not be said of each."""
    yield "全部内容：" if language == "zh" else "All that it says:"
    yield ""
    for change in contents:
        said = change.after if change.action == "changed" or change.after else ""
        yield f"- {harmless(change.label)}{f'：{_cut(said)}' if said else ''}"
    yield ""


def _change(change: Change, language: Language) -> Iterator[str]:
    zh = language == "zh"
    term = DIRECTIONS[change.direction]
    direction = f"（{term.zh if zh else term.en}）" if change.direction else ""
    if change.action != "changed":
        verb = ("新增" if zh else "new: ") if change.action == "added" else ("取消" if zh else "gone: ")
        text = change.after if change.action == "added" else change.before
        yield f"- {verb}{harmless(change.label)}{direction}{f'：{_cut(text)}' if text else ''}"
    elif _on_one_line(change):
        yield f"- {harmless(sentence(change))}{direction}"
    else:
        was, now = _both(change)
        yield f"- {harmless(change.label)}{direction}"
        yield f"  - {'变更前' if zh else 'before'}：{was}"
        yield f"  - {'变更后' if zh else 'after'}：{now}"


def _cut(text: str) -> str:
    said = masked(text)  # before it is cut: half a number is a number still
    return harmless(said) if len(said) <= _WHOLE else f"{harmless(said[:_WHOLE])}……（共 {len(said)} 字）"


def _both(change: Change) -> tuple[str, str]:
    """Give both texts, marked where they have something in common."""
    spans = spans_of(change)
    if all(len(side) <= 1 for side in spans):
        return _cut(change.before), _cut(change.after)
    was, now = (with_marks(shortened(side)) for side in spans)
    return was, now


def spans_of(change: Change) -> tuple[list[Span], list[Span]]:
    """Divide both texts of a change at what differs; numbers of persons are masked before, so that no part of one is shown."""
    return marked(masked(change.before), masked(change.after))


def _on_one_line(change: Change) -> bool:
    length = max(len(change.before), len(change.after))
    return length <= _SHORT or (length <= _LINE and all(len(side) <= 1 for side in spans_of(change)))


def _is_marked(change: Change) -> bool:
    return change.action == "changed" and not _on_one_line(change) and any(len(side) > 1 for side in spans_of(change))


def _is_plain(path: str) -> bool:
    return path.isascii() and "`" not in path and path.isprintable() and masked(path) == path
