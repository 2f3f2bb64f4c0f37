"""Data for other programs: how it is written."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def json_bytes(values: Mapping[str, Any] | list[Any]) -> bytes:
    """Write data as JSON, without anything that a browser would read as markup."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("<", "\\u003c").encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
