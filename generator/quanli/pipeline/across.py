"""The rules that only the whole catalogue can judge: references between powers, guides and settings, addresses alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from quanli.catalogue.guide import guide_placed
from quanli.catalogue.index import Index
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.reference_rules import dangling_problem
from quanli.catalogue.registry import Registry
from quanli.config.site import SITE_FILE
from quanli.errors import Path as FieldPath
from quanli.errors import Problem, problem
from quanli.records.places import placed


def check_across(
    index: Index, registry: Registry, root: Path, added: Collection[str] | None, removed: Collection[str] = ()
) -> Iterator[Problem]:
    """Judge the powers added or changed, and what refers to those removed; with ``added`` None, judge all."""
    found = [*_alike(index, added), *_dangling(index, registry, added, removed), *_named(index, registry)]
    yield from located(found, root)


def located(problems: Iterable[Problem], root: Path) -> Iterator[Problem]:
    """Give problems that know only file and path their line and column."""
    by_file: dict[str, list[Problem]] = {}
    for found in problems:
        by_file.setdefault(found.place.file, []).append(found)
    for file, there in by_file.items():
        data = (root / file).read_bytes()
        yield from (placed if file.endswith(".yaml") else guide_placed)(there, data, file)


def _alike(index: Index, added: Collection[str] | None) -> Iterator[Problem]:
    pairs = index.codes_alike() if added is None else (pair for code in added for pair in index.codes_alike(code))
    for first, second in pairs:
        url = f"/powers/{second.rpartition('/')[2].removesuffix('.yaml').lower()}/"
        yield problem("DUP_URL", second, ("code",), first=first, second=second, url=url)


def _dangling(
    index: Index, registry: Registry, added: Collection[str] | None, removed: Collection[str]
) -> Iterator[Problem]:
    powers = index.pointers("power") if added is None else (p for code in added for p in index.pointers("power", code))
    yield from (_unknown_power(pointer, index) for pointer in powers if not index.has(pointer.target))
    for code in removed:
        if not index.has(code):
            yield from (_unknown_power(pointer, index) for pointer in index.pointing("power", code))
    guides = index.pointers("guide") if added is None else (p for code in added for p in index.pointers("guide", code))
    for pointer in guides:
        if pointer.target not in registry.guides:
            yield dangling_problem(pointer, registry.guides)


def _named(index: Index, registry: Registry) -> Iterator[Problem]:
    """Judge the codes that guides and settings name."""
    for guide in registry.guides.values():
        for code in (*guide.powers, *guide.linked):
            if not index.has(code):
                path: FieldPath = ("Powers",) if code in guide.powers else ("link", code)
                yield dangling_problem(Pointer("power", code, "", guide.file, path), ())
    for path, code in registry.site.named():
        if not index.has(code):
            yield dangling_problem(Pointer("power", code, "", SITE_FILE, path), ())


def _unknown_power(pointer: Pointer, index: Index) -> Problem:
    near = index.db.execute(
        "select code from power where code between ? and ? limit 200", (pointer.target[:3], pointer.target[:3] + "\uffff")
    )
    return dangling_problem(pointer, [code for (code,) in near])
