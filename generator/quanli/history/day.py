"""The whole catalogue of a day, written out as a site's content: what ``quanli build --as-of DATE`` reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from quanli.catalogue.content_kinds import CONTENT, POWER, is_ignored
from quanli.gate import lay_down
from quanli.git.listing import Listed, list_commit
from quanli.git.objects import Objects
from quanli.history.record import Record
from quanli.history.versions import Version, version_on
from quanli.personal.masking import masked_data, numbers_in_name

_LIMIT = 256 * 1024 * 1024
"""Bytes. An attachment larger than this is no attachment."""


def tree_as_of(record: Record, day: datetime.date) -> str:
    """Give the commit that was on the main line at the end of a day; empty when there was none yet."""
    return record.commit_on(day)


def catalogue_as_of(record: Record, day: datetime.date) -> Iterator[tuple[str, Version]]:
    """Give the items in force on a day, by legal date, each under the code that it then had."""
    for code in record.codes():
        version = version_on(record, code, day)
        if version and Path(version.file).stem == code:
            yield code, version


def write_day(record: Record, day: datetime.date, folder: Path) -> str:
    """Write ``content/`` as of a day into an empty folder; give the commit of all that is not an item.

    Items stand there as they were in force by legal date; offices, laws, guides and forms as the repository had them.
    Links, submodules and files whose names name a person are left out; numbers of persons are masked in texts. Empty, and
    nothing written, when there was no commit yet.
    """
    commit = tree_as_of(record, day)
    if not commit:
        return ""
    listed = list_commit(record.root, commit, CONTENT)
    besides = (path for path in listed if _is_shown(path, listed[path]) and not path.startswith(f"{POWER.folder}/"))
    wanted = {path: listed[path].blob for path in besides}
    wanted |= {version.file: version.blob for _, version in catalogue_as_of(record, day)}
    folder.mkdir(exist_ok=True)
    with Objects(record.root, _LIMIT) as objects:
        for path, data in zip(wanted, objects.read(wanted.values()), strict=True):
            if data is not None:
                lay_down(folder, path, masked_data(data))
    return commit


def _is_shown(path: str, one: Listed) -> bool:
    return one.regular and not is_ignored(path) and not numbers_in_name(path)
