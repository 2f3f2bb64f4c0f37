"""The day that a build speaks of."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from quanli.git.repository import head


def build_day(root: Path, commit: str = "") -> datetime.date:
    """Give the day of a commit, or of the last one, so that the same commit gives the same bytes.

    Outside git it is the day of ``SOURCE_DATE_EPOCH``, else today.
    """
    revision = head(root, commit or "HEAD")
    if revision:
        return revision.day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch.isdigit()
        else datetime.datetime.now(datetime.UTC)
    )
    return moment.date()
