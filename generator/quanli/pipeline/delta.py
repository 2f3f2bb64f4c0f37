"""What became of the powers that a change touches: their rows before and after, and why each is drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quanli.assemble.lists import ListKind
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import tallied
from quanli.frozen import frozen
from quanli.pipeline.load import Chunk
from quanli.pipeline.options import Reason

_UNKNOWN: Reason = ("有变", "changed")


@frozen
class Delta:
    """The powers to draw, in chunks, and the rows that differ. In a cold build all powers are drawn and no row is kept."""

    chunks: tuple[Chunk, ...]
    why: Mapping[str, Reason]
    before: Mapping[str, PowerRow]
    after: Mapping[str, PowerRow]
    offices: frozenset[str] = frozenset()
    """Offices that changed: the lines of their powers in lists may have changed with them."""

    @property
    def removed(self) -> frozenset[str]:
        """Give the codes that are gone."""
        return frozenset(self.before.keys() - self.after.keys())

    @property
    def touched(self) -> frozenset[str]:
        """Give the codes whose line in a list may have changed."""
        return frozenset(code for code in self.before.keys() | self.after.keys() if self._line(code))

    def reason(self, path: str) -> Reason:
        """Say why a file of a power's was made again."""
        code = path.removeprefix("powers/").partition("/")[0].removesuffix(".json")
        row = self.after.get(code)
        return self.why.get(row.file, _UNKNOWN) if row else _UNKNOWN

    def keys(self, kind: ListKind) -> Iterator[tuple[str, str]]:
        """Give list and code of each line that was or is in a list of a kind and may have changed."""
        for code in self.touched:
            rows = (self.before.get(code), self.after.get(code))
            for key in {key for row in rows if row for key in kind.keys(row)}:
                yield key, code

    def counted_otherwise(self) -> bool:
        """Tell whether any power was added, removed or is counted elsewhere."""
        return any(_counted(self.before.get(code)) != _counted(self.after.get(code)) for code in self.touched)

    def renamed(self) -> frozenset[str]:
        """Give the codes to which others must link otherwise: added, removed or named anew."""
        codes = self.before.keys() | self.after.keys()
        return frozenset(code for code in codes if _name(self.before.get(code)) != _name(self.after.get(code)))

    def parents(self) -> frozenset[str]:
        """Give the main items whose list of sub-items changed."""
        renamed = self.renamed()
        changed = (
            row.parent
            for code in self.before.keys() | self.after.keys()
            for row in (self.before.get(code), self.after.get(code))
            if row and (code in renamed or _parent(self.before.get(code)) != _parent(self.after.get(code)))
        )
        return frozenset(filter(None, changed))

    def _line(self, code: str) -> bool:
        before, after = self.before.get(code), self.after.get(code)
        return before != after or bool(after and after.office in self.offices)


def _counted(row: PowerRow | None) -> list[tuple[str, str, int]]:
    return tallied(row) if row else []


def _name(row: PowerRow | None) -> str:
    return row.name if row else ""


def _parent(row: PowerRow | None) -> str:
    return row.parent if row else ""
