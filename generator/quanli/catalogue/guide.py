"""What the catalogue knows of a guide: the metadata at the top of its file."""

from __future__ import annotations

import re
from dataclasses import replace

from quanli.errors import Place, Problem, Rule
from quanli.frozen import frozen
from quanli.records.text_file import NOT_UTF8

GUIDE_META = Rule(
    "GUIDE_META", "error",
    zh="指南缺少“{key}”", en='the guide lacks "{key}"',
    hint_zh="在文件开头写上“{key}: …”", hint_en='write "{key}: …" at the top',
)

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
            NOT_UTF8.at(file, line=data.count(b"\n", 0, error.start) + 1, column=1, encoding="?")
        ]
    meta: dict[str, str] = {}
    row = 0
    for row, line in enumerate(lines):  # noqa: B007 - the row after the loop says where the text begins
        found = _META.match(line)
        if not found:
            break
        meta[found.group(1).lower()] = found.group(2).strip()
    problems = [
        GUIDE_META.at(file, line=1, column=1, key=key)
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
