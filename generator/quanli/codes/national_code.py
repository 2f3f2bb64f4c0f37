"""The code of a power on the national service platform: 31 characters, 33 for a handling item, 34 for a material."""

from __future__ import annotations

import re

from quanli.codes.credit_code import Fault, credit_code_fault
from quanli.frozen import frozen

_LENGTHS = (31, 33, 34)
_BASIC = re.compile(
    r"(?P<region>\d{2})(?P<type>\d{2})(?P<department>[0-9A-Z]{2})(?P<item>[0-9A-Z]{3})(?P<sub_item>\d{3})(?P<tail>\d*)\Z"
)
_LEVELS = "123456"  # state, province, city, county, township, village


@frozen
class NationalCode:
    """The parts of a national code.

    ``region`` is ``00`` for the national list and a province's number for its own additions; ``handling`` and
    ``material`` are empty in the 31 characters of the power itself.
    """

    credit_code: str
    level: str
    region: str
    type: str
    department: str
    item: str
    sub_item: str
    handling: str = ""
    material: str = ""

    @property
    def basic_code(self) -> str:
        """Give the twelve characters that all bodies with this power share."""
        return self.region + self.type + self.department + self.item + self.sub_item


def parse_national_code(text: str) -> NationalCode | None:
    """Take a national code to its parts; nothing when its form is wrong."""
    found = _BASIC.match(text[19:]) if len(text) in _LENGTHS else None
    if not found or text[18] not in _LEVELS:
        return None
    tail = found["tail"]
    return NationalCode(
        text[:18],
        text[18],
        found["region"],
        found["type"],
        found["department"],
        found["item"],
        found["sub_item"],
        handling=tail if len(tail) == 2 else "",
        material=tail if len(tail) == 3 else "",
    )


def national_code_fault(text: str, category_national: str = "") -> Fault | None:
    """Say what is wrong with a national code; nothing when it holds.

    ``category_national`` is the number of the power's category (01 permit, 02 penalty, …); empty for a category that
    the national list does not number.
    """
    if len(text) not in _LENGTHS:
        return Fault(
            f"应为 31、33 或 34 位，现有 {len(text)} 位",
            f"it must have 31, 33 or 34 characters, not {len(text)}",
        )
    credit = credit_code_fault(text[:18])
    if credit:
        return Fault(
            f"前 18 位不是统一社会信用代码：{credit.zh}",
            f"its first 18 characters are no credit code: {credit.en}",
        )
    if text[18] not in _LEVELS:
        return Fault(
            f"第 19 位行使层级“{text[18]}”应为 1 至 6",
            f'character 19, the level, is "{text[18]}" but must be 1 to 6',
        )
    code = parse_national_code(text)
    if code is None:
        return Fault(f"第 20 位起“{text[19:]}”不是基本编码", f'"{text[19:]}", from character 20, is no basic code')
    if category_national and code.type != category_national:
        return Fault(
            f"第 22–23 位事项类型“{code.type}”与权力类别的“{category_national}”不一致",
            f'characters 22 and 23, the type, are "{code.type}" but the category is "{category_national}"',
        )
    return None
