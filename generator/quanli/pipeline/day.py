"""The day that a build speaks of."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.git.repository import Revision, reached, today

BAD_EPOCH = Rule(
    "BAD_EPOCH", "error",
    zh="环境变量 SOURCE_DATE_EPOCH 的“{text}”不是秒数", en='"{text}" in the environment variable SOURCE_DATE_EPOCH is no number of seconds',
    hint_zh="写自 1970 年起的秒数，例如 1767225600，或去掉它", hint_en="give seconds since 1970, such as 1767225600, or unset it",
)


def build_day(root: Path, commit: str = "", known: Revision | None = None) -> datetime.date:
    """Give the day that the main line has reached with a commit, or with the last one, so that the same commit gives the same bytes.

    That is the latest day of its commits which is not in the future (:func:`quanli.git.repository.line_days`): the date of one
    commit neither sets the site back nor ahead. ``known`` is a commit before it and its day, where these are known. Outside
    git it is the day of ``SOURCE_DATE_EPOCH``, else today. Raises :class:`ProblemsFoundError` where that names no day.
    """
    revision = reached(root, commit or "HEAD", known)
    if revision:
        return revision.day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return today()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ProblemsFoundError([BAD_EPOCH.at("SOURCE_DATE_EPOCH", text=epoch[:40])]) from None
