"""The statute's own range, taken from the text of the article that a row cites."""

import pytest

from exchange.importing_sites import empty_site, powers, run_import, sheet

HEAD = "权力编码,权力名称,权力类别,实施依据,裁量阶次/从轻,裁量阶次/从重\n"
LAWS = """\
laws:
  - id: mou-fa
    title: 某法
    kind: law
    versions:
      - {date: 2020-01-01, in_force_from: 2020-02-01}
      - {date: 2022-01-01, in_force_from: 2022-02-01}
"""
OLD = "第一条 处一万元以上五万元以下的罚款。\n"
NEW = "第一条 处二万元以上十万元以下的罚款。\n第二条 处二万元以上二十万元以下的罚款。\n第三条 处违法所得一倍以上三倍以下的罚款。\n第四条 给予警告。\n"
CELLS = "处2万元以上3万元以下罚款,处3万元以上5万元以下罚款"


def statutory(folder, basis, cells=CELLS):
    """Import a row with this basis and these grades; give the statutory range of its table."""
    site = empty_site(folder)
    (site / "content/laws.yaml").write_text(LAWS, encoding="utf-8")
    (site / "content/laws").mkdir()
    for day, text in (("2020-01-01", OLD), ("2022-01-01", NEW)):
        (site / f"content/laws/mou-fa-{day}.md").write_text(text, encoding="utf-8")
    assert run_import(site, sheet(folder, f"{HEAD}A-1,甲,行政处罚,{basis},{cells}\n")) == 0
    (power,) = powers(site).values()
    return [(one.get("base"), one.get("min"), one.get("max"), one["unit"]) for one in power["discretion"].get("statutory", ())]


@pytest.mark.parametrize(("basis", "expected"), [
    ("《某法》第一条", [(None, 20_000, 100_000, "yuan")]),
    ("《某法》（2020-01-01）第一条", [(None, 10_000, 50_000, "yuan")]),
    ("《某法》（2022-01-01）第一条", [(None, 20_000, 100_000, "yuan")]),
    ("《某法》第一条；《某法》第四条", [(None, 20_000, 100_000, "yuan")]),
    ("《某法》第一条；《某法》第二条", []), ("《某法》第三条", []), ("《某法》第四条", []), ("《某法》第九条", []), ("《某法》", []), ("《别的法》第一条", [])])
def test_the_range_is_that_of_the_version_cited(tmp_path, basis, expected):
    """The range comes from the version that is cited, else from the one in force; where two would do, or none holds the grades, nothing is guessed."""
    assert statutory(tmp_path, basis) == expected


@pytest.mark.parametrize(("cells", "expected"), [
    ("处1万元以上3万元以下罚款,处3万元以上5万元以下罚款", []), ("处2万元以上3万元以下罚款,处3万元以上11万元以下罚款", []),
    ("处2万元以上罚款,处3万元以上5万元以下罚款", []), ("给予警告,处2万元以上10万元以下罚款", [(None, 20_000, 100_000, "yuan")]), ("给予警告,责令改正", [])])
def test_a_range_that_does_not_hold_every_fine_is_not_taken(tmp_path, cells, expected):
    """A range must hold every fine of every grade, open ones too; sanctions without an amount do not matter."""
    assert statutory(tmp_path, "《某法》第一条", cells) == expected


def test_a_range_of_multiples_has_its_base(tmp_path):
    """Multiples are of something: the base is taken over with the range."""
    cells = "处违法所得1倍以上2倍以下罚款,处违法所得2倍以上3倍以下罚款"
    assert statutory(tmp_path, "《某法》第三条", cells) == [("违法所得", 1, 3, "times")]
