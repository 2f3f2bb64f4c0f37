"""What to do against a decision."""

import pytest

from assemble.records import office, power
from quanli.assemble.redress import redress
from quanli.catalogue import terms


@pytest.mark.parametrize("category", terms.CATEGORIES)
def test_default_is_the_statutes(category):
    """Where a power says nothing, the page names 60 days and six months; nothing is decided about a citizen by internal powers and services."""
    found = redress(power(category=category), None)
    if category in {"internal", "public_service"}:
        assert found == ""
    else:
        text = repr(found)
        assert "六十日内，向有管辖权的行政复议机关提出（《行政复议法》第二十条）" in text
        assert "六个月内，向有管辖权的人民法院起诉（《行政诉讼法》第四十六条）" in text


def test_office_names_its_organ_and_court():
    """An office that names who reconsiders and which court hears is taken at its word."""
    text = repr(redress(power(), office("reconsideration: 样例市人民政府\ncourt: 样例区人民法院\n")))
    assert "向样例市人民政府提出" in text
    assert "向样例区人民法院起诉" in text


def test_power_goes_before_the_default():
    """What a power says of itself is printed as it is."""
    assert redress(power("redress: 见告知书。\n"), office()) == "见告知书。"
