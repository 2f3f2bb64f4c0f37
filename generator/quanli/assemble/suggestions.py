"""What browsers suggest while somebody types the beginning of an item's name (OpenSearch Suggestions 1.1).

A site of files cannot work an answer out: there is a file for each first character, and for each first two, of a name. For
longer words there is none, and the browser suggests nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.data import json_bytes
from quanli.assemble.edges import Beginnings
from quanli.assemble.page import Part, power_url
from quanli.assemble.page_kind import PageKind

_MOST = 10


def suggestions(context: Context, typed: str) -> Iterator[Part]:
    """Write what was typed, the names that begin with it, and their pages."""
    rows = list(itertools.islice(context.index.rows(beginning=typed), _MOST))
    domain = context.site.domain
    yield f"search/suggest/{typed}.json", json_bytes([typed, [row.name for row in rows], ["" for _ in rows], [f"{domain}{power_url(row.code)}" for row in rows]])


SUGGESTIONS = PageKind("suggestion", lambda typed: f"/search/suggest/{typed}.json", (), lambda context: context.index.beginnings(), suggestions, (Beginnings(),))
