"""Lists of powers: the line that stands for a power, and lists that go over several pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quanli.assemble.context import Context
from quanli.assemble.page import Link, power_url
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.catalogue.elements import BY_KEY
from quanli.catalogue.row import PowerRow
from quanli.catalogue.wording import duration
from quanli.frozen import frozen


@frozen
class Entry:
    """A power in a list. ``summary`` is plain text cut to a line or two; ``facts`` are words such as 5 个工作日."""

    code: str
    name: str
    url: str
    summary: str
    category: str
    office: str
    state: str
    state_label: str
    facts: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """The elements that it lacks."""


@frozen
class PartOfList:
    """A page of a list before it is filled: its address, its codes from ``start`` to before ``end``, its neighbours."""

    url: str
    start: str
    end: str
    previous: str
    next: str


@frozen
class ListPage:
    """A page of a list. ``previous`` and ``next`` lead on; ``total`` is 0 except on the first page."""

    url: str
    entries: tuple[Entry, ...]
    previous: Link | None
    next: Link | None
    total: int

    @property
    def first(self) -> bool:
        """Tell whether the list begins here."""
        return self.previous is None

    def title(self, name: str) -> str:
        """Tell this page of a list from the others by the code that begins it."""
        return name if self.first else f"{name}（{self.entries[0].code} 起）"


def entry_of(row: PowerRow, context: Context) -> Entry:
    """Make the line of a power."""
    return Entry(
        row.code,
        row.name,
        power_url(row.code),
        row.summary,
        terms.CATEGORIES[row.category].zh,
        context.office_name(row.office),
        row.state,
        state_label(row.state),
        tuple(facts_of(row)),
        tuple(BY_KEY[key].zh for key in row.missing),
    )


def list_page(part: PartOfList, rows: Iterable[PowerRow], total: int, context: Context) -> ListPage:
    """Make a page of a list from the rows that stand on it; ``total`` shows on the first page only."""
    previous = Link("上一页", part.previous) if part.previous else None
    onward = Link("下一页", part.next) if part.next else None
    entries = tuple(entry_of(row, context) for row in rows)
    return ListPage(part.url, entries, previous, onward, 0 if previous else total)


def parts_of_list(base: str, firsts: Sequence[str]) -> tuple[PartOfList, ...]:
    """Tell where the pages of a list stand: the first at ``base``, each other below it at the code that begins it.

    There is always a first page, if need be an empty one.
    """
    urls = (base, *(f"{base}{first}/" for first in firsts[1:]))
    starts = firsts or ("",)
    return tuple(
        PartOfList(
            url,
            start,
            starts[at + 1] if at + 1 < len(starts) else "",
            urls[at - 1] if at else "",
            urls[at + 1] if at + 1 < len(urls) else "",
        )
        for at, (url, start) in enumerate(zip(urls, starts, strict=True))
    )


def facts_of(row: PowerRow) -> Iterator[str]:
    """Give the few facts by which one chooses, the time limit first."""
    if row.limit:
        yield duration(row.limit)
    if row.free:
        yield "不收费"
    if row.visits == 0:
        yield "不用到现场"
    if row.depth == "full":
        yield terms.ONLINE_DEPTHS["full"].zh
