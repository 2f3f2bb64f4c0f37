"""One site gathered: its files read where they are not as they were, held against what a site publishes, and kept.

What is kept is the last whole reading of a site. A site that cannot be reached, or says what no site says, keeps it, and
says since when. A reading is taken over as a whole or not at all.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from quanli.frozen import frozen
from quanli.hub import feeds
from quanli.hub.feeds import Story
from quanli.hub.places import Answer, Place, UnreachableError, place_of
from quanli.hub.reading import (
    INDEX_LIMIT,
    PART_LIMIT,
    ROWS,
    HostileError,
    Row,
    base_of,
    read_index,
    read_rows,
)
from quanli.hub.settings import HubSite

_INDEX, _NOTE = "data/index.json", "note.json"


@frozen
class Trouble:
    """Why a site could not be gathered: ``hostile`` where it answered, with what no site says."""

    zh: str
    en: str
    hostile: bool = False


@frozen
class Gathered:
    """What is known of a site: its items as of a day, None where it was never read; ``read`` counts files that were not as before."""

    site: HubSite
    name: str = ""
    base: str = ""
    day: datetime.date | None = None
    rows: tuple[Row, ...] = ()
    stories: tuple[Story, ...] = ()
    trouble: Trouble | None = None
    read: int = 0


def gather(site: HubSite, folder: Path, kept: Path, day: datetime.date) -> Gathered:
    """Gather a site on a day; ``folder`` is the hub's, ``kept`` the folder of what was read before."""
    home = kept / f"site-{site.id}"
    _finish(home)
    before = _Before.of(home, f"{site.data or site.address} {site.address}")
    try:
        files, read = _read(place_of(site, folder), before)
        found = _understood(site, files)
    except UnreachableError as error:
        trouble = Trouble(error.zh, error.en)
    except HostileError as error:
        trouble = Trouble(error.zh, error.en, hostile=True)
    else:
        if read or files.keys() != before.files.keys() or before.day != day:
            _keep(home, files, day, before.key)
        return replace(found, day=day, read=read)
    if before.day is None:
        return Gathered(site, site.name or site.id, site.address.rstrip("/"), trouble=trouble)
    try:
        return replace(_understood(site, before.files), day=before.day, trouble=trouble)
    except HostileError:  # what is kept was damaged, or kept by a version that asked less
        return Gathered(site, site.name or site.id, site.address.rstrip("/"), trouble=trouble)


Files = Mapping[str, Answer]
"""Bytes and marks of files by name."""


@frozen
class _Before:
    """What was kept, if it was read from the same place; ``key`` names that."""

    key: str
    day: datetime.date | None
    files: Files

    @classmethod
    def of(cls, home: Path, key: str) -> _Before:
        """Read what is kept; nothing where it cannot be read."""
        try:
            note = json.loads((home / _NOTE).read_bytes())
            if note["key"] != key:
                return cls(key, None, {})
            files = {name: Answer((home / _stored(name)).read_bytes(), mark) for name, mark in note["marks"].items()}
            return cls(key, datetime.date.fromisoformat(note["day"]), files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(key, None, {})


def _read(place: Place, before: _Before) -> tuple[Files, int]:
    """Read a site's files, from what is kept where they are as they were; gives also how many were read."""
    files: dict[str, Answer] = {}
    fresh = 0

    def take(name: str, limit: int) -> bytes:
        nonlocal fresh
        known = before.files.get(name)
        answer = place.read(name, limit, known.mark if known else "")
        if answer.data is None and known:
            files[name] = known
        else:
            fresh += 1
            files[name] = answer
        return files[name].data or b""

    for part in read_index(take(_INDEX, INDEX_LIMIT)).parts:
        take(f"{part}.json", PART_LIMIT)
    try:
        take(feeds.NAME, feeds.LIMIT)
    except UnreachableError as error:
        if not error.missing:
            raise
    return files, fresh


def _understood(site: HubSite, files: Files) -> Gathered:
    """Hold what was read against what a site publishes."""
    if _INDEX not in files:
        raise HostileError("没有 index.json", "there is no index.json")
    listed = read_index(files[_INDEX].data or b"")
    base, rows = site.address.rstrip("/"), list[Row]()
    for part in listed.parts:
        rows += read_rows(files[f"{part}.json"].data or b"", base) if f"{part}.json" in files else []
        base = base or (base_of(rows[0]) if rows else "")
        if len(rows) > ROWS:
            raise HostileError(f"事项超过 {ROWS} 个", f"there are more than {ROWS} items")
    if len({row.code for row in rows}) != len(rows):
        raise HostileError("同一编码出现了两次", "a code stands twice")
    stories = feeds.read_feed(files[feeds.NAME].data or b"", base) if feeds.NAME in files and base else []
    name = (site.name or listed.body) + ("（示例）" if listed.sample else "")
    return Gathered(site, name, base, rows=tuple(rows), stories=tuple(stories))


def _keep(home: Path, files: Files, day: datetime.date, key: str) -> None:
    """Keep a reading in the place of the one before."""
    new, old = _beside(home, "new"), _beside(home, "old")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, answer in files.items():
        (new / _stored(name)).write_bytes(answer.data or b"")
    note = {"key": key, "day": day.isoformat(), "marks": {name: answer.mark for name, answer in files.items()}}
    (new / _NOTE).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    if home.exists():
        home.rename(old)
    new.rename(home)
    shutil.rmtree(old, ignore_errors=True)


def _finish(home: Path) -> None:
    """Take back what stood before a change that did not come to its end."""
    old = _beside(home, "old")
    if old.exists() and not home.exists():
        old.rename(home)


def _beside(home: Path, what: str) -> Path:
    return home.with_name(f"{what}-{home.name.removeprefix('site-')}")


def _stored(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]
