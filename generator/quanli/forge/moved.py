"""What was given another code: addresses below the old one at which there is nothing lead to the same below the new one.

The old page itself stays: it says why the code changed, on what basis, and leads to the old texts, which no redirect does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from quanli.frozen import frozen
from quanli.history.record import Record

_TAIL = "[A-Za-z0-9._/-]*"
"""What may follow a code in an address of this site: nothing that would begin another header when it is sent back."""
_FILES = ("/powers/{}.national.json", *(f"/embed/{{}}/{part}.html" for part in ("materials", "flow", "limits", "discretion", "guide")))
"""What is published of an item with a file alone: hosts that cannot ask whether anything is at an address are told these."""


@frozen
class Moved:
    """An item's old code and the one that it has now."""

    old: str
    new: str

    @property
    def pattern(self) -> str:
        """Give the expression of the addresses below the old code: ``place`` before it, ``rest`` after it (Python, PCRE and RE2)."""
        return f"^(?P<place>(?:/hant)?/(?:powers|embed))/{re.escape(self.old)}(?P<rest>[./]{_TAIL})$"

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """Give addresses at which nothing is, each with where it leads."""
        return tuple((path.format(self.old), path.format(self.new)) for path in _FILES)


def moved_items(record: Record, standing: Collection[str]) -> tuple[Moved, ...]:
    """Give the codes that are no item's any more, and under which each of these items lives on; those alone that do."""
    return tuple(_moved(record, standing))


def _moved(record: Record, standing: Collection[str]) -> Iterator[Moved]:
    for old in record.renamed_codes():
        new, seen = old, {old}
        while (after := record.successor(new)) and after not in seen and new not in standing:
            seen.add(new := after)
        if old not in standing and new in standing:
            yield Moved(old, new)
