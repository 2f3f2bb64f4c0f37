"""Citations of real items spoilt, each in one way, at a line that is known."""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quanli.codes.articles import Article, format_article
from quanli.codes.numerals import numeral
from quanli.statutes.citing import Citation, citations

CHARS = "之木水火土山石田目口天地人中大小上下左右东南西北"
SPOILT = frozenset({
    "CITED_TITLE", "CITED_NOT_IN_FORCE", "CITED_RANGE", "LAW_ARTICLE", "LAW_TEXT", "LAW_UNKNOWN", "LAW_VERSION", "LAW_NOT_IN_FORCE", "BAD_ARTICLE",
})  # fmt: skip
"""The codes by which a spoilt citation is told."""


class Spoilt(NamedTuple):
    """A file with one citation spoilt: in which way, on which line, and what the line was and is."""

    way: str
    text: str
    line: int
    was: str
    now: str


def spoilt(text: str, knows: Callable[[str], bool], rng: random.Random) -> Iterator[Spoilt]:
    """Spoil each citation of an item's file in each way that it allows."""
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        for way, now in _ways(line, lines[at - 1] if at else "", knows, rng):
            if now != line:
                yield Spoilt(way, "".join((*lines[:at], now, *lines[at + 1 :])), at + 1, line.strip(), now.strip())


def _ways(line: str, before: str, knows: Callable[[str], bool], rng: random.Random) -> Iterator[tuple[str, str]]:
    if "article:" in line:
        yield from _of_a_basis(line)
    elif re.match(r"\s*text: .{12}", line) and "article:" in before:
        yield "quoted word", _other_char(line, line.index("text:") + 6, len(line.rstrip()), rng)
    elif not re.match(r"\s*text:", line):
        for one in citations(line, knows):
            if one.article and one.known and one.naming in {"title", "bare"} and not one.since:
                yield from _of_prose(line, one, rng)


def _of_a_basis(line: str) -> Iterator[tuple[str, str]]:
    yield "law of a basis", re.sub(r"(law: [a-z-]+)", r"\1x", line)
    yield "article of a basis", re.sub(r"article: 第[^条]+条", "article: 第九百九十条", line)
    yield "version of a basis", re.sub(r"version: (\d{4})", "version: 1949", line)
    if "paragraph:" in line:
        yield "paragraph of a basis", re.sub(r"paragraph: \d+", "paragraph: 19", line)
    if "item:" in line:
        yield "item of a basis", re.sub(r"item: \d+", "item: 39", line)
    if found := re.search(r"text: (?P<text>[^,}]{12,})", line):
        yield "quoted word", line[: found.start("text") + 5] + "伪" + line[found.start("text") + 6 :]
        yield "swapped article", re.sub(r"article: 第[^条]+条", "article: 第一条", line)


def _of_prose(line: str, one: Citation, rng: random.Random) -> Iterator[tuple[str, str]]:
    title = line.find(one.title, one.start, one.end)
    if title >= 0 and len(one.title) > 3:
        at = rng.randrange(title, title + len(one.title))
        yield "title: another character", line[:at] + rng.choice(CHARS) + line[at + 1 :]
        yield "title: a character less", line[:at] + line[at + 1 :]
        yield "title: a character more", line[:at] + rng.choice(CHARS) + line[at:]
    article = line.index("第", max(title, one.start) + (len(one.title) if title >= 0 else 0))
    end = line.index("条", article) + 1
    yield "article beyond the last", line[:article] + format_article(Article(1300)) + line[end:]
    yield "inserted article", line[:end] + "之九" + line[end:]
    found = re.compile(r"第[^款]{1,4}款").match(line, end)
    yield "paragraph", f"{line[:end]}第{numeral(19)}款{line[found.end() :]}" if found else f"{line[:end]}第{numeral(19)}款{line[end:]}"
    item = re.compile(r"(?:第[^款]{1,4}款)?(第[^项]{1,6}项)").match(line, end)
    if item:
        yield "item", f"{line[: item.start(1)]}第{numeral(49)}项{line[item.end(1) :]}"


def _other_char(line: str, start: int, end: int, rng: random.Random) -> str:
    places = [at for at in range(start, end) if "\u4e00" <= line[at] <= "\u9fff"]
    if not places:
        return line
    at = rng.choice(places)
    return line[:at] + rng.choice(CHARS) + line[at + 1 :]
