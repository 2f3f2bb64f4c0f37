"""What the catalogue knows of a guide: the metadata at the top of its file."""

from __future__ import annotations

import re
from dataclasses import replace

from quanli.errors import Place, Problem, problem
from quanli.frozen import frozen

_META = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*(.*)")
_LINK = re.compile(r"\]\(/powers/([^/()\s]+)/")


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

    @property
    def named(self) -> frozenset[str]:
        """Give the codes of all items that it shows."""
        return frozenset((*self.powers, *self.linked))


def guide_placed(problems: list[Problem], data: bytes, file: str) -> list[Problem]:
    """Give problems of a guide's metadata the line of the entry that they name."""
    lines = data.decode("utf-8-sig", "replace").split("\n")

    def line(found: Problem) -> int:
        if found.path[:1] == ("link",):
            return next((n for n, text in enumerate(lines, 1) if f"](/powers/{found.path[1]}/" in text), 1)
        key = f"{found.path[0]}:".lower() if found.path else ""
        return next((n for n, text in enumerate(lines, 1) if text.lower().startswith(key)), 1)

    return [p if p.place.line else replace(p, place=Place(file, line(p), 1)) for p in problems]


def read_guide(data: bytes, file: str) -> tuple[Guide | None, list[Problem]]:
    """Read a guide's metadata: ``Title``, ``Slug``, ``Summary``, ``Date``, ``Powers`` (codes by commas)."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        return None, [
            problem("NOT_UTF8", file, line=data.count(b"\n", 0, error.start) + 1, column=1, encoding="?")
        ]
    meta: dict[str, str] = {}
    row = 0
    for row, line in enumerate(lines):  # noqa: B007 - the row after the loop says where the text begins
        found = _META.match(line)
        if not found:
            break
        meta[found.group(1).lower()] = found.group(2).strip()
    problems = [
        problem("GUIDE_META", file, line=1, column=1, key=key)
        for key in ("Title", "Slug", "Summary")
        if not meta.get(key.lower())
    ]
    powers = tuple(code for code in re.split(r"[,，、\s]+", meta.get("powers", "")) if code)
    stem = file.rpartition("/")[2].removesuffix(".md")
    guide = Guide(
        file,
        meta.get("slug") or stem,
        meta.get("title") or stem,
        meta.get("summary", ""),
        meta.get("date", ""),
        powers,
        row + 1,
        tuple(dict.fromkeys(code for line in lines[row:] for code in _LINK.findall(line))),
    )
    return guide, problems
