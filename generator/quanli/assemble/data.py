"""Data for other programs: a power as JSON, the catalogue as CSV and JSON in parts, the site map."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import escape

from quanli.assemble.context import Context
from quanli.assemble.cut import until
from quanli.assemble.dcat_links import ALTERNATES, LINKS
from quanli.assemble.edges import Every, Lines
from quanli.assemble.facts import Reason
from quanli.assemble.page import HOME, Link, Page, Part, power_url
from quanli.assemble.page_kind import Format, PageKind, once
from quanli.assemble.redress import remedies_data
from quanli.assemble.state import current_state
from quanli.catalogue.power import Power
from quanli.catalogue.row import PowerRow
from quanli.records.write import plain

_COLUMNS = (
    "code", "name", "category", "office", "state", "state_on", "summary", "promised", "statutory", "limit_unit", "statutory_unit", "free", "visits", "completeness", "missing", "url",
)  # fmt: skip
"""``missing`` names the elements that it lacks, ``completeness`` says how many are there, in percent; ``promised`` counts in ``limit_unit``, ``statutory`` in ``statutory_unit``: they are often not the same."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def power_json(power: Power, context: Context) -> bytes:
    """Give what the public may know of a power, by the field names of the model, with its address, state and computed remedies."""
    state = current_state(power, context.as_of)
    values = plain(power, public_only=True)
    values["state"] = {"state": state.state, "on": state.on}
    values["url"] = context.site.domain + power_url(power.code)
    if state.state != "abolished":
        values["remedies"] = remedies_data(power, context.registry, context.as_of)
    return _json(values)


JSON = Format("json", power_json)


def data_part(context: Context, first: str) -> Iterator[Part]:
    """Give the part of the catalogue that begins with a code as CSV and JSON; each stands for itself."""
    firsts = context.data_parts
    known = [_row(row, context) for row in context.index.rows(first, until(firsts, first))]
    name = data_name(first, firsts.index(first))
    yield f"{name}.csv", _csv(known)
    yield f"{name}.json", _json(known)


def data_name(first: str, number: int) -> str:
    """Name a part of the catalogue after the code that begins it, the first part ``catalogue``."""
    return f"data/catalogue-{first}" if number else "data/catalogue"


def data_page(context: Context) -> Iterator[Page | Part]:
    """Plan the page that says what data there is, and the list of its parts for programs."""
    links, parts = [], []
    for number, first in enumerate(context.data_parts):
        name = data_name(first, number)
        links += [Link(f"{kind} 文件", f"/{name}.{kind.lower()}", f"自 {first} 起") for kind in ("CSV", "JSON")]
        parts.append({"name": name, "first": first})
    yield Page("/data/", "data", "数据下载", "全部权力事项的数据，可自由取用。", (*links, *LINKS), (HOME,), alternates=ALTERNATES)
    yield "data/index.json", _json({"site": context.site.name, "body": context.site.body, "parts": parts})


DATA_PART = PageKind(
    "data-part",
    lambda first: f"/{data_name(first, 1)}.json",
    (),
    lambda context: context.data_parts,
    data_part,
    (Lines(lambda _: ("catalogue",), Reason("数据中的事项有变", "a power in the part changed")),),
)
DATA_PAGE = once("data", "/data/", "data", data_page, Every("cut"))


def site_map_name(first: str) -> str:
    """Name a site map after the page whose file begins it."""
    return f"sitemaps/{first.removesuffix('index.html').strip('/').replace('/', '~') or 'home'}.xml"


def site_map(first: str, files: Iterable[str], context: Context) -> Part:
    """Give one site map, from the files of its pages."""
    domain = context.site.domain
    urls = ("/" + file.removesuffix("index.html") for file in files)
    places = "".join(f"<url><loc>{escape(domain + _encoded(url))}</loc></url>\n" for url in urls)
    return site_map_name(first), _xml("urlset", places)


def site_map_index(firsts: Iterable[str], context: Context) -> Iterator[Part]:
    """Give the index of the site maps, and ``robots.txt`` that names it."""
    domain = context.site.domain
    places = (escape(f"{domain}/{_encoded(site_map_name(first))}") for first in firsts)
    yield "sitemap.xml", _xml("sitemapindex", "".join(f"<sitemap><loc>{place}</loc></sitemap>\n" for place in places))
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {domain}/sitemap.xml\n".encode()


def _encoded(url: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - wanted only where a site map is written

    return quote(url, safe="/-._~")


def _row(row: PowerRow, context: Context) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS[:-1]}
    values["url"] = context.site.domain + power_url(row.code)
    return values


def _csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write rows for spreadsheets: with a byte order mark, and nothing that a spreadsheet would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def _json(values: Mapping[str, Any] | list[Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("<", "\\u003c").encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def _xml(root: str, body: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{body}</{root}>\n".encode()
