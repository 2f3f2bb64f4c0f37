"""Names of offices and numbers of telephones in words: one that is nearly a known one, and is none, is a slip of the pen."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from quanli.audit.ground import Ground, digits
from quanli.audit.seen import Page, Spot
from quanli.errors import Problem, Rule

OFFICE_MISSPELT = Rule(
    "OFFICE_MISSPELT", "warning",
    zh="“{said}”可能是“{name}”写错了{more_zh}", en='"{said}" may be meant for "{name}"{more_en}',
    hint_zh="改正内容；确是另一个机关的，写进 content/offices/ 里与它有关的机关（organs）", hint_en="mend the content; if it is another organ indeed, name it among the organs of the office it belongs to in content/offices/",
    follows="本程序的要求：机关名称、电话全站一致",
)  # fmt: skip
PHONE_MISSPELT = Rule(
    "PHONE_MISSPELT", "warning",
    zh="电话“{said}”与登记的 {phone} 只差一位{more_zh}", en='the number "{said}" is one digit off the known {phone}{more_en}',
    hint_zh="改正内容；确是另一部电话的，写进 content/offices/ 里那个机关的 phones", hint_en="mend the content; if it is another telephone indeed, list it in phones of its office in content/offices/",
    follows="本程序的要求：机关名称、电话全站一致",
)  # fmt: skip
SHORTEST = 6
"""Characters of a name that is looked for: shorter ones are words like any other."""
_OTHERS = frozenset("省市县区州旗盟乡镇村一二三四五六七八九十总分副东南西北中新")
"""Characters by which other organs differ from one: of another place or level, of another number, its branches."""
_NUMBER = re.compile(r"(?<![\d.\-/])\(?\d[\d\- ()]{5,17}\d(?![\d.\-/])")
_LEAST, _MOST = 7, 12
"""Digits of a telephone number."""


def check_names(page: Page, file: str, ground: Ground) -> Iterator[Problem]:
    """Look for names that nearly are those of an office. Pages in Traditional characters are made from the others."""
    if page.lang == "zh-Hant" or not page.listed(file, ground):
        return
    for spot in _words(page):
        for said, name in _near_names(spot.what, ground.offices, ground.names):
            yield OFFICE_MISSPELT.at(file, line=spot.line, column=spot.column, said=said, name=name)


def check_phones(page: Page, file: str, ground: Ground) -> Iterator[Problem]:
    """Look for numbers that nearly are a known one."""
    if page.lang == "zh-Hant" or not page.listed(file, ground):
        return
    for spot in _words(page):
        for found in _NUMBER.findall(spot.what):
            known = _near_phone(digits(found), ground.phones)
            if known:
                yield PHONE_MISSPELT.at(file, line=spot.line, column=spot.column, said=found.strip(), phone=known)


def _words(page: Page) -> Iterator[Spot]:
    """Give what a page says in words, that what search engines show of it included."""
    yield Spot(page.metas.get("description", ""), 1, 1)
    yield from page.words


@functools.lru_cache(maxsize=20_000)
def _near_names(text: str, offices: tuple[str, ...], names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    if len(text) < SHORTEST - 1:
        return ()
    return tuple(_found_names(text, offices, names))


def _found_names(text: str, offices: tuple[str, ...], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    masked = ""
    for name in offices:
        middle = len(name) // 2
        if len(name) < SHORTEST or not (name[:middle] in text or name[middle:] in text):
            continue  # one slip leaves one half whole
        masked = masked or _without(text, names)
        for found in _slips(name).finditer(masked):
            if _is_slip(found[0], name):
                yield found[0], name


@functools.lru_cache(maxsize=4096)
def _without(text: str, names: frozenset[str]) -> str:
    """Take out the names that are right, the longest first."""
    return _all_of(names).sub(lambda found: "\0" * len(found[0]), text)


@functools.lru_cache(maxsize=8)
def _all_of(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


@functools.lru_cache(maxsize=1024)
def _slips(name: str) -> re.Pattern[str]:
    """Match what differs from a name by two characters that changed places, by one that is another, or, within it, by one that lacks or is too many."""
    ways = [f"{re.escape(name[:at])}[^\\0\\s]{{0,2}}{re.escape(name[at + 1 :])}" for at in range(1, len(name) - 1)]
    ways += [re.escape(name[:at] + name[at + 1] + name[at] + name[at + 2 :]) for at in range(len(name) - 1) if name[at] != name[at + 1]]
    ways += [f"[^\\0\\s]{re.escape(name[1:])}", f"{re.escape(name[:-1])}[^\\0\\s]"]
    return re.compile("|".join(ways))


def _is_slip(said: str, name: str) -> bool:
    if said == name:
        return False
    if sorted(said) == sorted(name):
        return True
    if said[1:] == name[1:] or said[:-1] == name[:-1]:
        at = 0 if said[1:] == name[1:] else -1  # what stands beside a name may be a word of its own, unless it sounds as what should
        return _sound(said[at]) == _sound(name[at])
    more, fewer = [c for c in said if said.count(c) > name.count(c)], [c for c in name if name.count(c) > said.count(c)]
    return len(said) >= SHORTEST - 1 and not (set(more) | set(fewer)) & _OTHERS and all("\u4e00" <= c <= "\u9fff" for c in more)


def _sound(char: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - wanted only where a name is nearly right

    return lazy_pinyin(char)


@functools.lru_cache(maxsize=20_000)
def _near_phone(number: str, phones: frozenset[str]) -> str:
    """Give the known number that one is nearly; empty where it is a known one, or like none."""
    if not _LEAST <= len(number) <= _MOST or number in phones or any(phone.endswith(number) for phone in phones):
        return ""
    near = (phone for phone in sorted(phones) if len(phone) >= _LEAST and abs(len(phone) - len(number)) <= 1)
    return next((phone for phone in near if _one_off(number, phone)), "")


def _one_off(one: str, other: str) -> bool:
    if len(one) == len(other):
        differ = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        swapped = len(differ) == 2 and differ[0] + 1 == differ[1] and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return len(differ) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
