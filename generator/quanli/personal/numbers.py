"""Numbers that name a person: of the identity card, of the mobile phone. Found however they are written, and masked.

An identity number (GB 11643-1999) is told by its place, its day of birth and its check character (ISO 7064, MOD 11-2); the
old one of 15 digits has no check character and counts only where the text before it says 身份证. A mobile number is 1, 3 to 9
and nine more digits that stand alone: not in a longer number, not in a code, not an amount.

Both are found with full-width digits, with blanks, hyphens, dots, Markdown's marks and what is invisible between their
digits, over the end of a line, glued to words and to each other, and spelt as entities of HTML, escapes of YAML and
percents of a URL. Numerals of Chinese (一三八…) are words here, and no number.

GB/T 35273-2020 (annex A) counts both as personal information, and the Supreme People's Court has them struck out of what it
publishes (法释〔2016〕19号, article 10). What is left of one is said in :mod:`quanli.personal.masking`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quanli.personal.signs import BETWEEN, UNSEEN
from quanli.personal.spelling import Span, as_meant

Kind = Literal["identity", "mobile"]

_TENS = "XxＸｘХхΧχⅩⅹ×"
"""What is written for the check character that stands for ten."""
_CHAIN = re.compile(rf"\d(?:[{BETWEEN}]{{0,8}}+\d){{10,}}+")
_DIGIT = re.compile(r"\d")
_TEN = re.compile(rf"[{BETWEEN}]{{0,8}}+([{_TENS}])")
_SEEN = re.compile(rf"[^{UNSEEN}]")
_IDENTITY = re.compile(r"(?=([1-9]\d{5}((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}))")
_OLD_IDENTITY = re.compile(r"(?=([1-9]\d{5}(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}))")
_MOBILE = re.compile(r"(?=1[3-9]\d{9})")
_PROVINCES = frozenset("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split())  # noqa: SIM905 - read as a list
"""GB/T 2260; 83 is that of residence permits of people of Taiwan, 91 that of persons from abroad."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SPACED = frozenset({(), (3,), (7,), (5,), (3, 7), (3, 6), (3, 6, 9), tuple(range(1, 11))})
"""After which digits a mobile number may be broken: as people say it, or after each."""
_ABROAD = frozenset({"86", "086", "0086"})
_TRUNK = "0"
"""Dialled before a mobile number of another place. No area code goes on with 13 to 19 after it."""
_CARD_BEFORE = re.compile(r"身份证(?:件)?(?:号码?)?[为是]?\W{0,6}$")
_CREDIT_CODE_BEFORE = re.compile(r"(?:信用代码|credit_code)\W{0,6}$")
_CODE_BEFORE = re.compile(r"(?i:code|编码|代码|编号|powers/)\W{0,5}$|[A-Z0-9][A-Za-z]+$|[A-Z][-_.]?$|[¥￥$]\s*$")
_CODES_BEFORE = re.compile(r"(?i:parent|related|sought|powers):(?:[A-Za-z0-9._'\",\[\] -]|\n(?!\n))*$")
"""A field of codes, and those before."""
_WORD_BEFORE = re.compile(r"(?i:tel|phone|mobile|mob)$")
_CODE_AFTER = re.compile(r"[-_.]?[A-Z]|[A-Za-z]+\d|\.\d|\s*(?:元|万元|万?[吨亩]|亿|平方|立方|公里|公斤|公顷|千克|千瓦|[%％‰])")
_JOINS = re.compile(r"[-_.\u2010-\u2015\u2212\ufe58\ufe63\uff0d\uff0e]+\Z")
_LOOK_BACK = 80
"""Characters before a number that may say what it is."""


class Number(NamedTuple):
    """A number that was found: what it is, and where each of its characters stands in the text."""

    kind: Kind
    places: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Give where it begins."""
        return self.places[0][0]

    @property
    def end(self) -> int:
        """Give where it ends."""
        return self.places[-1][1]


def found_in(text: str, start: int, *, spelt: bool) -> Sequence[Number]:
    """Find the numbers of a text, in its order: from ``start`` on those that are written, and all that are spelt, if any may be."""
    found = list(_as_written(text, start))
    if spelt:
        plain, places = as_meant(text)
        for number in _as_written(plain, 0):
            here = Number(number.kind, tuple((places[start][0], places[end - 1][1]) for start, end in number.places))
            if all(here.end <= other.start or other.end <= here.start for other in found):
                found.append(here)
        found.sort(key=lambda number: number.start)
    return found


def _as_written(text: str, start: int) -> Iterator[Number]:
    end = 0
    for chain in _CHAIN.finditer(text, start):
        for number in _Chain(text, chain.start(), chain.end(), end).numbers():
            yield number
            end = number.end


class _Chain:
    """A chain of digits with little between them: the digits, and where each stands.

    What comes before ``since`` in the text belongs to a number already, and says nothing of this one.
    """

    def __init__(self, text: str, start: int, end: int, since: int) -> None:
        self.text, self.since = text, since
        self.at = [found.start() for found in _DIGIT.finditer(text, start, end)]
        self.digits = "".join(str(int(text[at])) for at in self.at)
        self.taken: dict[int, tuple[int, Number]] = {}
        """By the place among the digits where a number begins: where it ends, and the number."""

    def numbers(self) -> list[Number]:
        """Give the numbers of the chain: a run of digits is none, or falls apart into numbers without a rest."""
        for found in _IDENTITY.finditer(self.digits):
            self._take(found.start(), 18, self._identity(found))
        if "身份证" in self._before(0):
            for found in _OLD_IDENTITY.finditer(self.digits):
                self._take(found.start(), 15, self._old_identity(found))
        for found in _MOBILE.finditer(self.digits):
            self._take(found.start(), 11, self._mobile(found.start()))
        while (piece := self._not_alone()) is not None:
            del self.taken[piece]
        return [number for _, (_, number) in sorted(self.taken.items())]

    def _take(self, first: int, count: int, number: Number | None) -> None:
        end = min(first + count, len(self.digits))
        if number is None or not all(self._is_free(at, number.kind) for at in (first, end)):
            return
        if not any(first < other and begun < end for begun, (other, _) in self.taken.items()):
            self.taken[first] = end, number

    def _is_free(self, at: int, kind: Kind) -> bool:
        """Tell whether a number may begin or end here: no digit beside it, or as many as may be a number too."""
        before, after = len(self._run_before(at)), self._run_after(at)
        return not self._is_glued(at) or self._is_prefixed(at, kind) or before >= 11 or after >= 11

    def _not_alone(self) -> int | None:
        """Give a number that is only a piece of a longer one."""
        ends = {end for end, _ in self.taken.values()}
        for first, (end, number) in self.taken.items():
            begins = not self._is_glued(first) or first in ends or self._is_prefixed(first, number.kind)
            if not begins or (self._is_glued(end) and end not in self.taken):
                return first
        return None

    def _identity(self, found: re.Match[str]) -> Number | None:
        first, body = found.start(), found[1]
        last = first + 17
        if body[:2] not in _PROVINCES or not _is_day(int(found[2]), int(found[3]), int(found[4])):
            return None
        check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
        if _CREDIT_CODE_BEFORE.search(self._before(first)):
            return None
        if check == "X":
            ten = _TEN.match(self.text, self.at[last - 1] + 1)
            return self._number("identity", first, last, ten.span(1)) if ten else None
        return self._number("identity", first, last + 1) if self.digits[last : last + 1] == check else None

    def _old_identity(self, found: re.Match[str]) -> Number | None:
        first = found.start()
        real = found[1][:2] in _PROVINCES and _is_day(1900 + int(found[2]), int(found[3]), int(found[4]))
        return self._number("identity", first, first + 15) if real and _CARD_BEFORE.search(self._before(first)) else None

    def _mobile(self, first: int) -> Number | None:
        end = first + 11
        gaps = [self._gap(at) for at in range(first + 1, end)]
        broken = tuple(at for at, gap in enumerate(gaps, 1) if _SEEN.search(gap))
        if broken not in _SPACED or sum("\n" in gap for gap in gaps) > 1:
            return None
        prefixed = self._is_prefixed(first, "mobile")
        before = self._before(first - len(self._run_before(first)) if prefixed else first)
        if _is_code(before) or _CODE_AFTER.match(self.text, self.at[end - 1] + 1):
            return None
        goes_on = self._is_row if broken else self._is_joined
        alone = prefixed or (first >= 11 and self._is_number(first - 11)) or not goes_on(first)
        return self._number("mobile", first, end) if alone and (self._is_number(end) or not goes_on(end)) else None

    def _is_prefixed(self, at: int, kind: Kind) -> bool:
        """Tell whether what is dialled first stands before a place: the country's number, or a nought that belongs to no decimal."""
        run = self._run_before(at)
        return run in _ABROAD or (kind == "mobile" and run == _TRUNK and not self._is_joined(at - 1) and "." not in self._gap(at).replace("\uff0e", "."))

    def _is_number(self, first: int) -> bool:
        return first in self.taken or _MOBILE.match(self.digits, first) is not None

    def _is_joined(self, at: int) -> bool:
        """Tell whether a code goes on here: a hyphen or a point stands between two digits, and nothing else."""
        return 0 < at < len(self.at) and _JOINS.match(self._gap(at)) is not None

    def _is_row(self, at: int) -> bool:
        """Tell whether a code goes on here, or a row of figures."""
        return self._is_joined(at) or (0 < at < len(self.at) and self._gap(at).isspace() and "\n" not in self._gap(at))

    def _run_before(self, at: int) -> str:
        """Give the digits without anything between them that stand before a place."""
        start = at
        while start > 0 and (start == at or self._is_glued(start)):
            start -= 1
        return self.digits[start:at]

    def _run_after(self, at: int) -> int:
        """Count the digits without anything between them that stand after a place."""
        end = at + 1
        while self._is_glued(end):
            end += 1
        return end - at

    def _is_glued(self, at: int) -> bool:
        return 0 < at < len(self.at) and self.at[at] == self.at[at - 1] + 1

    def _gap(self, at: int) -> str:
        return self.text[self.at[at - 1] + 1 : self.at[at]]

    def _before(self, at: int) -> str:
        return self.text[max(self.at[at] - _LOOK_BACK, self.since, 0) : self.at[at]]

    def _number(self, kind: Kind, first: int, end: int, *more: Span) -> Number:
        return Number(kind, (*((at, at + 1) for at in self.at[first:end]), *more))


def _is_code(before: str) -> bool:
    """Tell from what stands before a number that it is a code or an amount."""
    code = _CODE_BEFORE.search(before) or _CODES_BEFORE.search(before)
    return code is not None and _WORD_BEFORE.search(before) is None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
