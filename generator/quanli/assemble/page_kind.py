"""The kinds of output: one row each, declared beside its view. What is stale, gone, listed and explained follows from the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from quanli.assemble.context import Context
from quanli.assemble.edges import Edge
from quanli.assemble.page import Page, Part
from quanli.assemble.sort import PLAIN, Sort
from quanli.catalogue.row import PowerRow
from quanli.frozen import frozen

if TYPE_CHECKING:
    from quanli.assemble.item import Item
    from quanli.assemble.listing import ListPage

@frozen
class PageKind:
    """A kind of output with a key each, such as a form's page, or one a site: then its key is empty."""

    name: str
    url: Callable[[str], str]
    """Gives the address of the output of a key."""
    templates: tuple[str, ...]
    """The page templates that may draw it; none for data."""
    keys: Callable[[Context], Iterable[str]]
    """Gives the keys that there are; what there is once a site asks the registers alone."""
    plan: Callable[[Context, str], Iterable[Page | Part]]
    """Makes the pages and files of a key."""
    rests_on: tuple[Edge, ...] = ()
    listed: bool = True
    """Whether search engines may list its pages."""
    sort: Sort = PLAIN
    """What its pages are in the site."""


@frozen
class ItemKind:
    """A kind of output of each item, its key the code; also of items that have no file any more, where it plans anything.

    All kinds of an item are drawn together, in chunks, for they share its charts and its past.
    """

    name: str
    url: Callable[[str], str]
    templates: tuple[str, ...]
    plan: Callable[[Context, Item], Iterable[Page | Part]]
    rests_on: tuple[Edge, ...] = ()
    listed: bool = True
    sort: Sort = PLAIN


@frozen
class ListKind:
    """A kind of list over the catalogue. ``filter`` is the index's name for it, the kind's own if empty; ``url`` gives its first page's address.

    Its pages are cut by content: beside the first only those are drawn in which a line may have changed.
    """

    name: str
    url: Callable[[str], str]
    templates: tuple[str, ...]
    page: Callable[[Context, str, ListPage], Page | None]
    lists: Callable[[PowerRow], tuple[str, ...]]
    """Gives the lists in which a power stands."""
    rests_on: tuple[Edge, ...] = ()
    records: Callable[[Context], Iterable[str]] = lambda _: ()
    """Gives the lists that there are even when nothing stands in them."""
    listed: bool = True
    filter: str = ""
    sort: Sort = PLAIN

    @property
    def where(self) -> str:
        """Name the list as the index does."""
        return self.filter or self.name


@frozen
class FileKind:
    """A kind of output that is no page and is made by a hand of its own, such as a form as DOCX and PDF."""

    name: str
    url: Callable[[str], str]
    rests_on: tuple[Edge, ...] = ()
    templates: tuple[str, ...] = ()
    listed: bool = False
    sort: Sort = PLAIN


AnyKind = PageKind | ItemKind | ListKind | FileKind


def once(
    name: str,
    url: str,
    template: str,
    plan: Callable[[Context], Iterable[Page | Part]],
    *edges: Edge,
    keys: Callable[[Context], Iterable[str]] = lambda _: ("",),
    listed: bool = True,
    sort: Sort = PLAIN,
) -> PageKind:
    """Declare an output that there is once a site; ``keys`` says of one that a site may lack whether it has it."""
    templates = (template,) if template else ()
    return PageKind(name, lambda _: url, templates, keys, lambda context, _: plan(context), edges, listed, sort)
