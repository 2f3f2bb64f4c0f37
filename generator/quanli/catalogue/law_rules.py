"""The legal basis of a power, held against the register of laws and their texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import change_since, version_in_force, version_of
from quanli.catalogue.power import Basis, Power
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import StatuteBook
from quanli.codes.articles import cited_place
from quanli.errors import Path, Problem, Rule
from quanli.records.suggestions import meant
from quanli.statutes.text import LawText, missing_words, quoted_parts

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
    hint_zh="核对条文", hint_en="check the article",
)
LAW_TEXT = Rule(
    "LAW_TEXT", "error",
    zh="引文与《{title}》{article}不符：“{text}”", en='the quotation is not the text of {title} {article}: "{text}"',
    hint_zh="照录原文；省略处用“……”", hint_en="copy the text; mark what is left out with ……",
)
LAW_CHANGED = Rule(
    "LAW_CHANGED", "warning",
    zh="《{title}》在本项复核（{reviewed}）之后{change_zh}（{day}）",
    en="{title} was {change_en} on {day}, after the last review of {reviewed}",
    hint_zh="对照新条文复核本项，再改 reviewed_on",
    hint_en="review the item against the new text, then set reviewed_on",
)
PENALTY_BASIS = Rule(
    "PENALTY_BASIS", "error",
    zh="处罚不能只以规范性文件为依据", en="a penalty cannot rest on a normative document alone",
    hint_zh="引用法律、法规或规章（行政处罚法第十条至第十四条、第十六条）",
    hint_en="cite a law, regulation or rule (Administrative Penalty Law, arts. 10–14, 16)",
)

_CHANGES = {"amended": ("修订", "amended"), "repealed": ("废止", "repealed")}
_NONE_IN_FORCE = ("该法规没有现行有效的版本，改引别的依据", "no version is in force; cite another law")
_EXCERPT = 60


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
            continue  # said once, of the register
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
        if version and version.date:
            yield from _words(basis, law, version.date, book.text(law.id, version.date), file, path)
    yield from _changes(power, laws, as_of, file)
    yield from _penalty_basis(power, laws, file)


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


def _words(
    basis: Basis, law: Law, version: datetime.date, text: LawText | None, file: str, path: Path
) -> Iterator[Problem]:
    if text is None or not text.articles or not basis.article:
        return
    place = cited_place(basis.article, basis.paragraph, basis.item)
    passage = text.passage(basis.article, basis.paragraph, basis.item)
    if not passage:
        part = "article" if not text.article(basis.article) else "item" if basis.item else "paragraph"
        yield LAW_ARTICLE.at(file, (*path, part), title=law.title, version=version, article=place)
        return
    wrong = _wrong_words(basis, text.article(basis.article), passage)
    if wrong:
        excerpt = wrong if len(wrong) <= _EXCERPT else wrong[:_EXCERPT] + "…"
        yield LAW_TEXT.at(file, (*path, "text"), title=law.title, article=place, text=excerpt)


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
            yield LAW_CHANGED.at(
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
        yield PENALTY_BASIS.at(file, ("basis",))
