"""What a forge says: who approved which commit. Its word counts where the site's procedure has chosen so, for accounts that it names."""

from __future__ import annotations

import datetime
import json
from typing import Any

from quanli.codes.beijing import BEIJING
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.history.founding import ROLES

APPROVALS_FILE = Rule(
    "APPROVALS_FILE", "error",
    zh="审批文件有误：{what_zh}", en="the file of approvals is wrong: {what_en}",
    hint_zh='写成 {{"head": 提交编号, "approvals": [{{"role": "Legal-Review", "by": 账号, "office": 机关编号, "at": "2026-11-28"}}]}}',
    hint_en='write {{"head": commit, "approvals": [{{"role": "Legal-Review", "by": account, "office": id, "at": "2026-11-28"}}]}}',
)


@frozen
class ForgeClaim:
    """The forge says that an account approved the commit ``head`` in a role; ``office`` is empty for all that the change concerns."""

    head: str
    role: str
    by: str
    office: str = ""
    day: datetime.date | None = None


def read_claims(data: bytes, file: str) -> tuple[list[ForgeClaim], list[Problem]]:
    """Read a file of approvals, or a list of such for several merges: ``{"head": "<commit>", "approvals": [{"role": …, "by": …}]}``.

    They stand in the order in which they were given; ``office`` and ``at`` (a day or moment) may be left out.
    """
    try:
        found = json.loads(data)
        claims = [_claim(one["head"], entry) for one in (found if isinstance(found, list) else [found]) for entry in one["approvals"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return [], [APPROVALS_FILE.at(file, line=1, column=1, what_zh="不是约定的写法", what_en="unreadable")]
    strange = sorted({claim.role for claim in claims} - set(ROLES))
    problems = [APPROVALS_FILE.at(file, line=1, column=1, what_zh=f"没有“{role}”这一环节", what_en=f'there is no role "{role}"') for role in strange]
    return [claim for claim in claims if claim.role in ROLES], problems


def _claim(head: Any, entry: Any) -> ForgeClaim:
    role, by, office = entry["role"], entry["by"], entry.get("office", "")
    if not all(isinstance(word, str) for word in (head, role, by, office)) or not head or not by:
        raise TypeError
    at = entry.get("at")
    return ForgeClaim(head, role, by, office, _day(at) if at else None)


def _day(text: str) -> datetime.date:
    """Give a day as it is written, or that of a moment in Beijing."""
    if len(text) == len("2026-11-28"):
        return datetime.date.fromisoformat(text)
    moment = datetime.datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).astimezone(BEIJING).date()
