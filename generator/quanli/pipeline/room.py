"""Makes the room in which a build or a check works: its folders, and an empty state with the tables of the index."""

from __future__ import annotations

import datetime
import itertools
import time
from pathlib import Path

from quanli.build.staging import clear, clear_staging, make_room
from quanli.build.state import State
from quanli.catalogue.index_tables import SCHEMA
from quanli.config.theme import THEME, theme_folder
from quanli.pipeline.options import Options
from quanli.pipeline.recorded import PAST
from quanli.pipeline.workplace import Workplace

SCRATCH = "scratch"
"""The folder in which processes of a build lay what others of them read."""
_numbers = itertools.count(time.time_ns())


def workplace(options: Options, staging: Path, database: Path, day: datetime.date) -> Workplace:
    """Name the places of a build, with empty folders to work in."""
    scratch = database.parent / SCRATCH
    clear(scratch)
    clear_staging(staging)
    theme = theme_folder(options.root)
    if options.theme:
        from quanli.pipeline.base_theme import lay_theme  # noqa: PLC0415 - only for the preview of a branch

        theme = lay_theme(options.root, options.theme, scratch / THEME)
    place = Workplace(options.root, theme, staging, scratch, database, day, options.audience, next(_numbers), options.laws, options.stood)
    make_room(place.made_templates())
    make_room(place.layouts.folder)
    return place


def new_state(path: Path) -> State:
    """Make an empty state, with the tables of the index in it."""
    return State.create(path, SCHEMA + PAST)
