"""A text of paragraphs in two versions: which paragraphs are new, gone or worded otherwise, and under which heading they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from quanli.history.align import sources
from quanli.history.change import Change
from quanli.history.correction import same_words
from quanli.history.kinds import Kind

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*\Z")
_OWN_LINE = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]|\|)")
"""What begins a line that is a paragraph of its own: an entry of a list, a row of a table."""
_BULLET = re.compile(r"[-*+]\s+")
"""What says that a line is an entry of a list without numbers, and nothing else."""


class Passage(NamedTuple):
    """A heading, a paragraph, an entry of a list or a row of a table, on one line; and the heading under which it stands."""

    under: str
    text: str
    heading: bool = False


def passages_of_text(text: str) -> list[Passage]:
    """Divide a text. Nothing but white space, marks of headings and bullets is lost."""
    found, under, lines = [], "", list[str]()

    def close() -> None:
        if lines:
            found.append(Passage(under, _BULLET.sub("", _joined(lines), count=1) if _BULLET.match(lines[0]) else _joined(lines)))
            lines.clear()

    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _HEADING.match(line)
        if heading or not line.strip() or _OWN_LINE.match(line):
            close()
        if heading:
            under = heading[1]
            found.append(Passage(under, under, heading=True))
        elif line.strip():
            lines.append(line.strip())
    close()
    return found


def line_changes(before: str, after: str, kind: Kind, called: str = "一行") -> Iterator[Change]:
    """Say line by line, each ``called`` so, how a text changed that has no paragraphs; blank lines and margins say nothing."""
    old, new = ([Passage("", line.strip()) for line in text.splitlines() if line.strip()] for text in (before, after))
    yield from _compared(old, new, kind, called)


def passage_changes(before: str, after: str, kind: Kind, whole: str = "正文") -> Iterator[Change]:
    """Say paragraph by paragraph how a text changed; ``whole`` names what stands under no heading."""
    yield from _compared(passages_of_text(before), passages_of_text(after), kind, whole)


def _compared(old: list[Passage], new: list[Passage], kind: Kind, whole: str) -> Iterator[Change]:
    was, now = (["".join(one.text.split()) for one in side] for side in (old, new))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        if step != "equal":
            yield from _replaced(old[a:b], new[c:d], kind, whole)


def _replaced(old: list[Passage], new: list[Passage], kind: Kind, whole: str) -> Iterator[Change]:
    found = sources([one.text for one in old], [one.text for one in new])
    left, come = [at for at in range(len(old)) if at not in found], [at for at, source in enumerate(found) if source < 0]
    if len(left) == len(come) == 1 and old[left[0]].heading == new[come[0]].heading:
        found[come[0]] = left[0]  # what stands in its place is what it became, however short
    for at, gone in enumerate(old):
        if at not in found:
            yield Change(_path(gone), _label(gone, whole), "removed", gone.text, "", kind)
    for one, source in zip(new, found, strict=True):
        if source < 0:
            yield Change(_path(one), _label(one, whole), "added", "", one.text, kind)
        elif not same_words(old[source].text, one.text):
            yield Change(_path(one), _label(one, whole), "changed", old[source].text, one.text, kind)


def _joined(lines: list[str]) -> str:
    """Put the lines of a paragraph together: between Chinese characters a line break is no space."""
    text = ""
    for line in (" ".join(one.split()) for one in lines):
        text += f" {line}" if text and text[-1].isascii() and line[0].isascii() else line
    return text


def _path(one: Passage) -> tuple[str, ...]:
    return ("text", one.under) if one.under else ("text",)


def _label(one: Passage, whole: str) -> str:
    return "小标题" if one.heading else f"“{one.under}”一节" if one.under else whole
