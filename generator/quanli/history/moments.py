"""Moments in Beijing."""

from __future__ import annotations

import datetime

from quanli.codes.beijing import BEIJING


def beginning_of(day: datetime.date) -> datetime.datetime:
    """Give the moment at which a day begins: that of what is known by the day alone."""
    return datetime.datetime.combine(day, datetime.time(), BEIJING)


def moment_on(day: datetime.date, seconds: int | None) -> datetime.datetime:
    """Give the moment so many seconds after the beginning of 1970, where it lies on the day, else the beginning of the day."""
    moment = None if seconds is None else datetime.datetime.fromtimestamp(seconds, BEIJING)
    return moment if moment and moment.date() == day else beginning_of(day)
