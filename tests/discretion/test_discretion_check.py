"""A discretion table as an editor writes it, each fault answered at the line that holds it."""

import textwrap

import pytest

from quanli.catalogue.power import Power
from quanli.discretion.check import check_discretion
from quanli.records.places import placed
from quanli.records.read import read_record

FILE = "content/powers/gjj/GJJ-CF-0001.yaml"
HEAD = "code: GJJ-CF-0001\nname: 未办理缴存登记\ncategory: penalty\noffice: gjj\n"
TABLE = """\
discretion:
  bounds: lower-inclusive
  statutory:
    - {sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan}
  factors:
    - {id: years, name: 未办理年限, unit: 年}
  tiers:
    - grade: 轻微
      when: {years: {to: 2}}
      sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 10000, unit: yuan}]
    - grade: 一般
      when: {years: {from: 2, to: 4}}
      sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 20000, unit: yuan}]
    - grade: 严重
      when: {years: {from: 4}}
      sanctions:
        - {sanction: order-correction}
        - {sanction: fine, subject: 单位, min: 20000, max: 50000, unit: yuan}
"""
FIRST_LINE = HEAD.count("\n") + 1


def problems(table):
    data = (HEAD + textwrap.dedent(table)).encode()
    power, faults = read_record(data, FILE, Power)
    assert not faults
    return placed(list(check_discretion(power, FILE)), data, FILE)


def changed(old, new, table=TABLE):
    assert table.count(old) == 1, old
    return table.replace(old, new)


def test_sound_table_has_no_problem():
    """Tiers that meet, lie inside the statute and rise are in order."""
    assert problems(TABLE) == []


def test_power_without_discretion_has_no_problem():
    """A power that has no discretion table is not judged."""
    assert list(check_discretion(Power(code="A", name="a", category="permit", office="o"), FILE)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "found_at", "zh", "en"),
    [
        (
            "bounds: lower-inclusive",
            "bounds: both-inclusive",
            "TIER_OVERLAP",
            "{years: {from: 2, to: 4}}",
            "“轻微”与“一般”两档重叠：2 年同时落在两档",
            'tiers "轻微" and "一般" overlap: 2 年 stands in both',
        ),
        (
            "{from: 2, to: 4}",
            "{from: 1, to: 4}",
            "TIER_OVERLAP",
            "{from: 1, to: 4}",
            "“轻微”与“一般”两档重叠：1 年以上不满 2 年同时落在两档",
            'tiers "轻微" and "一般" overlap: 1 年 to under 2 年 stands in both',
        ),
        (
            "{from: 2, to: 4}",
            "{from: 3, to: 4}",
            "TIER_GAP",
            "{from: 3, to: 4}",
            "“轻微”与“一般”两档之间有空档：2 年以上不满 3 年不落在任何一档",
            'there is a gap between "轻微" and "一般": 2 年 to under 3 年 is in no tier',
        ),
        (
            "{from: 2, to: 4}",
            "{from: 4, to: 2}",
            "RANGE_REVERSED",
            "{from: 4, to: 2}",
            "下限 4 年 大于上限 2 年",
            "the lower bound 4 年 is above the upper bound 2 年",
        ),
        (
            "{from: 2, to: 4}",
            "{from: 2, to: 2}",
            "TIER_EMPTY",
            "{from: 2, to: 2}",
            "“一般”档从 2 年到 2 年：不含上限，没有任何值",
            'tier "一般" runs from 2 年 to 2 年: without its upper bound nothing is in it',
        ),
        (
            "{years: {from: 2, to: 4}}",
            "{year: {from: 2, to: 4}}",
            "FACTOR_UNKNOWN",
            "{year: {from: 2, to: 4}}",
            "没有裁量因素“year”；是不是“years”？",
            'there is no factor "year"; did you mean "years"?',
        ),
        (
            "min: 20000, max: 50000, unit: yuan}\n",
            "min: 20000, max: 60000, unit: yuan}\n",
            "TIER_OUTSIDE",
            "max: 60000",
            "“严重”档对单位的罚款 2 万元以上 6 万元以下，超出法定幅度 1 万元以上 5 万元以下",
            'the fine (单位) of tier "严重" (20,000 yuan to 60,000 yuan) is outside the statute\'s 10,000 yuan to 50,000 yuan',
        ),
        (
            "min: 10000, max: 10000",
            "min: 5000, max: 10000",
            "TIER_OUTSIDE",
            "min: 5000",
            "“轻微”档对单位的罚款 5,000 元以上 1 万元以下，超出法定幅度 1 万元以上 5 万元以下",
            'the fine (单位) of tier "轻微" (5,000 yuan to 10,000 yuan) is outside the statute\'s 10,000 yuan to 50,000 yuan',
        ),
        (
            "min: 10000, max: 20000, unit: yuan",
            "min: 20000, max: 10000, unit: yuan",
            "RANGE_REVERSED",
            "min: 20000, max: 10000",
            "下限 2 万元 大于上限 1 万元",
            "the lower bound 20,000 yuan is above the upper bound 10,000 yuan",
        ),
        (
            "min: 10000, max: 20000, unit: yuan",
            "min: 1, max: 2, unit: times",
            "TIER_UNIT",
            "unit: times",
            "“一般”档的单位“倍”与法定幅度的单位“元”不同",
            'tier "一般" counts in times, the statute in yuan',
        ),
        (
            "{sanction: order-correction}",
            "{sanction: warning}",
            "SANCTION_UNKNOWN",
            "{sanction: warning}",
            "“警告”不在本项的法定处罚种类之内",
            'the sanction "warning" is not one that the statute gives',
        ),
        (
            "subject: 单位, min: 20000",
            "subject: 主管人员, min: 20000",
            "SANCTION_UNKNOWN",
            "subject: 主管人员",
            "“对主管人员的罚款”不在本项的法定处罚种类之内",
            'the sanction "fine (主管人员)" is not one that the statute gives',
        ),
        (
            "min: 20000, max: 50000, unit: yuan}\n",
            "min: 15000, max: 15000, unit: yuan}\n",
            "TIER_ORDER",
            "max: 15000",
            "“严重”档对单位的罚款反而比“一般”档轻",
            'the fine (单位) of tier "严重" is lighter than that of "一般"',
        ),
        (
            "  tiers:",
            "    - {id: years, name: 年数}\n  tiers:",
            "DUP_ID",
            "{id: years, name: 年数}",
            "编号“years”在 factors 里出现两次",
            'the id "years" stands twice in factors',
        ),
    ],
)
def test_each_fault_is_named_at_its_line(old, new, code, found_at, zh, en):
    """A fault is told by its code and both wordings, at the line that holds it."""
    table = changed(old, new)
    found = {problem.code: problem for problem in reversed(problems(table))}
    line = FIRST_LINE + table[: table.index(found_at)].count("\n")
    assert (found[code].place.line, found[code].message("zh"), found[code].message("en")) == (line, zh, en)


def test_shared_boundary_leads_to_the_bound_itself():
    """The place of an overlap is the number that must change, not the tier that holds it."""
    found = problems(changed("bounds: lower-inclusive", "bounds: both-inclusive"))
    assert [p.path for p in found if p.code == "TIER_OVERLAP"] == [
        ("discretion", "tiers", 1, "when", "years", "from"),
        ("discretion", "tiers", 2, "when", "years", "from"),
    ]


def test_neighbouring_amounts_may_meet():
    """Ranges of neighbouring tiers that share an amount are normal."""
    assert problems(TABLE) == []
    assert "max: 20000" in TABLE
    assert "min: 20000" in TABLE


def test_counted_units_meet_at_the_next_number():
    """Under both-inclusive bounds 20人 and 21人 are neighbours, 2年 and 3年 are not."""
    table = (
        changed("bounds: lower-inclusive", "bounds: both-inclusive")
        .replace("{from: 2, to: 4}", "{from: 3, to: 4}")
        .replace("{from: 4}", "{from: 5}")
    )
    assert [p.code for p in problems(table)] == ["TIER_GAP", "TIER_GAP"]
    assert problems(table.replace("unit: 年", "unit: 人")) == []


def test_two_factors_overlap_only_as_boxes():
    """With two factors, tiers overlap only where both factors do, and gaps are not looked for."""
    table = TABLE.replace(
        "{id: years, name: 未办理年限, unit: 年}",
        "{id: years, name: 未办理年限, unit: 年}\n    - {id: people, name: 未缴人数, unit: 人}",
    )
    apart = table.replace(
        "{years: {from: 2, to: 4}}", "{years: {from: 1, to: 4}, people: {from: 20}}"
    ).replace("{years: {to: 2}}", "{years: {to: 2}, people: {to: 20}}")
    assert problems(apart) == []
    (found,) = problems(apart.replace("people: {to: 20}", "people: {to: 30}"))
    assert found.message("zh") == "“轻微”与“一般”两档重叠：未缴人数 20 人以上不满 30 人，未办理年限 1 年以上不满 2 年同时落在两档"


def test_circumstances_part_tiers_of_equal_numbers():
    """Tiers whose numbers overlap are apart when words part them, unless a boundary is shared."""
    table = TABLE.replace("{from: 2, to: 4}}", "{to: 2}}\n      circumstances: 拒不改正").replace(
        "{years: {to: 2}}\n      sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 10000",
        "{years: {to: 2}}\n      circumstances: 及时改正\n      sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 10000",
    )
    assert "TIER_OVERLAP" not in {p.code for p in problems(table)}
    assert "TIER_OVERLAP" in {p.code for p in problems(table.replace("      circumstances: 及时改正\n", ""))}


MULTIPLES = """\
discretion:
  statutory:
    - {sanction: fine, min: 50000, max: 100000, unit: yuan}
    - {sanction: fine, base: 货值金额, min: 10, max: 20, unit: times}
  tiers:
    - {grade: 从轻, circumstances: 货值不足一万元, sanctions: [{sanction: fine, min: 50000, max: 65000, unit: yuan}]}
    - {grade: 从轻, circumstances: 货值一万元以上, sanctions: [{sanction: fine, base: 货值金额, min: 10, max: 13, unit: times}]}
    - {grade: 从重, circumstances: 货值一万元以上, sanctions: [{sanction: fine, base: 货值金额, min: 17, max: 20, unit: times}]}
  default_rule: 其余情形在法定幅度内集体讨论。
"""


def test_amounts_and_multiples_are_held_apart():
    """A fine in yuan and one in multiples of a base are each held against their own range."""
    assert problems(MULTIPLES) == []
    (found,) = problems(changed("max: 20, unit: times}]}", "max: 30, unit: times}]}", MULTIPLES))
    assert found.message("zh") == "“从重”档罚款 货值金额的 17 倍以上 30 倍以下，超出法定幅度 货值金额的 10 倍以上 20 倍以下"
    assert (
        found.message("en")
        == 'the fine of tier "从重" (17 times to 30 times of 货值金额) is outside the statute\'s 10 times to 20 times of 货值金额'
    )


def test_unknown_base_is_no_sanction_of_the_statute():
    """A multiple of something else than the statute names is not the statute's sanction."""
    assert [
        p.code for p in problems(changed("base: 货值金额, min: 17", "base: 违法所得, min: 17", MULTIPLES))
    ] == ["SANCTION_UNKNOWN"]


def test_unit_left_out_is_judged_as_the_page_says_it():
    """An amount without a unit is money, and with a base a multiple: what the page would say is what is held against the statute."""
    assert problems(MULTIPLES.replace("min: 50000, max: 65000, unit: yuan}", "min: 50000, max: 65000}")) == []
    assert problems(MULTIPLES.replace("base: 货值金额, min: 17, max: 20, unit: times}", "base: 货值金额, min: 17, max: 20}")) == []
    (found,) = problems(MULTIPLES.replace("    - {sanction: fine, min: 50000, max: 100000, unit: yuan}\n", "").replace(
        "    - {grade: 从轻, circumstances: 货值不足一万元, sanctions: [{sanction: fine, min: 50000, max: 65000, unit: yuan}]}\n", "").replace(
        "sanction: fine, base: 货值金额, min: 10, max: 13, unit: times", "sanction: fine, min: 10, max: 13"))
    assert (found.code, found.message("zh")) == ("TIER_UNIT", "“从轻”档的单位“元”与法定幅度的单位“倍”不同")


def test_mitigation_may_go_below_the_statute():
    """A tier of mitigation (减轻) may lie below the lower bound, any other may not."""
    light = changed("grade: 轻微", "grade: 减轻").replace("min: 10000, max: 10000", "min: 2000, max: 10000")
    assert problems(light) == []
    assert [p.code for p in problems(light.replace("减轻", "从轻"))] == ["TIER_OUTSIDE"]


def test_lighter_grade_begins_a_new_table():
    """A table for another conduct may begin with lighter sanctions than the one before it ended with."""
    second = (
        TABLE
        + """\
    - {grade: 轻微, circumstances: 逾期不改, sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 10000, unit: yuan}]}
    - {grade: 严重, circumstances: 逾期不改, sanctions: [{sanction: fine, subject: 单位, min: 20000, max: 30000, unit: yuan}]}
"""
    )
    assert problems(second) == []


def test_bound_left_out_is_the_statutes_own():
    """A sanction without amounts means the statute's whole range."""
    assert (
        problems(
            changed("subject: 单位, min: 20000, max: 50000, unit: yuan}\n", "subject: 单位, min: 20000}\n")
        )
        == []
    )


def test_without_statutory_ranges_only_the_tiers_are_judged():
    """A table without statutory ranges is not held against any."""
    bare = changed(
        "  statutory:\n    - {sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan}\n", ""
    )
    assert problems(bare.replace("max: 50000", "max: 90000")) == []
