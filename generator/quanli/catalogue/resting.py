"""What rests on the articles of laws, asked of the index: which articles are cited, by which items, and which items to review."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from quanli.frozen import frozen

ARTICLE = "article"
"""The kind of pointer that leads from an item to an article, as ``<law> <article>``; its path is the version cited and the fields."""
REVIEW = "review"
"""The kind of pointer that leads from an item to a law that changed since its last review; its path is the day of the change."""
_KINDS = (ARTICLE, REVIEW)
_AFTER = "!"
"""The character that follows the blank after a law's id."""


@frozen
class RestingItem:
    """An item that rests on an article: in the version that it cites (empty: in the one in force), with these fields."""

    code: str
    name: str
    state: str
    version: str
    fields: tuple[str, ...]


@frozen
class ItemToReview:
    """An item to hold against a law that changed."""

    code: str
    name: str
    office: str
    day: str
    """When the law changed."""


class Resting:
    """Answers from the pointers in the index's tables."""

    db: sqlite3.Connection

    def articles_cited(self, law: str) -> Iterator[str]:
        """Give the articles of a law on which anything rests; each is looked up, however many items rest on it."""
        target, end = f"{law} ", f"{law}{_AFTER}"
        query = "select target from points where kind = ? and target > ? and target < ? order by target limit 1"
        while found := self.db.execute(query, (ARTICLE, target, end)).fetchone():
            (target,) = found
            yield target[len(law) + 1 :]

    def resting_on(self, law: str, article: str, limit: int) -> list[RestingItem]:
        """Give the first of the items that rest on an article, by their codes."""
        query = (
            "select points.code, name, state, path from points join power on power.code = points.code"
            " where kind = ? and target = ? order by points.code, path limit ?"
        )
        rows = ((code, name, state, json.loads(path)) for code, name, state, path in self.db.execute(query, (ARTICLE, f"{law} {article}", limit)))
        return [RestingItem(code, name, state, version, tuple(fields)) for code, name, state, (version, *fields) in rows]

    def laws_to_review(self) -> dict[str, int]:
        """Count the items to review by the law that changed."""
        return dict(self.db.execute("select target, count(*) from points where kind = ? group by target", (REVIEW,)))

    def items_to_review(self, law: str, limit: int) -> list[ItemToReview]:
        """Give the first of the items to hold against a law that changed."""
        query = (
            "select points.code, name, office, path from points join power on power.code = points.code"
            " where kind = ? and target = ? order by points.code limit ?"
        )
        rows = self.db.execute(query, (REVIEW, law, limit))
        return [ItemToReview(code, name, office, json.loads(path)[0]) for code, name, office, path in rows]

    def cites(self, code: str) -> frozenset[tuple[str, str]]:
        """Give all that an item says of laws: what it points to, with where and since when."""
        query = f"select target, kind || path from points where code = ? and kind in ({', '.join('?' * len(_KINDS))})"  # noqa: S608 - our own words
        return frozenset(self.db.execute(query, (code, *_KINDS)))
