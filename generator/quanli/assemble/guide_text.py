"""A guide's text on the page: headings that can be led to, and items named in it with what decides."""

from __future__ import annotations

import re
from collections.abc import Container

from markupsafe import Markup, escape

from quanli.assemble.context import Context
from quanli.assemble.listing import facts_of
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.catalogue.row import PowerRow

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ITEM = re.compile(r'(?P<alone><p>)?<a href="/powers/(?P<code>[^"/]+)/">.*?</a>(?(alone)(?P<end></p>)?)', re.DOTALL)


def headed(html: Markup) -> tuple[Markup, tuple[tuple[str, str], ...]]:
    """Give each heading an id; gives the text and (id, heading) of each. ``html`` has been cleaned: it holds no ids."""
    found: list[tuple[str, str]] = []

    def mark(heading: re.Match[str]) -> str:
        name = f"part-{len(found) + 1}"
        found.append((name, Markup(_TAG.sub("", heading[1])).unescape()))  # noqa: S704 - cleaned text without its tags
        return f'<h2 id="{name}">{heading[1]}</h2>'

    return Markup(_HEADING.sub(mark, html)), tuple(found)  # noqa: S704 - cleaned, and ids of our own


def with_items(html: Markup, context: Context, named: Container[str]) -> Markup:
    """Say beside the first link to each item how long it takes, or that it is not in force; more where it stands alone.

    ``named`` are the items that the guide is known to name: nothing is said of others, which it does not rest on.
    """
    seen: set[str] = set()

    def annotate(link: re.Match[str]) -> str:
        code = link["code"]
        row = None if code in seen or code not in named else context.index.row(code)
        if row is None:
            return link[0]
        seen.add(code)
        if not link["end"]:
            return f"{link[0]}{_note(row, 1)}"
        return f'<p class="item-line">{link[0].removeprefix("<p>").removesuffix("</p>")}{_note(row, 4)}</p>'

    return Markup(_ITEM.sub(annotate, html))  # noqa: S704 - cleaned, and what is added is escaped


def _note(row: PowerRow, most: int) -> str:
    if row.state != "active":
        return f' <span class="state state-{row.state}">{escape(state_label(row.state))}</span>'
    facts = list(facts_of(row))[:most] if row.applied_for else [terms.CATEGORIES[row.category].zh]
    return f' <small class="item-note">{escape(" · ".join(facts))}</small>' if facts else ""
