"""A page as it is planned: where it stands, which template draws it, what it shows. Cheap, frozen, comparable."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from quanli.assemble.sort import PLAIN, Sort
from quanli.frozen import frozen


@frozen
class Link:
    """Words that lead to an address of this site or another."""

    text: str
    url: str
    note: str = ""


@frozen
class Alternate:
    """The same in another form, for programs: its media type and address."""

    type: str
    url: str
    title: str = ""


Part = tuple[str, bytes]
"""A file of the output that is no page: its path and its bytes."""


@frozen
class Page:
    """One page. ``url`` ends with a slash for a folder with ``index.html``, else it is a file such as ``/404.html``.

    ``crumbs`` lead from the home page down to the page above this one.
    """

    url: str
    template: str
    title: str
    description: str
    it: Any
    crumbs: tuple[Link, ...] = ()
    indexed: bool = True
    """Whether search engines may list it."""
    feeds: tuple[Link, ...] = ()
    """The Atom feeds that tell of its changes."""
    alternates: tuple[Alternate, ...] = ()
    """What says the same in another form."""
    linked: tuple[Mapping[str, Any], ...] = ()
    """What it says in schema.org: nodes of JSON-LD, besides the way to it."""
    canonical: str = ""
    """The address that stands for it, where that is another one."""
    elsewhere: bool = False
    """Whether it is shown within pages of other sites: then its links name the whole address."""
    since: datetime.date | None = None
    """Since when its text stands there, as a day or a moment (:class:`datetime.datetime`); None where nobody knows."""
    source: str = ""
    """The office that says it, where that is not the site's own body."""
    keywords: tuple[str, ...] = ()
    sort: Sort = PLAIN
    """What it is in the site, by the row of its kind."""
    lang: str = ""
    """The language of its text, where that is not the site's."""

    @property
    def twinned(self) -> bool:
        """Tell whether it has a twin where the site has both scripts: one that search engines may list, in the site's language."""
        return self.indexed and not self.lang

    @property
    def path(self) -> str:
        """Give the file below the output."""
        return file_of(self.url)


def file_of(url: str) -> str:
    """Give the file below the output that an address names."""
    return url.removeprefix("/") + ("index.html" if url.endswith("/") else "")


def power_url(code: str) -> str:
    """Give the address of a power's page."""
    return f"/powers/{code}/"


def history_url(code: str) -> str:
    """Give the address of the record of a power's changes."""
    return f"/powers/{code}/history/"


def version_url(code: str, day: datetime.date) -> str:
    """Give the address of a power as it stood from a day on."""
    return f"/powers/{code}/{day.isoformat()}/"


def month_url(month: str) -> str:
    """Give the address of the changes of a month; ``month`` is such as 2024-05."""
    return f"/changes/{month}/"


def approval_url(change: str) -> str:
    """Give the address of what was approved; ``change`` is the change's id."""
    return f"/approvals/{change}/"


def category_url(category: str) -> str:
    """Give the address of a category's list."""
    return f"/categories/{category}/"


def office_url(office: str) -> str:
    """Give the address of an office's page."""
    return f"/offices/{office}/"


def law_url(law: str) -> str:
    """Give the address of a law's page."""
    return f"/laws/{law}/"


def law_items_url(law: str) -> str:
    """Give the address of the list of the powers that rest on a law."""
    return f"/laws/{law}/powers/"


def law_change_url(law: str, version: datetime.date) -> str:
    """Give the address where a version of a law is compared with the one before it."""
    return f"/laws/{law}/{version.isoformat()}/"


def law_impact_url(law: str, version: datetime.date) -> str:
    """Give the address that shows what a version of a law touches."""
    return f"/laws/{law}/{version.isoformat()}/impact/"


def office_category_url(key: str) -> str:
    """Give the address of the list of one category of an office's powers; ``key`` is such as gjj/permit."""
    return f"/offices/{key}/"


def category_state_url(key: str) -> str:
    """Give the address of the list of a category's powers that are not in force; ``key`` is such as permit/suspended."""
    return f"/categories/{key}/"


def state_url(state: str) -> str:
    """Give the address of the list of all powers in a state."""
    return f"/states/{state}/"


def initial_url(initial: str) -> str:
    """Give the address of the list of the powers under a letter."""
    return f"/names/{initial}/"


def audience_url(audience: str) -> str:
    """Give the address of the list of what somebody may apply for."""
    return f"/audiences/{audience}/"


def embed_url(path: str) -> str:
    """Give the address of a page to embed; ``path`` is a code, or such as offices/gjj."""
    return f"/embed/{path}/"


def fragment_url(code: str, part: str = "fragment") -> str:
    """Give the address of a piece of an item that other servers take into their own pages."""
    return f"/embed/{code}/{part}.html"


def oembed_url(code: str) -> str:
    """Give the address of what a portal is told that embeds a power by its address (oEmbed 1.0)."""
    return f"/powers/{code}/oembed.json"


def form_url(form: str) -> str:
    """Give the address of a form's page."""
    return f"/forms/{form}.html"


def guide_url(slug: str) -> str:
    """Give the address of a guide."""
    return f"/guides/{slug}/"


def handbook_url(key: str) -> str:
    """Give the address of a handbook."""
    return f"/handbooks/{key}/"


def lacking_url(office: str) -> str:
    """Give the address of the list of an office's powers that lack elements."""
    return f"/completeness/{office}/"


def differences_url(key: str) -> str:
    """Give the address of the differences of an approved list in a status; ``key`` is such as 2026/gone."""
    return f"/approved/{key}/"


DATA_GUIDE_URL = "/data/guide/"
HOME = Link("首页", "/")
DATA = Link("数据下载", "/data/")
CATEGORIES = Link("事项类别", "/categories/")
OFFICES = Link("实施机关", "/offices/")
LAWS = Link("法律依据", "/laws/")
GUIDES = Link("办事指南", "/guides/")
HANDBOOKS = Link("工作手册", "/handbooks/")
CHANGES = Link("变更记录", "/changes/")
APPROVALS = Link("经签名的审批", "/approvals/")
NAMES = Link("按名称首字母", "/names/")
APPROVED = Link("批准的目录", "/approved/")
COMPLETENESS = Link("要素完整度", "/completeness/")
