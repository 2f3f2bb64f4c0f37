"""The statute texts that a site keeps, each version of a law in a file of its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quanli.catalogue.content_kinds import LAW_TEXT
from quanli.catalogue.law import Law
from quanli.catalogue.misplaced import UNREAD_FILE
from quanli.catalogue.reading import read_data, read_text
from quanli.catalogue.tree import Tree, files_of
from quanli.errors import Problem
from quanli.records.prose_rules import prose_problems
from quanli.statutes.text import LawText

_REMARK = re.compile(r"<!--[^<>\n]*-->")
"""What a law database remarks in the texts that it gives out, such as ``<!-- INFO END -->``; it shows nowhere."""


def law_text(tree: Tree, law: str, version: datetime.date) -> LawText | None:
    """Give the text of a version of a law, where the site keeps it."""
    path = LAW_TEXT.file(f"{law}-{version.isoformat()}")
    stamp = tree.stamp(path)
    return _parsed(tree, path, stamp) if stamp else None


def check_law_texts(tree: Tree, laws: Mapping[str, Law]) -> Iterator[Problem]:
    """Check that each text is one that may stand in a page, and is that of a version in the register."""
    known = {LAW_TEXT.file(f"{law.id}-{version.date}") for law in laws.values() for version in law.versions}
    for path in files_of(tree, LAW_TEXT):
        text, problems = read_text(tree, path, LAW_TEXT)
        yield from problems
        yield from prose_problems(_REMARK.sub("", text), path) if text else ()
        if path not in known:
            yield UNREAD_FILE.at(path, path=path, known=LAW_TEXT.file("<law>-<version>"))


@lru_cache(maxsize=64)
def _parsed(tree: Tree, path: str, _stamp: str) -> LawText | None:
    """Parse a text once for each time that it changed: a process may live longer than a build."""
    data, _ = read_data(tree, path, LAW_TEXT)
    return None if data is None else LawText.parse(data.decode("utf-8-sig", "replace"))
