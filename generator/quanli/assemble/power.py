"""A power's page: what is in force, and what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quanli.assemble.coming import coming_views
from quanli.assemble.context import Context
from quanli.assemble.cpsv import cpsv_alternates
from quanli.assemble.edges import Children, Every, Holding, Named, Own
from quanli.assemble.embed_code import embed_code, oembed_link
from quanli.assemble.facts import Reason
from quanli.assemble.feed_links import item_feeds
from quanli.assemble.history import history_link, said_since
from quanli.assemble.item import Item
from quanli.assemble.linked_item import linked_item
from quanli.assemble.national import is_national, national_url
from quanli.assemble.page import HOME, Alternate, Link, Page, category_url, power_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.power_view import PowerView, power_view
from quanli.assemble.sort import SERVICE_ARTICLE
from quanli.assemble.state import awaited_state
from quanli.catalogue.power import Power


def power_page(context: Context, item: Item) -> Iterator[Page]:
    """Plan the page of a power: what is in force, and what is to come."""
    power = item.shown
    if power is None:
        return
    view = shown_view(power, context, item)
    unknown = item.standing is not None and item.standing.unknown
    yield Page(
        power_url(power.code),
        "power",
        power.name,
        _description(view),
        view,
        (HOME, view.office, Link(view.category.text, category_url(power.category))),
        feeds=item_feeds(power.code, context),
        alternates=tuple(_alternates(view, context, item)),
        linked=linked_item(power, view.state, view.basis, context) if "jsonld" in context.site.formats and not unknown else (),
        since=said_since(item, context.as_of) or view.effective_on,
        source=view.office.text,
        keywords=(*view.keywords, *(link.text for link in view.life_events)),
    )


def _alternates(view: PowerView, context: Context, item: Item) -> Iterator[Alternate]:
    if view.data:
        yield Alternate("application/json", view.data, "本事项的数据")
        if is_national(context, item):
            yield Alternate("application/json", national_url(item.code), "国家政务服务事项要素")
        yield from cpsv_alternates(item.code, context)
    yield from oembed_link(view.embed)


def shown_view(power: Power, context: Context, item: Item) -> PowerView:
    """Give what the pages of an item show of the text that they show, made once for all of them."""
    return item.once(lambda: _shown_view(power, context, item), "shown")


def _shown_view(power: Power, context: Context, item: Item) -> PowerView:
    begins = item.standing.begins if item.standing else None
    view = power_view(power, item.drawings, replace(context, as_of=begins.from_day) if begins else context)
    view = replace(view, history=history_link(item, context.as_of), coming=coming_views(item, context), embed=embed_code(view.name, power.code, context.site))
    return replace(view, state=awaited_state(begins.from_day), data="") if begins else view


POWER_PAGE = ItemKind(
    "power",
    power_url,
    ("power",),
    power_page,
    (
        Own("power", "text"),
        Own("power", "state"),
        Own("record"),
        Named("office"),
        Named("law"),
        Named("title"),
        Named("form"),
        Holding("form", "form-file", through=Named("form")),
        Named("form-file"),
        Named("guide", "text"),
        Holding("guide", "power", "name", through=Named("guide")),
        Named("power", "name", said=Reason("它链接的事项 {key} 有变", "the power {key} that it links to changed")),
        Children(),
        Every("calendar"),
        Every("remedies"),
        # what waits is announced in the words of both texts
        *(Named(kind, before=True) for kind in ("office", "law", "form", "form-file", "guide")),
        Named("power", "name", before=True),
    ),
    sort=SERVICE_ARTICLE,
)


def _description(view: PowerView) -> str:
    """Say in one line what search engines show."""
    facts = "；".join(f"{answer.question}：{answer.text}" for answer in view.answers[:5])
    return f"{view.office.text}{view.category.text}。{facts}"[:300]
