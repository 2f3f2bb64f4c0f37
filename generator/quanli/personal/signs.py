"""Signs that matter where a number is looked for, each as what stands in a class of a regular expression."""

from __future__ import annotations

INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
"""Characters of the basic plane that nobody sees."""
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of direction."""
ODD_DIGITS = "\u0660-\u0669\u06f0-\u06f9\uff10-\uff19"
"""Digits of the basic plane that are not those of ASCII but may be read as such."""

UNSEEN = f"{INVISIBLE}{BIDI}\u0300-\u036f\ufe00-\ufe0f\U000e0000-\U000e0fff*~`"
"""What may stand between the digits of a number and is not read; emphasis of Markdown is."""
BETWEEN = rf"{UNSEEN}\s_/\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d.\uff0e\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65"
"""What may stand between the digits of a number."""
