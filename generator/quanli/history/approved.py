"""Questions for what was approved: which changes, by whom, in which words."""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator

from quanli.frozen import frozen
from quanli.history.agreed import Agreed, in_order

_GOOD = """
good and refused = '' and (exists (select 1 from stating s where s.change = approval.change)
                           or not exists (select 1 from stated d where d.change = approval.change and d.code <> ''))
"""
"""A proved approval of a change that came about: the record of an item has it, or it is about no item."""
_CHANGES = f"select distinct change from approval where {_GOOD} order by change"  # noqa: S608 - our own words
_LATEST = f"select change from approval where {_GOOD} order by day desc, change"  # noqa: S608
_PAPERS = f"select name, role, office, signer, day, fingerprint, text from approval where change = ? and {_GOOD}"  # noqa: S608


@frozen
class Paper:
    """An approval's file: its name, what it says, its text as it lies there, and the fingerprint of the key that signed it."""

    name: str
    agreed: Agreed
    text: str
    fingerprint: str


@frozen
class ApprovedChange:
    """A change that somebody approved, as their signatures prove: the statement's text, and the approvals in their order.

    ``said`` are its trailers, fit for the public, ``codes`` the items whose record has it.
    """

    id: str
    text: str
    said: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    codes: tuple[str, ...]
    papers: tuple[Paper, ...]

    @property
    def day(self) -> datetime.date:
        """Give the day of the last approval."""
        return max(paper.agreed.day for paper in self.papers)


class Approved:
    """The approvals in the record's tables."""

    db: sqlite3.Connection

    def approved_changes(self) -> Iterator[str]:
        """Give the ids of the changes that came about and that anybody approved, sorted."""
        for (change,) in self.db.execute(_CHANGES):
            yield change

    def latest_approved(self, limit: int) -> tuple[str, ...]:
        """Give the ids of so many changes, those approved last coming first."""
        changes = dict.fromkeys(change for (change,) in self.db.execute(_LATEST))
        return tuple(itertools.islice(changes, limit))

    def approved_change(self, change: str) -> ApprovedChange | None:
        """Give a change; None where nobody approved it, or it never came about."""
        from quanli.history.statements import unpacked_text  # noqa: PLC0415 - few pages show one

        found = self.db.execute("select text, said from statement where change = ?", (change,)).fetchone()
        rows = self.db.execute(_PAPERS, (change,)).fetchall()
        if not found or not rows:
            return None
        papers = {
            in_order([(role, office, signer, day, change)])[0]: (name, unpacked_text(text), fingerprint)
            for name, role, office, signer, day, fingerprint, text in rows
        }
        ordered = in_order((one.role, one.office, one.signer, one.day.isoformat(), one.change) for one in papers)
        files = self.db.execute("select path from stated where change = ? order by path", (change,))
        codes = self.db.execute("select distinct code from stating where change = ? order by code", (change,))
        return ApprovedChange(
            change,
            unpacked_text(found[0]),
            tuple((key, value) for key, value in json.loads(found[1])),
            tuple(path for (path,) in files),
            tuple(code for (code,) in codes),
            tuple(Paper(papers[one][0], one, *papers[one][1:]) for one in ordered),
        )

    def restated_since(self, serial: int) -> frozenset[str]:
        """Give the codes of the items of which events may be stated or approved otherwise than when ``agreed`` was this."""
        return self._turned("code", serial)

    def agreed_since(self, serial: int) -> frozenset[str]:
        """Give the changes whose approvals may be others than when ``agreed`` was this."""
        return self._turned("change", serial)

    def _turned(self, kind: str, serial: int) -> frozenset[str]:
        query = "select key from turned where kind = ? and serial > ?"
        return frozenset(key for (key,) in self.db.execute(query, (kind, serial)))

    def changes_stating(self, codes: Iterable[str]) -> frozenset[str]:
        """Give the changes that the record of one of some items has."""
        query = "select change from stating where code in (select value from json_each(?))"
        return frozenset(change for (change,) in self.db.execute(query, (json.dumps(sorted(codes)),)))
