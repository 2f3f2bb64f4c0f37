"""Whether a power's name is worded as names of the national catalogue are (表述准确): only what is wrong in any name is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import Power
from quanli.errors import Problem, Rule

NAME_WORDING = Rule(
    "NAME_WORDING", "warning",
    zh="名称表述不准确：{what_zh}", en="the name is not worded exactly: {what_en}",
    hint_zh="照国家目录和批准文件的写法改", hint_en="word it as the central directory and the approving document do",
    follows="权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)

_NUMBERED = re.compile(r"(?:[（(]?\d{1,3}[)）]|\d{1,3}[、．]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_ENDS = re.compile(r"[，。；：、,;:]\Z")
_TWICE = re.compile(r"的的|的行政的|对对|处罚处罚|审批审批|许可许可")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))
_CLASSES = (
    (re.compile(r"(?:的|给予)(?:行政)?处罚\Z"), frozenset({"penalty"})),
    (re.compile(r"行政裁决\Z"), frozenset({"adjudication"})),
    (re.compile(r"行政许可\Z"), frozenset({"permit"})),
    (re.compile(r"行政确认\Z"), frozenset({"confirmation"})),
    (re.compile(r"行政给付\Z"), frozenset({"payment"})),
    (re.compile(r"行政征收\Z"), frozenset({"levy"})),
    (re.compile(r"行政奖励\Z"), frozenset({"reward"})),
)
"""Names that end with a class, and that class."""


def check_name(power: Power, file: str) -> Iterator[Problem]:
    """Check the name: no number before it, no punctuation after it, brackets in pairs, the class that it names."""
    for zh, en in _faults(power.name.strip(), power.category):
        yield NAME_WORDING.at(file, ("name",), what_zh=zh, what_en=en)


def _faults(name: str, category: str) -> Iterator[tuple[str, str]]:
    if found := _NUMBERED.match(name):
        yield f"前面有序号“{found.group()}”", f'it begins with the number "{found.group()}"'
    if found := _ENDS.search(name):
        yield f"末尾有标点“{found.group()}”", f'it ends with "{found.group()}"'
    if found := _TWICE.search(name):
        yield f"文字重复“{found.group()}”", f'it says "{found.group()}"'
    for left, right in _PAIRS:
        if name.count(left) != name.count(right) and not ({left, right} & set("（()）") and name.count("（") + name.count("(") == name.count("）") + name.count(")")):
            yield f"“{left}”与“{right}”不成对", f'"{left}" and "{right}" are not in pairs'
    for ending, classes in _CLASSES:
        if (found := ending.search(name)) and category in terms.CATEGORIES and category not in classes:
            yield f"名称写“{found.group()}”，类别却是{terms.CATEGORIES[category].zh}", f'it says "{found.group()}", its category is {terms.CATEGORIES[category].en}'
