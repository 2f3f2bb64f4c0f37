"""An article's words read into what it provides."""

from __future__ import annotations

import functools
import re

from quanli.codes.numerals import NUMERAL
from quanli.provisions.provision import Deadline, Measure, Provision, Range, Reference, Sanctioning
from quanli.provisions.reader import Reader
from quanli.statutes.text import paragraphs

__all__ = ["Deadline", "Measure", "Provision", "Range", "Reference", "Sanctioning", "read_provision"]

_LABEL = re.compile(rf"\s*第\s*{NUMERAL}\s*条(?:之{NUMERAL})?(?:[\s\u3000：:]+|$)")


@functools.lru_cache(maxsize=4096)
def read_provision(article_text: str) -> Provision:
    """Read an article: its text as :meth:`LawText.article` or :func:`passage` gives it, with or without 第…条 before it."""
    reader = Reader()
    for number, paragraph in enumerate(paragraphs(_LABEL.sub("", article_text, count=1)), 1):
        reader.paragraph(number, paragraph.lead, paragraph.items)
    return reader.found.provision()
