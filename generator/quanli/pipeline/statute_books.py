"""Opens the statute book of a tree: its register and texts, and the library's index of the site."""

from __future__ import annotations

import _thread
import datetime
import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from quanli.catalogue.law import Law
from quanli.catalogue.law_texts import law_text
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.sealed import seal_of
from quanli.statutes.index import FILE, opened
from quanli.statutes.library import Library
from quanli.statutes.names import key_of


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


def digest_of(stamps: Mapping[str, str]) -> str:
    """Sum up what :func:`law_stamps` gives; empty where there is nothing."""
    if not stamps:
        return ""
    import hashlib  # noqa: PLC0415 - after the library has changed

    return hashlib.sha256(repr(sorted(stamps.items())).encode()).hexdigest()


def law_stamps(laws: Iterable[Law], library: Library | None) -> dict[str, str]:
    """Say of each law of the register what the library knows of it, by id: another stamp where its words or days are others."""
    if library is None:
        return {}
    return {law.id: stamp for law in laws if (stamp := library.stamp(key_of(law.title)))}


def laws_turning(laws: Iterable[Law], library: Library | None, after: datetime.date, until: datetime.date) -> Iterator[str]:
    """Give the ids of the laws of which a version begins or ends between two days, as the library tells it."""
    for law in laws if library else ():
        key = key_of(law.title)
        days = [*(one.begins for one in library.versions(key)), *(day for _, day in library.ends_stated(key))] if library else ()
        if any(after < day <= until for day in days):
            yield law.id
