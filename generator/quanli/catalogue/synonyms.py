"""The site's word list: what people say, and which items they mean by it."""

from __future__ import annotations

from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Synonym:
    """Everyday words for some items: those whose name or keywords hold all parts of one of ``means``."""

    words: tuple[str, ...] = about("大家的说法", "everyday words", "如：买房取钱", "e.g. 买房取钱", required=True, limit=60, default=())
    means: tuple[str, ...] = about(
        "所指事项",
        "what is meant",
        "事项名称或同义词中的文字；几段文字都要有的，用空格隔开",
        "text of names or keywords; parts that must all be there are separated by spaces",
        required=True,
        limit=120,
        default=(),
    )


@frozen
class WordList:
    """All everyday words of a site."""

    synonyms: tuple[Synonym, ...] = about("同义词", "synonyms", required=True, default=())

