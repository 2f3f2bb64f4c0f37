"""The national code of a power: its check digits, and the category that it names."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import Power
from quanli.codes.national_code import national_code_fault
from quanli.errors import Problem, Rule

BAD_NATIONAL_CODE = Rule(
    "BAD_NATIONAL_CODE", "error",
    zh="实施编码“{text}”有误：{what_zh}", en='national code "{text}": {what_en}',
    hint_zh="对照国家政务服务平台核对", hint_en="compare with the national platform",
)


def check_national_code(power: Power, file: str) -> Iterator[Problem]:
    """Check the code by which the national platform knows a power, where it has one."""
    fault = national_code_fault(power.national_code, terms.CATEGORIES[power.category].national) if power.national_code else None
    if fault:
        yield BAD_NATIONAL_CODE.at(file, ("national_code",), text=power.national_code, what_zh=fault[0], what_en=fault[1])
