"""What a statute is called: one key for all spellings of its title."""

from __future__ import annotations

import functools
import re
import unicodedata

STATE = "中华人民共和国"
_MARKS = str.maketrans("", "", '《》〈〉<>“”"「」『』')
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"\((?:19|20)[0-9]{2}年?(?:第[一二三四五六七八九十]次)?(?:修正|修订|修改)?(?:文本|版|本)?\)\Z")
"""What a citation adds to a title to name the version: （2021年修正）."""


_AMENDS = re.compile(r".*关于修[改正]\s*(?P<named>[《〈].{1,200}[》〉]).*决定\Z")
_NAMED = re.compile(r"[《〈]([^《》〈〉]{1,120})[》〉]")
_AMENDMENT = re.compile(r"(?P<title>.{2,120})修正案(?:[（(].{1,20}[)）])?\Z")


@functools.lru_cache(maxsize=4096)
def key_of(title: str) -> str:
    """Fold a title or short name: with or without 中华人民共和国, brackets, blanks, width of characters, year of the version.

    （试行） and （暂行） stay: under that name stands another statute.
    """
    text = _BLANKS.sub("", unicodedata.normalize("NFKC", title)).translate(_MARKS)
    text = _YEAR.sub("", text)
    return text.replace(STATE, "") or text


def amended_by(title: str) -> tuple[str, ...]:
    """Give the keys of the statutes that one amends, by its title: 关于修改《…》的决定, 刑法修正案（十一）."""
    decision, amendment = _AMENDS.match(title), _AMENDMENT.match(title)
    if decision:
        return tuple(key_of(named) for named in _NAMED.findall(decision["named"]))
    return (key_of(amendment["title"]),) if amendment else ()
