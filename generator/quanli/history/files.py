"""Of which item a file of the repository is."""

from __future__ import annotations

import functools
import re

from quanli.catalogue.content_kinds import POWER
from quanli.personal.masking import numbers_in_name

_FILE = re.compile(rf"{POWER.folder}/[^/]+/([A-Za-z0-9][A-Za-z0-9._-]*){re.escape(POWER.ending)}")


def item_of(path: str) -> str:
    """Give the code of the item that a file is of; empty for another file, or one whose name names a person: its page would say the number for good."""
    found = _FILE.fullmatch(path)
    return found[1] if found and not names_a_person(path) else ""


@functools.lru_cache(maxsize=1024)
def names_a_person(path: str) -> bool:
    """Tell whether the number of a person stands in a file's name."""
    return bool(numbers_in_name(path, of_code=True))
