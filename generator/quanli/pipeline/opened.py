"""What a worker opens once and then uses for every chunk: registers, index, templates."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import jinja2

from quanli.assemble.cites import Cites
from quanli.assemble.context import Context
from quanli.assemble.embed_code import is_embedded
from quanli.assemble.files import FileView
from quanli.assemble.kinds import SORTS
from quanli.assemble.law_text import articles_shown
from quanli.assemble.page import Page, Part
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.index import Index
from quanli.catalogue.law_texts import law_text
from quanli.catalogue.reading import read_script_terms
from quanli.config.site import Site
from quanli.config.theme import packaged_theme
from quanli.flowchart.kept import KeptLayouts
from quanli.frozen import frozen
from quanli.history.record import FILE, Record, opened_record
from quanli.pipeline.documents import kept_documents
from quanli.pipeline.options import STATE
from quanli.pipeline.statute_books import open_library
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.render.assets import collect_assets
from quanli.render.elsewhere import led_home
from quanli.render.environment import make_environment
from quanli.render.pages import render_page
from quanli.render.placed import placed
from quanli.render.twin import Twin, twin_path


@frozen
class Opened:
    """The context of all pages, the templates that draw them, and what makes their twins in the other script."""

    context: Context
    environment: jinja2.Environment
    staging: Path
    layouts: KeptLayouts
    cites: Cites
    twin_environment: jinja2.Environment | None = None
    twin: Twin | None = None

    def write(self, made: Page | Part, kind: str, key: str) -> list[FileRow]:
        """Write a file, or render a page, and its twin where the site has both scripts; kind and key say of which output."""
        if not isinstance(made, Page):
            return [self.write_part(*made, kind, key)]
        made = replace(made, sort=SORTS[kind])
        self.cites.turn_to(made)
        own = self.write_part(made.path, self._finished(made, render_page(made, self.environment)), kind, key)
        return [own, *self.write_twin(made, kind, key)]

    def write_part(self, path: str, data: bytes, kind: str, key: str) -> FileRow:
        """Write a file; a page leads to the path under which the site stands."""
        return write_file(self.staging, path, placed(data, self.context.site.under) if path.endswith(".html") else data, kind, key)

    def write_twin(self, page: Page, kind: str, key: str) -> list[FileRow]:
        """Write the twin of a page that has one."""
        if self.twin is None or self.twin_environment is None or not page.twinned:
            return []
        self.cites.turn_to(page)
        html = self.twin.page(render_page(page, self.twin_environment).decode()).encode()
        return [self.write_part(twin_path(page.path), self._finished(page, html), kind, key)]

    def _finished(self, page: Page, html: bytes) -> bytes:
        return led_home(html.decode(), self.context.site.domain).encode() if page.elsewhere else html


def write_assets(place: Workplace, site: Site) -> tuple[dict[str, str], list[FileRow]]:
    """Write the theme's static files, as the site stands; gives the address of each by its name in the theme."""
    addresses, rows = {}, []
    for asset in collect_assets(place.theme, site.under):
        if asset.path.startswith("embed/") and not is_embedded(site):
            continue
        addresses[asset.name] = asset.url
        rows.append(write_file(place.staging, asset.path, asset.data, "asset", asset.name))
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

    database = sqlite3.connect(_address(place), uri=True, check_same_thread=False)
    context = Context(registry, Index(database), documents.forms(registry), file, place.as_of, _record(place), place.guide_text, partial(law_text, place.tree), open_library(place.laws))
    site, addresses = registry.site, _addresses(place)
    trusted = str(place.theme) == packaged_theme()
    cites = Cites(context.book, partial(articles_shown, context.book))
    environment = make_environment(place.theme, site, addresses, compiled=place.made_templates(), trusted=trusted, cites=cites)
    if "zh-Hant" not in site.languages:
        return Opened(context, environment, place.staging, place.layouts, cites)
    from quanli.render.texts import TRADITIONAL, translator  # noqa: PLC0415 - only for sites with both scripts
    from quanli.render.traditional import Traditional  # noqa: PLC0415

    words = Traditional(read_script_terms(place.tree)[0])
    other = make_environment(place.theme, site, addresses, translator(TRADITIONAL), TRADITIONAL, place.made_templates(), trusted=trusted, cites=cites)
    return Opened(context, environment, place.staging, place.layouts, cites, other, Twin(words, under=site.under))


def _record(place: Workplace) -> Record | None:
    """Open the record that the build has brought up to date."""
    state = place.root / STATE
    return opened_record(place.root, state) if (state / FILE).is_file() else None


def _address(place: Workplace) -> str:
    """Name the index to read: the copy that a large build makes for its workers, else the file itself.

    A worker forked while its parent held a lock believes that it holds it too, and would read while the parent writes.
    """
    if place.snapshot.is_file():
        return f"{place.snapshot.as_uri()}?mode=ro&immutable=1"
    return f"{place.database.as_uri()}?mode=ro"


def _addresses(place: Workplace) -> Mapping[str, str]:
    found: dict[str, str] = json.loads((place.scratch / "assets.json").read_text(encoding="utf-8"))
    return found
