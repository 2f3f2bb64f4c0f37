"""How a record's fields are described: once, beside the type, for loader, messages, labels, schema and exchange."""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Mapping
from typing import Any, Literal

from quanli.frozen import frozen

Kind = Literal[
    "text",  # one line of text
    "prose",  # Markdown
    "id",  # an identifier: letters, digits, hyphen, underscore
    "code",  # a power's code
    "choice",  # a key of About.choices
    "date",  # YYYY-MM-DD
    "integer",
    "number",  # decimal
    "flag",  # true or false
    "phone",
    "link",  # https:, mailto:, tel: or a page of this site
    "path",  # an attached file
    "article",  # 第三十七条 or 第三十七条之一
    "credit_code",  # GB 32100
    "national_code",  # 31, 33 or 34 characters
    "open",  # any mapping; never published
]


@frozen
class Term:
    """A word of a fixed vocabulary: its Chinese and English name and, where there is one, its national code."""

    zh: str
    en: str
    national: str = ""


@frozen
class About:
    """Everything said about a field that its type does not say.

    ``headings`` are other names that spreadsheets use for it, ``national`` is the element of the national
    service-item tables, ``cpsv`` the property of CPSV-AP or schema.org, ``limit`` the greatest length in characters.
    """

    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""
    kind: Kind = "text"
    required: bool = False
    key: str = ""
    choices: Mapping[str, Term] | None = None
    headings: tuple[str, ...] = ()
    national: str = ""
    cpsv: str = ""
    limit: int = 0
    example: str = ""
    public: bool = True


TEXT_LIMIT = 2_000
PROSE_LIMIT = 8_000


def about(zh: str, en: str, help_zh: str = "", help_en: str = "", *, default: Any = "", **more: Any) -> Any:
    """Declare a dataclass field and describe it. A field without ``default`` is empty text when it is missing."""
    return dataclasses.field(default=default, metadata={"about": About(zh, en, help_zh, help_en, **more)})


Shape = Literal["scalar", "record", "scalars", "records", "mapping"]


@frozen
class Field:
    """A field as the reader sees it: its key in YAML, attribute in Python, shape, and element type."""

    key: str
    attribute: str
    about: About
    shape: Shape
    element: type
    default: Any

    @functools.cached_property
    def limit(self) -> int:
        """Greatest length of a text, in characters."""
        return self.about.limit or (PROSE_LIMIT if self.about.kind == "prose" else TEXT_LIMIT)


_KNOWN: dict[type, Mapping[str, Field]] = {}


def fields_of(record: type) -> Mapping[str, Field]:
    """Describe a record's fields by their YAML key, in the order in which they are declared."""
    if record not in _KNOWN:
        _KNOWN[record] = _described(record)
    return _KNOWN[record]


def _described(record: type) -> Mapping[str, Field]:
    hints = typing.get_type_hints(record)
    found = {}
    for declared in dataclasses.fields(record):
        described: About | None = declared.metadata.get("about")
        if described is None:
            continue
        shape, element = _shape(hints[declared.name])
        key = described.key or declared.name
        found[key] = Field(key, declared.name, described, shape, element, declared.default)
    return found


def _shape(hint: Any) -> tuple[Shape, type]:
    """Tell a list from a single value and a record from a scalar: ``tuple[X, ...]``, ``X | None``, ``Mapping[str, X]``."""
    arguments = [a for a in typing.get_args(hint) if a is not type(None)]
    origin = typing.get_origin(hint)
    if origin is not None and type(None) in typing.get_args(hint):
        return _shape(arguments[0])
    if origin is tuple:
        element = arguments[0]
        return ("records" if dataclasses.is_dataclass(element) else "scalars"), element
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return "mapping", arguments[1]
    return ("record" if dataclasses.is_dataclass(hint) else "scalar"), hint
