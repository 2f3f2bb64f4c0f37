"""Whether a change applies from a day that has passed, or that comes before it is agreed to; and what day it says at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.history.legal_date import day_said
from quanli.review.changed import FileReview

EFFECTIVE_PAST = Rule(
    "EFFECTIVE_PAST", "error",
    zh="自 {day} 起施行，而变更到 {decided} 才提出或者批准", en="it applies from {day}, but was proposed or agreed to on {decided}",
    hint_zh="改用以后的日期；确须追溯或者补录的，用 quanli propose --effective-on-reason 写明理由",
    hint_en="choose a later day; if it must reach back, say why with quanli propose --effective-on-reason",
    follows="立法法第一百零四条（不溯及既往）的同一道理；变更经批准后施行（扬州公积金中心制度第十二条、盐城食药监局制度第十三条）",
)
EFFECTIVE_UNREADABLE = Rule(
    "EFFECTIVE_UNREADABLE", "error",
    zh="Effective-On 的“{text}”不是日期", en='"{text}" in Effective-On is no date',
    hint_zh="写成 2027-01-31", hint_en="write 2027-01-31",
    follows="本程序的记录格式（docs/publishing.md）",
)


@frozen
class Stated:
    """What a change states of its day, and why it reaches back where it does. ``decided`` is the day on which it was last decided on."""

    text: str
    why: str
    decided: datetime.date

    @property
    def day(self) -> datetime.date | None:
        """Give the day stated for the whole change; None where there is none."""
        text = day_said(self.text)
        return datetime.date.fromisoformat(text) if text else None


def check_day(stated: Stated, files: Iterable[FileReview]) -> Iterator[Problem]:
    """Judge the days that the commits state, and those that items newly say of themselves."""
    if stated.text and stated.day is None:
        yield EFFECTIVE_UNREADABLE.at("", text=stated.text[:60])
    if stated.why:
        return
    if stated.day and stated.day < stated.decided:
        yield EFFECTIVE_PAST.at("", day=stated.day, decided=stated.decided)
    for file in files:
        before, after = file.before, file.after
        if isinstance(before, Power) and isinstance(after, Power):
            day = after.effective_on
            if day and day != before.effective_on and day < stated.decided and day != stated.day:
                yield EFFECTIVE_PAST.at(file.path, ("effective_on",), day=day, decided=stated.decided)
