"""The day that a build speaks of."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from quanli.git.repository import head


def build_day(root: Path) -> datetime.date:
    """Give the day of the last commit, so that the same commit gives the same bytes.

    Outside git it is the day of ``SOURCE_DATE_EPOCH``, else today.
    """
    revision = head(root)
    if revision:
        return revision.day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch.isdigit()
        else datetime.datetime.now(datetime.UTC)
    )
    return moment.date()
