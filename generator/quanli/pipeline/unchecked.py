"""What could not be held against the law, since nothing at hand has its words: counted and said, never passed in silence."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from quanli.catalogue.content_kinds import LAWS
from quanli.catalogue.row import PowerRow
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.provisions.reading import read_provision

LAW_UNCHECKED = Rule(
    "LAW_UNCHECKED", "warning",
    zh="{count} 处对《{title}》的引用没有核对：没有{versions}文本",
    en="{count} citations of {title} were not checked: there is no text of {versions_en}",
    hint_zh="运行 quanli laws update 来源，或把文本放在 content/laws/", hint_en="run quanli laws update SOURCE, or put the text under content/laws/",
    follows="本程序的要求：没有核对的要说出来，不默认为对",
)
ARTICLE_UNREAD = Rule(
    "ARTICLE_UNREAD", "warning",
    zh="《{title}》{articles}的处罚没有全部读懂，{count} 个事项的处罚种类和幅度没有逐项核对", en="the sanctions of {articles} of {title} were not wholly understood: those of {count} items were not held against them one by one",
    hint_zh="人工核对这些条文：{words}", hint_en="hold them against these words yourself: {words}",
    follows="本程序的要求：没有核对的要说出来，不默认为对",
)
STATUTE_UNCHECKED = Rule(
    "STATUTE_UNCHECKED", "warning",
    zh="{count} 处对《{title}》的引用没有核对：手头没有它的文本", en="{count} citations of {title} were not checked: there is no text of it",
    hint_zh="核对名称；运行 quanli laws update 来源，或在 content/laws.yaml 登记并把文本放在 content/laws/",
    hint_en="check the title; run quanli laws update SOURCE, or register it in content/laws.yaml with its text under content/laws/",
    follows="本程序的要求：没有核对的要说出来，不默认为对",
)
OF_THE_LIBRARY = frozenset({LAW_UNCHECKED, STATUTE_UNCHECKED, ARTICLE_UNREAD})
"""What the library lacks is no fault of the catalogue: no error even when strict."""

WRONG = frozenset({
    "CITED_NOT_IN_FORCE", "CITED_RANGE", "CITED_TITLE", "LAW_ARTICLE", "LAW_NOT_IN_FORCE", "LAW_PUNCTUATION", "LAW_TEXT", "LAW_UNKNOWN", "LAW_VERSION",
})  # fmt: skip
"""The codes by which a citation is told to be wrong, or doubtful."""


@frozen
class Tally:
    """How many citations of articles there are, and how many of them were not held against a text."""

    cited: int = 0
    unchecked: int = 0
    statutes: int = 0
    """The statutes of which no text is at hand."""
    unnamed: int = 0
    """Of no statute that the text names."""
    library: bool = True
    """Whether there is a library at all."""


def unchecked(rows: Iterable[PowerRow], named: Mapping[str, int], unnamed: int, book: StatuteBook) -> tuple[Tally, list[Problem]]:
    """Count the citations of articles of which no text is at hand: by law of the register, by title of others, or by none where there is no library.

    ``named`` counts what prose cites, by the keys of titles; ``unnamed`` what it cites of no statute.
    """
    bases = Counter((law, version) for row in rows for law, version, article in row.laws if article)
    cited = bases.total() + sum(named.values()) + unnamed
    missing: dict[str, Counter[str]] = {}
    others: Counter[str] = Counter()
    for (law, version), count in bases.items():
        edition = book.named(book.laws[law].title) if law in book.laws and not version else book.of(law, _day(version))
        if edition and edition.text is None and (edition.date or not version):
            missing.setdefault(law, Counter())[str(edition.date or "")] += count
    for title, count in named.items():
        edition = book.named(title)
        if edition and edition.law and edition.text is None:
            missing.setdefault(edition.law, Counter())[str(edition.date or "")] += count
        elif edition is None or edition.text is None:
            others[edition.title if edition else title] += count
    without = sum(found.total() for found in missing.values()) + others.total()
    tally = Tally(cited, without, len(missing) + len(others), unnamed, book.library is not None)
    if not tally.library:
        return tally, []  # that there is none is said once, of all
    return tally, [*_of_the_register(missing, book), *(STATUTE_UNCHECKED.at(LAWS.file(), title=title, count=others[title]) for title in sorted(others))]


def _of_the_register(missing: Mapping[str, Counter[str]], book: StatuteBook) -> Iterator[Problem]:
    for at, law in enumerate(book.laws):
        if law in missing:
            dates = sorted(filter(None, missing[law]))
            yield LAW_UNCHECKED.at(
                LAWS.file(),
                ("laws", at),
                title=book.laws[law].title,
                count=missing[law].total(),
                versions=f" {'、'.join(dates)} 版的" if dates else "",
                versions_en=", ".join(dates) or "it",
            )


def unread(rows: Iterable[PowerRow], book: StatuteBook) -> Iterator[Problem]:
    """Name the articles cited by penalties of which some words about sanctions were not understood, a problem a law of the register."""
    cited: dict[tuple[str, str, str], int] = Counter(basis for row in rows if row.category == "penalty" for basis in row.laws if basis[2])
    found: dict[str, list[tuple[str, int, str]]] = {}
    for (law, version, article), count in sorted(cited.items()):
        edition = book.of(law, _day(version))
        words = read_provision(edition.text.article(article)).unread if edition and edition.text else ()
        if words:
            found.setdefault(law, []).append((article, count, words[0]))
    for at, law in enumerate(book.laws):
        if law in found:
            articles, counts, words = zip(*found[law], strict=True)
            yield ARTICLE_UNREAD.at(
                LAWS.file(), ("laws", at), title=book.laws[law].title, articles="、".join(articles), count=sum(counts), words="；".join(words),
            )


def _day(version: str) -> datetime.date | None:
    return datetime.date.fromisoformat(version) if version else None
