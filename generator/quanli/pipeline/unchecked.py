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
OF_THE_LIBRARY = frozenset({LAW_UNCHECKED, NO_LAW_LIBRARY})
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


def counted(problems: Iterable[Problem]) -> tuple[int, int]:
    """Give how many citations were not checked, and of how many laws no text was at hand."""
    found = [int(one.args["count"]) for one in problems if one.rule == LAW_UNCHECKED]
    return sum(found), len(found)
