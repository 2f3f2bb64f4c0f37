"""What a number of the prose speaks of, by the words around it: a limit of the office, a validity, a sanction, or only what other prose says alike."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from quanli.catalogue.power import Power
from quanli.catalogue.sayings import Saying, Value, saying_at
from quanli.codes.numerals import NUMERAL


class Topic(Enum):
    """What a number speaks of."""

    LIMIT = auto()
    """A limit of the office: of the whole case, or of an act that is a step."""
    CORRECTION = auto()
    """The limit for naming what is missing."""
    VALIDITY = auto()
    """How long a result is valid."""
    SANCTION = auto()
    """What is imposed."""
    OTHER = auto()
    """What only other prose can tell: an age, a share, a time of the applicant's."""
    NOTHING = auto()
    """What no field could tell: a sum, a fine of another item."""


_SPAN = rf"(?:[至到—–-]\s*{NUMERAL}\s*(?:个?工作日|个月|日|天|年))?"
_OWN = re.compile(
    rf"^{_SPAN}(?:之?内|以内|以上|前)?(?:向|内?提出|申请|要求|起诉|提起|内?缴|内?交|陈述|申辩|内?履行|内?补办|内?改正|异议|登记|前提出|前申请|到指定|到银行|[^，]{0,4}补[正齐交]|内?领取|内?送检|申领)")
"""Words after a time that is the applicant's."""
_THEIR = re.compile(r"(?:申请人|当事人|您|企业|经营者|投诉人|举报人)[^，]{0,6}(?:应当?|须|需|要|请|可以|自收到)[^，]*$")
"""Words before it."""
_DONE = re.compile(r"^(?:之?内|以内)?[^，]{0,6}?(?:办结|办理完毕|办理完成|办完|办好|审结|作出|决定|答复|批复|批准|裁决|结果|拿到?照|发证)")
_CORRECTION = re.compile(r"补正|要补|补什么|补齐|缺什么")
_VALID = re.compile(r"有效期?(?:限|为|是|：|一般|都是)*\s*$")
_ASIDE = re.compile(r"加处|当场|听证|较大数额|集体讨论|移送|刑|举报|奖")
"""Words of sentences that name a sum for something else than what is imposed: on the spot, a hearing, what is added each day."""
_ELSEWHERE = re.compile(r"延长|邮寄|快递|邮政|EMS|银行|提前|展期")
"""Words of a clause whose time is no field of the item: a prolongation, the post, the bank."""
_ARRIVES = re.compile(r"^(?:之?内|以内|左右)?(?:到账|到达|寄达|左右)")
_SUM = re.compile(r"合计|总共|一共|累计|加起来")
_ACTS = re.compile(
    "受理|审核|审查|复核|核查|核实|检验|检测|检定|评审|鉴定|听证|公示|公开|送达|立案|调查|拨付|支付|发放|返还|退还|抵押登记|征求|评估|催告|复查|转款|入账|整改|解除|处理|告知")
_STEM = re.compile(r"[一-鿿]{2,}")
_COMPARED = 500
"""Values of one unit that another is held against: texts with more are no prose, and to compare each with each has no end."""
_NEAR = 12
_FAR = 20
_BOUNDS = frozenset("满高低长多少过于达")
"""Characters that stand before a bound, as in 不满, 最高, 不超过."""
_COMMON = frozenset({
    "的，", "之日", "日起", "以上", "以下", "以内", "不超", "超过", "或者", "可以", "本局", "中心", "本中", "规定", "申请", "日内", "不得", "应当", "罚款", "最长", "办理", "行政", "决定", "收到", "自收", "受理", "作出", "个月", "工作", "作日"})


def topic_of(power: Power, said: Saying) -> Topic:
    """Tell what a number in the prose of a power, or of a guide to it, speaks of."""
    if said.value[0] == "duration":
        return _of_time(power, said)
    near = said.before[-_FAR:] + said.after[:_FAR]
    if _ASIDE.search(said.sentence):
        return Topic.NOTHING
    if "罚" in near or said.before.endswith("处"):
        return Topic.SANCTION if power.discretion and power.discretion.statutory else Topic.NOTHING
    return Topic.OTHER


def _of_time(power: Power, said: Saying) -> Topic:
    limits, unit = power.time_limits, said.value[2]
    if _VALID.search(said.before) or said.after.startswith(("有效", "内有效")):
        return Topic.VALIDITY
    if _OWN.match(said.after) or _THEIR.search(said.before):
        return Topic.OTHER
    if limits and limits.correction and _CORRECTION.search(said.after) and "告" in said.after:
        return Topic.CORRECTION
    if _SUM.search(said.before) or _ELSEWHERE.search(said.before + said.after[:6]) or _ARRIVES.match(said.after):
        return Topic.NOTHING
    stated = limits is not None and bool(limits.statutory or limits.promised)
    done = _DONE.match(said.after) if stated and unit != "year" else None
    if done and not (done.group().endswith("结果") and _ACTS.search(done.group())):
        return Topic.LIMIT
    act = _act(said)
    if act:
        return Topic.LIMIT if unit != "year" and _has_limit(power, act) else Topic.OTHER
    return Topic.LIMIT if stated and unit == "workday" else Topic.OTHER


def _act(said: Saying) -> str:
    """Name the act that a time is said of: 七日内送达, 公示 5 个工作日; empty where none is named."""
    found = _ACTS.search(said.after[:_NEAR]) or next(iter(deque(_ACTS.finditer(said.before[-_NEAR:]), 1)), None)
    return found.group() if found else ""


def _has_limit(power: Power, act: str) -> bool:
    flows = power.flows
    named = [(step.name, step.limit) for step in (*flows.external, *flows.internal)] if flows else []
    named += [(special.name, special.limit) for special in power.special_steps]
    return any(limit and act in name for name, limit in named)


class Others:
    """What some texts say in numbers, by unit, among which the like of a value is looked for."""

    def __init__(self, texts: Iterable[tuple[str, Iterable[tuple[Value, re.Match[str]]]]]) -> None:
        """Take texts, each with the values that it names; what stands around them is read once it is asked for."""
        self._named: dict[tuple[str, str], list[tuple[int, str, Value, re.Match[str]]]] = {}
        self._said: dict[tuple[str, str], list[tuple[int, Saying]]] = {}
        for number, (text, named) in enumerate(texts):
            for value, match in named:
                self._named.setdefault((value[0], value[2]), []).append((number, text, value, match))

    def like(self, said: Saying) -> Iterator[tuple[int, Saying]]:
        """Give what is said alike with another number, and in which of the texts."""
        unit = said.value[0], said.value[2]
        if unit not in self._said:
            named = self._named.get(unit, ())[:_COMPARED]
            self._said[unit] = [(number, saying_at(text, value, match)) for number, text, value, match in named]
        return (one for one in self._said[unit] if alike(said, one[1]))


def alike(first: Saying, second: Saying) -> bool:
    """Tell whether two values are of one unit, differ, and stand among the same words: 连续缴存满 3 个月, 连续缴满 6 个月."""
    (kind, amount, unit), (other_kind, other, other_unit) = first.value, second.value
    if kind != other_kind or unit != other_unit or amount == other:
        return False
    if kind == "age":
        return True
    shared = len(_pairs(_near(first)) & _pairs(_near(second)))
    beside = first.before.rstrip()[-1:] == second.before.rstrip()[-1:] and second.before.rstrip()[-1:] in _BOUNDS
    return shared >= 2 or (shared == 1 and beside)


def _near(said: Saying) -> str:
    return said.before[-_FAR:] + "|" + said.after[:8]


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for one in _STEM.findall(text) for pair in map("".join, pairwise(one)) if pair not in _COMMON)
