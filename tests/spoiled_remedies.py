"""Ways to spoil what is said of remedies: periods, organs, a way left out, reconsideration where there is none, who entrusts."""

import re
from collections.abc import Callable, Iterator

_DECIDES = re.compile(r"^category: (?:permit|penalty|coercion|levy|payment|confirmation|reward|requisition)$", re.MULTILINE)
_QUIET = re.compile(r"^redress:|state: abolished|第五十三条", re.MULTILINE)
"""Items with words of their own, gone, or that only ask a court to enforce."""

Way = Callable[[str], Iterator[tuple[str, int, str]]]


def _with(words: str, only: re.Pattern[str] = _DECIDES) -> Way:
    """Give items words of their own that are wrong."""

    def way(text: str) -> Iterator[tuple[str, int, str]]:
        if only.search(text) and not _QUIET.search(text):
            yield f"{text.rstrip()}\nredress: {words}\n", text.rstrip().count("\n") + 2, words

    return way


days = _with("不服决定的，三十日内申请行政复议，或者六个月内起诉。")
court_days = _with("不服决定的，六十日内申请行政复议，或者三个月内起诉。")
organ = _with("不服决定的，六十日内向上一级主管部门申请行政复议，或者六个月内起诉。")
left_out = _with("不服决定的，六十日内申请行政复议。")
nothing_decided = _with("不服的，六十日内申请行政复议。", re.compile(r"^(?:category: internal|disputes: \[contract\])$", re.MULTILINE))
straight_to_court = _with("不服决定的，六十日内申请行政复议，或者六个月内起诉。逾期不答复的，可以直接起诉。", re.compile(r"^category: permit$", re.MULTILINE))
price_penalty = _with("不服决定的，六十日内申请行政复议，或者六个月内起诉。", re.compile(r"^category: penalty$[\s\S]*law: price-penalty-provisions", re.MULTILINE))


def in_prose(text: str) -> Iterator[tuple[str, int, str]]:
    """Change a period that an answer gives for reconsideration or a lawsuit."""
    for old, new in (("六十日内申请行政复议", "三十日内申请行政复议"), ("六个月内起诉", "两个月内起诉"), ("六个月内向人民法院起诉", "四个月内向人民法院起诉")):
        for found in re.finditer(old, text):
            yield text[: found.start()] + new + text[found.end() :], text[: found.start()].count("\n") + 1, new


def entrusting(text: str) -> Iterator[tuple[str, int, str]]:
    """Name as entrusting an organ of which nothing is known, or none."""
    for found in re.finditer(r"^entrusted_by: (.*)\n", text, re.MULTILINE):
        line = text[: found.start()].count("\n") + 1
        yield text[: found.start(1)] + "样例省某某厅" + text[found.end(1) :], line, "样例省某某厅"
        yield text[: found.start()] + text[found.end() :], line - 1, "entrusted_by left out"
