"""The amount of a fine or a detention from the words before its name, and the length of another sanction from its own words."""

from __future__ import annotations

import re

from quanli.provisions.amounts import RANGE, bounds_of
from quanli.provisions.provision import Range

_RANGE = re.compile(RANGE)
_TAIL = re.compile(r"(?:、?(?:最高|但)不(?:得)?超过(?P<cap>[^，的]{2,12}元))?的?(?:(?:标准|幅度|数额|金额|范围)(?:内|计算)?)?的?(?:计算)?(?:，?(?:并|可以)?(?:处以|处|给予|予以|计算|加处))?的?(?:行政)?$")
_VERB = re.compile(r"(?:并处以?|处以|单处|加处|处(?!罚|分|理|置|于)|科以|罚(?!款|金)|给予|予以|可以|可|并|或者|或|、|直至|以|按照|按)")
_PER = re.compile(r"(?:按日|每(?:逾期|超过|超|占用?|少|增加)?(?:一|1)?(?P<per>[^\W\d][^，每按罚]{0,7}?|日))(?=$|按|处|加|以)")
_TRIM = re.compile(r"^(?:其|以|相当于|人民币|合计|共计|应当?|的|为|当事人|按|照|由)+|(?:的|按|处以?|人民币|相当于)+$")
_LENGTHS = {"day", "month", "year"}


def fine_range(region: str, sanction: str, condition: str) -> Range | None:
    """Read the amount from the words before 罚款 or 拘留; nothing where they state none.

    Raises ValueError where there is an amount and it was not understood.
    """
    found = None
    for match in _RANGE.finditer(region):
        bounds = bounds_of(match)
        tail = _TAIL.match(region, match.end())
        if bounds and tail and tail.end() == len(region):
            found = match, bounds, tail
            break
    if found is None:
        if any(bounds_of(match) for match in _RANGE.finditer(region)):
            raise ValueError(region)
        return None
    match, bounds, _ = found
    if (sanction == "detention") != (bounds.unit in _LENGTHS):
        raise ValueError(region)
    head = region[: match.start()]
    begins = max((verb.end() for verb in _VERB.finditer(head)), default=0)
    every = _PER.search(head)
    per = (every["per"] or "日") if every else ""
    base = head[begins:]
    if every:
        base = base.replace(every.group(), "")
    base = _TRIM.sub("", base) if bounds.unit in {"times", "percent", "permille"} else ""
    return Range(bounds.min, bounds.max, bounds.unit, base, per, condition, region[match.start() :])


def length_in(words: str) -> Range | None:
    """Read how long a suspension, a closure or a ban lasts: 停业整顿1个月至3个月, 五年内不得从事."""
    for match in _RANGE.finditer(words):
        bounds = bounds_of(match)
        if bounds and bounds.unit in _LENGTHS and not words.startswith(("以上", "以来"), match.end()):
            return Range(bounds.min, bounds.max, bounds.unit, words=match.group())
    return None
