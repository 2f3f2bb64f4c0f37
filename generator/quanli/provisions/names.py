"""The sanctions' names in statutes: the words that begin them, and of which kind each is."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL

_ALONE = "警告|通报批评|通报(?!处理|有关|[^，、]{0,12}(?:部门|机关|机构))|训诫|公开谴责|取缔|按日连续处罚|罚款(?!数额|金额|总额|幅度|标准|限额)|拘留|驱逐出境"
_ORDERS = "责令|限期(?!内|届|限|未|不|仍|满|后|的|为)"
_TAKEN = "没收|收缴|追缴|追回|列入(?=[^，]{0,24}(?:名单|名录))|记入(?=[^，]{0,16}(?:档案|记录))|暂扣|吊扣|扣留|吊销|撤销|取消|注销|收回|降低(?=[^，；。]{0,12}(?:资质|等级|资信))"
_ACTIVITY = (
    "停业整顿|停产整顿|停产整治|停机整顿|停产停业|停业|暂停|停止(?!后|前|时)|限制(?!条件|性)|禁止|终[身生]不得|终身禁止|(?:再次?|重新)?不得|关闭|拆除|不(?:予|再)?受理(?=[^，]{0,24}申请)"
)
TOKEN = re.compile(f"(?P<alone>{_ALONE})|(?P<order>{_ORDERS})|(?P<taken>{_TAKEN})|(?P<activity>{_ACTIVITY})")
"""Where a sanction begins, or, of fines and detentions, where its name stands."""
STRONG = re.compile(r"罚款|没收|吊销|吊扣|暂扣|责令|警告|拘留|通报批评|取缔|停产停业|停业整顿|停产整")
"""Words that no reading may pass over."""
_BARRED = re.compile(r"[年月](?:内|不得)|之日起|终身|终生|永久|一定期限|不再|市场禁入")
_FOR_LONG = re.compile(rf"(?:{NUMERAL}(?:个月|年)内?|终身|终生|永久)(?:不得|禁止)")
_KINDS = (
    (r"警告", "warning"),
    (r"通报批评", "criticism"),
    (r".*罚款|按日连续处罚", "fine"),
    (r".*拘留", "detention"),
    (r"没收.*(?:违法所得|违法收入|收入|所得|收益|费用|利润)", "confiscate-gains"),
    (r"没收", "confiscate-goods"),
    (r"(?:暂扣|吊扣|扣留)", "suspend-licence"),
    (r"(?:责令)?降低.*(?:资质|等级)", "downgrade"),
    (r"取消[^，]*(?:参加|参与|投标|申请|申报)", "restrict"),
    (r"吊销|(?:撤销|取消).*(?:许可|执照|证|资格|批准文件|批件|登记|注册|文号)", "revoke-licence"),
    (r".*(?:停产|停业)|责令[^，]{0,8}?(?:停止|暂停)[^，]{0,6}?(?:生产|经营|营业|销售)(?![^，]{0,6}(?:行为|违法))", "suspend-business"),
    (r".*(?:关闭|取缔)", "close"),
    (r".*(?:违法(?:行为|活动)|侵权)|责令[^，]*(?:改正|纠正)|限期改正", "order-correction"),
    (r".*(?:禁止|不得)[^，]*(?:从事|担任|从业|执业|进入)", "ban"),
    (r".*(?:停止|暂停|限制|禁止|不得|不予?再?受理|停航|停建|停工|停机)", "restrict"),
    (r"责令|限期", "order-correction"),
)
_COMPILED = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


def kind_of(name: str) -> str:
    """Give the kind of a sanction by its name; other when it is none of the kinds that the Penalty Law (art. 9) lists."""
    return next((kind for pattern, kind in _COMPILED if pattern.match(name)), "other")


def is_weak(word: str, chunk: str) -> bool:
    """Tell a word that sanctions nobody unless it follows from somebody's conduct: 不得, 停止, 撤销."""
    return not STRONG.match(word) or (word.endswith("不得") and not _BARRED.search(chunk))


def bars(word: str, chunk: str) -> bool:
    """Tell whether 不得 and 禁止 bar somebody for a time, rather than forbid an act to all."""
    return (not word.startswith("不") and word not in {"禁止", "再不得", "再次不得", "重新不得"}) or bool(_BARRED.search(chunk))


def bars_for_long(chunk: str) -> bool:
    """Tell 五年内不得…, which bars whomever it speaks of, whatever stands before it."""
    return bool(_FOR_LONG.search(chunk))
