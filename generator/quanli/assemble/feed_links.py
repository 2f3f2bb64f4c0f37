"""Which feeds a page names: those of its own subject, where there is a record."""

from __future__ import annotations

from quanli.assemble.context import Context
from quanli.assemble.page import CHANGES, Link, category_url, office_url, power_url
from quanli.catalogue import terms


def all_feeds(context: Context) -> tuple[Link, ...]:
    """Give the feed of all changes."""
    return (Link("全部变更", f"{CHANGES.url}feed.xml"),) if context.has_record else ()


def office_feeds(office: str, context: Context) -> tuple[Link, ...]:
    """Give the feed of an office's changes."""
    return (Link(f"{context.office_name(office)}的变更", f"{office_url(office)}feed.xml"),) if context.has_record else ()


def category_feeds(category: str, context: Context) -> tuple[Link, ...]:
    """Give the feed of a category's changes."""
    return (Link(f"{terms.CATEGORIES[category].zh}的变更", f"{category_url(category)}feed.xml"),) if context.has_record else ()


def item_feeds(code: str, context: Context) -> tuple[Link, ...]:
    """Give the feed of an item's changes."""
    has = context.record is not None and context.record.knows(code)
    return (Link("本事项的变更", f"{power_url(code)}feed.xml"),) if has else ()
