"""The catalogue in bulk: parts of it as CSV, JSON and XLSX, their list for programs, and the page that leads to all data."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from quanli.assemble.bulk_row import bulk_row, cells_of, csv_bytes, xlsx_bytes
from quanli.assemble.context import Context
from quanli.assemble.cut import until
from quanli.assemble.data import json_bytes
from quanli.assemble.dcat_links import ALTERNATES, LINKS
from quanli.assemble.edges import Every, Lines, LinesOf
from quanli.assemble.facts import Reason
from quanli.assemble.national import NATIONAL_INDEX
from quanli.assemble.page import DATA_GUIDE_URL, HOME, Link, Page, Part
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.power_data import VERSION, about_site, schema_url
from quanli.assemble.sort import DATA_COLUMN

ALL = "catalogue"
"""The one list of which the parts are cut."""
CATALOGUE_SCHEMA = "catalogue-1"
FORMATS = MappingProxyType({"csv": "CSV", "json": "JSON", "xlsx": "XLSX"})
VERSIONS = [{"version": VERSION, "until": None}]
"""The versions of the contract that are published, and the day until which each is: said at least twelve months before."""
CHANGED_INDEX = "data/changed/index.json"


def data_part(context: Context, first: str) -> Iterator[Part]:
    """Give the part of the catalogue that begins with a code as CSV, JSON and XLSX; each stands for itself."""
    firsts = context.data_parts
    known = [bulk_row(row, context) for row in context.index.rows(first, until(firsts, first))]
    name = data_name(first, firsts.index(first))
    yield f"{name}.json", json_bytes(known)
    cells = list(map(cells_of, known))
    yield f"{name}.csv", csv_bytes(cells)
    yield f"{name}.xlsx", xlsx_bytes(cells)


def data_name(first: str, number: int) -> str:
    """Name a part of the catalogue after the code that begins it, the first part ``catalogue``."""
    return f"data/catalogue-{first}" if number else "data/catalogue"


def data_page(context: Context) -> Iterator[Page | Part]:
    """Plan the page that says what data there is, and the list of its parts for programs."""
    links, parts, domain = [], [], context.site.domain
    links.append(Link("怎样使用这些数据", DATA_GUIDE_URL, "说明、例子，以及以后会不会变"))
    for number, first in enumerate(context.data_parts):
        name = data_name(first, number)
        links += [Link(f"{kind} 文件", f"/{name}.{suffix}", f"自 {first} 起") for suffix, kind in FORMATS.items()]
        parts.append({"name": name, "first": first, **{suffix: f"{domain}/{name}.{suffix}" for suffix in FORMATS}})
    links += [Link("国家政务服务事项要素", f"/{NATIONAL_INDEX}", "各事项的国家表记录，分为几个文件")] if "national" in context.site.formats else []
    links.append(Link("有变动的事项", f"/{CHANGED_INDEX}", "只取变了的：每项数据的摘要"))
    yield Page("/data/", "data", "数据下载", "全部权力事项的数据，可自由取用。", (*links, *LINKS), (HOME,), alternates=ALTERNATES)
    said = {"site": context.site.name, "body": context.site.body, "sample": context.site.sample, "parts": parts, "version": VERSION, "license": about_site(context)["license"]}
    more = {"versions": VERSIONS, "row_schema": schema_url(CATALOGUE_SCHEMA, context), "changed": f"{domain}/{CHANGED_INDEX}"}
    yield "data/index.json", json_bytes(said | more)


DATA_PART = PageKind(
    "data-part",
    lambda first: f"/{data_name(first, 1)}.json",
    (),
    lambda context: context.data_parts,
    data_part,
    (Lines(lambda _: (ALL,), Reason("数据中的事项有变", "a power in the part changed")), LinesOf("office", ALL)),
)
DATA_PAGE = once("data", "/data/", "data", data_page, Every("cut"), sort=DATA_COLUMN)
