"""Statements and approvals as they lie in the repository: what they say.

A statement counts where its folder bears its name, the digest of its words; anything else under ``content/approvals`` says
nothing here (``quanli check`` names it). What stands there at the tip counts: files are added there and never changed.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping

from quanli.approval.approval import Approval, read_approval, step_of
from quanli.approval.governed import STATEMENT
from quanli.approval.statement import Statement, StatementError, change_id, digest_of, read_kept
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.files import item_of
from quanli.history.revision import spoken
from quanli.personal.masking import masked


@frozen
class Read:
    """The changes that were read, and the codes of the items that they are or were about."""

    changes: frozenset[str]
    codes: frozenset[str]


def read_papers(cursor: sqlite3.Cursor, last: int, objects: Objects) -> Read:
    """Read the changes of which a file came or went after the position ``last``."""
    changes = [change for (change,) in cursor.execute("select distinct change from paper indexed by paper_by_position where position > ?", (last,))]
    codes = codes_of(cursor, changes)
    for change in changes:
        for table in ("statement", "stated", "approval"):
            cursor.execute(f"delete from {table} where change = ?", (change,))  # noqa: S608 - our own words
        files = {name: (position, blob) for name, position, blob in cursor.execute("select name, position, blob from paper where change = ? and blob <> ''", (change,))}
        texts = _texts(files, objects)
        if STATEMENT in texts and change_id(texts[STATEMENT]) == change:
            _read(cursor, change, texts, {name: position for name, (position, _) in files.items()})
    return Read(frozenset(changes), codes | codes_of(cursor, changes))


def codes_of(db: sqlite3.Cursor, changes: Iterable[str]) -> frozenset[str]:
    """Give the codes of the items that some changes are about."""
    query = "select code from stated where change in (select value from json_each(?)) and code <> ''"
    return frozenset(code for (code,) in db.execute(query, (json.dumps(list(changes)),)))


def packed_text(text: str) -> bytes:
    """Pack a text that is kept for its page."""
    return zlib.compress(text.encode())


def unpacked_text(packed: bytes) -> str:
    """Unpack a text that was kept."""
    return zlib.decompress(packed).decode()


def _texts(files: Mapping[str, tuple[int, str]], objects: Objects) -> dict[str, str]:
    """Read the files that are texts in UTF-8."""
    found = dict[str, str]()
    for name, data in zip(files, objects.read(blob for _, blob in files.values()), strict=True):
        try:
            found[name] = (data or b"").decode()
        except UnicodeDecodeError:
            continue
    return found


def _read(cursor: sqlite3.Cursor, change: str, texts: Mapping[str, str], since: Mapping[str, int]) -> None:
    text = texts[STATEMENT]
    try:
        statement = read_kept(text)
    except StatementError:
        return
    cursor.execute("insert into statement values (?, ?, ?, ?, ?)", (change, since[STATEMENT], statement.base, _said(statement), packed_text(text)))
    steps = [(step.path, change, step.before, step.after, item_of(step.path)) for step in statement.steps]
    cursor.executemany("insert into stated values (?, ?, ?, ?, ?)", steps)
    for name, one in texts.items():
        if found := _approval(name, one, text):
            about = change, name, since[name], digest_of(one), found.role, found.office, found.signer, found.day.isoformat()
            cursor.execute("insert into approval values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')", (*about, found.refused, packed_text(one)))


def _approval(name: str, text: str, statement: str) -> Approval | None:
    """Read an approval; None for what is none, or not of this statement or not under its own name."""
    if not step_of(name):
        return None
    try:
        found = read_approval(text)
    except StatementError:
        return None
    return found if found.file == name and found.change == digest_of(statement) else None


def _said(statement: Statement) -> str:
    """Give what a statement says of the change, fit for the public, as trailers."""
    return masked(json.dumps([(key, spoken(value)) for key, value in statement.said.items() if value], ensure_ascii=False))
