from pathlib import PurePosixPath

import pytest

from quanli.catalogue.power import Power
from quanli.discretion.check import check_discretion
from quanli.discretion.published import read_published
from shared_data import shared
from sites import check, make_site

NAME = "discretion/provident-fund-benchmarks.yaml"


@pytest.fixture
def published():
    """Read the three cities' benchmarks."""
    path = shared(NAME)
    return *read_published(path.read_bytes(), NAME), path.read_text("utf-8").splitlines()


def test_three_cities_load(published):
    """Each of the three published benchmarks becomes a discretion table with all its tiers."""
    benchmarks, _, _ = published
    assert [b.city.split("市")[0] for b in benchmarks] == ["娄底", "天津", "商丘"]
    assert [len(b.discretion.tiers) for b in benchmarks] == [5, 4, 3]
    assert [b.discretion.factors[0].unit for b in benchmarks] == ["年", "人", "个月"]
    assert {b.discretion.bounds for b in benchmarks} == {"both-inclusive"}
    assert {(s.sanction, s.min, s.max, s.unit) for b in benchmarks for s in b.discretion.statutory} == {("fine", 10_000, 50_000, "yuan")}
    assert benchmarks[1].discretion.default_rule.startswith("由于单位不予配合")
    assert [s.subject for s in benchmarks[1].discretion.tiers[0].sanctions] == ["单位", "直接负责的主管人员"]


@pytest.mark.parametrize(
    ("at", "number", "line_has"),
    [
        ("2 年", "2", "{from_years: 2,"),
        ("1 万元", "10000", "{from_years: 2,"),
        ("20 人", "20", "{from: 20,"),
        ("3 个月", "3", "from_months: 3,"),
    ],
)
def test_number_in_two_tiers_is_named_by_line(published, at, number, line_has):
    """A number that stands in two tiers is named at the line of the second."""
    _, problems, lines = published
    (found,) = [p for p in problems if p.args["at"] == at]
    assert found.code == "PUBLISHED_OVERLAP"
    assert line_has in lines[found.place.line - 1]
    assert lines[found.place.line - 1][found.place.column - 1 :].startswith(number)


def test_overlap_is_said_in_both_languages(published):
    """The finding names the number and the two tiers."""
    _, problems, _ = published
    found = next(p for p in problems if p.args["at"] == "2 年")
    assert found.message("zh") == "公布的基准中，2 年同时落在“第1档”与“第2档”两档"
    assert found.message("en") == '2 年 stands in the tiers "第1档" and "第2档" of the published benchmark'
    assert found.severity == "warning"


def test_every_boundary_of_the_three_is_found(published):
    """All nine measured boundaries and all twelve amounts that stand in two tiers are found, and nothing else."""
    _, problems, _ = published
    measured = [p.args["at"] for p in problems if not p.args["at"].endswith("元")]
    assert measured == ["2 年", "4 年", "6 年", "8 年", "20 人", "50 人", "100 人", "3 个月", "12 个月"]
    assert len(problems) == len(measured) + 12


def test_as_a_powers_table_the_boundaries_are_errors(published):
    """Taken into a power, a published table is refused for its boundaries until its bounds are declared to exclude them."""
    benchmarks, _, _ = published
    for benchmark in benchmarks:
        power = Power(code="A", name="a", category="penalty", office="gjj", discretion=benchmark.discretion)
        overlaps = [p for p in check_discretion(power, PurePosixPath(NAME).name) if p.code == "TIER_OVERLAP"]
        assert len(overlaps) == len(benchmark.discretion.tiers) - 1


def test_tiers_that_do_not_meet_are_not_reported():
    """A benchmark without a shared number has no finding."""
    text = "benchmarks:\n  - city: 甲市\n    factor: 年限\n    tiers:\n      - {to_years: 2, fine: [1, 2]}\n      - {from_years: 3, fine: [3, 4]}\n"
    benchmarks, problems = read_published(text.encode(), "b.yaml")
    assert (len(benchmarks), problems) == (1, [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [("[]\n", {"NOT_A_MAPPING"}), ("- a\n", {"NOT_A_MAPPING"}), ("x: 1\n", {"UNKNOWN_FIELD", "REQUIRED"})],
)
def test_file_without_benchmarks_gives_none(text, codes):
    """A file of another shape gives no benchmark, and what is wrong with it is said."""
    benchmarks, problems = read_published(text.encode(), "b.yaml")
    assert (benchmarks, {one.code for one in problems}) == ((), codes)


def test_check_judges_the_benchmarks_that_a_site_keeps(tmp_path, capsys):
    """``quanli check`` names each number that stands in two tiers of a file under content/benchmarks/, as a warning."""
    site = make_site(tmp_path, **{"content/benchmarks/fund-37.yaml": shared(NAME).read_bytes()})
    status, problems = check(site, capsys)
    assert status == 0
    assert [one["code"] for one in problems] == ["PUBLISHED_OVERLAP"] * 21
    assert check(site, capsys, "--strict")[0] == 1


def test_amount_may_be_one_number_and_a_tier_may_have_a_grade():
    """A single amount is both bounds of its tier; a tier is called by its grade or its number; each fine by whom it meets."""
    text = "benchmarks:\n  - {city: 甲市, factor: 人数, tiers: [{to: 2, fine: [5]}, {from: 3, unit: [5, 6], grade: 重}]}\n"
    benchmarks, problems = read_published(text.encode(), "b.yaml")
    assert problems == []
    (first,) = (benchmark.discretion for benchmark in benchmarks)
    assert [(one.subject, one.min, one.max, one.unit) for tier in first.tiers for one in tier.sanctions] == [("", 5, 5, "yuan"), ("单位", 5, 6, "yuan")]
    assert [tier.grade for tier in first.tiers] == ["第1档", "重"]
    assert first.factors[0].unit == "人"
