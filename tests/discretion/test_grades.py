"""What a grade's name says about its weight, and where in the file each fault of a table is named."""

from itertools import product

import pytest

from quanli.catalogue.power import Power
from quanli.discretion.check import check_discretion
from quanli.records.places import placed
from quanli.records.read import read_record

HEAD = "code: A-1\nname: 甲\ncategory: penalty\noffice: xxj\n"
GRADES = [("不予处罚", "免予处罚"), ("减轻",), ("从轻", "轻微", "较轻"), ("一般",), ("较重", "从重"), ("严重",), ("特别严重", "特别重大")]
"""Names of grades, from the lightest to the heaviest; those of one line weigh the same."""
RANKED = [(rank, name) for rank, names in enumerate(GRADES) for name in names]

OPEN_ENDS = {"TIERS_END", "TIERS_BEGIN", "TIERS_SHORT", "FACTOR_UNUSED"}
"""What is said of a table that stops too early: test_open_ends shows it."""


def problems(table):
    data = (HEAD + table).encode()
    power, faults = read_record(data, "f.yaml", Power)
    assert not faults
    return placed([one for one in check_discretion(power, "f.yaml") if one.code not in OPEN_ENDS], data, "f.yaml")


def falling(*grades):
    """Give what is said of tiers of which each is fined less than the one before."""
    tiers = (f"    - {{grade: {name}, circumstances: 其 {n}, sanctions: [{{sanction: fine, min: {90 - n}, max: {95 - n}, unit: yuan}}]}}\n" for n, name in enumerate(grades))
    return [(p.code, p.args["first"], p.args["second"]) for p in problems("discretion:\n  tiers:\n" + "".join(tiers))]


@pytest.mark.parametrize(("before", "after"), list(product(RANKED, RANKED)))
def test_a_heavier_grade_is_not_fined_less(before, after):
    """The name says how heavy a grade is: one heavier than the tier before may not be fined less; an equal or lighter one may."""
    assert falling(before[1], after[1]) == ([("TIER_ORDER", before[1], after[1])] if before[0] < after[0] else [])


def test_grades_with_other_names_are_taken_in_their_order():
    """Grades that are only numbered are expected to rise as they stand; one without a known name ends no table."""
    assert falling("第一档", "第二档") == [("TIER_ORDER", "第一档", "第二档")]
    assert falling("一般", "第二档", "严重") == [("TIER_ORDER", "一般", "第二档"), ("TIER_ORDER", "第二档", "严重")]
    assert falling("严重", "第二档", "一般") == [("TIER_ORDER", "严重", "第二档")]


def test_only_what_is_of_one_kind_is_compared():
    """A fine is held against the last fine of the same subject, base and unit, though a tier stands between them."""
    table = """\
discretion:
  tiers:
    - {grade: 一般, circumstances: 甲, sanctions: [{sanction: fine, subject: 单位, min: 5, max: 9, unit: yuan}]}
    - {grade: 较重, circumstances: 乙, sanctions: [{sanction: warning}, {sanction: fine, subject: 个人, min: 1, max: 2, unit: yuan}, {sanction: fine, base: 货值, min: 1, max: 2, unit: times}]}
    - {grade: 严重, circumstances: 丙, sanctions: [{sanction: fine, subject: 单位, min: 5, max: 8, unit: yuan}]}
"""
    (found,) = problems(table)
    assert (found.code, found.field) == ("TIER_ORDER", "discretion.tiers.2.sanctions.0.max")
    assert (found.args["first"], found.args["second"]) == ("一般", "严重")


TABLE = """\
discretion:
  statutory:
    - {sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan}
    - {sanction: fine, base: 货值, min: 2, max: 5, unit: times}
  factors:
    - {id: years, name: 年限, unit: 年}
    - {id: people, name: 人数, unit: 人}
  tiers:
    - grade: 轻微
      when: {years: {to: 2}}
      sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 10000, unit: yuan}]
    - grade: 严重
      when: {years: {from: 2, to: 4}}
      sanctions: [{sanction: fine, subject: 单位, min: 20000, max: 50000, unit: yuan}, {sanction: fine, base: 货值, min: 3, max: 5, unit: times}]
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("subject: 单位, min: 10000, max: 50000", "subject: 单位, min: 60000, max: 50000", ("RANGE_REVERSED", "discretion.statutory.0.min")),
        ("min: 20000, max: 50000", "min: 50000, max: 20000", ("RANGE_REVERSED", "discretion.tiers.1.sanctions.0.min")),
        ("{from: 2, to: 4}", "{from: 4, to: 2}", ("RANGE_REVERSED", "discretion.tiers.1.when.years.from")),
        ("{from: 2, to: 4}", "{from: 2, to: 2}", ("TIER_EMPTY", "discretion.tiers.1.when.years.from")),
        ("{from: 2, to: 4}", "{from: 3, to: 4}", ("TIER_GAP", "discretion.tiers.1.when.years.from")),
        ("{from: 2, to: 4}", "{from: 1, to: 4}", ("TIER_OVERLAP", "discretion.tiers.1.when.years.from")),
        ("{from: 2, to: 4}", "{to: 1}", ("TIER_OVERLAP", "discretion.tiers.1.when.years.to")),
        ("{from: 2, to: 4}", "{}", ("TIER_OVERLAP", "discretion.tiers.1.when.years.from")),
        ("years: {from: 2, to: 4}", "year: {from: 2}", ("FACTOR_UNKNOWN", "discretion.tiers.1.when.year")),
        ("id: people", "id: years", ("DUP_ID", "discretion.factors.1.id")),
        ("min: 20000, max: 50000", "min: 20000, max: 50001", ("TIER_OUTSIDE", "discretion.tiers.1.sanctions.0.max")),
        ("min: 10000, max: 10000", "min: 9999, max: 10000", ("TIER_OUTSIDE", "discretion.tiers.0.sanctions.0.min")),
        ("min: 20000, max: 50000, unit: yuan", "min: 2, max: 5, unit: percent", ("TIER_UNIT", "discretion.tiers.1.sanctions.0.unit")),
        ("base: 货值, min: 3", "base: 所得, min: 3", ("SANCTION_UNKNOWN", "discretion.tiers.1.sanctions.1.base")),
        ("{sanction: fine, base: 货值, min: 3, max: 5, unit: times}", "{sanction: warning}", ("SANCTION_UNKNOWN", "discretion.tiers.1.sanctions.1.sanction")),
        ("min: 20000, max: 50000", "min: 9000, max: 50000", ("TIER_OUTSIDE", "discretion.tiers.1.sanctions.0.min")),
    ],
)
def test_each_fault_leads_to_the_value_that_must_change(old, new, found):
    """The field named with a fault is the very bound, unit, base or kind that is wrong."""
    assert TABLE.count(old) == 1
    assert found in [(p.code, p.field) for p in problems(TABLE.replace(old, new))]


def test_a_sanction_of_another_subject_is_named_by_its_subject():
    """Where the statute gives the sanction, but to nobody of this name, the subject is what must change."""
    table = TABLE.replace("    - {sanction: fine, base: 货值, min: 2, max: 5, unit: times}\n", "").replace(", {sanction: fine, base: 货值, min: 3, max: 5, unit: times}", "")
    assert problems(table) == []
    (found,) = problems(table.replace("subject: 单位, min: 20000", "subject: 个人, min: 20000"))
    assert (found.code, found.field) == ("SANCTION_UNKNOWN", "discretion.tiers.1.sanctions.0.subject")
    assert "个人" in found.message("zh")
    assert "fine (个人)" in found.message("en")


def test_amount_without_a_unit_is_said_in_the_statutes():
    """A bare number counts in the unit of the statute's own range, multiples only where it names the base."""
    bare = TABLE.replace("min: 20000, max: 50000, unit: yuan", "min: 20000, max: 60000")
    (found,) = problems(bare)
    assert (found.code, found.field) == ("TIER_OUTSIDE", "discretion.tiers.1.sanctions.0.max")
    assert "元" in found.message("zh").partition("法定幅度")[0]
    times = TABLE.replace("base: 货值, min: 3, max: 5, unit: times", "base: 货值, min: 3, max: 6")
    (found,) = problems(times)
    assert (found.code, found.field) == ("TIER_OUTSIDE", "discretion.tiers.1.sanctions.1.max")
    assert "元" not in found.message("zh")
    assert "倍" in found.message("zh")


@pytest.mark.parametrize(("unit", "gap"), [("人", False), ("人次", False), ("户", False), ("年", True), ("万元", True)])
def test_counted_things_have_nothing_between_two_numbers(unit, gap):
    """Under both-inclusive bounds the tiers may end at 20 and begin at 21 where people or households are counted, not where time or money is measured."""
    table = f"""\
discretion:
  bounds: both-inclusive
  factors: [{{id: n, name: 数, unit: {unit}}}]
  tiers:
    - {{grade: 轻微, when: {{n: {{to: 20}}}}, sanctions: [{{sanction: warning}}]}}
    - {{grade: 严重, when: {{n: {{from: 21}}}}, sanctions: [{{sanction: warning}}]}}
"""
    assert [p.code for p in problems(table)] == (["TIER_GAP"] if gap else [])
    assert [p.code for p in problems(table.replace("from: 21", "from: 22"))] == ["TIER_GAP"]
    assert [p.code for p in problems(table.replace("both-inclusive", "lower-inclusive"))] == ["TIER_GAP"]


def test_what_two_factors_share_names_both():
    """An overlap of tiers that measure two things names each with what is shared of it."""
    table = TABLE.replace("{years: {to: 2}}", "{years: {to: 3}, people: {from: 5}}").replace("{years: {from: 2, to: 4}}", "{years: {from: 2, to: 4}, people: {from: 1, to: 9}}")
    (found,) = problems(table)
    assert (found.code, found.field) == ("TIER_OVERLAP", "discretion.tiers.1.when.years.from")
    assert "人数 5" in found.message("zh")
    assert "年限 2" in found.message("zh")


def test_unknown_factor_is_left_out_of_the_comparison():
    """A tier is compared by the factors that the table knows; what it says of others is its own fault alone."""
    table = TABLE.replace("{years: {from: 2, to: 4}}", "{years: {from: 2, to: 4}, age: {from: 1}}")
    (found,) = problems(table)
    assert (found.code, found.field) == ("FACTOR_UNKNOWN", "discretion.tiers.1.when.age")
