"""What a site publishes, read as a stranger's: sizes, types, plain texts, and links to nowhere but the site itself.

Fields that are not known are passed over: a later version of the data may add some. What is known and odd is refused, the
whole site with it: a list of services that may be somebody else's is worse than one of yesterday.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from quanli.catalogue import terms
from quanli.frozen import frozen

PART_LIMIT, INDEX_LIMIT = 16 * 1024 * 1024, 1024 * 1024
"""Bytes of a part of the catalogue (some hundred items) and of the list of parts."""
PARTS, ROWS = 2_000, 200_000
"""Parts, and items, of a site."""
_PART = re.compile(r"data/catalogue(?:-[A-Za-z0-9._-]{1,120})?\Z")
_CODE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,119}\Z")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TEXT = 2_000


class HostileError(Exception):
    """Data that no site of this program publishes."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@frozen
class Listed:
    """What a site says of itself: its name, its body's, the names of the parts of its catalogue, and whether it is a sample."""

    site: str
    body: str
    parts: tuple[str, ...]
    sample: bool = False


@frozen
class Row:
    """An item of a site, as its bulk data have it; ``url`` leads to its page there."""

    code: str
    name: str
    category: str
    office: str
    state: str
    summary: str
    url: str
    promised: str
    free: bool | None
    visits: int | None
    keywords: tuple[str, ...]


def read_index(data: bytes) -> Listed:
    """Read ``data/index.json``. Raises :class:`HostileError`."""
    tree = _object(_json(data), "index.json")
    parts = tree.get("parts")
    if not isinstance(parts, list) or len(parts) > PARTS:
        raise HostileError("index.json 没有 parts，或者太多", "index.json has no parts, or too many")
    names = tuple(_text(_object(one, "parts"), "name", 200) for one in parts)
    for name in names:
        if not _PART.match(name):
            raise HostileError(f"“{name[:80]}”不是目录文件的名称", f'"{name[:80]}" is no name of a file of the catalogue')
    if len(set(names)) != len(names):
        raise HostileError("同一文件列了两次", "a file is listed twice")
    return Listed(_text(tree, "site", 200), _text(tree, "body", 200), names, tree.get("sample") is True)


def read_rows(data: bytes, base: str) -> list[Row]:
    """Read a part of the catalogue; every link must lead to the item's page below ``base``, the site's address.

    With an empty ``base`` the first link says which it is. Raises :class:`HostileError`.
    """
    tree = _json(data)
    if not isinstance(tree, list) or len(tree) > ROWS:
        raise HostileError("目录文件不是列表，或者太长", "a file of the catalogue is no list, or too long")
    rows = []
    for one in tree:
        row = _row(_object(one, "item"), base)
        base = base or base_of(row)
        rows.append(row)
    return rows


def base_of(row: Row) -> str:
    """Give the address of the site that an item's link leads to."""
    return row.url.removesuffix(f"/powers/{row.code}/")


def _row(tree: Mapping[str, Any], base: str) -> Row:
    code, url = _text(tree, "code", 120), _text(tree, "url", 2_000)
    if not _CODE.match(code):
        raise HostileError(f"“{code[:80]}”不能作编码", f'"{code[:80]}" cannot be a code')
    said = base or url.removesuffix(f"/powers/{code}/")
    if url != f"{said}/powers/{code}/" or not re.match(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~-]+)*\Z", said):
        raise HostileError(f"{code} 的链接不在本站：{url[:200]}", f"the link of {code} does not lead to the site itself: {url[:200]}")
    category, state = _text(tree, "category", 40), _text(tree, "state", 40)
    if category not in terms.CATEGORIES or state not in terms.STATES:
        raise HostileError(f"{code} 的类别或状态不认识：{category} {state}", f"category or state of {code} is not known: {category} {state}")
    office = _text(tree, "office_name", 200, optional=True) or _text(tree, "office", 200)
    free, visits, keywords = tree.get("free"), tree.get("visits"), tree.get("keywords", [])
    if not (free is None or isinstance(free, bool)) or not (visits is None or (isinstance(visits, int) and 0 <= visits <= 1_000)):
        raise HostileError(f"{code} 的 free 或 visits 不对", f"free or visits of {code} is wrong")
    if not isinstance(keywords, list) or len(keywords) > 100:
        raise HostileError(f"{code} 的 keywords 不对", f"keywords of {code} are wrong")
    return Row(
        code, _text(tree, "name", 400), category, office, state, _text(tree, "summary", _TEXT, optional=True), url,
        _text(tree, "promised_text", 60, optional=True), free, visits, tuple(_plain(word, "keywords", 60) for word in keywords),
    )  # fmt: skip


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise HostileError(f"不是 JSON：{str(error)[:100]}", f"no JSON: {str(error)[:100]}") from error


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise HostileError(f"{what} 不是对象", f"{what} is no object")
    return value


def _text(tree: Mapping[str, Any], key: str, limit: int, *, optional: bool = False) -> str:
    value = tree.get(key)
    if optional and value is None:
        return ""
    text = _plain(value, key, limit)
    if not text and not optional:
        raise HostileError(f"{key} 是空的", f"{key} is empty")
    return text


def _plain(value: Any, key: str, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit or _HIDDEN.search(value):
        raise HostileError(f"{key} 不是 {limit} 字以内的普通文字", f"{key} is no plain text of at most {limit} characters")
    return value
