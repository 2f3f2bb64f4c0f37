"""Opens the statute book of a tree: its register and texts, and the library's index of the site."""

from __future__ import annotations

import _thread
import datetime
import functools
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from quanli.catalogue.law import Law
from quanli.catalogue.law_texts import law_text
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.sealed import seal_of
from quanli.statutes.index import FILE, opened
from quanli.statutes.library import Library


def statute_book(tree: Tree, laws: Mapping[str, Law], day: datetime.date, state: Path) -> StatuteBook:
    """Open the book of a tree; ``state`` is the folder in which the library's index lies, where there is one."""
    return StatuteBook(laws, day, partial(law_text, tree), open_library(state))


def open_library(state: Path) -> Library | None:
    """Open the library of a folder of state for lookups; None where there is no index that stands as it was left.

    It is opened once a process and thread, which is where a connection of SQLite may be used, until the index changes.
    """
    seal = seal_of(state / FILE)
    return _library(state, seal, os.getpid(), _thread.get_ident()) if seal else None


@functools.lru_cache(maxsize=4)
def _library(state: Path, _seal: str, _process: int, _thread: int) -> Library | None:
    db = opened(state)
    return Library(db) if db else None
