"""When a version of a law falls, as the law library tells it: also where the register does not know yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.power import Power
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.statutes.library import Library
from quanli.statutes.names import key_of

LAW_FALLEN = Rule(
    "LAW_FALLEN", "error",
    zh="《{title}》{version} 版自 {day} 起不再有效：{why_zh}；登记表还当它有效",
    en="version {version} of {title} is no longer in force since {day}: {why_en}; the register takes it to be in force",
    hint_zh="在 content/laws.yaml 登记，再改引现行条文；quanli laws watch 分支名 可以起草",
    hint_en="enter it in content/laws.yaml and cite the law in force; quanli laws watch BRANCH makes a draft",
    follows="废止该法规的条文，或者该法规自己的施行期间",
)


@frozen
class Fall:
    """The end of a version: the day, and what ended it."""

    day: datetime.date
    newer: datetime.date | None
    """The version that takes its place; None where another statute ended it."""
    by: str = ""
    """The title of the statute that ended it."""


def fall_of(law: Law, version: LawVersion, book: StatuteBook) -> Fall | None:
    """Say when a version ends by what sources of the library say; never by a day that none of them says.

    A version of which the library has no text is not judged: what looks newer may be the same under another date.
    """
    if book.library is None or not version.date or not version.in_force_from:
        return None
    return _fall(book.library, key_of(law.title), version.date, version.in_force_from)


@lru_cache(maxsize=512)
def _fall(library: Library, key: str, version: datetime.date, begun: datetime.date) -> Fall | None:
    known = library.versions(key)
    if not any(one.date == version and one.source for one in known):
        return None
    falls = [Fall(one.begins, one.date) for one in known if one.date > version and one.stated and one.source]
    falls += (Fall(day, None, title) for title, day in library.ends_stated(key) if day > begun)
    return min(falls, key=lambda one: one.day, default=None)


def check_fallen(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Raise an item on the day on which a version falls that it cites, where the register takes that to be in force."""
    if book.library is None or state_name(power, book.day) != "active":
        return
    seen = set[str]()
    for index, basis in enumerate(power.basis):
        law = book.laws.get(basis.law)
        current = version_in_force(law, book.day) if law else None
        if law is None or current is None or law.id in seen or basis.version not in {None, current.date}:
            continue
        seen.add(law.id)
        fall = fall_of(law, current, book)
        if fall and fall.day <= book.day:
            zh, en = _why(fall)
            yield LAW_FALLEN.at(file, ("basis", index, "law"), title=law.title, version=current.date, day=fall.day, why_zh=zh, why_en=en)


def _why(fall: Fall) -> tuple[str, str]:
    if fall.newer:
        return f"{fall.newer} 版已经施行", f"version {fall.newer} has come into force"
    return f"《{fall.by}》已把它废止", f"{fall.by} has repealed it"
