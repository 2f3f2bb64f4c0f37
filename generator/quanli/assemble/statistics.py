"""Powers by office, category and state, counted as the founding reports count them; limits, completeness, online depth, visits."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quanli.assemble.completeness import STEPS, CompletenessRow, completeness_rows
from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.page import HOME, Link, Page, category_url, office_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import FIGURES_COLUMN
from quanli.catalogue import terms
from quanli.frozen import frozen


@frozen
class CountRow:
    """A row of a table: a head, the counts in the order of the columns, and their sum."""

    head: Link
    counts: tuple[int, ...]
    total: int


@frozen
class CountTable:
    """Counts in rows and columns with their sums, drawn as bars and written as a table."""

    columns: tuple[Link, ...]
    rows: tuple[CountRow, ...]
    sums: tuple[int, ...]
    total: int

    @property
    def largest(self) -> int:
        """Give the longest bar."""
        return max((row.total for row in self.rows), default=0)


@frozen
class LimitRow:
    """Working days that an office's powers take by statute and as promised, where both are known."""

    head: Link
    powers: int
    statutory: int
    promised: int

    @property
    def saved(self) -> int:
        """Give the working days that applicants are spared."""
        return self.statutory - self.promised

    @property
    def share(self) -> int:
        """Give the promise as a percentage of the statute."""
        return 100 * self.promised // self.statutory if self.statutory else 0


@frozen
class StatisticsView:
    """The tables, each drawn as bars too. ``limits_sum`` adds all offices up."""

    offices: CountTable
    states: CountTable
    limits: tuple[LimitRow, ...]
    limits_sum: LimitRow
    completeness: tuple[CompletenessRow, ...]
    steps: tuple[str, ...]
    depths: CountTable
    visits: CountTable
    total: int
    as_of: datetime.date
    approved: bool
    """Whether approved catalogues are kept to hold these numbers against."""


DEPTHS = {"full": "全程网办", "submission": "网上申报", "download": "表格下载", "information": "网上可查", "": "不能网办或未写明"}
VISITS = {"0": "不用到现场", "1": "到一次", "2": "两次以上", "": "没有写明"}


def statistics_page(context: Context) -> Iterator[Page]:
    """Plan the page of statistics."""
    counts = context.index.counts()
    cells: Counter[tuple[str, str]] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for (office, category, state), number in counts.items():
        cells[office, category] += number
        states[category, state] += number
    heads = {key: Link(context.office_name(key), office_url(key)) for key in context.registry.offices}
    kinds = {key: Link(term.zh, category_url(key)) for key, term in terms.CATEGORIES.items()}
    limits = tuple(_limits(head, context.index.counts_of("limit"), key) for key, head in heads.items())
    view = StatisticsView(
        _table(cells, heads, kinds),
        _table(states, kinds, _plain({key: term.zh for key, term in terms.STATES.items()})),
        tuple(row for row in limits if row.powers),
        _added(limits),
        tuple(completeness_rows(context.index.counts_of("completeness"), heads)),
        tuple(STEPS.values()),
        _table(_cells(context, "depth"), heads, _plain(DEPTHS)),
        _table(_cells(context, "visits"), heads, _plain(VISITS)),
        sum(counts.values()),
        context.as_of,
        bool(context.registry.approved),
    )
    about = "权力事项按机关、类别和状态的数量，时限压缩了多少，写得全不全，能不能网上办。"
    yield Page("/statistics/", "statistics", "统计", about, view, (HOME,))


def _plain(names: Mapping[str, str]) -> dict[str, Link]:
    return {key: Link(name, "") for key, name in names.items()}


def _cells(context: Context, kind: str) -> dict[tuple[str, str], int]:
    return {(key.partition("/")[0], key.partition("/")[2]): n for key, n in context.index.counts_of(kind).items()}


def _table(
    cells: Mapping[tuple[str, str], int], heads: Mapping[str, Link], columns: Mapping[str, Link]
) -> CountTable:
    """Lay counts out in rows and columns; those without any count are left out."""
    used = [key for key in columns if any(column == key and number for (_, column), number in cells.items())]
    rows = [CountRow(head, counts, sum(counts)) for key, head in heads.items() if any(counts := _line(cells, key, used))]
    sums = tuple(sum(row.counts[at] for row in rows) for at in range(len(used)))
    return CountTable(tuple(columns[key] for key in used), tuple(rows), sums, sum(sums))


def _line(cells: Mapping[tuple[str, str], int], row: str, columns: Sequence[str]) -> tuple[int, ...]:
    return tuple(cells.get((row, column), 0) for column in columns)


def _limits(head: Link, figures: Mapping[str, int], office: str) -> LimitRow:
    return LimitRow(head, *(figures.get(f"{office}/{name}", 0) for name in ("powers", "statutory", "promised")))


def _added(rows: Sequence[LimitRow]) -> LimitRow:
    sums = (sum(getattr(row, name) for row in rows) for name in ("powers", "statutory", "promised"))
    return LimitRow(Link("合计", ""), *sums)


STATISTICS_PAGE = once(
    "statistics", "/statistics/", "statistics", statistics_page, Every("count"), Every("office", "name"), Every("day"), Every("approved"), Every("directory"),
    sort=FIGURES_COLUMN,
)
