"""What a worker opens once and then uses for every chunk: registers, index, templates."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2

from quanli.assemble.context import Context
from quanli.assemble.files import FileView
from quanli.assemble.page import Page
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.index import Index
from quanli.pipeline.documents import kept_documents
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.render.assets import collect_assets
from quanli.render.environment import make_environment
from quanli.render.pages import render_page


@dataclass(frozen=True)
class Opened:
    """The context of all pages and the templates that draw them."""

    context: Context
    environment: jinja2.Environment
    staging: Path

    def write(self, page: Page) -> FileRow:
        """Render a page and write it."""
        return write_file(self.staging, page.path, render_page(page, self.environment))


def write_assets(place: Workplace) -> tuple[dict[str, str], list[FileRow]]:
    """Write the theme's static files; gives the address of each by its name in the theme."""
    addresses, rows = {}, []
    for asset in collect_assets(place.theme):
        addresses[asset.name] = asset.url
        rows.append(write_file(place.staging, asset.path, asset.data))
    return addresses, rows


def keep_addresses(place: Workplace, addresses: Mapping[str, str]) -> None:
    """Lay the addresses of the static files where workers find them."""
    (place.scratch / "assets.json").write_text(json.dumps(addresses), encoding="utf-8")


@functools.lru_cache(maxsize=1)
def opened(place: Workplace) -> Opened:
    """Open a build's registers, index and templates, once a process."""
    registry, documents = opened_registry(place), kept_documents(place)

    def file(name: str, title: str) -> FileView | None:
        known = documents.files.get(name)
        return replace(known, name=title) if known and title else known

    database = sqlite3.connect(f"{place.database.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    context = Context(registry, Index(database), documents.forms, file, place.as_of)
    return Opened(context, make_environment(place.theme, registry.site, _addresses(place)), place.staging)


def _addresses(place: Workplace) -> Mapping[str, str]:
    found: dict[str, str] = json.loads((place.scratch / "assets.json").read_text(encoding="utf-8"))
    return found
