"""What changes in files that are texts: guides, texts of laws, lists of keys, and whatever else can be read as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue.guide import read_guide
from quanli.catalogue.guide_head import Head, read_head
from quanli.history.change import Change, action_of
from quanli.history.correction import same_words
from quanli.history.kinds import Kind
from quanli.history.naming import Names, value_text
from quanli.records.fields import fields_of
from quanli.review.passages import line_changes, passage_changes
from quanli.statutes.text import divided

_ENTRY = re.compile(rf"(?:{'|'.join(fields_of(Head))})[ \t]*[:：]")


def guide_title(data: bytes, file: str) -> str:
    """Give the title of a guide."""
    guide = read_guide(data, file)[0]
    return guide.title if guide else ""


def guide_words(before: str, after: str, kind: Kind, names: Names) -> Iterator[Change]:
    """Say how a guide changed: its head by entries, its text by paragraphs."""
    (old, old_top, old_body), (new, new_top, new_body) = _parted(before), _parted(after)
    for key, field in fields_of(Head).items():
        was, now = (value_text(field, getattr(head, field.attribute), names) for head in (old, new))
        if not same_words(was, now):
            yield Change((key,), field.about.zh, action_of(was, now), was, now, kind)
    yield from line_changes(_strange(old_top), _strange(new_top), kind, "文首的一行")
    yield from passage_changes(old_body, new_body, kind)


def _parted(text: str) -> tuple[Head, str, str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head, rows = read_head(lines, "", [])
    return head, "\n".join(lines[:rows]), "\n".join(lines[rows:])


def _strange(head: str) -> str:
    """Give the lines of a head that are no entry of a known name, nor go on with one."""
    return "\n".join(line for line in head.split("\n") if line[:1] not in {" ", "\t"} and _ENTRY.match(line.lower()) is None)


def law_words(before: str, after: str, kind: Kind) -> Iterator[Change]:
    """Say how the text of a law changed, article by article."""
    old, new = ({part.label: part.body for part in divided(text) if part.label} for text in (before, after))
    for label in (*old, *(label for label in new if label not in old)):
        was, now = old.get(label, ""), new.get(label, "")
        if not same_words(was, now) or (label in old) != (label in new):
            yield Change((label,), label, action_of(was, now), " ".join(was.split()), " ".join(now.split()), kind)
    was, now = ("\n\n".join(part.text for part in divided(text) if not part.label) for text in (before, after))
    yield from passage_changes(was, now, kind, "条文之外")


def law_size(text: str) -> str:
    """Say how long the text of a law is."""
    articles = sum(bool(part.label) for part in divided(text))
    return f"全文 {articles} 条，{sum(not letter.isspace() for letter in text)} 字"
