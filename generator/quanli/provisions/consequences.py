"""What follows from a conduct and is no administrative sanction, or one that stands elsewhere: criminal liability, discipline, 依照前款规定处罚."""

from __future__ import annotations

import re

from quanli.codes.numerals import NUMERAL, number_of

_ASIDE = re.compile(
    r"刑事责任|处分(?!权)|撤职|开除|记过|降级|(?:赔偿|民事|连带|补偿|法律)责任|治安管理处罚|给予政务|从重处罚|移送|并处罚金|有期徒刑"
    r"|所需[^，]{0,20}费用(?:由|从|列|$)|赔偿损失|补种|滞纳金|违约金|偿付|合并(?:执行|处罚)|%收购|百分之[^，]{1,3}收购|申请人民法院强制执行|依法赔偿",
)
_BESIDE = re.compile(r"受到|不得|终身禁止|吊销|没收|[元倍%]以[上下]的?罚款|责令[^，]*(?:赔偿损失|恢复原状)|责令改正|并处罚款|日以[上下]的?(?:行政)?拘留")
"""What is read although discipline or damages stand beside it."""
_RECKONED = re.compile(r"(?:按|以)[^，]{1,12}元计算$")
_EXEMPT = re.compile(
    r"(?:不予|不再给予|不再|免予|免于|不给予|从轻|减轻|免除|免除其)[^，]{0,12}(?:处罚|责任)|从轻或者减轻|不予行政处罚|免予处罚|免于处罚|免除罚款",
)
_REFERENCE = re.compile(
    r"(?:依照|按照|依据|根据|适用|比照|参照|依(?!法))(?![^，]*按日连续)[^，]{2,80}?(?:处罚|处理|处以罚款|处以拘留|给予警告)(?![^，]*[时前后]$)"
    r"|适用前[^，]{0,4}款规定",
)
_NAMED = re.compile(r"罚款|警告|拘留|下列")
_OF_THE_SAME = re.compile(rf"前(?P<many>{NUMERAL})?款|(?<!条)第(?P<one>{NUMERAL})款|本条第(?P<own>{NUMERAL})款")


def is_exemption(chunk: str) -> bool:
    """Tell 不予处罚, 可以从轻或者减轻处罚."""
    return bool(_EXEMPT.search(chunk))


def is_reckoning(chunk: str) -> bool:
    """Tell how an amount is reckoned: 按一万元计算."""
    return bool(_RECKONED.search(chunk))


def is_aside(chunk: str) -> bool:
    """Tell criminal liability, discipline, damages and the like."""
    return bool(_ASIDE.search(chunk)) and not _BESIDE.search(chunk)


def is_reference(chunk: str) -> bool:
    """Tell sanctions that stand elsewhere; one that is named here is read here."""
    return bool(_REFERENCE.search(chunk)) and not _NAMED.search(chunk)


def pointed_to(chunk: str, paragraph: int) -> tuple[int, ...]:
    """Give the paragraphs of the same article that words in one of them point to: 前两款, 第一款, 本条第三款."""
    numbers = set[int]()
    for found in _OF_THE_SAME.finditer(chunk):
        named = found["one"] or found["own"]
        if named:
            numbers.add(number_of(named) or 0)
        else:
            numbers.update(range(max(1, paragraph - (number_of(found["many"] or "一") or 1)), paragraph))
    return tuple(sorted(numbers))
