"""The alphabet: every power under the letter with which its name begins in pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.filters import Choice
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, NAMES, Page, initial_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import SERVICE_COLUMN
from quanli.codes.initials import OTHER
from quanli.frozen import frozen


@frozen
class NamesView:
    """The letters that have powers."""

    letters: tuple[Choice, ...]


@frozen
class NameListView:
    """A page of the powers under one letter."""

    letter: str
    list: ListPage


def names_page(context: Context) -> Iterator[Page]:
    """Plan the page of all letters."""
    counts = context.index.counts_of("initial")
    letters = sorted(counts, key=lambda letter: (letter == OTHER, letter))
    view = NamesView(tuple(Choice(letter_text(one), initial_url(one), counts[one]) for one in letters))
    yield Page(NAMES.url, "names", NAMES.text, "按名称的拼音首字母查看全部事项。", view, (HOME,))


def name_page(_context: Context, initial: str, part: ListPage) -> Page:
    """Plan a page of the powers under one letter. On a page they follow their sound, as GB 18030 arranges characters."""
    letter = letter_text(initial)
    title = part.title(f"{letter} 开头的事项" if initial != OTHER else "其他开头的事项")
    sounding = replace(part, entries=tuple(sorted(part.entries, key=lambda entry: entry.name.encode("gb18030"))))
    return Page(part.url, "name", title, f"名称以拼音 {letter} 开头的事项。", NameListView(letter, sounding), (HOME, NAMES))


def letter_text(initial: str) -> str:
    """Give a letter as it is shown."""
    return "其他" if initial == OTHER else initial.upper()


NAMES_PAGE = once("names", NAMES.url, "names", names_page, Every("count"), sort=SERVICE_COLUMN)
