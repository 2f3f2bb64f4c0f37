"""The legal basis of a power, held against the register of laws and their texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import LawChange, change_since, version_in_force, version_of
from quanli.catalogue.moved import may_have, told_moved
from quanli.catalogue.power import Basis, Power
from quanli.catalogue.quoting import LAW_TEXT, held_against, not_in_place, same_words
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, cited_place, parse_article
from quanli.errors import Path, Problem, Rule
from quanli.records.suggestions import meant
from quanli.statutes.text import missing_words, quoted_parts

LAW_UNKNOWN = Rule(
    "LAW_UNKNOWN", "error",
    zh="法规登记表里没有“{law}”{meant_zh}", en='the register of laws has no "{law}"{meant_en}',
    hint_zh="在 content/laws.yaml 登记", hint_en="add it to content/laws.yaml",
)
LAW_VERSION = Rule(
    "LAW_VERSION", "error",
    zh="《{title}》没有 {version} 版", en="{title} has no version of {version}",
    hint_zh="登记的版本：{versions}", hint_en="versions on record: {versions}",
)
LAW_NOT_IN_FORCE = Rule(
    "LAW_NOT_IN_FORCE", "error",
    zh="《{title}》{version} 版在 {day} 不是现行有效", en="version {version} of {title} is not in force on {day}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
LAW_ARTICLE = Rule(
    "LAW_ARTICLE", "error",
    zh="《{title}》（{version}）没有{article}", en="{title} ({version}) has no {article}",
    hint_zh="核对条文{moved_zh}", hint_en="check the article{moved_en}",
)
LAW_CHANGED = Rule(
    "LAW_CHANGED", "warning",
    zh="《{title}》在本项复核（{reviewed}）之后{change_zh}（{day}）",
    en="{title} was {change_en} on {day}, after the last review of {reviewed}",
    hint_zh="对照新条文复核本项，再改 reviewed_on",
    hint_en="review the item against the new text, then set reviewed_on",
)

_CHANGES = {"amended": ("修订", "amended"), "repealed": ("废止", "repealed")}
_NONE_IN_FORCE = ("该法规没有现行有效的版本，改引别的依据", "no version is in force; cite another law")


def check_basis(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold every citation of a power against its law, as of the book's day."""
    laws, as_of = book.laws, book.day
    active = state_name(power, as_of) == "active"
    for index, basis in enumerate(power.basis):
        path: Path = ("basis", index)
        law = laws.get(basis.law)
        if law is None:
            yield _unknown_law(basis.law, laws, file, (*path, "law"))
            continue
        if not law.versions:
            edition = book.named(law.title)  # that the register has none is said once, of it
            if edition and edition.date:
                yield from _words(basis, edition, book, file, path)
            continue
        version = cited_version(basis, law, as_of)
        if basis.version and version is None:
            versions = "、".join(str(each.date) for each in law.versions)
            yield LAW_VERSION.at(
                file,
                (*path, "version"),
                title=law.title,
                version=basis.version,
                versions=versions,
            )
            continue
        if active:
            yield from _in_force(basis, version, law, as_of, file, path)
        edition = book.of(law.id, version.date) if version and version.date else None
        if edition:
            yield from _words(basis, edition, book, file, path)
    yield from _changes(power, laws, as_of, file)


def cited_version(basis: Basis, law: Law, as_of: datetime.date) -> LawVersion | None:
    """Give the version that a citation means: the one it names, otherwise the one in force."""
    return version_of(law, basis.version) if basis.version else version_in_force(law, as_of)


def _unknown_law(law: str, laws: Mapping[str, Law], file: str, path: Path) -> Problem:
    titles = {name: each.id for each in laws.values() for name in (each.title, each.short) if name}
    named = titles.get(law.strip("《》"))
    zh, en = (f"；是不是“{named}”？", f'; did you mean "{named}"?') if named else meant(law, laws)
    return LAW_UNKNOWN.at(file, path, law=law, meant_zh=zh, meant_en=en)


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
    yield LAW_NOT_IN_FORCE.at(
        file,
        (*path, "version" if basis.version else "law"),
        title=law.title,
        version=stated.date if stated else "",
        day=as_of,
        hint_zh=zh,
        hint_en=en,
    )


def _words(basis: Basis, edition: Edition, book: StatuteBook, file: str, path: Path) -> Iterator[Problem]:
    """Hold the place that a basis names, and the words that it quotes, against the version that it means."""
    text, place = edition.text, parse_article(basis.article)
    if text is None or not text.articles or place is None:
        return
    place = Article(place.number, place.after, basis.paragraph, basis.item)
    passage = text.passage(basis.article, basis.paragraph, basis.item)
    article = text.article(basis.article)
    if not article and may_have(place, text):
        return
    if not passage:
        part = "article" if not article else "item" if basis.item else "paragraph"
        cited = cited_place(basis.article, basis.paragraph, basis.item)
        yield LAW_ARTICLE.at(file, (*path, part), title=edition.title, version=edition.date, article=cited, **told_moved(place, edition, book))
        return
    name = basis.article
    held = held_against(basis.text, f"{name} {article}", edition, place, book)
    parts = quoted_parts(basis.text)
    if held is None and parts and passage != article and not any(_stands(part, f"{name} {passage}") for part in parts):
        held = LAW_TEXT, basis.text, not_in_place(basis.text, edition, place)
    if held:
        rule, words, args = held
        yield rule.at(file, (*path, "text"), leading=basis.text[: max(basis.text.find(words), 0)], **args)


def _stands(part: str, passage: str) -> bool:
    return not missing_words(part, passage) or same_words(part, passage)


def _changes(power: Power, laws: Mapping[str, Law], as_of: datetime.date, file: str) -> Iterator[Problem]:
    """Raise the item where a law that it cites was amended or repealed since its last review."""
    for index, law, change in changes_since_review(power, laws, as_of):
        zh, en = _CHANGES[change.kind]
        yield LAW_CHANGED.at(
            file,
            ("basis", index, "law"),
            title=law.title,
            reviewed=power.reviewed_on,
            day=change.day,
            change_zh=zh,
            change_en=en,
        )


def changes_since_review(power: Power, laws: Mapping[str, Law], as_of: datetime.date) -> Iterator[tuple[int, Law, LawChange]]:
    """Give the laws that changed since the last review of an item, each once, with the first provision that cites it."""
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
            yield index, law, change
