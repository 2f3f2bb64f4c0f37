"""The statute to which a place belongs, as the words before the place say: 《…》, a known name, 本法, 条例, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from quanli.frozen import frozen

Naming = Literal[
    "title",  # 《行政处罚法》
    "bare",  # 行政处罚法: known as a title, or such as one ends (…办法)
    "own",  # 本法, 本条例: the statute in which, or for which, the text speaks
    "noun",  # 条例, 该办法: the one of that kind that is at hand
    "none",  # 第三条 alone
]
Knows = Callable[[str], bool]
"""Tells whether a title or short name, without brackets, is that of a statute."""

_GROUP = r"(?:〔[^〔〕]{1,80}〕|[（(][^（）()]{1,600}(?:[（(][^（）()]{0,80}[）)][^（）()]{0,300}){0,4}[）)])"
"""What stands in brackets after a title: the version, the number, how it is called from now on."""
TITLE = re.compile(rf"《(?P<title>(?:[^《》〈〉]|《[^《》]*》|〈[^〈〉]*〉){{2,120}})》(?P<after>(?:\s*{_GROUP}){{0,3}})")
_YEAR = re.compile(r"[（(〔]\s*(?P<year>(?:19|20)[0-9]{2})(?:-(?P<day>[0-9]{2}-[0-9]{2})\s*[）)〕]|\s*年?\s*(?:第[一二三四五六七八九十]次)?(?:修正|修订|修改|版|公布|本|[）)]))")
_CALLED = re.compile(r"(?:简称|下称)为?[：:]?\s*[《“\"「](?P<short>[^《》“”\"「」]{2,40})[》”\"」]")
_CALLED_BEFORE = re.compile(r"(?:简称|下称)为?[：:]?\s*\Z")
_OWN = re.compile(r"本(?P<noun>法|条例|办法|规定|细则|规则|决定|通则|规程)\Z")
_NOUN = re.compile(r"(?P<noun>实施条例|实施细则|实施办法|法|条例|办法|规定|细则|规则|决定|规程)\Z")
_RUN = re.compile(r"[\u3400-\u9fff〇（）()、·]{2,60}\Z")
"""Characters before a place among which a title may be."""
_BARE_GROUP = re.compile(r"[（(][^（）()]{0,30}(?:(?:19|20)[0-9]{2}|号)[^（）()]{0,12}[）)]\Z")
_LOOK_BACK = 64
_LEADING = tuple(
    "依照 按照 根据 依据 违反 符合 适用 适用于 参照 参考 比照 对照 执行 遵守 属于 属 履行 列举 规定 要求 具备 不具备 是指 指 视为 视同"  # noqa: SIM905 - read as a list
    " 可以 应当 必须 需 须 取得 见 参见 详见 按 依 与 和 及 或 或者 以及 并 有 由 把 以 在 对 因 经 是 不 将 从 自 为 等 的 即 到 用 了"
    " 原 旧 现行 新 该 上述 前述 同 至 、 （ ( ） ) ·".split()
)
"""Words after which a title may begin."""
_LEADS = re.compile("依照|按照|根据|依据|违反|符合|适用|参照|比照|属于|、|和")
_BEFORE_NOUN = tuple("依照 按照 根据 依据 违反 符合 适用 参照 比照 属于 履行 规定 该 上述 前述 同 把 由 有 按 依 与 和 及 或 、 （ ( ） )".split())  # noqa: SIM905 - read as a list
"""Words after which 条例 or 办法 stands by itself; most single characters may end a longer name (应对法)."""


@frozen
class Named:
    """The statute that is named before a place; of a bare name that nobody knows ``title`` is all that may belong to it."""

    naming: Naming
    title: str
    start: int
    version: str = ""
    known: bool = True


def leads_in(words: str) -> bool:
    """Tell whether a title may begin after these words, rather than go on with them."""
    return not words or words.endswith(_LEADING)


def title_in(words: str) -> str:
    """Give the title that words before an article seem to end with (依照行政许可法); empty where they end with none."""
    return _LEADS.split(words)[-1] if _NOUN.search(words) else ""


def is_alias(text: str, at: int) -> bool:
    """Tell whether a title that begins here only says how another is called: 以下简称《…》."""
    return bool(_CALLED_BEFORE.search(text, max(0, at - 8), at))


def declared(title: re.Match[str]) -> Mapping[str, str]:
    """Give the abbreviation that a text declares behind a title, with the title."""
    called = _CALLED.search(title["after"]) if title["after"] else None
    return {called["short"]: title["title"].strip()} if called else {}


def version_in(words: str) -> str:
    """Give the version that stands in brackets, as a year or a day; empty where there is none."""
    found = _YEAR.search(words) if words else None
    return "" if not found else f"{found['year']}-{found['day']}" if found["day"] else found["year"]


def titled(title: re.Match[str], shorts: Mapping[str, str], knows: Knows) -> Named:
    """Say which statute a title in brackets is; 《条例》 alone is the one that is at hand."""
    name = title["title"].strip()
    if name not in shorts and _NOUN.fullmatch(name) and not knows(name):
        return Named("noun", name, title.start())
    return Named("title", shorts.get(name, name), title.start(), version_in(title["after"]))


def named_before(text: str, at: int, shorts: Mapping[str, str], knows: Knows) -> Named:
    """Say which statute is named, without brackets, in the words before a place."""
    before = text[max(0, at - _LOOK_BACK) : at].rstrip()
    end = max(0, at - _LOOK_BACK) + len(before)
    group = _BARE_GROUP.search(before)
    if group:
        before, end = before[: group.start()], end - len(group[0])
    version = version_in(group[0]) if group else ""
    if own := _OWN.search(before):
        return Named("own", own["noun"], end - len(own[0]), version)
    run = _RUN.search(before)
    words = run[0] if run else ""
    name = next((one for one in _endings(words) if one in shorts or (leads_in(words[: -len(one)]) and knows(one))), "")
    if name:
        return Named("title" if name in shorts else "bare", shorts.get(name, name), end - len(name), version)
    noun = _NOUN.search(words)
    if noun and (not noun.start() or words[: noun.start()].endswith(_BEFORE_NOUN)):
        return Named("noun", noun[0], end - len(noun[0]), version)
    return Named("bare" if noun else "none", words, at, version, known=False)


def _endings(words: str) -> list[str]:
    """Give what words may end with, the longest first."""
    return [words[at:] for at in range(len(words) - 1)]
