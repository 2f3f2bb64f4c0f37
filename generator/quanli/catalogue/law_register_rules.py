"""The register of laws itself: ids once, versions oldest first, dates that can be."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.ids import DUP_ID
from quanli.catalogue.law import Law, LawRegister, LawVersion
from quanli.errors import Path, Problem, Rule

LAW_NO_VERSION = Rule(
    "LAW_NO_VERSION", "warning",
    zh="《{title}》没有登记版本，无法核对引用的条文是否现行有效",
    en="{title} has no version on record: whether what is cited is in force cannot be checked",
    hint_zh="在 versions 中写明公布日期、文号和施行日期", hint_en="add date, number and in_force_from under versions",
)
LAW_REGISTER = Rule(
    "LAW_REGISTER", "error",
    zh="《{title}》的登记有误：{what_zh}", en="the register's entry for {title} is wrong: {what_en}",
    hint_zh="对照公布的文本改正", hint_en="correct it after the published text",
)


def check_law_register(register: LawRegister, file: str) -> Iterator[Problem]:
    """Prove the register of laws."""
    ids: set[str] = set()
    titles: dict[str, str] = {}
    for index, law in enumerate(register.laws):
        if law.id in ids:
            yield DUP_ID.at(file, ("laws", index, "id"), id=law.id, where=file)
        elif law.title and law.title in titles:
            other = titles[law.title]
            yield _wrong(
                law, file, ("laws", index, "title"), f"与“{other}”重名", f'"{other}" has the same title'
            )
        ids.add(law.id)
        titles.setdefault(law.title, law.id)
        if not law.versions:
            yield LAW_NO_VERSION.at(file, ("laws", index), title=law.title)
        yield from _versions(law, file, ("laws", index, "versions"))


def _versions(law: Law, file: str, path: Path) -> Iterator[Problem]:
    before: LawVersion | None = None
    for index, version in enumerate(law.versions):
        place: Path = (*path, index)
        yield from _dates(law, version, file, place)
        if before and before.date and version.date and version.date <= before.date:
            yield _wrong(
                law,
                file,
                (*place, "date"),
                f"{version.date} 版排在 {before.date} 版之后，版本应由旧到新，各写一次",
                f"version {version.date} stands after {before.date}; versions run from the oldest, each once",
            )
        elif (
            before
            and before.in_force_from
            and version.in_force_from
            and version.in_force_from < before.in_force_from
        ):
            yield _wrong(
                law,
                file,
                (*place, "in_force_from"),
                f"{version.date} 版比 {before.date} 版先施行",
                f"version {version.date} comes into force before {before.date}",
            )
        before = version


def _dates(law: Law, version: LawVersion, file: str, path: Path) -> Iterator[Problem]:
    begun, ended = version.in_force_from, version.repealed_on
    if version.date and begun and begun < version.date:
        yield _wrong(
            law,
            file,
            (*path, "in_force_from"),
            f"施行日期 {begun} 早于公布日期 {version.date}",
            f"in force from {begun}, before it was published on {version.date}",
        )
    if begun and ended and ended <= begun:
        yield _wrong(
            law,
            file,
            (*path, "repealed_on"),
            f"废止日期 {ended} 不晚于施行日期 {begun}",
            f"repealed on {ended}, not after it came into force on {begun}",
        )


def _wrong(law: Law, file: str, path: Path, zh: str, en: str) -> Problem:
    return LAW_REGISTER.at(file, path, title=law.title, what_zh=zh, what_en=en)
