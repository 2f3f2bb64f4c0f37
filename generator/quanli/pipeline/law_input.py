"""The law library as an input of a build: which of the register's laws it has otherwise than the last build had, and which turn by a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from quanli.build.state import State
from quanli.catalogue.law import Law
from quanli.catalogue.registry import Registry
from quanli.pipeline.options import STATE, Options
from quanli.pipeline.settings import LIBRARY
from quanli.pipeline.statute_books import open_library
from quanli.sealed import seal_of
from quanli.statutes.library import Library
from quanli.statutes.names import key_of


def is_another(options: Options, state: State) -> bool:
    """Tell whether the library is not the one that the last build noted."""
    return seal_of(options.root / LIBRARY) != state.get("library")


def note_seen(options: Options, state: State) -> None:
    """Note the library as it stands, of which no law that a build rests on is another."""
    state.put(library=seal_of(options.root / LIBRARY))


def note_laws(options: Options, state: State, registry: Registry) -> None:
    """Note what the library has of the laws of the register, for the next build and for the list of digests."""
    stamps = law_stamps(registry.laws.values(), open_library(options.laws or options.root / STATE))
    note_seen(options, state)
    state.put(laws=digest_of(stamps))
    state.keep("law-stamps", stamps)


def laws_otherwise(options: Options, state: State) -> frozenset[str]:
    """Give the laws of the last build's register of which the library has other words or days now."""
    if not is_another(options, state):
        return frozenset()
    registry: Registry = state.kept("registry")
    before: Mapping[str, str] = state.kept("law-stamps") or {}
    now = law_stamps(registry.laws.values(), open_library(options.root / STATE))
    return frozenset(law for law in before.keys() | now.keys() if before.get(law) != now.get(law))


def laws_turned(options: Options, state: State, after: datetime.date, until: datetime.date) -> frozenset[str]:
    """Give the laws of the last build's register of which a version begins or ends between two days, as the library tells it."""
    registry: Registry = state.kept("registry")
    return frozenset(laws_turning(registry.laws.values(), open_library(options.root / STATE), after, until))


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
