"""The tags that a government website owes each of its pages, by the sort of the page.

国务院办公厅《政府网站发展指引》（国办发〔2017〕47号）附件《网页设计规范》“网页标签”: every page says whose it is; the page of a
column also what the column is; a page with content in which column it stands, its title, since when it says so
(``YYYY-MM-DD HH:MM``, Beijing) and who says it. No tag is empty. HTML does not tell ``Description`` from ``description``, and
allows one of them: every page has it already.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from quanli.assemble.page import Page
from quanli.assemble.sort import Type
from quanli.config.site import Site


class Tag(NamedTuple):
    """A ``meta`` element: its name, or property, and what it says."""

    name: str
    content: str


_OF_SITE = ("SiteName", "SiteDomain", "SiteIDCode")
_OF_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_OF_ARTICLE = ("ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource")
WANTED: Mapping[Type, tuple[str, ...]] = MappingProxyType({
    "home": _OF_SITE,
    "column": (*_OF_SITE, *_OF_COLUMN),
    "article": (*_OF_SITE, *_OF_ARTICLE),
    "": (),
})  # fmt: skip
"""The tags that a page must have (必选)."""
WELCOME: Mapping[Type, tuple[str, ...]] = MappingProxyType({"home": (), "column": (), "article": ("Keywords", "Author"), "": ()})
"""The tags that it may have (可选)."""


def tags(page: Page, site: Site) -> list[Tag]:
    """Give the tags of a page. What cannot be said truly (a site without a code, a text of unknown age) is not said."""
    type_ = page.sort.type
    said = (Tag(name, _SAYS[name](page, site)) for name in (*WANTED[type_], *WELCOME[type_]))
    return [tag for tag in said if tag.content]


def _column(page: Page, _: Site) -> str:
    if page.sort.type == "column":
        return page.title
    return page.crumbs[-1].text if page.crumbs[1:] else page.sort.category


def _source(page: Page, site: Site) -> str:
    return page.source or site.body


def _published(page: Page, _: Site) -> str:
    since = page.since
    if isinstance(since, datetime.datetime):
        return f"{since:%Y-%m-%d %H:%M}"
    return f"{since.isoformat()} 00:00" if since else ""


_SAYS: Mapping[str, Callable[[Page, Site], str]] = MappingProxyType({
    "SiteName": lambda _, site: site.name,
    "SiteDomain": lambda _, site: urlsplit(site.domain).hostname or "",
    "SiteIDCode": lambda _, site: site.site_code,
    "ColumnName": _column,
    "ColumnDescription": lambda page, _: page.description or page.title,
    "ColumnKeywords": lambda page, site: ",".join(dict.fromkeys((*page.keywords, page.title, page.sort.category, site.body))),
    "ColumnType": lambda page, _: page.sort.category,
    "ArticleTitle": lambda page, _: page.title,
    "PubDate": _published,
    "ContentSource": _source,
    "Keywords": lambda page, _: ",".join(dict.fromkeys(page.keywords)),
    "Author": _source,
})  # fmt: skip
