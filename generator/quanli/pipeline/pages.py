"""Which addresses lead to a page of the site: told from the registers and the kinds of output, before any is made."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from quanli.catalogue import terms
from quanli.catalogue.content_kinds import FORM_FILE
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree

_KEYS: Mapping[str, Callable[[Registry], Collection[str]]] = MappingProxyType({
    "categories": lambda _: terms.CATEGORIES,
    "guides": lambda registry: [key for key, guide in registry.guides.items() if not guide.staff],
    "handbooks": lambda registry: [key for key, guide in registry.guides.items() if guide.staff],
    "laws": lambda registry: registry.laws,
    "offices": lambda registry: registry.offices,
})
"""Of which record the second step of an address is the id."""
_DRAWN = frozenset({"audiences", "changes", "data", "names", "states", "topics"})
"""First steps of addresses below which lies what follows from the powers or from git."""
_IN_LANGUAGES = frozenset({"guides", "handbooks"})
"""Of these nothing lies below but versions in other languages, which have keys of their own."""
_FORMATS = (".html", ".pdf", ".docx")


def is_page(address: str, registry: Registry, tree: Tree) -> bool:
    """Tell whether there is a page or a file at an address of the site, such as ``/guides/a/``; powers are not asked for."""
    address = unquote(address)
    if address in _once():
        return True
    first, _, rest = address.removeprefix("/").partition("/")
    if first == "forms":
        if rest.startswith("files/"):
            return bool(tree.stamp(FORM_FILE.file(rest.removeprefix("files/"))))
        return any(rest.endswith(ending) and rest.removesuffix(ending) in registry.forms for ending in _FORMATS)
    if first in _KEYS:
        keys = _KEYS[first](registry)
        return rest.partition("/")[0] in keys and (first not in _IN_LANGUAGES or rest.removesuffix("/") in keys)
    return first in _DRAWN and bool(rest)


@functools.cache
def _once() -> frozenset[str]:
    """Give the addresses of what there is once a site."""
    from quanli.assemble.kinds import KINDS  # noqa: PLC0415 - asked for by links alone

    return frozenset(kind.url("") for kind in KINDS if kind.url("a") == kind.url("b"))
