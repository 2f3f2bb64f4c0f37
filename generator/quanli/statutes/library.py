"""The library: a title and a day to the version in force, a place to its text."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quanli.codes.articles import Article, format_article
from quanli.frozen import frozen
from quanli.statutes.names import key_of
from quanli.statutes.statute import Clause
from quanli.statutes.text import passage

_NEAR, _LIKE = 3, 0.6


@frozen
class Amendment:
    """A decision that amends a statute."""

    title: str
    date: datetime.date
    begins: datetime.date


@frozen
class Version:
    """A version of a statute and the days on which it holds."""

    id: int
    key: str
    title: str
    date: datetime.date
    begins: datetime.date
    stated: bool
    """Whether a source says from when it holds; otherwise its own date is taken for it."""
    ends: datetime.date | None
    """The day on which it holds no more: a newer version, another statute or its source ends it."""
    lapsed: bool
    """Whether a source says that it holds no more, and none since when."""
    number: str
    issuer: str
    articles: int
    source: str
    """Where its text lies; empty where no source has it."""
    amended: tuple[Amendment, ...] = ()
    """Amendments that came after it and that the text of no version in the library has."""

    def holds(self, day: datetime.date) -> bool:
        """Tell whether it is in force on a day; never where it has ended and nobody says when."""
        return not self.lapsed and self.begins <= day and (self.ends is None or day < self.ends)


class Library:
    """Looks statutes up in the index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take an index opened by :func:`quanli.statutes.index.open_to_read`."""
        self.db = db

    def key(self, name: str) -> str:
        """Give the key of the statute of a title or short name; empty where there is none.

        A title goes before another statute's short name.
        """
        query = (
            "select version.key from name join version on version.id = name.version where name.key = ?"
            " order by version.key = name.key desc, version.rank, version.date desc limit 1"
        )
        found = self.db.execute(query, (key_of(name),)).fetchone()
        return found[0] if found else ""

    def nearest(self, name: str) -> list[str]:
        """Give up to three titles most like one that is unknown: those that contain it or lie in it, then those spelled alike."""
        import difflib  # noqa: PLC0415 - wanted only where something is wrong

        wanted = key_of(name)
        titles: dict[str, str] = dict(self.db.execute("select key, title from version order by date"))
        held = [key for key in titles if wanted and (wanted in key or (len(key) > 3 and key in wanted))]
        near = [*sorted(held, key=lambda key: abs(len(key) - len(wanted))), *difflib.get_close_matches(wanted, titles, _NEAR, _LIKE)]
        return [titles[key] for key in dict.fromkeys(near)][:_NEAR]

    def titles(self, word: str = "") -> list[str]:
        """Give the keys of all statutes whose title holds a word, in order."""
        query = "select distinct key from version where instr(key, ?) order by key"
        return [key for (key,) in self.db.execute(query, (key_of(word) if word else "",))]

    def versions(self, key: str) -> tuple[Version, ...]:
        """Give the versions of a statute, from the first to come into force to the last.

        What several sources have of the same version is joined: text of the first, the day on which it begins of the first that says it.
        """
        query = (
            "select version.id, title, date, begins, stated, ends, lapsed, number, issuer, articles, place, clauses from version"
            " join entry on entry.id = entry join source on source.id = source where key = ? order by date, version.rank, version.id"
        )
        groups: dict[str, list[tuple[object, ...]]] = {}
        for row in self.db.execute(query, (key,)):
            groups.setdefault(row[2], []).append(row)
        amendments = self._amendments(key)
        decided = {one.date: one.begins for one in amendments}
        joined = sorted((_joined(key, rows, decided) for rows in groups.values()), key=_order)
        ended = [_day(day) for (day,) in self.db.execute("select day from ended where key = ?", (key,))]
        return tuple(_within(one, joined[at + 1 :], ended, amendments) for at, one in enumerate(joined))

    def _amendments(self, key: str) -> list[Amendment]:
        query = (
            "select distinct title, date, begins from amended join version on version.id = amended.version"
            " where amended.key = ? order by begins, date, title"
        )
        return [Amendment(title, _day(date), _day(begins)) for title, date, begins in self.db.execute(query, (key,))]

    def ended_by(self, name: str) -> tuple[str, datetime.date] | None:
        """Give the title of the statute that ended another, and the day: also one of which the library has no text."""
        query = (
            "select title, day from ended join version on version.id = ended.version where ended.key = ?"
            " order by day desc, rank limit 1"
        )
        found = self.db.execute(query, (key_of(name),)).fetchone()
        return (found[0], _day(found[1])) if found else None

    def ends_stated(self, key: str) -> tuple[tuple[str, datetime.date], ...]:
        """Give the statutes that say that they end another, with the day where one says it or says when it begins itself."""
        query = (
            "select distinct title, day from ended join version on version.id = ended.version"
            " where ended.key = ? and (stated or day <> begins) order by day, title"
        )
        return tuple((title, _day(day)) for title, day in self.db.execute(query, (key,)))

    def days_told(self, key: str) -> dict[datetime.date, datetime.date]:
        """Give by version the day on which it begins, where a source says it that is not the site's own register."""
        query = (
            "select date, begins from version join entry on entry.id = entry join source on source.id = source"
            " where key = ? and stated and kind <> 'own' order by version.rank desc"
        )
        return {_day(date): _day(begins) for date, begins in self.db.execute(query, (key,))}

    def version_on(self, key: str, day: datetime.date) -> Version | None:
        """Give the version in force on a day; None before the first, and once the statute is ended."""
        return next((one for one in reversed(self.versions(key)) if one.holds(day)), None)

    def stamp(self, key: str) -> str:
        """Say how a statute stands in the library: its versions with their days, and their words; empty where there is none."""
        rows = self.db.execute("select id, digest from version where key = ?", (key,))
        digests = dict(rows.fetchall())
        told = [(replace(one, id=0, source=""), digests[one.id]) for one in self.versions(key)]
        return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if told else ""

    def clauses(self, version: Version) -> tuple[Clause, ...]:
        """Give the articles of a version, or its pieces, in order."""
        query = "select label, text, heading, line from clause where version = ? order by position"
        return tuple(Clause(*row) for row in self.db.execute(query, (version.id,)))

    def article(self, version: Version, place: Article) -> str:
        """Give the whole article in which a place lies; empty where the version has none."""
        label = format_article(Article(place.number, place.after))
        found = self.db.execute("select text from clause where version = ? and label = ?", (version.id, label)).fetchone()
        return found[0] if found else ""

    def text(self, version: Version, place: Article) -> str:
        """Give the text of a place; empty where the version has no such article, paragraph, item or sub-item."""
        return passage(self.article(version, place), place.paragraph, place.item, place.sub_item)


def _day(text: object) -> datetime.date:
    return datetime.date.fromisoformat(str(text))


def _order(one: Version) -> tuple[datetime.date, datetime.date]:
    return one.begins, one.date


def _joined(key: str, rows: Sequence[tuple[object, ...]], decided: Mapping[datetime.date, datetime.date]) -> Version:
    """Make one version of what several sources say of it; where none says when it begins, the decision of that day does."""
    first = next((row for row in rows if row[11]), rows[0])
    date = _day(first[2])
    said = next((_day(row[3]) for row in rows if row[4]), decided.get(date))
    ends = next((row[5] for row in rows if row[5]), None)
    return Version(
        id=int(str(first[0])),
        key=key,
        title=str(first[1]),
        date=date,
        begins=said or _day(first[3]),
        stated=said is not None,
        ends=_day(ends) if ends else None,
        lapsed=any(row[6] for row in rows),
        number=next((str(row[7]) for row in rows if row[7]), ""),
        issuer=next((str(row[8]) for row in rows if row[8]), ""),
        articles=int(str(first[9])),
        source=str(first[10]) if first[11] else "",
    )


def _within(one: Version, later: Sequence[Version], ended: Sequence[datetime.date], amendments: Sequence[Amendment]) -> Version:
    """Say when a version ends: the first of what its source says, a version that begins later, a statute that ends it.

    Amendments between it and the next version, whose text the library does not have, are named.
    """
    days = [one.ends, *(each.begins for each in later), *(day for day in ended if day > one.begins)]
    ends = min((day for day in days if day), default=None)
    until = min((each.date for each in later), default=datetime.date.max)
    unread = tuple(each for each in amendments if one.date < each.date < until)
    return replace(one, ends=ends, lapsed=one.lapsed and ends is None, amended=unread)
