"""The unified social credit code of an organisation (GB 32100-2015): 18 characters, the last a check digit."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, in Chinese and English."""

    zh: str
    en: str


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Values 0 to 30: the letters I, O, S, V and Z are not used, so that they are not taken for digits."""

LENGTH = 18
_WEIGHTS = tuple(3**place % 31 for place in range(LENGTH - 1))
_VALUES = {char: value for value, char in enumerate(ALPHABET)}


def check_character(body: str) -> str:
    """Give the last character that belongs to the first seventeen."""
    return ALPHABET[-sum(_VALUES[char] * weight for char, weight in zip(body, _WEIGHTS, strict=True)) % 31]


def credit_code_fault(text: str) -> Fault | None:
    """Say what is wrong with a credit code; nothing when it holds."""
    if len(text) != LENGTH:
        return Fault(f"应为 18 位，现有 {len(text)} 位", f"it must have 18 characters, not {len(text)}")
    for place, char in enumerate(text, 1):
        if char not in _VALUES:
            return Fault(
                f"第 {place} 位“{char}”不可用：只用数字和除 I、O、S、V、Z 外的大写字母",
                f'character {place}, "{char}", is not used: digits and capitals other than I, O, S, V and Z are',
            )
    wanted = check_character(text[:-1])
    if text[-1] != wanted:
        return Fault(
            f"校验位应为 {wanted}，现为 {text[-1]}",
            f"its check character must be {wanted}, not {text[-1]}",
        )
    return None
