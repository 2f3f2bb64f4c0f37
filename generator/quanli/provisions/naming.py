"""The statute's own name of a sanction from its words: 责令其停止使用有关特种设备 is 责令停止使用有关特种设备, its length is told apart."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL

_HIS = re.compile(r"^(责令|限期|没收|收缴|追缴|追回|吊销|吊扣|暂扣|扣留|撤销|取消|注销|收回|降低|停止|暂停|限制|禁止|终身禁止|不予受理|不受理|不再受理)其(?!他|中|余)")
_TIME = rf"{NUMERAL}(?:个月|年|日|天)"
_LENGTH = re.compile(rf"(?:，?期限为)?(?:{_TIME}以上{_TIME}以下|{_TIME}(?:至|到){_TIME}|{_TIME}以[上下]|{_TIME})(?!以?内|前|后|至|到|以)的?")
_AFTERWARDS = re.compile(r"的?(?:行政)?处罚$|的处理$|并?(?:予以|向社会)?公[告布]$|，?并(?:予以|向社会)公[告布]$|外$")
_GAIN = r"(?:其|全部|其全部|相关)?(?:违法|非法|不当)(?:所得|收入|获利|利益|经营所得|销售收入)"
_AND = r"(?:以及|和|及|与|、|并)"
_GAINS = re.compile(rf"(?P<before>.+?{_AND})?(?P<gain>{_GAIN})(?P<after>{_AND}.+)?$")
_SEPARATOR = re.compile(rf"^{_AND}|{_AND}$")


def own_name(words: str) -> str:
    """Give the name without whose it is, how long it lasts and that it is made public."""
    return _LENGTH.sub("", _HIS.sub(r"\1", _AFTERWARDS.sub("", words))) or words


def confiscated(words: str) -> list[tuple[str, str]]:
    """Divide what is confiscated into gains and goods, which are two sanctions; each as its name and its words."""
    found = _GAINS.match(words, len("没收"))
    if not words.startswith("没收") or not found or not (found["before"] or found["after"]):
        return [(own_name(words), words)]
    before, after = _SEPARATOR.sub("", found["before"] or ""), _SEPARATOR.sub("", found["after"] or "")
    gain = (own_name("没收" + found["gain"]), found["gain"] if before else "没收" + found["gain"])
    goods = (own_name("没收" + "、".join(filter(None, (before, after)))), "没收" + before if before else after)
    return [goods, gain] if before else [gain, goods]
