"""The letter under which a name stands in an alphabet: the first of its pinyin.

GB 2312 arranges its 3,755 common characters by their reading, so the code of a character tells its letter. Nothing is
loaded for it: a dictionary of readings would cost every rebuild a quarter of a second.
"""

from __future__ import annotations

from bisect import bisect_right

_FIRSTS = [char.encode("gb2312") for char in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"]
"""The first character of each letter in GB 2312; no syllable begins with I, U or V."""
_LETTERS = "abcdefghjklmnopqrstwxyz"
_LAST = "座".encode("gb2312")
_READ_OTHERWISE = {
    "会计": "k", "调解": "t", "调整": "t", "调剂": "t", "重新": "c", "重复": "c", "给付": "j", "畜禽": "c",
    "校准": "j", "校验": "j", "行业": "h", "弹药": "d",
}  # fmt: skip
"""Beginnings read otherwise than the character by which GB 2312 arranged it."""
OTHER = "other"
"""Where names stand that begin with neither a Han character nor a Latin letter."""


def initial_of(name: str) -> str:
    """Give the letter of a name, ``a`` to ``z``, or ``other``. Quotation marks and brackets before it do not count."""
    begins = name.lstrip("“”‘’《》〈〉「」（）()〔〕[]\"' ")
    if begins[:2] in _READ_OTHERWISE:
        return _READ_OTHERWISE[begins[:2]]
    first = begins[:1].lower()
    if first.isascii():
        return first if first.isalpha() else OTHER
    code = first.encode("gb2312", "ignore")
    if len(code) == 2 and _FIRSTS[0] <= code <= _LAST:
        return _LETTERS[bisect_right(_FIRSTS, code) - 1]
    return _looked_up(first)


def _looked_up(char: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads its dictionaries, a quarter of a second

    read: str = lazy_pinyin(char)[0][:1].lower()
    return read if read.isascii() and read.isalpha() else OTHER
