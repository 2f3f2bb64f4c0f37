"""An item as other sites show it within their pages: a page to embed, pieces for their servers, and an answer to oEmbed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quanli.assemble.context import Context
from quanli.assemble.embed_code import frame_code, is_embedded
from quanli.assemble.item import Item
from quanli.assemble.page import Page, Part, Piece, embed_url, file_of, fragment_url, oembed_url, power_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.power import POWER_PAGE, shown_view
from quanli.assemble.power_view import PowerView
from quanli.assemble.removed import RemovedView, removed_view
from quanli.catalogue.power import Power
from quanli.frozen import frozen

PARTS: Mapping[str, str] = MappingProxyType({"guide": "办事指南", "materials": "带什么", "flow": "怎么办", "limits": "多久", "discretion": "怎么罚"})
"""The parts that may be shown alone, in the order in which they follow each other, with their titles."""
_WIDTH, _HEIGHT = 640, 600
"""Pixels. An answer to oEmbed must name a size; the page itself is as wide as its frame."""


@frozen
class EmbedView:
    """What is embedded: the item's view, or what is said of one that is gone; ``parts`` are those that it has, ``lost`` those that it had.

    ``since`` is the day from which its text holds, None where nobody has said it.
    """

    code: str
    name: str
    office: str
    whole: str
    """The address of its page."""
    parts: tuple[str, ...]
    lost: tuple[str, ...]
    since: datetime.date | None
    power: PowerView | None
    removed: RemovedView | None


def embed_pages(context: Context, item: Item) -> Iterator[Page | Part]:
    """Plan what is embedded of an item; of one that is suspended, abolished or gone it is a notice, for others go on showing it."""
    if not is_embedded(context.site):
        return
    ever = _ever(item)
    view = _view(context, item, ever)
    successor = view.removed.successor if view.removed else None
    yield Page(
        embed_url(item.code),
        "embed",
        view.name,
        "",
        view,
        canonical=successor.url if successor else view.whole,
        pieces=(Piece(fragment_url(item.code), view.parts), *(Piece(fragment_url(item.code, part), (part,)) for part in ever)),
    )
    yield file_of(oembed_url(item.code)), _oembed(view, context)


def _view(context: Context, item: Item, ever: tuple[str, ...]) -> EmbedView:
    power, url = item.shown, power_url(item.code)
    if power is None:
        gone = removed_view(context, item)
        return EmbedView(item.code, gone.name, gone.office, url, (), (), None, None, gone)
    view = shown_view(power, context, item)
    last = view.history.last if view.history else None
    since = None if view.state.state == "awaited" else last or power.effective_on
    parts = () if view.abolished else parts_of(power)
    lost = tuple(part for part in ever if parts and part not in parts)
    return EmbedView(item.code, power.name, view.office.text, url, parts, lost, since, view, None)


def parts_of(power: Power) -> tuple[str, ...]:
    """Give the parts that a text has."""
    there = {
        "guide": True,
        "materials": power.materials,
        "flow": power.flows and (power.flows.external or power.flows.internal),
        "limits": power.time_limits or power.special_steps,
        "discretion": power.discretion,
    }
    return tuple(part for part in PARTS if there[part])


def _ever(item: Item) -> tuple[str, ...]:
    """Give the parts that any of its texts had: who includes one is not to find nothing when the item loses it."""
    texts = (*item.past.sound, *((item.shown,) if item.shown else ()))
    found = {part for text in texts for part in parts_of(text)}
    return tuple(part for part in PARTS if part in found)


def _oembed(view: EmbedView, context: Context) -> bytes:
    """Answer as oEmbed 1.0 has it (section 2.3.4.4, type rich), for a server of files: one answer, whatever size is asked for."""
    site = context.site
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": view.name,
        "author_name": view.office or site.body,
        "author_url": site.domain + view.whole,
        "provider_name": site.name,
        "provider_url": f"{site.domain}/",
        "html": frame_code(view.name, embed_url(view.code), site),
        "width": _WIDTH,
        "height": _HEIGHT,
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()


EMBED_PAGE = ItemKind("embed", embed_url, ("embed",), embed_pages, POWER_PAGE.rests_on, listed=False)
"""It rests on what the item's page rests on, for it shows the same view."""
