"""The working calendar as data, by which browsers count days."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.page import Part
from quanli.assemble.page_kind import once
from quanli.config.working_days import calendar_json

FILE = "data/calendar.json"


def calendar_data(context: Context) -> Iterator[Part]:
    """Write the holidays and working weekends of all years."""
    yield FILE, calendar_json(context.registry.calendars)


CALENDAR_DATA = once("calendar", f"/{FILE}", "", calendar_data, Every("calendar"))
