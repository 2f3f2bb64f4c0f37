"""The sanctions' names in statutes: the words that begin them, and of which kind each is."""

from __future__ import annotations

import re

ENDS_WITH = "罚款|拘留"
"""Sanctions whose amount stands before their name."""
_ALONE = "警告|通报批评|通报|训诫|公开谴责|取缔|罚款|拘留|驱逐出境"
_ORDERS = "责令|限期(?!内|届满|限|未|不|仍|满|后)"
_TAKEN = "没收|收缴|追缴|追回|暂扣|吊扣|扣留|吊销|撤销|取消|注销|收回|降低(?=[^，；。]{0,12}(?:资质|等级|资信))"
_ACTIVITY = (
    "停业整顿|停产整顿|停产整治|停机整顿|停产停业|停业|暂停|停止(?!后|前|时)|限制(?!条件|性)|禁止|终身不得|(?:再次?|重新)?不得|关闭|拆除|限期出境"
)
TOKEN = re.compile(f"(?P<alone>{_ALONE})|(?P<order>{_ORDERS})|(?P<taken>{_TAKEN})|(?P<activity>{_ACTIVITY})")
"""Where a sanction begins, or, of fines and detentions, where its name stands."""
STRONG = re.compile(r"罚款|没收|吊销|吊扣|暂扣|责令|警告|拘留|通报批评|取缔|停产停业|停业整顿|停产整")
"""Words that no reading may pass over."""
_KINDS = (
    (r"警告", "warning"),
    (r"通报批评", "criticism"),
    (r".*罚款", "fine"),
    (r".*拘留", "detention"),
    (r"没收.*(?:违法所得|违法收入|收入|所得|收益|费用|利润)", "confiscate-gains"),
    (r"没收", "confiscate-goods"),
    (r"(?:暂扣|吊扣|扣留)", "suspend-licence"),
    (r"(?:责令)?降低.*(?:资质|等级)", "downgrade"),
    (r"吊销|(?:撤销|取消).*(?:许可|执照|证|资格|批准文件|批件|登记|注册|文号)", "revoke-licence"),
    (r".*(?:停产|停业)|责令[^，]{0,8}?(?:停止|暂停)[^，]{0,6}?(?:生产|经营|营业|销售)(?![^，]{0,6}(?:行为|违法))", "suspend-business"),
    (r".*(?:关闭|取缔)", "close"),
    (r".*(?:违法(?:行为|活动)|侵权)|责令[^，]*(?:改正|纠正)|限期改正", "order-correction"),
    (r".*(?:禁止|不得)[^，]*(?:从事|担任|从业|执业|进入)", "ban"),
    (r".*(?:停止|暂停|限制|禁止|不得|停航|停建|停工)", "restrict"),
    (r"责令|限期", "order-correction"),
)
_COMPILED = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


def kind_of(name: str) -> str:
    """Give the kind of a sanction by its name; other when it is none of the kinds that the Penalty Law (art. 9) lists."""
    return next((kind for pattern, kind in _COMPILED if pattern.match(name)), "other")
