"""The legal basis of a power, held against the register of laws and their texts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_text import LawText, missing_words, quoted_parts
from quanli.catalogue.law_versions import change_since, version_in_force, version_of
from quanli.catalogue.power import Basis, Power
from quanli.catalogue.state_rules import state_name
from quanli.codes.articles import cited_place
from quanli.errors import Path, Problem, problem
from quanli.records.suggestions import meant

Texts = Callable[[str, datetime.date], LawText | None]
"""Gives the text of a law's version where it is kept."""

_CHANGES = {"amended": ("修订", "amended"), "repealed": ("废止", "repealed")}
_NONE_IN_FORCE = ("该法规没有现行有效的版本，改引别的依据", "no version is in force; cite another law")
_EXCERPT = 60


def check_basis(
    power: Power, file: str, laws: Mapping[str, Law], texts: Texts, as_of: datetime.date
) -> Iterator[Problem]:
    """Hold every citation of a power against its law, as of a day."""
    active = state_name(power, as_of) == "active"
    for index, basis in enumerate(power.basis):
        path: Path = ("basis", index)
        law = laws.get(basis.law)
        if law is None:
            yield _unknown_law(basis.law, laws, file, (*path, "law"))
            continue
        if not law.versions:
            continue  # said once, of the register
        version = cited_version(basis, law, as_of)
        if basis.version and version is None:
            versions = "、".join(str(each.date) for each in law.versions)
            yield problem(
                "LAW_VERSION",
                file,
                (*path, "version"),
                title=law.title,
                version=basis.version,
                versions=versions,
            )
            continue
        if active:
            yield from _in_force(basis, version, law, as_of, file, path)
        if version and version.date:
            yield from _words(basis, law, version.date, texts(law.id, version.date), file, path)
    yield from _changes(power, laws, as_of, file)
    yield from _penalty_basis(power, laws, file)


def cited_version(basis: Basis, law: Law, as_of: datetime.date) -> LawVersion | None:
    """Give the version that a citation means: the one it names, otherwise the one in force."""
    return version_of(law, basis.version) if basis.version else version_in_force(law, as_of)


def _unknown_law(law: str, laws: Mapping[str, Law], file: str, path: Path) -> Problem:
    titles = {name: each.id for each in laws.values() for name in (each.title, each.short) if name}
    named = titles.get(law.strip("《》"))
    zh, en = (f"；是不是“{named}”？", f'; did you mean "{named}"?') if named else meant(law, laws)
    return problem("LAW_UNKNOWN", file, path, law=law, meant_zh=zh, meant_en=en)


def _in_force(
    basis: Basis, version: LawVersion | None, law: Law, as_of: datetime.date, file: str, path: Path
) -> Iterator[Problem]:
    current = version_in_force(law, as_of)
    if current is not None and version is current:
        return
    zh, en = (
        (f"改引现行版本 {current.date}", f"cite the version in force: {current.date}")
        if current
        else _NONE_IN_FORCE
    )
    stated = version or (law.versions[-1] if law.versions else None)
    yield problem(
        "LAW_NOT_IN_FORCE",
        file,
        (*path, "version" if basis.version else "law"),
        title=law.title,
        version=stated.date if stated else "",
        day=as_of,
        hint_zh=zh,
        hint_en=en,
    )


def _words(
    basis: Basis, law: Law, version: datetime.date, text: LawText | None, file: str, path: Path
) -> Iterator[Problem]:
    if text is None or not text.articles or not basis.article:
        return
    place = cited_place(basis.article, basis.paragraph, basis.item)
    passage = text.passage(basis.article, basis.paragraph, basis.item)
    if not passage:
        part = "article" if not text.article(basis.article) else "item" if basis.item else "paragraph"
        yield problem("LAW_ARTICLE", file, (*path, part), title=law.title, version=version, article=place)
        return
    wrong = _wrong_words(basis, text.article(basis.article), passage)
    if wrong:
        excerpt = wrong if len(wrong) <= _EXCERPT else wrong[:_EXCERPT] + "…"
        yield problem("LAW_TEXT", file, (*path, "text"), title=law.title, article=place, text=excerpt)


def _wrong_words(basis: Basis, article: str, passage: str) -> str:
    """Give the quoted words that do not stand in the article, or all of them when none stands in the place cited."""
    wrong = missing_words(basis.text, f"{basis.article} {article}")
    parts = quoted_parts(basis.text)
    elsewhere = parts and all(missing_words(part, f"{basis.article} {passage}") for part in parts)
    return wrong or (basis.text if elsewhere else "")


def _changes(power: Power, laws: Mapping[str, Law], as_of: datetime.date, file: str) -> Iterator[Problem]:
    """Raise the item where a law that it cites was amended or repealed since its last review."""
    if power.reviewed_on is None or state_name(power, as_of) == "abolished":
        return
    seen = set()
    for index, basis in enumerate(power.basis):
        law = laws.get(basis.law)
        if law is None or law.id in seen:
            continue
        seen.add(law.id)
        change = change_since(law, power.reviewed_on, as_of)
        if change:
            zh, en = _CHANGES[change.kind]
            yield problem(
                "LAW_CHANGED",
                file,
                ("basis", index, "law"),
                title=law.title,
                reviewed=power.reviewed_on,
                day=change.day,
                change_zh=zh,
                change_en=en,
            )


def _penalty_basis(power: Power, laws: Mapping[str, Law], file: str) -> Iterator[Problem]:
    """Ask a penalty for a law, a regulation or a rule; citations that are not registered are not judged here."""
    if power.category != "penalty" or not power.basis:
        return
    setting = [basis for basis in power.basis if basis.role in {"establishes", "sanction"}] or list(
        power.basis
    )
    if all(basis.law in laws and laws[basis.law].kind == "normative" for basis in setting):
        yield problem("PENALTY_BASIS", file, ("basis",))
