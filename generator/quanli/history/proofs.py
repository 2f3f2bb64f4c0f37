"""Which approvals are proved: by ``ssh-keygen``, once for each approval and each state of its key in the lists.

The lists are those of the site's folder, ``content/approvers`` and ``content/revoked-keys``. An approval counts as of the day
that it gives itself, which is part of what is signed: a key that ran out later was good then. One that came to the main line
when its key had been revoked does not count, whatever day it gives. Without ``ssh-keygen`` nothing is proved.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping

from quanli.approval.approval import Approval, read_approval
from quanli.approval.signatures import SignatureToolMissingError
from quanli.approval.signers import Signers, read_approvers, read_revoked, signing_key
from quanli.history.lists import Lists
from quanli.history.statements import unpacked_text

_ALL = """
select a.change, a.name, a.text, a.good, a.fingerprint, s.text, l.day from approval a cross join statement s on s.change = a.change
  cross join line l on l.position = a.position
"""
_SOME = f"{_ALL} where a.change in (select value from json_each(?))"  # noqa: S608 - our own words


def prove(cursor: sqlite3.Cursor, lists: Lists, changes: Iterable[str] | None) -> frozenset[str]:
    """Prove the approvals of some changes, or of all (None); gives the changes of which one stands otherwise than it did."""
    otherwise = set[str]()
    asked = cursor.execute(_ALL) if changes is None else cursor.execute(_SOME, (json.dumps(sorted(changes)),))
    for change, name, packed, good, fingerprint, statement, day in asked.fetchall():
        found = _proved(cursor, lists, unpacked_text(packed), unpacked_text(statement), datetime.date.fromisoformat(day))
        if found != (good, fingerprint):
            cursor.execute("update approval set good = ?, fingerprint = ? where change = ? and name = ?", (*found, change, name))
            otherwise.add(change)
    return frozenset(otherwise)


def _proved(cursor: sqlite3.Cursor, lists: Lists, text: str, statement: str, entered: datetime.date) -> tuple[int, str]:
    """Tell whether an approval is proved, and with which key; ``entered`` is the day on which it came to the main line."""
    approval = read_approval(text)
    key = signing_key(approval.signature)
    signers = Signers(lists.approvers, lists.revoked)
    known_keys = _known(lists)
    if key not in known_keys or not lists.provable or signers.is_revoked(key, max(entered, approval.day)):
        return 0, ""
    digest = hashlib.sha256(f"{text}\0{statement}\0{known_keys[key]}".encode()).hexdigest()
    known = cursor.execute("select good, fingerprint from proof where digest = ?", (digest,)).fetchone()
    if known:
        return int(known[0]), str(known[1])
    found = _asked(signers, approval, statement)
    if found is None:
        return 0, ""
    cursor.execute("insert into proof values (?, ?, ?)", (digest, *found))
    return found


def _asked(signers: Signers, approval: Approval, statement: str) -> tuple[int, str] | None:
    """Ask ``ssh-keygen``; None where it cannot be asked."""
    try:
        signer = signers.signer_of(approval, statement, approval.day)
    except (SignatureToolMissingError, OSError):
        return None
    return (1, signer.fingerprint) if signer else (0, "")


@functools.lru_cache(maxsize=1)
def _known(lists: Lists) -> Mapping[str, str]:
    """Give for each key all that the lists say of it."""
    found = defaultdict[str, list[tuple[object, ...]]](list)
    for line in read_approvers(lists.approvers):
        found[line.key].append((line.principals, line.options, line.type, line.name))
    for one in read_revoked(lists.revoked):
        found[one.key].append((one.day.isoformat(),))
    return {key: repr(said) for key, said in found.items()}
