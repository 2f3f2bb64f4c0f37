"""What stands before sanctions: the conduct, the grade that it leads to (情节严重的), the threshold on which it depends (货值金额不足一万元的)."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL
from quanli.frozen import frozen

_STAGE = re.compile(
    r"(?:其中|但是?|对)?(?:情节|后果|危害|拒不|拒绝|拒|逾期|到期|期满|造成|致使|因而|因此|由此|引起|引发|发生|仍|经责令|经(?:教育|批评|处罚|整改|整顿|限期|催告|警告|劝|告诫|通知|复查|停产|停业)"
    r"|再次|屡|多次|两次|二次|三次|两年内|一年内|二年内|累计|初次|首次|限期(?:内|届满)|在(?:限期|规定的?期限)|在责令|有(?:前款|下列|严重|其他严重|从重)[^，]{0,6}(?:情节|情形)|不改|未(?:改正|整改|按期|按要求改)"
    r"|数额(?:较大|巨大)|有重大|影响恶劣|性质恶劣|构成|涉嫌|情况|违法情节|不停止|继续|导致|尚未|数量(?:较|巨|特别)|再犯|又)",
)
_PURE_STAGE = re.compile(r"(?:其中)?(?:违法)?情节(?:特别|较|轻)?[^，]{1,4}的$|逾期(?:不|未)[^，]{2,6}的$|拒不(?:改正|整改|执行)的$")
_MONEY = r"(?:元|倍|平方米|公顷|亩|吨|立方米|公斤|千克|只|头|株|辆|人|米)"
_THRESHOLD = re.compile(
    rf"(?:没有|无|有|未取得|取得)[^，]{{0,4}}(?:违法所得|所得|非法所得|违法收入|违法经营额|非法收入|经营额|非法财物)(?:[^，]{{0,20}})?$|"
    rf"(?:违法|非法|货值|金额|经营额|销售额|价值|价款|收入|所得|数额|面积|数量|造价|费用)[^，]{{0,24}}(?:{NUMERAL}{_MONEY}|不足|以上|以下|没有|无法|难以)|"
    rf"^(?:不足|不满|超过|达到)?{NUMERAL}{_MONEY}|^(?:没有|无)违法所得|没有[^，]{{0,8}}(?:额|所得|收入|物|价款|金额|费)的$|(?:无法|难以)(?:计算|确定|查清)",
)
_BEING = re.compile(r"(?:属于|有(?!下列|前款|本条|第|其他严重|严重)|没有|无)[^，]{1,14}的$")
_NOT_CRIMINAL = re.compile(r"^(?:尚|还)?(?:不|未)(?:够成|构成|够|需要|需)?(?:犯罪|刑事处罚|追究刑事责任|刑事|违反治安)|^尚不|^(?:依法)?不需要|^但?尚不")
_CRIMINAL = re.compile(r"(?:构成[^，]{0,12}(?:犯罪|罪)|触犯刑律|涉嫌犯罪|触犯刑法|触犯[^，]{0,6}刑律|构成违反治安管理行为|违反治安管理[^，]{0,8})的?$")
_CIRCUMSTANCE = re.compile(r"(?:的|之一|情形)$")
_BY_LAW = re.compile(r"^(?:依照|按照|依据|根据)")


@frozen
class Circumstance:
    """The words before sanctions, divided; what a part does not say is empty."""

    conduct: str = ""
    stage: str = ""
    condition: str = ""


def is_circumstance(chunk: str) -> bool:
    """Tell a chunk that says when or who (…的) from one that says what follows."""
    return bool(_CIRCUMSTANCE.search(chunk))


def is_criminal(chunk: str) -> bool:
    """Tell 构成犯罪的, which leads to what no administrative office decides."""
    return bool(_CRIMINAL.search(chunk))


def divided(chain: list[str], *, known: bool) -> Circumstance | None:
    """Divide the chunks of a circumstance; nothing when they say nothing of their own (尚不构成犯罪的).

    ``known`` says that the conduct was told before, so that what comes now may be a grade of it or a threshold.
    """
    chain = [chunk for chunk in chain if not _NOT_CRIMINAL.search(chunk)]
    if not chain:
        return None
    if known and (_THRESHOLD.search(chain[0]) or _BEING.match(chain[0])):
        later = [chunk for chunk in chain[1:] if _PURE_STAGE.search(chunk)]
        return Circumstance(stage=_shown(later), condition=_shown([chunk for chunk in chain if chunk not in later]))
    if _PURE_STAGE.match(chain[0]) or (known and _STAGE.match(chain[0])):
        thresholds = [chunk for chunk in chain[1:] if _THRESHOLD.search(chunk)]
        return Circumstance(stage=_shown([chunk for chunk in chain if chunk not in thresholds]), condition=_shown(thresholds))
    thresholds, stages = list[str](), list[str]()
    while len(chain) > 1 and is_circumstance(chain[-2]) and (_THRESHOLD.search(chain[-1]) or _PURE_STAGE.match(chain[-1])):
        (thresholds if _THRESHOLD.search(chain[-1]) else stages).insert(0, chain.pop())
    return Circumstance(_shown(chain), _shown(stages), _shown(thresholds))


def _shown(chain: list[str]) -> str:
    """Write the chunks of a circumstance as one, without the last 的."""
    return "，".join(chain).removesuffix("的")
