"""What an item's page adds to words: cases of materials, how a limit is counted, where a fine lies in the statute."""

from pathlib import Path

import pytest

from assemble.records import power
from quanli.assemble.discretion import discretion_view
from quanli.assemble.limits import limits_view
from quanli.assemble.materials import materials_view
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.config.working_days import WorkingDays

DAYS = WorkingDays.of(read_registry(FolderTree(Path(__file__).resolve().parents[2]))[0].calendars)


def count(fields):
    return limits_view(power(fields), DAYS).count


def test_material_names_its_case():
    """A material that belongs to one option says which, by its own words or by the option's."""
    record = power("""
choices:
  - {id: who, question: 您是谁, options: [{id: person, label: 个人}, {id: company, label: 单位}]}
materials:
  - {name: 身份证, for: [person]}
  - {name: 营业执照, for: [company], when: 单位申请的}
  - {name: 照片}
""")
    views = materials_view(record.materials, record.choices, {}, lambda *_: None)
    assert [(view.name, view.when, view.options) for view in views] == [("身份证", "个人", "person"), ("营业执照", "单位申请的", "company"), ("照片", "", "")]


def test_count_has_a_rule_and_an_example():
    """The rule is in words, and the example begins on the day of the item's review, whatever the build's day."""
    found = count("reviewed_on: 2026-03-10\ntime_limits:\n  promised: {amount: 10, unit: workday}\n  statutory: {amount: 20, unit: workday}")
    assert found.start == "受理"
    assert [limit.amount for limit in found.limits] == [10, 20]
    assert "第 10 个工作日" in found.rule
    assert found.example == "2026 年 3 月 10 日（周二）受理，最晚 2026 年 3 月 24 日（周二）办结"


@pytest.mark.parametrize(("day", "name"), list(enumerate("一二三四五六日", 9)))
def test_example_names_the_days_of_the_week(day, name):
    """The example says on which day of the week it begins and ends."""
    found = count(f"reviewed_on: 2026-03-{day:02}\ntime_limits:\n  promised: {{amount: 7, unit: day}}")
    assert found.example == f"2026 年 3 月 {day} 日（周{name}）受理，最晚 2026 年 3 月 {day + 7} 日（周{name}）办结"


@pytest.mark.parametrize("fields", ["time_limits:\n  statutory: {unit: immediate}", "special_steps: [{name: 听证}]"])
def test_nothing_to_count(fields):
    """What is done at once, or has no limit, is not counted."""
    assert count(fields) is None


def test_count_without_a_day_of_its_own():
    """An item that was never reviewed has the rule without an example."""
    assert count("time_limits:\n  statutory: {amount: 15, unit: day}").example == ""


def test_fine_lies_in_the_statutory_range():
    """Each tier's fine is drawn where it lies between the statute's least and greatest; a single amount is still seen."""
    record = power("""
discretion:
  statutory: [{sanction: fine, min: 10000, max: 50000, unit: yuan}]
  factors: [{id: years, name: 年限, unit: 年}]
  tiers:
    - {grade: 轻, when: {years: {to: 2}}, sanctions: [{sanction: fine, min: 10000, max: 10000, unit: yuan}]}
    - {grade: 中, when: {years: {from: 2, to: 4.5}}, sanctions: [{sanction: fine, min: 20000, max: 40000, unit: yuan}, {sanction: warning}]}
    - {grade: 重, circumstances: 拒不改正, sanctions: [{sanction: fine, min: 50000, max: 50000, unit: yuan}]}
""")
    tiers = discretion_view(record.discretion).tiers
    assert [[(one.from_, one.share) for one in tier.sanctions] for tier in tiers] == [[(0, 2)], [(25, 50), (0, 0)], [(98, 2)]]
    assert [(tier.when, tier.told) for tier in tiers] == [("years::2", False), ("years:2:4.5", False), ("", True)]
