"""The one Jinja environment of all pages: autoescaping, strict, interface texts folded in when a template is compiled."""

from __future__ import annotations

import datetime
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule

from quanli.catalogue.wording import number
from quanli.config.site import Site
from quanli.render.compiler import PageCompiler, Translate, escaped, fold_texts
from quanli.render.overridden import require_known
from quanli.render.prose import render_inline, render_prose
from quanli.render.theme_loader import ThemeLoader


class PageEnvironment(jinja2.Environment):
    """Compiles templates our way (:mod:`quanli.render.compiler`): an interface text costs nothing when a page is rendered."""

    overridden = ("_parse", "handle_exception")
    code_generator_class = PageCompiler
    escaped = staticmethod(escaped)

    def __init__(self, translate: Translate, **options: Any) -> None:
        super().__init__(**options)
        self.translate = translate
        self.globals["_"] = translate
        self._components: dict[str, TemplateModule] = {}

    def component(self, name: str) -> TemplateModule:
        """Give the macros of a component, which sees nothing of the page that uses it."""
        known = self._components.get(name)
        if known is None:
            known = self._components[name] = self.get_template(name).module
        return known

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what went wrong in a template; an attribute that a template asks for in vain is the template's error."""
        try:
            super().handle_exception(source)
        except AttributeError as error:
            *_, innermost = traceback.extract_tb(error.__traceback__)
            if not innermost.filename.endswith(".html"):
                raise
            raise jinja2.UndefinedError(str(error)).with_traceback(error.__traceback__) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        fold_texts(template, self.translate)
        return template


def make_environment(
    theme: Path,
    site: Site,
    assets: Mapping[str, str],
    translate: Translate = str,
    script: str = "zh-Hans",
    compiled: Path | None = None,
) -> jinja2.Environment:
    """Make the environment of a theme for one script.

    ``assets`` gives the hashed address of each static file; in ``compiled`` the templates are kept compiled.
    Raises ProblemsFoundError (LIBRARY_UNFIT) where Jinja is not the one that we know.
    """
    require_known(PageCompiler, *PageCompiler.overridden)
    require_known(PageEnvironment, *PageEnvironment.overridden)
    cache = jinja2.FileSystemBytecodeCache(str(compiled), f"{script}-%s") if compiled else None
    environment = PageEnvironment(
        translate,
        loader=ThemeLoader(theme),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=cache,
    )
    environment.filters |= {
        "prose": render_prose,
        "inline": render_inline,
        "date": _date,
        "isodate": _isodate,
        "size": _size,
        "number": number,
    }
    scripts = len(site.languages) > 1
    environment.globals |= {"site": site, "asset": assets.__getitem__, "script": script, "scripts": scripts}
    return environment


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
