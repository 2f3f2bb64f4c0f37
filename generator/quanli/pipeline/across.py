"""The rules that only the whole catalogue can judge: references between powers, guides and settings, addresses alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from quanli.assemble.guide import address
from quanli.catalogue.content_kinds import SITE
from quanli.catalogue.guide import Guide
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.reading import located
from quanli.catalogue.reference_rules import dangling_problem
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree
from quanli.errors import Path as FieldPath
from quanli.errors import Problem, Rule
from quanli.pipeline.pages import is_page

DUP_CODE = Rule(
    "DUP_CODE", "error",
    zh="编号 {code} 同时用于 {first} 和 {second}", en="code {code} is used in {first} and {second}",
    hint_zh="给其中一个换编号", hint_en="give one of them another code",
)
DUP_URL = Rule(
    "DUP_URL", "error",
    zh="{first} 和 {second} 会写到同一个网页 {url}", en="{first} and {second} would both be written to {url}",
    hint_zh="给其中一个换编号或文件名", hint_en="give one of them another code or name",
)


class Powers(Protocol):
    """What is asked of all powers at once: of their index, or, where only some are read, of the names of their files."""

    def has(self, code: str) -> bool:
        """Tell whether there is a power with a code."""

    def codes_alike(self, code: str = "") -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone."""

    def codes_near(self, code: str) -> list[str]:
        """Give some codes that begin like one."""

    def pointers(self, kind: str, code: str = "") -> Iterator[Pointer]:
        """Give the pointers of a kind, of one power or of all."""

    def pointing(self, kind: str, target: str) -> Iterator[Pointer]:
        """Give the pointers to one target."""


def check_across(
    index: Powers, registry: Registry, tree: Tree, added: Collection[str] | None, removed: Collection[str] = ()
) -> Iterator[Problem]:
    """Judge the powers added or changed, and what refers to those removed; with ``added`` None, judge all."""
    guides = (*_guides_alike(registry), *_pages_of_guides(registry, tree))
    found = [*_alike(index, added), *_dangling(index, registry, added, removed), *_named(index, registry), *guides]
    yield from located(found, tree)


def _alike(index: Powers, added: Collection[str] | None) -> Iterator[Problem]:
    pairs = index.codes_alike() if added is None else (pair for code in added for pair in index.codes_alike(code))
    for first, second in pairs:
        url = f"/powers/{second.rpartition('/')[2].removesuffix('.yaml').lower()}/"
        yield DUP_URL.at(second, ("code",), first=first, second=second, url=url)


def _dangling(
    index: Powers, registry: Registry, added: Collection[str] | None, removed: Collection[str]
) -> Iterator[Problem]:
    powers = index.pointers("power") if added is None else (p for code in added for p in index.pointers("power", code))
    yield from (_unknown_power(pointer, index) for pointer in powers if not index.has(pointer.target))
    for code in removed:
        if not index.has(code):
            others = (pointer for pointer in index.pointing("power", code) if pointer.code not in (added or ()))
            yield from (_unknown_power(pointer, index) for pointer in others)
    public = [key for key, guide in registry.guides.items() if not guide.staff]
    guides = index.pointers("guide") if added is None else (p for code in added for p in index.pointers("guide", code))
    for pointer in guides:
        if pointer.target not in public:
            yield dangling_problem(pointer, public)


def _named(index: Powers, registry: Registry) -> Iterator[Problem]:
    """Judge the codes that guides and settings name."""
    for guide in registry.guides.values():
        for code in (*guide.powers, *guide.linked):
            if not index.has(code):
                path: FieldPath = ("Powers",) if code in guide.powers else ("link", code)
                yield dangling_problem(Pointer("power", code, "", guide.file, path), ())
    for path, code in registry.site.named():
        if not index.has(code):
            yield dangling_problem(Pointer("power", code, "", SITE.file(), path), ())


def _guides_alike(registry: Registry) -> Iterator[Problem]:
    """Judge guides whose addresses differ by letter case alone: some systems keep one file for both."""
    known: dict[str, Guide] = {}
    for guide in registry.guides.values():
        first = known.setdefault(address(guide).lower(), guide)
        if first is not guide:
            yield DUP_URL.at(guide.file, ("Slug",), first=first.file, second=guide.file, url=address(guide).lower())


def _pages_of_guides(registry: Registry, tree: Tree) -> Iterator[Problem]:
    """Judge the addresses of other pages of the site to which guides link."""
    for guide in registry.guides.values():
        for page in guide.pages:
            if not is_page(page, registry, tree):
                yield dangling_problem(Pointer("page", page, "", guide.file, ("link", page)), ())


def _unknown_power(pointer: Pointer, index: Powers) -> Problem:
    return dangling_problem(pointer, index.codes_near(pointer.target))


def duplicate_problem(code: str, first: str, second: str) -> Problem:
    """Say that two files have the same code."""
    return DUP_CODE.at(second, ("code",), line=1, column=1, code=code, first=first, second=second)
