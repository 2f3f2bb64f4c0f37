"""The list of powers of one life event: 买房, 开店, 退休."""

from __future__ import annotations

from quanli.assemble.context import Context
from quanli.assemble.embed_code import EmbedCode, list_code
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, Page
from quanli.frozen import frozen


@frozen
class TopicView:
    """A page of a life event's list."""

    name: str
    list: ListPage
    embed: EmbedCode | None = None


def topic_page(context: Context, event: str, part: ListPage) -> Page:
    """Plan a page of a life event's list."""
    return Page(part.url, "topic", part.title(event), f"与“{event}”有关的事项。", TopicView(event, part, list_code(event, "topic", event, context.site) if part.first else None), (HOME,))
