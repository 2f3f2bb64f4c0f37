"""Whether ``security.txt`` still holds (RFC 9116): after its day nobody need believe it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from quanli.errors import Problem, Rule

FILE = ".well-known/security.txt"
SECURITY_TXT_LAPSED = Rule(
    "SECURITY_TXT_LAPSED", "error",
    zh="security.txt 没有写有效期，或者 {day} 已经过期", en="security.txt names no day until which it holds, or held until {day}",
    hint_zh="核对里面的联系方式还对，把 Expires 写到一年以内的一天", hint_en="see that its contacts still hold, and set Expires to a day within a year",
    follows="RFC 9116 第 2.5.5 节",
)  # fmt: skip
SECURITY_TXT_ENDS = Rule(
    "SECURITY_TXT_ENDS", "warning",
    zh="security.txt 到 {day} 就过期", en="security.txt holds until {day}, which is soon",
    hint_zh="核对里面的联系方式还对，把 Expires 写到一年以内的一天", hint_en="see that its contacts still hold, and set Expires to a day within a year",
    follows="RFC 9116 第 2.5.5 节",
)  # fmt: skip
_EXPIRES = re.compile(r"^Expires:\s*(\d{4}-\d{2}-\d{2})T", re.MULTILINE | re.IGNORECASE)
SOON = datetime.timedelta(days=30)


def check_security(output: Path, day: datetime.date) -> Iterator[Problem]:
    """Check the file, where the site has one."""
    path = output / FILE
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    found = _EXPIRES.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    try:
        ends = datetime.date.fromisoformat(found[1]) if found else None
    except ValueError:
        ends = None
    if ends is None or ends <= day:
        yield SECURITY_TXT_LAPSED.at(FILE, line=line, column=1, day=ends.isoformat() if ends else "")
    elif ends - day <= SOON:
        yield SECURITY_TXT_ENDS.at(FILE, line=line, column=1, day=ends.isoformat())
