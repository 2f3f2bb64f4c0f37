"""What the catalogue knows of a guide: the head of its file, and what its text leads to. Both are judged like a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quanli.catalogue.guide_head import LANGUAGES, STAFF, read_head
from quanli.catalogue.linked_pages import linked_pages, power_of
from quanli.errors import Place, Problem
from quanli.frozen import frozen
from quanli.records.prose_rules import prose_problems, without_code
from quanli.records.text_file import decode
from quanli.statutes.citing import citations
from quanli.statutes.names import key_of

OWN = next(iter(LANGUAGES))
"""The language of the site."""


@frozen
class Guide:
    """A guide's metadata and where its text begins (a line number from 1)."""

    file: str
    slug: str
    title: str
    summary: str
    date: str
    powers: tuple[str, ...]
    body_line: int
    linked: tuple[str, ...] = ()
    """The codes of the items that its text links to."""
    pages: tuple[str, ...] = ()
    """The addresses of the other pages of the site that its text links to."""
    cited: frozenset[str] = frozenset()
    """The keys of the titles that its text may cite: those in brackets, and all that the words before an article end with."""
    staff: bool = False
    """Whether it is a handbook: written for the body's own staff, and listed apart from what the public reads."""
    lang: str = OWN

    @property
    def key(self) -> str:
        """Give the name that no other guide has, and the last steps of its address: ``slug``, or ``slug/en`` in another language."""
        return _key(self.slug, self.lang)

    @property
    def named(self) -> frozenset[str]:
        """Give the codes of all items that it shows."""
        return frozenset((*self.powers, *self.linked))


def versions_of(slug: str) -> tuple[str, ...]:
    """Give the keys that a guide has in every language."""
    return tuple(_key(slug, lang) for lang in LANGUAGES)


def _key(slug: str, lang: str) -> str:
    return slug if lang == OWN else f"{slug}/{lang}"


def guide_placed(problems: list[Problem], data: bytes, file: str) -> list[Problem]:
    """Give problems of a guide's metadata the line of the entry that they name."""
    lines = _lines(data.decode("utf-8-sig", "replace"))

    def line(found: Problem) -> int:
        if found.path[:1] == ("link",):
            target = f"{found.path[1]}".strip("/")
            return next((n for n, text in enumerate(lines, 1) if f"/{target}" in text), 1)
        key = f"{found.path[0]}:".lower() if found.path else ""
        return next((n for n, text in enumerate(lines, 1) if text.lower().startswith(key)), 1)

    return [p if p.place.line else replace(p, place=Place(file, line(p), 1)) for p in problems]


def read_guide(data: bytes, file: str) -> tuple[Guide | None, list[Problem]]:
    """Read a guide: ``Title``, ``Slug``, ``Summary``, ``Date``, ``Powers`` (codes by commas), ``Audience``, ``Lang``, and its text.

    The guide is None only where the file is no text; one that comes with errors is good enough to name it in other
    messages, not to publish it.
    """
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    lines = _lines(text)
    head, rows = read_head(lines, file, problems)
    body = "\n".join(lines[rows:])
    problems += prose_problems(body, file, rows + 1)
    pages = dict.fromkeys(linked_pages(without_code(body)))
    powers = {page: code for page in pages if (code := power_of(page))}
    stem = file.rpartition("/")[2].removesuffix(".md")
    guide = Guide(
        file,
        head.slug or stem,
        head.title or stem,
        head.summary,
        head.date.isoformat() if head.date else "",
        head.powers,
        rows + 1,
        tuple(dict.fromkeys(powers.values())),
        tuple(page for page in pages if page not in powers),
        frozenset(_cited(body)),
        head.audience == STAFF,
        head.lang if head.lang in LANGUAGES else OWN,
    )
    return guide, problems


def _cited(body: str) -> Iterator[str]:
    for one in citations(body):
        name = key_of(one.title)
        yield from (name,) if one.naming == "title" else (name[at:] for at in range(len(name) - 1))


def guide_body(data: bytes, guide: Guide) -> str:
    """Give the text of a guide without its head."""
    return "\n".join(_lines(data.decode("utf-8-sig"))[guide.body_line - 1 :])


def _lines(text: str) -> list[str]:
    """Divide a text as Markdown does, whatever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
