"""What prose says in numbers: 20 个工作日内办结, 处 1 万元以上 5 万元以下, 缴存比例不低于 5%, 年满十八周岁. Text only; what it speaks of is judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from quanli.codes.numerals import number_of
from quanli.frozen import frozen

Value = tuple[str, Decimal, str]
"""What is measured, how much, in which unit: ("duration", 20, "workday"), ("money", 50000, "yuan"), ("share", 5, "percent"), ("times", …), ("age", …)."""

_FIGURES = "0-9零〇一二三四五六七八九十百千万亿两"
_SAYING = re.compile(
    rf"[{_FIGURES}][{_FIGURES},.]{{0,24}}\s*"
    rf"(?:(?:个?工作日|天|日(?![常期志报记用光均程])|个月|年(?![度级版检龄初底末代终报])|小时|周岁|岁|倍|[%％]|[千百万亿]{{0,2}}元)"
    rf"|分之[{_FIGURES}.]{{1,12}})")
_PARTED = re.compile(
    rf"(?P<number>[0-9,.]+)\s*(?P<myriad>[千百万亿]{{0,2}})元|(?P<figures>[{_FIGURES},.]+)\s*(?:(?P<yuan>元)|(?P<unit>[^{_FIGURES},.\s]+))")
_UNITS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "个工作日": ("duration", "workday"), "工作日": ("duration", "workday"), "天": ("duration", "day"), "日": ("duration", "day"),
    "个月": ("duration", "month"), "年": ("duration", "year"), "小时": ("duration", "hour"), "周岁": ("age", "year"), "岁": ("age", "year"),
    "倍": ("times", "times"), "%": ("share", "percent"), "％": ("share", "percent"),
})
_MYRIADS = MappingProxyType({"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000})
_ENDS = re.compile(r"[，。；！？!?;\n|]")
_DECIMAL = re.compile(r"([0-9]+\.[0-9]+)([万亿]?)\Z")
_FIRST_YEAR = 1900
_FULL_STOPS = "。；\n|"
_FAR = 60
"""Characters to either side that are looked at; clauses are shorter."""
FARTHEST = 500
"""Characters to either side that a sentence may have."""


@frozen
class Saying:
    """A value as it stands in a text, with the words of its clause on either side, and its sentence."""

    value: Value
    words: str
    before: str
    after: str
    sentence: str
    start: int


def values_in(text: str) -> Iterator[tuple[Value, re.Match[str]]]:
    """Read every number with a unit, but dates (2026 年 4 月 1 日), ordinals (第二年) and frequencies (每两年)."""
    for match in _SAYING.finditer(text):
        value = _value(match.group())
        if value is not None and not _is_none(value, match, text):
            yield value, match


@lru_cache(maxsize=2048)
def values_of(text: str) -> frozenset[Value]:
    """Give every value that a text names, such as an article that many items cite."""
    return frozenset(value for value, _ in values_in(text))


def saying_at(text: str, value: Value, match: re.Match[str]) -> Saying:
    """Give a value that was read with the words around it."""
    start, end = match.span()
    low = max((one.end() for one in _ENDS.finditer(text, max(0, start - _FAR), start)), default=max(0, start - _FAR))
    stop = _ENDS.search(text, end, end + _FAR)
    begin, finish = max(0, start - FARTHEST), end + FARTHEST
    first = max(begin - 1, *(text.rfind(one, begin, start) for one in _FULL_STOPS))
    last = min((at for one in _FULL_STOPS if (at := text.find(one, end, finish)) >= 0), default=finish)
    return Saying(value, match.group(), text[low:start], text[end : stop.start() if stop else end + _FAR], text[first + 1 : last], start)


def _is_none(value: Value, match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
    return before in {"第", "每"} or (value[2] == "day" and before == "月") or (value[2] == "year" and before == "上")


@lru_cache(maxsize=4096)
def _value(words: str) -> Value | None:
    if "分之" in words:
        whole, _, part = words.partition("分之")
        share = amount_of(part) if whole.strip() == "百" else None
        return None if share is None else ("share", share, "percent")
    parted = _PARTED.fullmatch(words)
    amount = amount_of(parted["number"] or parted["figures"]) if parted else None
    if parted is None or amount is None:
        return None
    if parted["unit"] is None:
        times = _MYRIADS.get(parted["myriad"] or "")
        return ("money", amount * times, "yuan") if times else None
    kind, unit = _UNITS[parted["unit"]]
    return None if kind == "duration" and amount >= _FIRST_YEAR else (kind, amount, unit)


def amount_of(text: str) -> Decimal | None:
    """Read a number: 5, 1.5万, 10,000, 三十; nothing when it is none."""
    plain = text.replace(",", "")
    found = _DECIMAL.match(plain)
    if found:
        return Decimal(found[1]) * _MYRIADS[found[2]]
    number = number_of(plain)
    return None if number is None else Decimal(number)
