"""The page that documents the data: what there is, what each file says, examples that run, and what may change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from quanli.assemble.bulk_row import COLUMNS
from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.page import DATA, DATA_GUIDE_URL, HOME, Link, Page, Part
from quanli.assemble.page_kind import once
from quanli.assemble.sort import DATA_COLUMN
from quanli.assemble.syndication import Feed, Told, feed_files, tag
from quanli.frozen import frozen
from quanli.history.moments import beginning_of

_EXAMPLES = Path(__file__).with_name("examples")
FEED_URL = f"{DATA.url}feed.xml"
_LANGUAGES = {"curl": "sh", "item": "javascript", "update": "python", "portal": "html"}


@frozen
class Announcement:
    """What is told of the form of the data: a version that comes, one that is to end. ``key`` stays what it is."""

    day: datetime.date
    key: str
    title: str
    text: str


ANNOUNCED = (
    Announcement(
        datetime.date(2026, 11, 28),
        "version-1",
        "数据版本 1",
        "数据有了约定：字段只增不减；编号旁边有名称；不在目录中了的事项说明去向；目录另有 XLSX；没有的时限写 null，不再写 0。",
    ),
)
"""What has been announced, newest first: a version's end at least twelve months before."""


@frozen
class Example:
    """An example: ``language`` is how it is to be run, ``code`` speaks of this site and of an item that it has."""

    name: str
    language: str
    code: str


@frozen
class ColumnView:
    """A column of the bulk data."""

    key: str
    name: str
    help: str


@frozen
class DataGuideView:
    """The page. ``code`` is that of an item to look at; empty where the catalogue has none."""

    domain: str
    code: str
    license: str
    national: bool
    """Whether records of the national tables are published."""
    columns: tuple[ColumnView, ...]
    announced: tuple[Announcement, ...]
    item: Example
    curl: Example
    update: Example
    portal: Example


def data_guide(context: Context) -> Iterator[Page | Part]:
    """Plan the page, with the first item of the catalogue for its examples, and the feed of what is announced."""
    site, code = context.site, next(iter(context.data_parts), "")
    examples = {name: Example(name, language, _example(name, site.domain, code)) for name, language in _LANGUAGES.items()}
    columns = tuple(ColumnView(key, column.zh, column.help) for key, column in COLUMNS.items())
    view = DataGuideView(site.domain, code, site.license, "national" in site.formats, columns, ANNOUNCED, **examples)
    about = "给门户网站和程序员：每个文件是什么、怎么取、怎样只取变了的，以及以后会不会变。"
    yield Page(DATA_GUIDE_URL, "data-guide", "怎样使用这些数据", about, view, (HOME, DATA), feeds=(Link("数据格式的公告", FEED_URL),))
    told = (Told(tag(context, one.day, f"data/{one.key}"), beginning_of(one.day), one.title, f"{DATA_GUIDE_URL}#promise", one.text) for one in ANNOUNCED)
    yield from feed_files(Feed(DATA.url, DATA_GUIDE_URL, "数据格式的公告", tuple(told)), context)


def _example(name: str, domain: str, code: str) -> str:
    text = (_EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return text.replace("«site»", domain).replace("«code»", code or "编码").strip()


DATA_GUIDE = once("data-guide", DATA_GUIDE_URL, "data-guide", data_guide, Every("cut"), sort=DATA_COLUMN)
