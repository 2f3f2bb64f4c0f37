"""The page that documents the data: what there is, what each file says, examples that run, and what may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quanli.assemble.bulk_row import COLUMNS
from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.page import DATA, DATA_GUIDE_URL, HOME, Page
from quanli.assemble.page_kind import once
from quanli.assemble.sort import DATA_COLUMN
from quanli.frozen import frozen

_EXAMPLES = Path(__file__).with_name("examples")
_LANGUAGES = {"curl": "sh", "item": "javascript", "update": "python", "portal": "html"}


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
    item: Example
    curl: Example
    update: Example
    portal: Example


def data_guide(context: Context) -> Iterator[Page]:
    """Plan the page, with the first item of the catalogue for its examples."""
    site, code = context.site, next(iter(context.data_parts), "")
    examples = {name: Example(name, language, _example(name, site.domain, code)) for name, language in _LANGUAGES.items()}
    columns = tuple(ColumnView(key, column.zh, column.help) for key, column in COLUMNS.items())
    view = DataGuideView(site.domain, code, site.license, "national" in site.formats, columns, **examples)
    about = "给门户网站和程序员：每个文件是什么、怎么取、怎样只取变了的，以及以后会不会变。"
    yield Page(DATA_GUIDE_URL, "data-guide", "怎样使用这些数据", about, view, (HOME, DATA))


def _example(name: str, domain: str, code: str) -> str:
    text = (_EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return text.replace("«site»", domain).replace("«code»", code or "编码").strip()


DATA_GUIDE = once("data-guide", DATA_GUIDE_URL, "data-guide", data_guide, Every("cut"), sort=DATA_COLUMN)
