"""A citation carried over to a newer version of its statute: place and quoted words, as far as they can be told."""

from __future__ import annotations

from collections.abc import Sequence

from quanli.codes.articles import Article, format_article
from quanli.frozen import frozen
from quanli.statutes.compare import Fate
from quanli.statutes.differences import differences
from quanli.statutes.pairing import pairs_of
from quanli.statutes.text import LawText, missing_words, normalised, quoted_parts

_OMITTED = "……"
_EDGES = "，。；：、"


@frozen
class Carried:
    """Where a provision stands in the newer version, and its quotation there."""

    article: str
    paragraph: int
    item: int
    text: str
    doubt: str = ""
    """Why it could not be carried over; the place is then the old one."""


def carried(place: Article, text: str, fate: Fate, versions: tuple[LawText, LawText]) -> Carried:
    """Carry a citation over by what became of its article; ``text`` is what it quotes."""
    old, new = versions
    before = fate.before[0] if len(fate.before) == 1 else _label_of(place)
    if not fate.after:
        near = f"，相近的是{fate.near}" if fate.near else ""
        return Carried(before, place.paragraph, place.item, text, f"{before}已经删去{near}")
    after = next((label for label in fate.after if text and not missing_words(text, f"{label} {new.article(label)}")), fate.after[0])
    paragraph = _paragraph(place.paragraph, old, before, new, after)
    item = _item(place.item, old, (before, place.paragraph), new, (after, paragraph)) if paragraph >= 0 else -1
    if paragraph < 0 or item < 0:
        return Carried(before, place.paragraph, place.item, text, f"{after}里找不到与原来的{'款' if paragraph < 0 else '项'}相当的内容")
    passage = new.passage(after, paragraph, item)
    quoted = _quoted(text, old.passage(before, place.paragraph, place.item), passage, after)
    return Carried(after, paragraph, item, quoted)


def _label_of(place: Article) -> str:
    return format_article(Article(place.number, place.after))


def _paragraph(number: int, old: LawText, before: str, new: LawText, after: str) -> int:
    if not number:
        return 0
    return _number_of(number, [one.text for one in old.paragraphs(before)], [one.text for one in new.paragraphs(after)])


def _item(number: int, old: LawText, before: tuple[str, int], new: LawText, after: tuple[str, int]) -> int:
    if not number:
        return 0
    items = ([item for at, one in enumerate(text.paragraphs(label), 1) if paragraph in {0, at} for item in one.items] for text, (label, paragraph) in ((old, before), (new, after)))
    return _number_of(number, *items)


def _number_of(number: int, before: Sequence[str], after: Sequence[str]) -> int:
    """Give the number, from 1, under which a part stands now; -1 where it cannot be told."""
    if list(before) == list(after):
        return number if number <= len(after) else -1
    pairs = pairs_of([_unnumbered(one) for one in before], [_unnumbered(one) for one in after])
    return next((pair.after + 1 for pair in pairs if pair.before == number - 1), -1)


def _unnumbered(item: str) -> str:
    """Leave out the number of an item, which is no word of it."""
    head, mark, rest = item.partition("）")
    return rest if mark and len(head) <= 4 and head.startswith("（") else item


def _quoted(text: str, before: str, after: str, label: str) -> str:
    """Give the quotation as the newer version has it; one that still stands there stays as it is written."""
    if not text or not missing_words(text, f"{label} {after}"):
        return text
    parts = [_whole(part, _span(part, before, after)) for part in quoted_parts(text)]
    whole = after.replace("\n", "")
    if not parts or any(part is None for part in parts):
        return whole
    found = _OMITTED.join(part for part in parts if part)
    found = (_OMITTED if text.startswith("…") else "") + found + (_OMITTED if text.rstrip().endswith("…") else "")
    return found if found and not missing_words(found, after) else whole


def _whole(part: str, words: str | None) -> str | None:
    """Put the punctuation behind the words that the writer put there."""
    tail = part.rstrip()[len(part.rstrip().rstrip(_EDGES)) :]
    return words.rstrip(_EDGES) + tail if words else None


def _span(part: str, before: str, after: str) -> str | None:
    """Give the words of the newer text between the places where a quoted part begins and ends in the older one."""
    words, source = normalised(part).strip("".join(map(normalised, _EDGES))), normalised(before)
    start = source.find(words)
    if start < 0 or not words:
        return None
    end, old, new = start + len(words), 0, ""
    for piece in differences(before, after):
        length = len(normalised(piece.text)) if piece.kind != "new" else 0
        if piece.kind == "new" and start <= old <= end:
            new += piece.text
        elif piece.kind == "same" and old + length > start and old < end:
            new += _cut(piece.text, max(0, start - old), min(length, end - old))
        old += length
    return new.replace("\n", "").strip() or None


def _cut(text: str, start: int, end: int) -> str:
    """Cut a text by characters as :func:`normalised` counts them."""
    found, at = "", 0
    for character in text:
        if start <= at < end:
            found += character
        at += len(normalised(character))
    return found
