"""The one Jinja environment of all pages: autoescaping, strict, interface texts folded in when a template is compiled."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from quanli.config.site import Site
from quanli.render.prose import render_inline, render_prose

Translate = Callable[[str], str]


class PageEnvironment(jinja2.Environment):
    """Compiles ``_("text")`` to the text itself: an interface text costs nothing when a page is rendered."""

    def __init__(self, translate: Translate, **options: Any) -> None:
        super().__init__(**options)
        self.translate = translate
        self.globals["_"] = translate

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _fold(template, self.translate)
        return template


def _fold(node: nodes.Node, translate: Translate) -> None:
    """Replace every call of ``_`` with one constant text by the constant's translation."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, field, [_folded(one, translate) for one in value])
        else:
            setattr(node, field, _folded(value, translate))
    for child in node.iter_child_nodes():
        _fold(child, translate)


def _folded(value: Any, translate: Translate) -> Any:
    if isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name) and value.node.name == "_":
        (text,) = value.args
        if isinstance(text, nodes.Const):
            return nodes.Const(translate(text.value), lineno=value.lineno)
    return value


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
    """
    cache = jinja2.FileSystemBytecodeCache(str(compiled), f"{script}-%s") if compiled else None
    environment = PageEnvironment(
        translate,
        loader=jinja2.FileSystemLoader(theme / "templates"),
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
        "number": _number,
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


def _number(number: Decimal | int) -> str:
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
