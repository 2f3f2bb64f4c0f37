"""What one can do where an office that was asked does nothing."""

from __future__ import annotations

from quanli.catalogue.power import Power
from quanli.remedies.disputes import is_asked_for
from quanli.remedies.editions import (
    AFTER_RECONSIDERATION,
    RULES,
    SILENCE,
    SILENCE_COUNTS,
    Edition,
    litigation,
    reconsideration,
)
from quanli.remedies.organs import Heard
from quanli.remedies.way import Against, Way, days

_SINCE = "自规定的办理期限届满之日（没有规定期限的，自机关收到申请满六十日）起"
_RECEIVED = "自收到复议决定书之日（复议期满没有决定的，自期满之日）起"


def silence(power: Power, heard: Heard, court: Heard, edition: Edition) -> tuple[Against, ...]:
    """Give the ways against an office that does not answer; none where nobody asks.

    Since 2024 reconsideration comes first: 行政复议法第二十三条第一款第三项. Before that a court heard it two months after
    the application: 行政诉讼法第四十七条.
    """
    if not is_asked_for(power):
        return ()
    scope = reconsideration(edition.scope["silence-permit" if power.category == "permit" else "silence"])
    first = edition.first.get("silence")
    articles = (reconsideration(edition.period), RULES + SILENCE_COUNTS, *heard.articles)
    asked = Way("reconsideration", "first" if first else "choice", heard.bodies, heard.named, days(60), _SINCE, articles)
    if first:
        place = (litigation(AFTER_RECONSIDERATION), reconsideration(edition.after), *court.articles)
        sued = Way("lawsuit", "after", court.bodies, court.named, days(15), _RECEIVED, place)
    else:
        place = (litigation(SILENCE), *court.articles)
        sued = Way("lawsuit", "choice", court.bodies, court.named, None, "机关在接到申请之日起两个月内不履行的，可以起诉；另有规定期限的从其规定", place)
    grounds = (scope, reconsideration(first)) if first else (scope,)
    return (Against("silence", "申请以后机关逾期不答复、不办理", (asked, sued), grounds),)
