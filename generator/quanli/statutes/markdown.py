"""A statute written in Markdown: ``# title``, then what became of it, headings and lines ``第N条 …``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from quanli.errors import Problem
from quanli.gate import NotPlainError, TooLargeError, read_file
from quanli.statutes.days import ended_statutes, stated_beginning
from quanli.statutes.source import SIZE_LIMIT, TITLE_LENGTH, unread
from quanli.statutes.statute import Clause, Statute
from quanli.statutes.text import Part, divided

_TITLE = re.compile(r"\s*#\s+(?P<title>\S.*)")
_HEADING = re.compile(r"\s*(?P<level>#{1,6})\s+(?P<words>\S.*)")
_REMARK = re.compile(r"<!--[^<>\n]*-->")
_CLOSING = 6
"""Articles at the end of a statute among which it says from when it holds."""


def read_markdown(root: str, path: str, shown: str) -> str | Problem:
    """Read a file below a folder as text; ``shown`` is how it is named to people."""
    try:
        data = read_file(root, path, SIZE_LIMIT)
    except TooLargeError as error:
        return unread(shown, 0, f"文件有 {error.size} 字节，上限 {error.limit} 字节", f"the file has {error.size} bytes, the limit is {error.limit}")
    except NotPlainError:
        return unread(shown, 0, "这里不是普通文件", "no plain file stands here")
    except OSError as error:
        return unread(shown, 0, f"打不开（{error.strerror}）", f"it cannot be opened ({error.strerror})")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return unread(shown, line, "不是 UTF-8 编码", "it is not UTF-8")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return unread(shown, line, "这里有空字符，不是文字", "there is a null character: this is no text")
    return text


def title_in(text: str) -> str:
    """Give the title that a statute begins with; empty where it begins with none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = _TITLE.match(first)
    return found["title"].strip()[:TITLE_LENGTH] if found else ""


def statute_in(text: str, title: str, date: datetime.date, names: Sequence[str] = ()) -> Statute:
    """Divide a statute and read from its own words when it begins and what it ends."""
    parts = list(divided(_REMARK.sub("", text)))
    clauses = tuple(_clauses(parts))
    articles = [clause.text for clause in clauses if clause.label]
    preamble = [part.text for part in parts[:2] if not part.label]
    closing = articles[-_CLOSING:] or [clause.text for clause in clauses[-1:]]
    begins = stated_beginning(preamble, closing, date)
    return Statute(
        title=title,
        date=date,
        begins=begins or date,
        stated=begins is not None,
        clauses=clauses,
        names=tuple(names),
        ended=tuple(ended_statutes(closing)),
    )


def _clauses(parts: Sequence[Part]) -> list[Clause]:
    """Give the articles under their headings; of a statute without articles, what follows each heading."""
    whole = not any(part.label for part in parts)
    found, above = list[Clause](), list[tuple[int, str]]()
    for part in parts:
        heading = _HEADING.match(part.lines[0]) if part.heading else None
        if heading:
            level = len(heading["level"])
            above = [one for one in above if one[0] < level]
            if level > 1:  # the first is the title
                above.append((level, heading["words"].strip()))
        under = "\n".join(words for _, words in above)
        if part.label:
            found.append(Clause(part.label, part.body, under, part.line))
        elif whole and (text := "\n".join(part.lines[1:] if heading else part.lines)):
            found.append(Clause("", text, under, part.line))
    return found
