"""Powers by office, category and state, counted as the founding reports count them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quanli.assemble.context import Context
from quanli.assemble.page import HOME, Link, Page, category_url, office_url
from quanli.catalogue import terms


@dataclass(frozen=True)
class CountRow:
    """A row of a table: a head, the counts in the order of the columns, and their sum."""

    head: Link
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class StatisticsView:
    """Two tables: office × category, and category × state, with the sums of their columns."""

    categories: tuple[Link, ...]
    offices: tuple[CountRow, ...]
    sums: tuple[int, ...]
    states: tuple[str, ...]
    by_state: tuple[CountRow, ...]
    state_sums: tuple[int, ...]
    total: int
    as_of: datetime.date


def statistics_page(context: Context) -> Iterator[Page]:
    """Plan the page of statistics."""
    counts = context.index.counts()
    cells: Counter[tuple[str, str]] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for (office, category, state), number in counts.items():
        cells[office, category] += number
        states[category, state] += number
    used = [key for key in terms.CATEGORIES if any(category == key for _, category in cells)]
    known = [key for key in terms.STATES if any(state == key for _, state in states)]
    offices = [key for key in context.registry.offices if any(office == key for office, _ in cells)]
    links = {key: Link(terms.CATEGORIES[key].zh, category_url(key)) for key in used}
    by_office = tuple(
        _row(Link(context.office_name(key), office_url(key)), [cells[key, category] for category in used])
        for key in offices
    )
    by_state = tuple(_row(links[key], [states[key, state] for state in known]) for key in used)
    view = StatisticsView(
        tuple(links.values()),
        by_office,
        tuple(sum(row.counts[i] for row in by_office) for i in range(len(used))),
        tuple(terms.STATES[key].zh for key in known),
        by_state,
        tuple(sum(row.counts[i] for row in by_state) for i in range(len(known))),
        sum(counts.values()),
        context.as_of,
    )
    yield Page("/statistics/", "statistics", "统计", "权力事项按机关、类别和状态的数量。", view, (HOME,))


def _row(head: Link, counts: list[int]) -> CountRow:
    return CountRow(head, tuple(counts), sum(counts))
