"""The amount of a fine or a detention from the words before its name, and the length of another sanction from its own words."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from decimal import Decimal

from quanli.frozen import frozen
from quanli.provisions.amounts import AMOUNT, RANGE, amount_of, bounds_of
from quanli.provisions.provision import Range

_RANGE = re.compile(RANGE)
_TAIL = re.compile(
    r"(?:、?(?:但?最高|但)?不(?:得)?超过(?P<cap>[^，的]{2,12}元))?"
    r"(?:的?(?:标准|幅度|数额|金额|范围|比例|罚款)内?)?的?(?:计算|计征)?的?(?P<on>对[^，]{2,60}?)?(?:(?:并|可以)?(?:处以|处|给予|予以|计算|加处|作出))?的?(?:行政)?$",
)
_VERB = re.compile(r"(?:合并|分别|并|单|加|科)?处以?(?!罚|分|理|置|于|方|所(?![获得])|长)|科以|给予|予以")
_ASIDE = re.compile(r"（[^）]*）")
_DAILY = re.compile(r"按日(?=处|加|$)")
_EACH = re.compile(r"(?:按照?|以)?每(?:逾期|迟延|延误|延迟)?(?:一|1)?(?P<per>[^，]+?)(?:[并加单]?处以?)?$")
_BASE_AFTER = re.compile(r"(?P<per>日|天|月|年|人|次|件|台)(?:按照?)?(?P<base>[^，每]{2,}?)$")
_OTHER = re.compile(rf"{AMOUNT}(?<=[元倍%])|百分之|千分之")
_TRIM = re.compile(r"^(?:其|以|相当于?|人民币|合计|共计|应当?|的|为|当事人|按|照|由|可以|可|并|或者|或|、|直至|至)+|(?:的|按|处以?|人民币|相当于|总额的)+$")
_BASE = re.compile(r"违法|货值|销售|非法|每|按照|前款|本条|罚款|以(?!上|下)")
_JOINED = re.compile(r"(?:、|或者|或|和|并|及|可以|直至)*")
_SHORT = 10
"""Characters of words before an amount that are taken for its base when nothing else tells where that begins."""
_SHARES = {"times", "percent", "permille"}
_LENGTHS = {"day", "month", "year"}
_WITHIN = re.compile(r"(?:(?P<who>[^，]{0,30}?)可以)?在(?P<words>[^，]+?)(?:的?幅度内|的?范围内)?(?:确定|决定)(?:具体)?的?罚款数额$")
_TOLD = re.compile(r"(?:具体)?(?:罚款)?的?(?:数额|金额|幅度|标准|额|限额|最高额)(?:为|按照?|是)(?:人民币)?(?P<words>[^，]+)$")
_LIMITED = re.compile(r"(?:[^，]*罚款[^，]*)?以(?P<words>不(?:得)?超过[^，]+)为限$")
_APPLIED = re.compile(r"按照?(?:罚款)?(?P<words>[^，]+?)(?:的标准)?执行$")
_SHARE_OF_FINE = re.compile(r"(?:[^，]*?)处以?(?P<words>[^，]*罚款(?:数额|金额)的[^，]+)$")
_CAP = re.compile(r"^(?:但|但是|且)?(?:罚款)?(?:总额|数额|金额|罚款)?(?:最高|最多)?(?:罚款)?(?:总额|数额|金额)?(?:为|不得超过|不超过|不得高于)(?:人民币)?(?P<cap>[^，；]{2,12}元)(?:人民币)?$")


@frozen
class Stated:
    """An amount, and where in the words before the sanction's name what belongs to it begins."""

    range: Range | None
    starts: int
    subject: str = ""
    """Whom the words between amount and name say that it is for."""
    other: Range | None = None
    """The first of two amounts: 五千万元以下或者上一年度营业额百分之五以下."""


def stated_before(region: str, *, lengths: bool, condition: str = "") -> Stated | None:
    """Read the amount from the words before 罚款, or before 拘留 (lengths); without one only the verb is found.

    Gives nothing where there is an amount and it was not understood.
    """
    for match in _RANGE.finditer(region):
        bounds = bounds_of(match)
        tail = _TAIL.match(region, match.end()) if bounds else None
        if bounds and tail and lengths == (bounds.unit in _LENGTHS):
            head = region[: match.start()]
            verb = _last(_VERB, head)
            starts = verb.start() if verb else _own(head)
            words = head[verb.end() if verb else starts :]
            other = None
            if _OTHER.search(words):
                first, _, words = words.rpartition("或者")
                other = stated_before(first, lengths=lengths) if first else None
                if other is None or other.range is None or _OTHER.search(words):
                    return None
            per, base = _shares(words if other else head, words)
            read = Range(
                bounds.min, bounds.max, bounds.unit, base if bounds.unit in _SHARES else "", per, condition, region[match.start() :], _cap(tail["cap"]),
            )
            return Stated(read, starts, (tail["on"] or "").removeprefix("对"), other.range if other else None)
    if _OTHER.search(region) or (lengths and any(bounds_of(match) for match in _RANGE.finditer(region))):
        return None
    verb = _last(_VERB, region)
    return Stated(None, verb.start() if verb else len(region))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return functools.reduce(lambda _, found: found, pattern.finditer(text), None)


def _own(head: str) -> int:
    """Find where the base of a share begins when no verb does."""
    begins = max(head.rfind("、") + 1, head.rfind("或者") + len("或者") if "或者" in head else 0)
    found = _BASE.search(head, begins)
    if found:
        return found.start()
    joined = _JOINED.match(head, begins)
    return joined.end() if joined and len(head) <= joined.end() + _SHORT else len(head)


def _shares(head: str, words: str) -> tuple[str, str]:
    """Give what each amount falls due for, and what it is a share of."""
    if _DAILY.search(head):
        return "日", _TRIM.sub("", _DAILY.sub("", words))
    each = _EACH.search(head)
    if not each:
        return "", _TRIM.sub("", _ASIDE.sub("", words))
    after = _BASE_AFTER.match(each["per"])
    return (after["per"], _TRIM.sub("", after["base"])) if after else (each["per"], "")


def _cap(text: str | None) -> Decimal | None:
    return amount_of(text)[0] if text else None


def told_apart(chunk: str) -> tuple[Range, str] | None:
    """Read the amount that words of their own tell, with who decides it: 罚款幅度为五百元以上五千元以下."""
    found = _TOLD.match(chunk) or _LIMITED.match(chunk) or _APPLIED.match(chunk) or _WITHIN.match(chunk) or (_SHARE_OF_FINE.match(chunk) if not chunk.endswith("罚款") else None)
    stated = stated_before(found["words"], lengths=False) if found else None
    if not found or not stated or not stated.range:
        return None
    told = replace(stated.range, min=None) if "最高额" in chunk else stated.range
    return told, found.groupdict().get("who") or ""


def cap_in(chunk: str) -> Decimal | None:
    """Give the sum in yuan that 但最高不得超过三万元 names; nothing where the chunk is no such words."""
    found = _CAP.match(chunk)
    amount, unit = amount_of(found["cap"]) if found else (None, "")
    return amount if unit == "yuan" else None


def length_in(words: str) -> Range | None:
    """Read how long a suspension, a closure or a ban lasts: 停业整顿1个月至3个月, 五年内不得从事."""
    for match in _RANGE.finditer(words):
        bounds = bounds_of(match)
        if bounds and bounds.unit in _LENGTHS:
            return Range(bounds.min, bounds.max, bounds.unit, words=match.group())
    return None
