"""Whole numbers within bounds, as arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Make the type of an argument; a number out of bounds is wrong usage."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(
                f"“{text}”不是 {least} 到 {most} 的整数 / not a whole number from {least} to {most}"
            )
        return int(text)

    return read
