"""Links of pages, and addresses in feeds and data: each that names this site must be there, with its fragment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quanli.audit.ground import Ground
from quanli.audit.seen import Page
from quanli.errors import Problem, Rule

LINK_DEAD = Rule(
    "LINK_DEAD", "error",
    zh="“{url}”不在站内{more_zh}", en='"{url}" is not there{more_en}',
    hint_zh="改正写着这个网址的内容或者模板；旧网址应留一页说明", hint_en="mend the content or the template that names it; an old address keeps a page that says so",
    follows="每个网页有固定的地址，网页里没有死链接",
)  # fmt: skip
FRAGMENT_DEAD = Rule(
    "FRAGMENT_DEAD", "error",
    zh="“{url}”的页上没有 #{fragment}{more_zh}", en='the page at "{url}" has no #{fragment}{more_en}',
    hint_zh="改成那一页上有的编号（id）", hint_en="name an id that the page has",
    follows="每个网页有固定的地址，网页里没有死链接",
)  # fmt: skip
_PAST = re.compile(r"(?:hant/)?powers/[^/]+/\d{4}-\d\d-\d\d/index\.html")
"""What an item said in the past is a record: nobody may mend its links."""
_NO_WEB = re.compile(r"(?:mailto|tel|sms|data|blob|about|javascript):", re.IGNORECASE)


class Wanted(NamedTuple):
    """A fragment that a page names of another: both files, and where."""

    target: str
    fragment: str
    file: str
    line: int
    column: int


class Led(NamedTuple):
    """Where a page leads: files of the site, fragments of them, addresses elsewhere with the first place of each."""

    files: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    elsewhere: tuple[tuple[str, int, int], ...]


def follow(page: Page, file: str, ground: Ground, found: list[Problem]) -> Led:
    """Follow all links of a page; what is not there is added to ``found``."""
    files: dict[str, None] = {}
    wanted: dict[Wanted, None] = {}
    elsewhere: dict[str, tuple[str, int, int]] = {}
    for url, link in {one.url: one for one in reversed(page.links)}.items():
        place = None if _NO_WEB.match(url) else ground.place(file, url)
        if place is None:
            if link.way != "tell" and url.lower().startswith(("http:", "https:")):
                elsewhere[url.partition("#")[0]] = (url.partition("#")[0], link.line, link.column)
        elif link.way == "tell" and url.endswith("/"):
            continue  # the beginning of addresses that a script completes
        elif place.file != file and not ground.is_there(place.file):
            if _PAST.fullmatch(file):
                continue
            found.append(LINK_DEAD.at(file, line=link.line, column=link.column, url=url.partition("#")[0]))
        else:
            if link.way == "lead" and place.file.endswith(".html"):
                files[place.file] = None
            if place.fragment and place.fragment != "top" and not place.fragment.startswith(":~:"):
                if place.file != file:
                    wanted[Wanted(place.file, place.fragment, file, link.line, link.column)] = None
                elif place.fragment not in page.ids:
                    found.append(FRAGMENT_DEAD.at(file, line=link.line, column=link.column, url=url.partition("#")[0] or address(file), fragment=place.fragment))
    return Led(tuple(files), tuple(wanted), tuple(elsewhere.values()))


def address(file: str) -> str:
    """Give an address as messages have it, from the top of the site."""
    return "/" + file.removesuffix("index.html")


def lacking(ids: frozenset[str], wanted: Iterable[Wanted]) -> Iterator[Problem]:
    """Hold the fragments that others name against those that a page has."""
    for one in wanted:
        if one.fragment not in ids:
            yield FRAGMENT_DEAD.at(one.file, line=one.line, column=one.column, url=address(one.target), fragment=one.fragment)


def told_dead(text: str, file: str, ground: Ground) -> Iterator[Problem]:
    """Follow the addresses of this site that a feed, a site map or a file of data names."""
    dead: dict[str, tuple[int, int]] = {}
    for found in _named(ground.domain).finditer(text):
        url = found[0].rstrip(".,;)]")
        place = ground.place(file, url)
        if place and found[2] != "{" and url not in dead and not ground.is_there(place.file):
            dead[url] = (text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()))
    for url, (line, column) in dead.items():
        yield LINK_DEAD.at(file, line=line, column=column, url=url)


def _named(domain: str) -> re.Pattern[str]:
    """Find addresses of a site that begin a value, as far as they go; what follows tells a pattern (``{code}``) from an address.

    One in the middle of words is said, not linked: a feed tells of a change of an address.
    """
    return re.compile(rf"""(?:(?<=["'<>,\n])|(?<=: )){re.escape(domain)}(/[^\s"'<>\\{{}}|^`,，。；、）]*)?(?=(.)?)""", re.DOTALL)
