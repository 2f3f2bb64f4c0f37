"""What stands before sanctions: the conduct, the grade that it leads to (情节严重的), the threshold on which it depends (货值金额不足一万元的)."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL

_STAGE = re.compile(
    r"(?:其中|但|对)?(?:情节|后果|危害|拒不|拒绝|拒|逾期|到期|期满|造成|致使|因而|因此|由此|引起|引发|发生|仍|经责令|经(?:教育|批评|处罚|整改|整顿|限期|催告|警告|劝|告诫|通知|复查|停产|停业)|再次|屡|多次|两次|二次|三次|两年内|一年内|二年内|累计|初次|首次|限期(?:内|届满)|在(?:限期|规定)|有(?:前款|下列|严重|其他严重|从重)[^，]{0,6}(?:情节|情形)|不改|未(?:改正|整改|按期|按要求改)|数额(?:较大|巨大)|有重大|影响恶劣|性质恶劣|构成|涉嫌|情况)",
)
_THRESHOLD = re.compile(
    rf"(?:没有|无|有|未取得|取得|违法)[^，]{{0,4}}(?:违法所得|所得|非法所得|违法收入|违法经营额|非法收入)(?:[^，]{{0,20}})?$|"
    rf"(?:违法|非法|货值|金额|经营额|销售额|价值|价款|收入|所得|数额|无法计算|难以计算|面积|数量)[^，]{{0,24}}(?:{NUMERAL}(?:元|倍|平方米|公顷|亩|吨|立方米)|不足|以上|以下|没有|无法|难以)|"
    rf"^(?:不足|不满|超过|达到)?{NUMERAL}(?:元|倍|平方米|公顷|亩|吨|立方米)|^(?:没有|无)违法所得",
)
_NOT_CRIMINAL = re.compile(r"^(?:尚|还)?(?:不|未)(?:够成|构成|够|需要)?(?:犯罪|刑事处罚|追究刑事责任|刑事)|^尚不|^依法不需要")
_ENDS = re.compile(r"(?:的|之一|情形|者)$")


def is_circumstance(chunk: str) -> bool:
    """Tell a chunk that says when or who (…的) from one that says what follows."""
    return bool(_ENDS.search(chunk))


def is_stage(chunk: str) -> bool:
    """Tell the words of a grade: 情节严重的, 逾期不改正的, 造成事故的."""
    return bool(_STAGE.match(chunk))


def is_threshold(chunk: str) -> bool:
    """Tell a condition on money or measure: 违法所得五万元以上的, 没有违法所得的."""
    return bool(_THRESHOLD.search(chunk))


def is_not_criminal(chunk: str) -> bool:
    """Tell 尚不构成犯罪的, which leads to no grade of its own."""
    return bool(_NOT_CRIMINAL.search(chunk))


def shown(chain: list[str]) -> str:
    """Write the chunks of a circumstance as one, without the last 的."""
    return "，".join(chain).removesuffix("的")
