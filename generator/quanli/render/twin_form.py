"""A laid out form in Traditional characters."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from quanli.forms.document import Document
from quanli.render.traditional import Traditional


def traditional_document(document: Document, words: Traditional) -> Document:
    """Convert a form as it is printed, the words that the program adds to it included.

    Nothing moves: every text keeps its length, and the grids are laid out already. Ids are ASCII and stay.
    """
    converted: Document = _converted(document, words.text)
    return dataclasses.replace(converted, language="zh-TW")


def _converted(value: Any, text: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else text(value)
    if isinstance(value, tuple):
        made = [_converted(one, text) for one in value]
        return type(value)._make(made) if hasattr(value, "_make") else tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{key: _converted(one, text) for key, one in vars(value).items()})
    return value
