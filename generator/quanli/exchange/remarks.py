"""What an import did not understand, row by row."""

from __future__ import annotations

from quanli.frozen import frozen

MARK = "〔导入时未识别〕"
"""Begins each line of a power's ``note`` that keeps the words of a cell which was not understood."""


@frozen
class Remark:
    """One cell, or row, that was not understood, and why; its words are kept (``row`` 0: the whole sheet)."""

    sheet: str
    row: int
    column: str
    text: str
    why_zh: str
    why_en: str

    def line(self, language: str) -> str:
        """Write the remark as one line."""
        place = f"{self.sheet}!{self.row}" if self.row else self.sheet
        parts = (place, self.column, " ".join(self.text.split()), self.why_zh if language == "zh" else self.why_en)
        return "\t".join(part or "–" for part in parts)


class NotUnderstoodError(Exception):
    """A cell's words have no meaning for the field that they stand in."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def noted(column: str, text: str) -> str:
    """Word a cell that was not understood for the power's ``note``."""
    return f"{MARK}{column}：{' '.join(text.split())}"
