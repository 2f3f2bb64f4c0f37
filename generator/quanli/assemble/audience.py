"""What somebody may apply for: a citizen, an enterprise, an institution."""

from __future__ import annotations

from quanli.assemble.context import Context
from quanli.assemble.filters import Choice
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, Page, audience_url
from quanli.assemble.topic import TopicView
from quanli.catalogue import terms


def audience_choices(context: Context) -> tuple[Choice, ...]:
    """Give the audiences with the number of powers that each may apply for."""
    counts = context.index.counts_of("audience")
    return tuple(Choice(term.zh, audience_url(key), counts[key]) for key, term in terms.APPLICANTS.items() if key in counts)


def audience_page(_context: Context, audience: str, part: ListPage) -> Page:
    """Plan a page of what an audience may apply for."""
    name = f"{terms.APPLICANTS[audience].zh}可以办的事"
    return Page(part.url, "topic", part.title(name), f"{name}：在哪办、多久、多少钱。", TopicView(name, part), (HOME,))
