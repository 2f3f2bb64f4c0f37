"""No text is published with a number of a person in it: a quick look that most texts pass, and the mask for those that do not.

What is left of a number is its length and its first two digits: the province of an identity number, or that it is a mobile
phone's. Its last digits, which many leave, would with place and day of birth give it away: the check digit is one of them.
"""

from __future__ import annotations

import re

from quanli.personal.signs import BETWEEN, ODD_DIGITS

TYPE_CHECKING = False  # as typing's: every build imports this
if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanli.personal.numbers import Number

MARK = "×"
"""What Chinese documents write for what is not said; an asterisk would be markup in Markdown."""

_CHAIN = re.compile(rf"[0-9][{BETWEEN}]{{0,8}}+[0-9](?:[{BETWEEN}]{{0,8}}+[0-9]){{9}}")
"""Eleven digits near each other. What looks clumsy is a third faster than a group that is repeated ten times."""
_SPELT = re.compile(r"[%&\\<](?:(?<=[&\\])|(?<=%)[23CEce][0-9A-Fa-f]|(?<=<)[A-Za-z/])")
"""What stands before a sign is looked at after it: thrice as fast."""
_ODD_DIGIT = re.compile(f"[{ODD_DIGITS}\U0001d7ce-\U0001d7ff]")


def personal_numbers(text: str, *, odd: bool | None = None) -> Sequence[Number]:
    """Find the numbers of persons in a text, in its order; ``odd`` tells whether it may have digits other than ASCII's, if known."""
    chain, spelt = _CHAIN.search(text), _is_spelt(text)
    odd = odd if odd is not None else _ODD_DIGIT.search(text) is not None
    if chain is None and not spelt and not odd:
        return ()
    from quanli.personal.numbers import found_in  # noqa: PLC0415 - few texts need a closer look

    return found_in(text, 0 if odd or not chain else chain.start(), spelt=spelt)


def masked(text: str) -> str:
    """Give a text without the numbers in it."""
    return masked_at(text, personal_numbers(text))


def masked_at(text: str, numbers: Sequence[Number]) -> str:
    """Put a cross for each character of some numbers but the first two; what stands between them stays."""
    parts, done = [], 0
    for number in numbers:
        for start, end in number.places[2:]:
            parts += [text[done:start], MARK]
            done = end
    return "".join([*parts, text[done:]]) if parts else text


def masked_data(data: bytes) -> bytes:
    """Mask a file that is text in UTF-8; any other stays as it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    return masked(text).encode()


def numbers_in_name(path: str, *, of_code: bool = False) -> Sequence[Number]:
    """Find the numbers in the name of a file or a folder.

    Where the name is an item's code (``of_code``) eleven digits are one: codes of places in Hebei begin with 13.
    """
    return [number for number in personal_numbers(path) if number.kind == "identity" or not of_code]


def is_masked(text: str) -> bool:
    """Tell whether a number was masked in a text."""
    return text.count(MARK) >= 9


def _is_spelt(text: str) -> bool:
    """Tell whether a text may spell its digits, or what stands between them, as entities, escapes, percents or tags."""
    return ("&" in text or "\\" in text or "%" in text or "<" in text) and _SPELT.search(text) is not None
