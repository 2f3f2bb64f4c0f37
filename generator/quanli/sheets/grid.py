"""A sheet as a grid of texts, merged cells filled and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from quanli.frozen import frozen

AREA_LIMIT = 4_000_000
"""Cells of all sheets of a file, each counted to its last row and column that hold anything."""
TEXT_LIMIT = 32 * 1024 * 1024
"""Characters of all cells of a file together, each as often as a cell shows it."""
CELL_LIMIT = 32_767
"""Characters of a cell, as in Excel."""

Position = tuple[int, int]


@frozen
class Grid:
    """A sheet's texts by row and column, from 0. A merged range shows its text in each of its cells."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    origins: Mapping[Position, Position] = field(default_factory=dict)
    """Cells that show the text of another: cell → the first cell of its merged range."""
    unsaved_formulas: frozenset[Position] = frozenset()
    """Cells whose formula was saved without its result; their text is the formula."""
    hidden: frozenset[int] = frozenset()
    """Rows that the spreadsheet hides."""

    def own(self, row: int) -> dict[int, str]:
        """Give the texts that stand in a row by column, without those that a merged range lends it."""
        return {at: text for at, text in enumerate(self.rows[row]) if text.strip() and (row, at) not in self.origins}
