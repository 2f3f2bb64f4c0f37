"""The categories: what kinds of powers there are, and the list of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.embed_code import EmbedCode, list_code
from quanli.assemble.feed_links import category_feeds
from quanli.assemble.filters import Choice, Filter, category_filters
from quanli.assemble.listing import ListPage
from quanli.assemble.page import CATEGORIES, HOME, Link, Page, category_url, state_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import SERVICE_COLUMN
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.frozen import frozen

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "permit": "您提出申请，机关依法审查后准予从事某项活动。",
        "penalty": "违反行政管理秩序的，依法给予的惩戒。",
        "coercion": "查封、扣押、强制执行等措施，须依法定程序实施。",
        "levy": "依法向您收取的税费等款项。",
        "payment": "依法发给您的款项或者实物。",
        "inspection": "机关依法对守法情况的检查。",
        "confirmation": "对身份、权利、事实的认定和登记。",
        "reward": "对作出贡献的人给予的奖励。",
        "adjudication": "机关依法裁决当事人之间的特定纠纷。",
        "other": "法律规定的其他职权，如备案。",
        "approval": "2015 年起国家不再保留的类别，只存历史。",
        "requisition": "应急等情形下依法征用财产，用后返还并补偿。",
        "public_service": "向您提供的服务，不涉及审批。",
        "internal": "机关用人、采购、支出、资产处置等内部权力的公开。",
    }
)
"""One sentence a category for those who do not know the word."""
STATE_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "suspended": "这些事项现在不办理。每一项都写明从哪天起、依哪个文件、为什么。",
        "abolished": "这些事项已经取消。页面留着说明哪天取消、依哪个文件，以及现在怎么办。",
    }
)
"""What it means for a power not to be in force."""


@frozen
class CategoryCount:
    """A category with the number of its powers."""

    key: str
    name: str
    url: str
    meaning: str
    count: int


@frozen
class CategoryView:
    """A page of a category's list; ``filters`` stand on the first."""

    category: CategoryCount
    filters: tuple[Filter, ...]
    list: ListPage
    embed: EmbedCode | None


@frozen
class CategoriesView:
    """All categories that have powers; ``states`` lead to what is suspended or abolished."""

    categories: tuple[CategoryCount, ...]
    states: tuple[Choice, ...]
    total: int


@frozen
class StateListView:
    """A page of the list of what is suspended or abolished, of one category or of all."""

    name: str
    meaning: str
    list: ListPage


def category_counts(context: Context) -> tuple[CategoryCount, ...]:
    """Count the powers of each category; categories without any are left out."""
    counts: Counter[str] = Counter()
    for (_, category, _), number in context.index.counts().items():
        counts[category] += number
    return tuple(_count(key, counts[key]) for key in terms.CATEGORIES if counts[key])


def categories_page(context: Context) -> Iterator[Page]:
    """Plan the page of all categories."""
    counts = category_counts(context)
    view = CategoriesView(counts, _states(context), sum(count.count for count in counts))
    yield Page(CATEGORIES.url, "categories", CATEGORIES.text, "按类别查看全部权力事项。", view, (HOME,))


def category_page(context: Context, category: str, part: ListPage) -> Page:
    """Plan a page of one category's list; the number of its powers stands on the first."""
    count = _count(category, part.total)
    embed = list_code(count.name, "category", category, context.site) if part.first else None
    view = CategoryView(count, category_filters(context, category) if part.first else (), part, embed)
    return Page(part.url, "category", part.title(count.name), f"{count.name}：{count.meaning}", view, (HOME, CATEGORIES), feeds=category_feeds(category, context))


def category_state_page(_context: Context, key: str, part: ListPage) -> Page:
    """Plan a page of the list of a category's powers that are suspended or abolished."""
    category, state = key.split("/")
    name = terms.CATEGORIES[category].zh
    crumbs = (HOME, CATEGORIES, Link(name, category_url(category)))
    return _state_page(f"{state_label(state)}的{name}", state, part, crumbs)


def state_page(_context: Context, state: str, part: ListPage) -> Page:
    """Plan a page of the list of all powers that are suspended or abolished."""
    return _state_page(f"{state_label(state)}的事项", state, part, (HOME, CATEGORIES))


def _state_page(name: str, state: str, part: ListPage, crumbs: tuple[Link, ...]) -> Page:
    meaning = STATE_MEANINGS[state]
    return Page(part.url, "state", part.title(name), meaning, StateListView(name, meaning, part), crumbs)


def _states(context: Context) -> tuple[Choice, ...]:
    counts: Counter[str] = Counter()
    for (_, _, state), number in context.index.counts().items():
        counts[state] += number
    return tuple(Choice(f"{state_label(state)}的事项", state_url(state), counts[state]) for state in STATE_MEANINGS if counts[state])


def _count(category: str, number: int) -> CategoryCount:
    return CategoryCount(category, terms.CATEGORIES[category].zh, category_url(category), MEANINGS[category], number)


CATEGORIES_PAGE = once("categories", CATEGORIES.url, "categories", categories_page, Every("count"), sort=SERVICE_COLUMN)
