"""Which row of an approved list is which published power: by code first, then by national code, then by name.

Rows and powers that share a national code or a name are paired in order, one to one, so that what becomes of one is told
by those that share something with it, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quanli.catalogue.approved_lists import Cite, ListRow
from quanli.catalogue.approved_tables import Difference, Head, Part
from quanli.catalogue.index import Index
from quanli.catalogue.law import Law
from quanli.catalogue.likeness import basic_code, plain_name
from quanli.catalogue.row import PowerRow
from quanli.codes.articles import parse_article
from quanli.statutes.names import key_of

_NATIONAL = 31
_REMEMBERED = 2_000


class Matcher:
    """Pairs the rows of one list with powers, and says how they differ. What it has looked up it remembers: one change, one matcher."""

    def __init__(self, index: Index, head: Head, laws: Mapping[str, Law]) -> None:
        self.index, self.head, self.laws = index, head, laws
        self._ids = {key_of(name): law.id for law in laws.values() for name in (law.short, law.title) if name}
        self._items: dict[str, PowerRow | None] = {}
        self._by_national: dict[str, dict[str, str]] = {}
        self._by_name: dict[str, dict[str, str]] = {}

    def all(self) -> Iterator[Difference]:
        """Give every difference."""
        for row in self.index.list_rows(self.head.id) if self.head.kind != "directory" else ():
            yield from self.of_row(row)
            self._forget()
        for item in self.index.rows():
            if self.head.covers(item):
                yield from self.of_item(item)
                self._forget()

    def touched(self, items: Iterable[PowerRow]) -> tuple[set[str], dict[str, ListRow]]:
        """Give the codes of powers and the rows of which the pairing may differ when powers came, went or changed: ``items``, as they were and are."""
        waiting = list(items)
        codes, rows = {item.code for item in waiting}, dict[str, ListRow]()
        if self.head.kind == "directory":
            return codes, rows
        for item in waiting:
            rows |= {row.key: row for row in self._rows("code", item.code)}
        nationals = {item.national_code[:_NATIONAL] for item in waiting} | {row.national for row in rows.values()}
        for national in nationals - {""}:
            rows |= {row.key: row for row in self._rows("national", national)}
            codes |= set(self.index.codes(called=f"national:{national}"))
        names = {plain_name(item.name) for item in waiting} | {plain_name(row.name) for row in rows.values()}
        names |= {plain_name(known.name) for code in codes if (known := self._item(code))}
        for name in names:
            rows |= {row.key: row for row in self._rows("plain", name)}
            codes |= set(self.index.codes(called=f"name:{name}"))
        return codes, rows

    def of(self, codes: Iterable[str], rows: Iterable[ListRow]) -> Iterator[Difference]:
        """Give the differences of some powers and rows."""
        for row in rows:
            yield from self.of_row(row)
        for code in sorted(codes):
            if item := self._item(code):
                yield from self.of_item(item)

    def of_row(self, row: ListRow) -> Iterator[Difference]:
        """Give the difference of a row and its power."""
        code = self.partner_of_row(row)
        item = self._item(code) if code else None
        if item is None:
            yield Difference("gone", row.key, row.key, "", row.name, row.category, row.office)
            return
        parts = tuple(self._parts(row, item))
        if parts:
            yield _of_item("changed", item, row.key, parts)

    def of_item(self, item: PowerRow) -> Iterator[Difference]:
        """Give the difference of a power that no row is; against the central directory, also of one that it names otherwise."""
        if self.head.kind == "directory":
            row = next(iter(self._rows("code", basic_code(item.national_code))), None)
            if row is None:
                yield _of_item("new", item, "", (Part("national_code", "", item.national_code),))
            elif plain_name(row.name) != plain_name(item.name):
                yield _of_item("changed", item, row.key, (Part("name", row.name, item.name),))
        elif not self.partner_of_item(item):
            yield _of_item("new", item, "", ())

    def partner_of_item(self, item: PowerRow) -> str:
        """Give the key of the row that is this power; empty where none is."""
        own = next(iter(self._rows("code", item.code)), None)
        if own:
            return own.key
        national = item.national_code[:_NATIONAL]
        found = self._nationals(national).get(item.code, "") if national else ""
        return found or self._names(plain_name(item.name)).get(item.code, "")

    def partner_of_row(self, row: ListRow) -> str:
        """Give the code of the power that is this row; empty where none is."""
        if row.code and (own := self._item(row.code)) and next(iter(self._rows("code", own.code))).key == row.key:
            return own.code
        by_national = self._nationals(row.national) if row.national else {}
        found = next((code for code, key in by_national.items() if key == row.key), "")
        return found or next((code for code, key in self._names(plain_name(row.name)).items() if key == row.key), "")

    def _forget(self) -> None:
        """Keep memory flat over a whole catalogue."""
        if len(self._items) > _REMEMBERED:
            self._items, self._by_national, self._by_name = {}, {}, {}

    def _rows(self, column: str, value: str) -> list[ListRow]:
        return self.index.rows_called(self.head.id, column, value) if value else []

    def _item(self, code: str) -> PowerRow | None:
        """Give a power of which the list speaks."""
        if code not in self._items:
            row = self.index.row(code)
            self._items[code] = row if row and self.head.covers(row) else None
        return self._items[code]

    def _free_items(self, call: str) -> list[PowerRow]:
        """Give the powers that share something and whose code no row has."""
        found = (self._item(code) for code in self.index.codes(called=call))
        return [item for item in found if item and not self._rows("code", item.code)]

    def _free_rows(self, column: str, value: str) -> list[ListRow]:
        """Give the rows that share something and whose code no power has, or a row before them has too."""
        return [row for row in self._rows(column, value) if not self._is_own(row)]

    def _is_own(self, row: ListRow) -> bool:
        item = self._item(row.code) if row.code else None
        return bool(item) and self._rows("code", row.code)[0].key == row.key

    def _nationals(self, national: str) -> dict[str, str]:
        """Pair the powers and rows of a national code: code → key."""
        if national not in self._by_national:
            self._by_national[national] = _paired(self._free_items(f"national:{national}"), self._free_rows("national", national))
        return self._by_national[national]

    def _names(self, plain: str) -> dict[str, str]:
        """Pair the powers and rows of a name that nothing else pairs."""
        if plain not in self._by_name:
            items = [item for item in self._free_items(f"name:{plain}") if not self._has_national(item.national_code[:_NATIONAL], item.code)]
            rows = [row for row in self._free_rows("plain", plain) if not (row.national and row.key in self._nationals(row.national).values())]
            self._by_name[plain] = _paired(items, rows)
        return self._by_name[plain]

    def _has_national(self, national: str, code: str) -> bool:
        return bool(national) and code in self._nationals(national)

    def _parts(self, row: ListRow, item: PowerRow) -> Iterator[Part]:
        if plain_name(row.name) != plain_name(item.name):
            yield Part("name", row.name, item.name)
        if row.category and row.category != item.category:
            yield Part("category", row.category, item.category)
        if row.office and row.office != item.office:
            yield Part("office", row.office, item.office)
        missing = [cite for cite in row.cites if self._is_missing(cite, item)]
        if missing:
            yield Part("basis", "、".join(_said(cite) for cite in missing), "")

    def _is_missing(self, cite: Cite, item: PowerRow) -> bool:
        """Tell whether a power does not cite what was approved; of a law that the register does not know, nothing is said."""
        title, number, after = cite
        law = self._ids.get(title)
        if law is None:
            return False
        cited = [parse_article(article) for id, _, article in item.laws if id == law]  # noqa: A001
        return not any(number == 0 or place is None or (place.number, place.after) == (number, after) for place in cited)


def _of_item(status: str, item: PowerRow, row: str, parts: tuple[Part, ...]) -> Difference:
    return Difference(status, item.code, row, item.code, item.name, item.category, item.office, parts)


def _paired(items: list[PowerRow], rows: list[ListRow]) -> dict[str, str]:
    """Pair in order, first those of the same office."""
    found: dict[str, str] = {}
    left = list(rows)
    for same in (True, False):
        for item in items:
            row = next((one for one in left if not same or one.office == item.office), None)
            if row and item.code not in found:
                found[item.code] = row.key
                left.remove(row)
    return found


def _said(cite: Cite) -> str:
    from quanli.codes.articles import Article, format_article  # noqa: PLC0415 - seldom is anything missing

    title, number, after = cite
    return f"《{title}》{format_article(Article(number, after)) if number else ''}"
