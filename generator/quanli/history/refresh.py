"""The record brought up to date with git, and opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.git.repository import today
from quanli.history.cache import meta, open_cache
from quanli.history.catch_up import catch_up
from quanli.history.clock import is_outlived
from quanli.history.record import FILE, Record
from quanli.sealed import discard, seal

if TYPE_CHECKING:
    from quanli.history.naming import Names
    from quanli.history.settle import Diff


def open_record(root: Path, state: Path, names: Names | None = None, diff: Diff | None = None) -> Record:
    """Bring the record in the folder ``state`` up to date with the site's repository, and open it.

    ``names`` are the titles of laws, offices, units and windows (:func:`quanli.history.titles.titles`); a change that
    speaks of one is said anew when its title changes. Only commits after the last one read are read. Everything is read
    anew when history was rewritten, the state file is missing or damaged, or the clock lets pass a commit that was ahead of it. Without git, or in a shallow clone, the record
    says that it is incomplete.
    """
    file = state / FILE
    db = open_cache(file)
    if is_outlived(meta(db), today()):
        db.close()
        discard(file)
        db = open_cache(file)
    anew = not meta(db).keys() >= {"why"}
    try:
        catch_up(root, db, names or {}, diff)
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
        db.close()
        discard(file)
        db, anew = open_cache(file), True
        catch_up(root, db, names or {}, diff)
    seal(file)
    return Record(root, state, db, anew=anew)
