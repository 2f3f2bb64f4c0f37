"""What a look into a file finds: a problem code with the wording's arguments."""

from __future__ import annotations

import re

Finding = tuple[str, dict[str, str]]

_BODY = re.compile(r"(?:局|委|委员会|中心|政府|办|办公室|厅|部|院|所|处|科|室|站|署|会|校|学院|大学|银行|集团|公司|平台)\Z")
_BODY_LENGTH = 4
"""A shorter name that ends like a body's may still be a person's: 李会."""
_PROGRAMS = frozenset(
    ("administrator", "admin", "user", "users", "author", "unknown", "guest", "root", "quanli", "python-docx", "openpyxl",
     "microsoft", "windows", "office", "wps", "apache", "poi", "libreoffice", "lenovo", "hp", "dell", "pc")
)
_WORDS = re.compile(r"[a-z][a-z-]*|[^\W\d_a-z]+|\d+", re.IGNORECASE)


def names_person(text: str) -> bool:
    """Tell whether a document property may name a person: it is neither a body nor the name of a program or account.

    When in doubt it does: clearing a property costs nothing.
    """
    text = text.strip()
    if not text or (len(text) >= _BODY_LENGTH and _BODY.search(text)):
        return False
    words = _WORDS.findall(text.lower())
    return not all(word in _PROGRAMS or (word.isdigit() and len(word) < 5) for word in words)


def author(text: str) -> Finding:
    """Say that a file names its author."""
    return "DOC_METADATA", {"what_zh": f"作者姓名（{text.strip()[:40]}）", "what_en": f"the name of its author ({text.strip()[:40]})"}


def embedded(zh: str, en: str) -> Finding:
    """Say that a file has something embedded that is more than text and pictures."""
    return "ACTIVE_CONTENT", {"what_zh": zh, "what_en": en}
