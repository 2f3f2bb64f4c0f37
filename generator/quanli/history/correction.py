"""Whether a new wording only corrects a slip of the pen, so that nothing was decided."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[\s，,。.；;：:、！!？?（）()《》〈〉“”\"‘’'【】\[\]…·—-]+")
_NUMBER = re.compile(r"[\d零〇一二三四五六七八九十百千万.,，、:：-]*[\d零〇一二三四五六七八九十百千万]")
_LEAST = 4
"""Characters that must stand unchanged around a slip: a short text that differs by one word is another text."""

_CONFUSED = (
    "帐账", "作做", "象像", "它他她", "的地得", "座坐", "即既", "倒到", "澈彻", "粘黏", "反返", "付附", "录陆", "己已巳", "侯候", "燥躁", "辨辩辫", "券卷",
    "籍藉", "拨拔", "复覆", "撤撒", "副幅", "型形", "至致", "爆暴",
)  # fmt: skip
"""Characters that typists put for one another, by sound or by shape; none of these pairs turns a rule into another one."""


def same_words(before: str, after: str) -> bool:
    """Tell whether two texts differ by white space alone: by how the lines are broken."""
    return before == after or _SPACE.sub("", before) == _SPACE.sub("", after)


def is_slip(before: str, after: str) -> bool:
    """Tell whether the change is one of punctuation, of a character doubled, or of characters that typists confuse.

    Numbers and any word that could carry a rule (不, 应, 可, 或, 以上 …) make it a change; what cannot be told apart
    from a decision is one, and goes the longer way.
    """
    if _numbers(before) != _numbers(after):
        return False
    old, new = _MARKS.sub("", before), _MARKS.sub("", after)
    if old == new:
        return True
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    kept = len(old) - sum(end - start for _, start, end, _, _ in changes)
    return kept >= _LEAST and all(
        _confused(old[a:b], new[c:d]) or _doubled(old, a, b, c, d) for _, a, b, c, d in changes
    )


def _numbers(text: str) -> list[str]:
    """Give the numbers of a text: a point, comma or hyphen between digits is part of a number."""
    return _NUMBER.findall(text)


def _confused(before: str, after: str) -> bool:
    return len(before) == len(after) > 0 and all(
        one == other or any(one in group and other in group for group in _CONFUSED)
        for one, other in zip(before, after, strict=True)
    )


def _doubled(old: str, a: int, b: int, c: int, d: int) -> bool:
    """Tell whether a character that stood twice in a row now stands once."""
    gone = old[a:b]
    return c == d and len(gone) == 1 and not _NUMBER.match(gone) and gone in {old[a - 1 : a], old[b : b + 1]}
