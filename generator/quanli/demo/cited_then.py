"""What a text of then could not cite: laws that were not there yet, or of which the register knows no version so old."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

_BASIS = re.compile(r"^basis:\n((?:  .*\n|\n)+)", re.MULTILINE)
_ENTRY = re.compile(r"^  - (?:.*\n)(?:    .*\n|\n)*", re.MULTILINE)
_QUOTED = re.compile(r"^    text: .*\n(?:      .*\n)*", re.MULTILINE)


def without_law(text: str, law: str, version: datetime.date) -> str:
    """Take the provisions of a law out of a power's basis that are cited in a version, or in none; and the basis when nothing is left."""
    return _each_entry(text, law, version, lambda _: "")


def on_version(text: str, law: str, version: datetime.date, older: datetime.date) -> str:
    """Put the provisions of a law on an older version; the words quoted are those of the newer one, and go."""
    return _each_entry(text, law, version, lambda entry: _QUOTED.sub("", entry).replace(f"version: {version}", f"version: {older}"))


def _each_entry(text: str, law: str, version: datetime.date, change: Callable[[str], str]) -> str:
    found = _BASIS.search(text)
    if not found:
        return text
    cites = re.compile(rf"law: {re.escape(law)}(?=[,}}\n])")

    def changed(entry: re.Match[str]) -> str:
        said = entry.group()
        meant = cites.search(said) and (f"version: {version}" in said or "version: " not in said)
        return change(said) if meant else said

    entries = _ENTRY.sub(changed, found.group(1))
    return text[: found.start()] + (f"basis:\n{entries}" if entries.strip() else "") + text[found.end() :]
