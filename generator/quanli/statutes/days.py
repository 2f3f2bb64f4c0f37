"""From which day a statute holds, and which others it ends, by its own words (Legislation Law, art. 61: a statute says from when it holds)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from quanli.codes.numerals import number_of
from quanli.statutes.names import key_of

_DATE = r"([0-9]{4}|[〇零一二三四五六七八九]{4})\s*年\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
_BEGINS = re.compile(rf"{_DATE}\s*起?\s*(?:施行|实施|生效)")
_AT_ONCE = re.compile(r"自(?:公布|发布)之日起\s*(?:施行|实施|生效)")
_AMENDED = re.compile(r"修正|修订|修改")
_ENDED = "同时废止"
_SENTENCE = 2000
"""Characters before 同时废止 that are looked at: the longest real list of titles has some six hundred."""
_NAMED = re.compile(r"《([^《》]{1,120})》(?:\s*[（(][^（）()《》]{1,60}[)）])?\s*")
_NOT_ENDED = re.compile(r"中|第|有关|关于|依照|按照|根据|办理|同时")
"""What stands after a title of which a part alone falls, or which is named for another reason."""


def day_in(text: str, found: re.Match[str] | None = None) -> datetime.date | None:
    """Read a day such as 2025年12月1日 or 一九九四年七月一日; None where there is none, or none of the calendar."""
    found = found or re.search(_DATE, text)
    numbers = [number_of(part) or 0 for part in found.groups()[:3]] if found else []
    try:
        return datetime.date(*numbers) if numbers else None
    except ValueError:
        return None


def stated_beginning(preamble: Sequence[str], closing: Sequence[str], date: datetime.date) -> datetime.date | None:
    """Give the day from which a version holds where its words say one that is not before its own date.

    ``preamble`` tells what became of it, ``closing`` are its last articles. An amended statute still says from when its first
    version held: that day is no answer, and 自公布之日起 is none where it was amended.
    """
    days = [day for text in (*preamble, *closing) for found in _BEGINS.finditer(text) if (day := day_in(text, found)) and day >= date]
    if not days and not any(_AMENDED.search(text) for text in preamble) and any(_AT_ONCE.search(text) for text in closing):
        return date
    return max(days, default=None)


def ended_statutes(texts: Iterable[str]) -> Iterator[tuple[str, datetime.date | None]]:
    """Give the keys of the statutes that a statute ends when it comes into force (《…》同时废止), with the day where it says it.

    An amended statute goes on to say what its first version ended, and when. Where only a part of another ends
    (《…》中有关…的规定同时废止), that goes on.
    """
    for text in texts:
        at = text.find(_ENDED)
        while at >= 0:
            head = text[max(0, at - _SENTENCE) : at]
            begun = list(_BEGINS.finditer(head))
            day = day_in(head, begun[-1]) if begun else None
            yield from ((key_of(title), day) for title in _titles(re.split("[。；]", head)[-1]))
            at = text.find(_ENDED, at + 1)


def _titles(sentence: str) -> list[str]:
    """Give the titles in a row at the end of a sentence."""
    titles, reached = list[str](), len(sentence)
    for found in reversed(list(_NAMED.finditer(sentence))):
        after = sentence[found.end() : reached]
        if _NOT_ENDED.search(after) or (not titles and after):
            break
        titles.append(found[1])
        reached = found.start()
    return titles[::-1]
