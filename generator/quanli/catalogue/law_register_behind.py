"""Where the register of laws is behind the law library: versions that it does not have, other days, a law that another ended."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.content_kinds import LAWS
from quanli.catalogue.law import Law
from quanli.catalogue.law_fall import fall_of
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Path, Problem, Rule
from quanli.statutes.library import Version
from quanli.statutes.names import key_of

LAW_NEWER = Rule(
    "LAW_NEWER", "warning",
    zh="法规库里有《{title}》{version} 版，{begins_zh}，登记表没有", en="the law library has version {version} of {title}, {begins_en}; the register does not",
    hint_zh="登记这一版；quanli laws update 说明它改了哪些条文、涉及哪些事项",
    hint_en="enter it; quanli laws update says which articles it changes and which items rest on them",
    follows="新版自己的施行条文；法律修改后事项随之调整（扬州公积金中心制度第十二条、盐城食药监局制度第十三条）",
)
LAW_DAYS = Rule(
    "LAW_DAYS", "warning",
    zh="《{title}》{version} 版登记为自 {own} 起施行，法规库的来源写的是 {told}",
    en="version {version} of {title} is entered as in force from {own}; a source of the law library says {told}",
    hint_zh="对照公布的文本核对", hint_en="check it against the published text",
    follows="该版自己的施行条文",
)
LAW_ENDED = Rule(
    "LAW_ENDED", "warning",
    zh="《{title}》自 {day} 起被《{by}》废止，登记表没有写", en="{title} was repealed by {by} on {day}, and the register does not say so",
    hint_zh="在这一版写明 repealed_on，并登记新法", hint_en="enter repealed_on for this version, and the new statute",
    follows="废止该法规的条文",
)


def newer_versions(law: Law, book: StatuteBook) -> tuple[Version, ...]:
    """Give the versions of which the library has the text and which are younger than all in the register."""
    entered = max((one.date for one in law.versions if one.date), default=None)
    return tuple(one for one in book.in_library(law.id) if one.source and entered and one.date > entered)


def check_register_behind(book: StatuteBook) -> Iterator[Problem]:
    """Hold the register against the library; silent where there is none, or where no source says a day."""
    if book.library is None:
        return
    for at, law in enumerate(book.laws.values()):
        path: Path = ("laws", at, "versions")
        for one in newer_versions(law, book):
            if one.stated:
                yield LAW_NEWER.at(LAWS.file(), path, title=law.title, version=one.date, begins_zh=_begins(one, book)[0], begins_en=_begins(one, book)[1])
        yield from _days(law, book, path)
        yield from _ended(law, book, path)


def _begins(one: Version, book: StatuteBook) -> tuple[str, str]:
    if one.begins > book.day:
        return f"将自 {one.begins} 起施行", f"which comes into force on {one.begins}"
    return f"已自 {one.begins} 起施行", f"in force since {one.begins}"


def _days(law: Law, book: StatuteBook, path: Path) -> Iterator[Problem]:
    told = book.library.days_told(key_of(law.title)) if book.library else {}
    for n, version in enumerate(law.versions):
        day = told.get(version.date) if version.date else None
        if day and version.in_force_from and day != version.in_force_from:
            yield LAW_DAYS.at(LAWS.file(), (*path, n, "in_force_from"), title=law.title, version=version.date, own=version.in_force_from, told=day)


def _ended(law: Law, book: StatuteBook, path: Path) -> Iterator[Problem]:
    current = version_in_force(law, book.day)
    fall = fall_of(law, current, book) if current else None
    if fall and fall.by and fall.day <= book.day:
        yield LAW_ENDED.at(LAWS.file(), path, title=law.title, by=fall.by, day=fall.day)
