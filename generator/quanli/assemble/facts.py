"""What differs since the last build, said once and in terms of the catalogue: a fact is kind, key and aspect, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import tallied

Cites = frozenset[tuple[str, str]]


class Reason(NamedTuple):
    """Why something is made again, in Chinese and English."""

    zh: str
    en: str


class Facts:
    """The facts of a change.

    Kinds are those of :mod:`quanli.catalogue.content_kinds` (a power's key is its code), and besides: ``law``, ``title`` (the key of
    a name by which words cite a statute), ``template`` (a page template), ``category`` (that came to have items, or has none any more), ``day`` (of the build), ``count`` (a
    figure of the whole catalogue), ``record`` (what git remembers of an item), ``month``, ``kind-of-change``,
    ``changes-of-office``, ``changes-of-category`` and ``changes`` (lists of changes), ``approval`` (of a change, by its id), ``approvers`` (the list of them), ``cut`` (where bulk data is cut), ``drift`` (a difference from an approved catalogue, by list, status and key).
    A power's aspects are ``text``, ``state`` (turned with the day), ``line`` (in a list), ``name``, ``category``, ``parent``
    and ``cites`` (what it says of laws, or how it is named or stands where it says anything of them); an office's ``text`` and ``name``; a guide's ``text`` (what
    is said of it) and ``body``. Of a power that came or went, every aspect but the state differs.
    """

    def __init__(self) -> None:
        self._aspects: dict[str, dict[str, set[str]]] = {}
        self._why: dict[tuple[str, str], Reason] = {}
        self.before: dict[str, PowerRow] = {}
        self.after: dict[str, PowerRow] = {}
        """The rows of the powers that were read anew, by code."""
        self.cited_before: dict[str, Cites] = {}
        self.cited: dict[str, Cites] = {}
        """What the powers that were read anew say of laws, by code: targets of pointers, each with where."""

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self._aspects)

    def add(self, kind: str, key: str, why: Reason, *aspects: str) -> None:
        """State a fact; the first reason given for a key stays."""
        self._aspects.setdefault(kind, {}).setdefault(key, set()).update(aspects)
        self._why.setdefault((kind, key), why)

    def of(self, kind: str, aspect: str = "") -> Iterator[str]:
        """Give the keys of a kind of which an aspect differs, sorted; with no aspect, of which anything does."""
        for key, aspects in sorted(self._aspects.get(kind, {}).items()):
            if not aspect or aspect in aspects:
                yield key

    def any(self, kind: str, aspect: str = "") -> bool:
        """Tell whether there is any such key."""
        return next(self.of(kind, aspect), None) is not None

    def why(self, kind: str, key: str) -> Reason:
        """Say why a key of a kind is not what it was."""
        return self._why[kind, key]

    def rows(self, code: str) -> Iterator[PowerRow]:
        """Give the rows of a power that was read anew, as it was and as it is."""
        for known in (self.before, self.after):
            if code in known:
                yield known[code]

    def _cites_otherwise(self, code: str) -> bool:
        before, after = (self.cited_before.get(code, frozenset()), self.cited.get(code, frozenset()))
        if before != after:
            return True
        rows = self.before.get(code), self.after.get(code)
        return bool(after) and (_differs("name", *rows) or _differs("state", *rows) or _differs("office", *rows))

    def laws_cited(self, code: str) -> dict[str, None]:
        """Give the laws of whose articles a power that was read anew speaks, as it was and as it is."""
        found = sorted({*self.cited_before.get(code, ()), *self.cited.get(code, ())})
        return dict.fromkeys(target.partition(" ")[0] for target, _ in found)

    def compare(self, codes: Iterable[str], powers_in: Callable[[str], int]) -> None:
        """State how powers that were read anew differ in what others show of them; ``powers_in`` counts a category's now."""
        renamed = set(self.of("office", "name"))
        for code in sorted(codes):
            before, after = self.before.get(code), self.after.get(code)
            aspects = {name for name in ("name", "category", "parent") if _differs(name, before, after)}
            if before != after or (after and after.office in renamed):
                aspects.add("line")
            if self._cites_otherwise(code):
                aspects.add("cites")
            if aspects:
                self.add("power", code, Reason(f"事项 {code} 有变", f"the power {code} changed"), *aspects)
            if _counted(before) != _counted(after):
                self.add("count", "", Reason("事项的数目有变", "powers are counted otherwise"))
        for category in {row.category for code in self.of("power", "category") for row in self.rows(code)}:
            now = powers_in(category)
            more = sum(row.category == category for row in self.after.values()) - sum(row.category == category for row in self.before.values())
            if bool(now) != bool(now - more):
                self.add("category", category, Reason(f"类别 {category} 有无事项已变", f"the category {category} came or went"))


def compared(kind: str, words: tuple[str, str], before: Mapping[str, object], after: Mapping[str, object], facts: Facts) -> None:
    """State which records of a register were added, removed or changed; ``words`` name the kind in Chinese and English."""
    zh, en = words
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if was != now:
            renamed = any(getattr(was, name, None) != getattr(now, name, None) for name in ("name", "short_name"))
            facts.add(kind, str(key), Reason(f"{zh} {key} 有改动", f"the {en} {key} changed"), "text", *(["name"] if renamed else []))


def _differs(name: str, before: PowerRow | None, after: PowerRow | None) -> bool:
    """Tell whether a column differs; of what came or went, all do."""
    return before is None or after is None or getattr(before, name) != getattr(after, name)


def _counted(row: PowerRow | None) -> list[tuple[str, str, int]]:
    return tallied(row) if row else []
