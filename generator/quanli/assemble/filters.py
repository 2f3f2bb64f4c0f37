"""What narrows a list: links to the shorter lists within it, each with its count. They stand on a list's first page."""

from __future__ import annotations

from collections import Counter

from quanli.assemble.context import Context
from quanli.assemble.page import category_state_url, office_category_url
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.frozen import frozen


@frozen
class Choice:
    """A shorter list."""

    text: str
    url: str
    count: int


@frozen
class Filter:
    """One way to narrow a list; never empty."""

    label: str
    choices: tuple[Choice, ...]


def category_filters(context: Context, category: str) -> tuple[Filter, ...]:
    """Narrow a category's list by office, and to what is suspended or abolished."""
    offices: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for (office, own, state), count in context.index.counts().items():
        if own == category:
            offices[office] += count
            states[state] += count
    by_office = [
        Choice(record.short_name or record.name, office_category_url(f"{office}/{category}"), offices[office])
        for office, record in context.registry.offices.items()
        if offices[office]
    ]
    by_state = [
        Choice(state_label(state), category_state_url(f"{category}/{state}"), states[state])
        for state in ("suspended", "abolished")
        if states[state]
    ]
    return _filters(("机关", by_office if len(by_office) > 1 else []), ("状态", by_state))


def office_filters(context: Context, office: str) -> tuple[Filter, ...]:
    """Narrow an office's list by category; one with a single category has it too, or nothing would lead to that list."""
    counts: Counter[str] = Counter()
    for (own, category, _), count in context.index.counts().items():
        if own == office:
            counts[category] += count
    choices = [
        Choice(term.zh, office_category_url(f"{office}/{category}"), counts[category])
        for category, term in terms.CATEGORIES.items()
        if counts[category]
    ]
    return _filters(("类别", choices))


def _filters(*found: tuple[str, list[Choice]]) -> tuple[Filter, ...]:
    return tuple(Filter(label, tuple(choices)) for label, choices in found if choices)
