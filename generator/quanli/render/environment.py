"""The one Jinja environment of all pages: autoescaping, strict, interface texts folded in when a template is compiled."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from quanli.assemble.cites import Cites
from quanli.assemble.open_graph import open_graph
from quanli.assemble.page import Page
from quanli.assemble.tags import tags
from quanli.catalogue.wording import number
from quanli.config.site import Site
from quanli.render.cited import cited
from quanli.render.compiler import Translate
from quanli.render.kept_templates import KeptTemplates
from quanli.render.linked_block import linked_block
from quanli.render.overridden import require_known
from quanli.render.page_environment import PageEnvironment
from quanli.render.prose import render_inline, render_prose
from quanli.render.theme_loader import ThemeLoader


def make_environment(
    theme: Path,
    site: Site,
    assets: Mapping[str, str],
    translate: Translate = str,
    script: str = "zh-Hans",
    compiled: Path | None = None,
    *,
    trusted: bool = False,
    cites: Cites | None = None,
) -> jinja2.Environment:
    """Make the environment of a theme for one script; any theme but our own, which is ``trusted``, runs in a sandbox.

    ``assets`` gives the hashed address of each static file; in ``compiled`` the templates are kept compiled. ``cites`` knows
    where citations lead; without it words are shown without links to the law.
    Raises ProblemsFoundError (LIBRARY_UNFIT) where Jinja is not the one that we know.
    """
    kind = PageEnvironment if trusted else _sandbox()
    require_known(kind, kind.code_generator_class)
    environment = kind(
        translate,
        loader=ThemeLoader(theme),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=KeptTemplates(compiled, f"{kind.compiled_as}-{script}") if compiled else None,
    )
    environment.filters |= {
        "prose": render_prose,
        "linked": _linked(site, script),
        "inline": render_inline,
        "cited": _linking(cites),
        "tags": partial(tags, site=site),
        "open_graph": partial(open_graph, site=site, script=script),
        "article": cites.article if cites else _law_page,
        "date": _date,
        "isodate": _isodate,
        "size": _size,
        "number": number,
    }
    scripts = len(site.languages) > 1
    environment.globals |= {"site": site, "asset": assets.__getitem__, "script": script, "scripts": scripts}
    return environment


def _linked(site: Site, script: str) -> Callable[[Page], str]:
    """Give what puts linked data into a page; a twin repeats the words of its page, not the data."""
    return partial(linked_block, site=site) if script == "zh-Hans" else lambda _: ""


def _law_page(url: str, _place: str, _version: datetime.date | None) -> str:
    return url


def _linking(cites: Cites | None) -> Callable[..., Markup]:
    """Make the filter that links citations; it may be told the address of the law whose own words the words are."""

    def linked(words: str, own: str = "") -> Markup:
        return cited(words, lambda text: cites.led(text, own) if cites else ())

    return linked


def _sandbox() -> type[PageEnvironment]:
    from quanli.render.sandbox import SandboxedPages  # noqa: PLC0415 - most sites have our theme

    return SandboxedPages


def _date(day: datetime.date | None) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def _isodate(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _size(size: int) -> str:
    for unit in ("字节", "KB", "MB"):
        if size < 1000 or unit == "MB":
            break
        size = round(size / 1000, 1) if size < 10_000 else round(size / 1000)  # type: ignore[assignment]
    return f"{size} {unit}"
