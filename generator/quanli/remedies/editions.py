"""The general law of remedies as it stands on a day: 行政复议法 before and since its revision, with the numbers of its articles.

A row is added where an amendment moves what is cited here; ``tests/remedies`` holds every article against its words.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from quanli.frozen import frozen


@frozen
class Edition:
    """The articles of 行政复议法 in force from a day on."""

    since: datetime.date
    period: str
    """Sixty days from when one knows or should know."""
    jurisdiction: Mapping[str, str]
    """Who reconsiders, by the kind of organ; ``province`` and ``joint`` are cases of their own."""
    chosen: frozenset[str]
    """Kinds of organ whose decisions go to the government or to the organ above, as the applicant chooses."""
    scope: Mapping[str, str]
    """What can be reconsidered, by category; ``silence`` and ``silence-permit`` where nothing is done, ``other`` the rest."""
    first: Mapping[str, str]
    """Where reconsideration must come first: spot, rights, silence, withheld, and other statutes."""
    after: str
    """The lawsuit when the organ that reconsiders declines or stays silent."""
    third: str
    """Who else has an interest."""
    entrusted: str
    """Who answers for what an entrusted organisation decides; empty where the law does not say."""
    ruling: str
    """The ruling of the State Council against a province or a department of the State Council."""


RECONSIDERATION = "行政复议法"
LITIGATION = "行政诉讼法"

_REVISED = Edition(
    since=datetime.date(2024, 1, 1),
    period="第二十条第一款",
    jurisdiction=MappingProxyType({
        "department": "第二十四条第一款第一项",
        "government": "第二十四条第一款第二项",
        "agency": "第二十四条第一款第三项",
        "managed": "第二十四条第一款第四项",
        "province": "第二十四条第二款",
        "branch": "第二十四条第四款",
        "ministry": "第二十五条第一项",
        "vertical": "第二十七条",
        "justice": "第二十八条",
        "joint": "第十九条第二款",
    }),
    chosen=frozenset({"justice"}),
    scope=MappingProxyType({
        "penalty": "第十一条第一项",
        "coercion": "第十一条第二项",
        "permit": "第十一条第三项",
        "requisition": "第十一条第五项",
        "levy": "第十一条第十项",
        "disclosure": "第十一条第十四项",
        "other": "第十一条第十五项",
        "silence": "第十一条第十一项",
        "silence-permit": "第十一条第三项",
    }),
    first=MappingProxyType({
        "spot": "第二十三条第一款第一项",
        "rights": "第二十三条第一款第二项",
        "silence": "第二十三条第一款第三项",
        "withheld": "第二十三条第一款第四项",
        "statute": "第二十三条第一款第五项",
    }),
    after="第三十四条",
    third="第十六条第一款",
    entrusted="第十九条第三款",
    ruling="第二十六条",
)  # fmt: skip
_FORMER = Edition(
    since=datetime.date(1999, 10, 1),
    period="第九条第一款",
    jurisdiction=MappingProxyType({
        "department": "第十二条第一款",
        "justice": "第十二条第一款",
        "vertical": "第十二条第二款",
        "government": "第十三条第一款",
        "province": "第十四条",
        "ministry": "第十四条",
        "agency": "第十五条第一款第一项",
        "branch": "第十五条第一款第二项",
        "managed": "第十五条第一款第三项",
        "joint": "第十五条第一款第四项",
    }),
    chosen=frozenset({"department", "justice", "branch"}),
    scope=MappingProxyType({
        "penalty": "第六条第一项",
        "coercion": "第六条第二项",
        "permit": "第六条第八项",
        "levy": "第六条第七项",
        "other": "第六条第十一项",
        "silence": "第六条第九项",
        "silence-permit": "第六条第八项",
    }),
    first=MappingProxyType({"rights": "第三十条第一款", "statute": "第十六条第一款"}),
    after="第十九条",
    third="第十条第三款",
    entrusted="",
    ruling="第十四条",
)  # fmt: skip
EDITIONS = (_FORMER, _REVISED)
"""Oldest first."""

LITIGATED_SINCE = datetime.date(2015, 5, 1)
"""From this day a lawsuit is brought within six months, by the articles below."""
SIX_MONTHS, AFTER_RECONSIDERATION, SILENCE = "第四十六条第一款", "第四十五条", "第四十七条第一款"
CHOICE, BASIC_COURT, PLACE = "第四十四条第一款", "第十四条", "第十八条第一款"
INTERMEDIATE_COURT, CUSTOMS_COURT, IMMOVABLE = "第十五条第一项", "第十五条第二项", "第二十条"
THIRD_PARTY, ENTRUSTED = "第二十五条第一款", "第二十六条第五款"

RULES = "行政复议法实施条例"
SILENCE_COUNTS = "第十六条第一款"
"""From when sixty days run where nothing was done."""


def edition_on(day: datetime.date) -> Edition | None:
    """Give the law of a day; None before the first that is on record here."""
    if day < LITIGATED_SINCE:
        return None
    return next((one for one in reversed(EDITIONS) if one.since <= day), None)


def reconsideration(article: str) -> str:
    """Cite 行政复议法."""
    return RECONSIDERATION + article


def litigation(article: str) -> str:
    """Cite 行政诉讼法."""
    return LITIGATION + article
