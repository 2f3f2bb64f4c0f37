"""What could not be held against the law, since nothing at hand has its words: counted and said, never passed in silence."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from quanli.catalogue.content_kinds import LAWS
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.row import PowerRow
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem, Rule
from quanli.provisions.reading import read_provision

LAW_UNCHECKED = Rule(
    "LAW_UNCHECKED", "warning",
    zh="{count} 处对《{title}》的引用没有核对：没有 {versions} 版的文本",
    en="{count} citations of {title} were not checked: there is no text of {versions}",
    hint_zh="运行 quanli laws update 来源，或把文本放在 content/laws/", hint_en="run quanli laws update SOURCE, or put the text under content/laws/",
)
NO_LAW_LIBRARY = Rule(
    "NO_LAW_LIBRARY", "warning",
    zh="{count} 处引用没有核对：还没有法规库", en="{count} citations were not checked: there is no law library yet",
    hint_zh="运行 quanli laws update", hint_en="run quanli laws update",
)
ARTICLE_UNREAD = Rule(
    "ARTICLE_UNREAD", "warning",
    zh="《{title}》{articles}的处罚没有全部读懂，{count} 个事项的处罚种类和幅度没有逐项核对", en="the sanctions of {articles} of {title} were not wholly understood: those of {count} items were not held against them one by one",
    hint_zh="人工核对这些条文：{words}", hint_en="hold them against these words yourself: {words}",
)
OF_THE_LIBRARY = frozenset({LAW_UNCHECKED, NO_LAW_LIBRARY, ARTICLE_UNREAD})
"""What the library lacks is no fault of the catalogue: no error even when strict."""


def unchecked(rows: Iterable[PowerRow], book: StatuteBook) -> Iterator[Problem]:
    """Count the citations of articles of which no text is at hand, a problem a law of the register, or one where there is no library."""
    cited = Counter((law, version) for row in rows for law, version, article in row.laws if article)
    missing: dict[str, Counter[str]] = {}
    for (law, version), count in cited.items():
        record = book.laws.get(law)
        current = version_in_force(record, book.day) if record and not version else None
        date = datetime.date.fromisoformat(version) if version else current.date if current else None
        if record and date and book.text(law, date) is None:
            missing.setdefault(law, Counter())[date.isoformat()] += count
    if book.library is None and missing:
        yield NO_LAW_LIBRARY.at(LAWS.file(), count=sum(found.total() for found in missing.values()))
        return
    for at, law in enumerate(book.laws):
        if law in missing:
            yield LAW_UNCHECKED.at(
                LAWS.file(),
                ("laws", at),
                title=book.laws[law].title,
                count=missing[law].total(),
                versions="、".join(sorted(missing[law])),
            )


def unread(rows: Iterable[PowerRow], book: StatuteBook) -> Iterator[Problem]:
    """Name the articles cited by penalties of which some words about sanctions were not understood, a problem a law of the register."""
    cited: dict[tuple[str, str, str], int] = Counter(basis for row in rows if row.category == "penalty" for basis in row.laws if basis[2])
    found: dict[str, list[tuple[str, int, str]]] = {}
    for (law, version, article), count in sorted(cited.items()):
        edition = book.of(law, datetime.date.fromisoformat(version) if version else None)
        words = read_provision(edition.text.article(article)).unread if edition and edition.text else ()
        if words:
            found.setdefault(law, []).append((article, count, words[0]))
    for at, law in enumerate(book.laws):
        if law in found:
            articles, counts, words = zip(*found[law], strict=True)
            yield ARTICLE_UNREAD.at(
                LAWS.file(), ("laws", at), title=book.laws[law].title, articles="、".join(articles), count=sum(counts), words="；".join(words),
            )


def counted(problems: Iterable[Problem]) -> tuple[int, int]:
    """Give how many citations were not checked, and of how many laws no text was at hand."""
    found = [int(one.args["count"]) for one in problems if one.rule == LAW_UNCHECKED]
    return sum(found), len(found)
