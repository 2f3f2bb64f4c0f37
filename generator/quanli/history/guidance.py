"""Whether a text of a guide or an answer says what the law asks: then it is guidance, and whoever answers for the law looks at it.

It does where it cites a statute, names a limit, an amount or a share, or states a condition, a duty, a ban or a remedy.
A guide decides nothing, but a wrong one sends people home, so in doubt it is guidance.
"""

from __future__ import annotations

import re

from quanli.history.correction import is_slip, same_words

_NUMBER = r"[\d零〇一二三四五六七八九十百千万两半.,，]+\s*"
_LAW = re.compile(
    r"《[^》]+》|第[\d零〇一二三四五六七八九十百千]+条"
    rf"|{_NUMBER}(?:个)?(?:工作日|自然日|日|天|小时|周|月|年|周岁|岁)"
    rf"|{_NUMBER}(?:多)?(?:元|万元|亿元|%|％|倍|成)|百分之"
    r"|应当|应该|必须|须|不得|不能|不可|不准|禁止|不予|方可|才能|才可|可以|有权|无权|条件|资格|符合|满足|否则|以上|以下|以内|不超过|至少|最多|最高|最低|只能|限于"
    r"|免费|收费|罚款|处罚|没收|吊销|责令|复议|诉讼|起诉|听证|赔偿|逾期|过期|有效期|法律|法规|规章|规定|办法|依法|违法"
)


def says_law(text: str) -> bool:
    """Tell whether a text says what the law asks."""
    return _LAW.search(text) is not None


def guide_says_law(before: bytes, after: bytes) -> bool:
    """Tell whether a change of a guide's file is one of guidance: it says law before or after, and not only slips are mended.

    A file that is no text is taken for one that does.
    """
    try:
        texts = tuple(data.decode("utf-8-sig") for data in (before, after))
    except UnicodeDecodeError:
        return True
    return any(map(says_law, texts)) and not _slips(*texts)


def _slips(before: str, after: str) -> bool:
    """Tell whether two texts differ by slips of the pen alone, line by line."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    return len(old) == len(new) and all(same_words(one, other) or is_slip(one, other) for one, other in zip(old, new, strict=True))
