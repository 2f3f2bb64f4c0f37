"""One part of a package as it is walked through: what is noted on the way, and the words in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quanli.forms.findings import Finding
from quanli.records.bounds import Allowance

_JUDGED = 2_000_000


def judged() -> Allowance:
    """Allow the formulas and fields of one file to be judged: so many characters of them, a few dozen for each."""
    return Allowance(_JUDGED, f"公式和域超过 {_JUDGED} 字", f"holds more than {_JUDGED} characters of formulas and fields")


class Part:
    """A part of a package. ``say`` takes what is found; the rest is what readers of one subject remember from tag to tag."""

    __slots__ = ("allowed", "fields", "main", "name", "pending", "property", "root", "say", "unseen", "words")

    def __init__(self, name: str, say: Callable[[Finding], None], allowed: Allowance) -> None:
        self.name, self.say, self.allowed = name, say, allowed
        self.root = ""
        """The name of the outermost element."""
        self.main = ""
        """The part that the package is about, where this part names it."""
        self.words: list[str] | None = None
        """The text since an element began whose text is wanted."""
        self.fields: list[list[str]] = []
        """The instructions of Word's fields, each inside the one before."""
        self.pending: list[str] = []
        """Instructions outside any field."""
        self.property = ""
        """The name of the custom property that is being read."""
        self.unseen = False
        """Whether the run, or the row, is hidden."""


Starts = Mapping[str, Callable[[Part, str, Mapping[str, str]], None]]
"""What is done where an element begins, by its local name: of the part, its namespace and its attributes."""
Texts = Mapping[str, Callable[[Part, str], None]]
"""What is done with the text of an element, by its local name."""


def value(attributes: Mapping[str, str], name: str) -> str:
    """Give an attribute by its local name, whatever its namespace; empty where there is none."""
    return attributes.get(name) or next((found for key, found in attributes.items() if key.endswith(f" {name}")), "")


def is_set(text: str) -> bool:
    """Read an on-off value (ISO/IEC 29500-1, 17.17.4): it is on unless it says that it is not."""
    return text.strip().lower() not in {"0", "false", "off"}
