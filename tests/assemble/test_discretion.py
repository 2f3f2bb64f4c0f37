"""The discretion table in words, under both rules for bounds."""

import pytest

from assemble.records import power
from quanli.assemble.discretion import discretion_view

BENCHMARK = """\
discretion:
  bounds: {bounds}
  statutory: [{{sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan}}]
  factors: [{{id: years, name: 未办理登记的年限, unit: 年}}]
  tiers:
    - {{grade: 轻微, when: {{years: {{to: 2}}}}, sanctions: [{{sanction: fine, min: 10000, max: 10000}}]}}
    - {{grade: 一般, when: {{years: {{from: 2, to: 4}}}}, sanctions: [{{sanction: fine, min: 10000, max: 20000}}]}}
    - {{grade: 严重, when: {{years: {{from: 4}}}}, circumstances: 拒不改正, sanctions: [{{sanction: fine, min: 20000, max: 50000}}]}}
"""


@pytest.mark.parametrize(
    ("bounds", "rule", "measures"),
    [
        ("lower-inclusive", "“以上”含本数，“不满”不含本数。", ["未办理登记的年限 不满 2 年", "未办理登记的年限 2 年以上不满 4 年", "未办理登记的年限 4 年以上"]),
        ("both-inclusive", "“以上”“以下”都含本数。", ["未办理登记的年限 2 年以下", "未办理登记的年限 2 年以上 4 年以下", "未办理登记的年限 4 年以上"]),
    ],
)
def test_bounds_are_worded_by_their_rule(bounds, rule, measures):
    """The page prints the rule, and words every interval by it."""
    view = discretion_view(power(BENCHMARK.format(bounds=bounds), "penalty").discretion)
    assert view.rule == rule
    assert [measure for tier in view.tiers for measure in tier.measures] == measures
    assert [tier.sanctions[0].amount for tier in view.tiers] == ["1 万元", "1 万元以上 2 万元以下", "2 万元以上 5 万元以下"]
    assert view.tiers[2].circumstances == "拒不改正"


def test_rule_for_bounds_is_left_out_where_nothing_is_measured():
    """A benchmark that only describes circumstances says nothing about bounds."""
    text = "discretion:\n  tiers:\n    - {grade: 一般, circumstances: 初次违法, sanctions: [{sanction: warning}]}\n"
    assert discretion_view(power(text, "penalty").discretion).rule == ""
