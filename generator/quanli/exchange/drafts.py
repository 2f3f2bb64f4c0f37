"""A power in the making: the values that one row or record gave, what was not understood, what names still need ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quanli.exchange.remarks import NotUnderstoodError, Remark, noted
from quanli.sheets.clean import prose


@dataclass
class Draft:
    """The plain values of a power so far, keyed as in YAML; names of laws, offices, units and windows are still names."""

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    office: str = ""
    """The words that name its office; empty where the row names none."""
    office_facts: dict[str, str] = field(default_factory=dict)
    """What the row says of the office: ``credit_code``, ``nature``."""
    remarks: list[Remark] = field(default_factory=list)
    windows: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the row says of the windows that it names, by name, as the fields of a window."""
    repeats: bool = False
    """The source says again in each record what a site says once, of the office or by computing it."""
    notes: list[str] = field(default_factory=list)
    """Paragraphs for the power's ``note``, after what its own column says."""

    def put(self, target: str, value: Any) -> bool:
        """Set a field; entries are added to a list. Tells whether the field was free."""
        key, _, inner = target.partition(".")
        home = self.values.setdefault(key, {}) if inner else self.values
        at = inner or key
        if isinstance(value, list) and isinstance(home.get(at), list):
            home[at] = home[at] + [entry for entry in value if entry not in home[at]]
            return True
        if at in home and home[at] != value:
            return False
        home[at] = value
        return True

    def misunderstood(self, column: str, text: str, why: NotUnderstoodError) -> None:
        """Report a cell and keep its words."""
        self.remark(column, text, why.zh, why.en)
        self.keep(column, text)

    def remark(self, column: str, text: str, zh: str, en: str) -> None:
        """Report a cell whose words are kept elsewhere."""
        self.remarks.append(Remark(self.sheet, self.row, column, text, zh, en))

    def keep(self, column: str, text: str) -> None:
        """Keep the words of a cell in the note."""
        line = prose(noted(column, text))
        if line not in self.values.get("note", "") and line not in self.notes:
            self.notes.append(line)
