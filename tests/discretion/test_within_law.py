"""A discretion table held against the article that it rests on, through ``quanli check``."""

import pytest

from law_sites import ACT, FLOUR, TABLE, found, law_files
from sites import build, make_site

STAGES = "第十条 不按规定备案的，责令改正；拒不改正的，对单位处二万元以上二十万元以下罚款，对个人处二千元以上二万元以下罚款；情节严重的，对单位处二十万元以上五十万元以下罚款。"
STAGED = """\
discretion:
  bounds: lower-inclusive
  statutory:
    - {sanction: fine, subject: 单位, min: 20000, max: 200000, unit: yuan, note: 拒不改正的}
    - {sanction: fine, subject: 个人, min: 2000, max: 20000, unit: yuan, note: 拒不改正的}
    - {sanction: fine, subject: 单位, min: 200000, max: 500000, unit: yuan, note: 情节严重的}
"""
THRESHOLDS = "第十条 销售不合格粮食的，没收违法所得；货值金额不足一万元的，并处一万元以上五万元以下罚款，货值金额一万元以上的，并处货值金额一倍以上五倍以下罚款。"
THRESHOLD = """\
discretion:
  bounds: lower-inclusive
  statutory:
    - {sanction: confiscate-gains}
    - {sanction: fine, min: 10000, max: 50000, unit: yuan, note: 货值金额不足 1 万元的}
    - {sanction: fine, base: 货值金额, min: 1, max: 5, unit: times, note: 货值金额 1 万元以上的}
"""
CHOICE = "第十条 违反明码标价规定的，责令改正，没收违法所得，可以并处五千元以下的罚款。"
CHOSEN = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: confiscate-gains}, {sanction: fine, max: 5000, unit: yuan}]\n"


@pytest.mark.parametrize(("article", "table"), [(FLOUR, TABLE), (STAGES, STAGED), (THRESHOLDS, THRESHOLD), (CHOICE, CHOSEN)])
def test_a_table_that_is_the_article_passes(article, table, tmp_path, capsys):
    """A table with the article's sanctions, names, ranges, subjects, stages and thresholds is left alone."""
    assert found(tmp_path, capsys, law_files(table, article)) == []


@pytest.mark.parametrize(
    ("article", "table", "old", "new", "code", "field"),
    [
        (FLOUR, TABLE, "max: 50000, unit: yuan}\n", "max: 60000, unit: yuan}\n", "STATUTE_RANGE", "discretion.statutory.3"),
        (STAGES, STAGED, "单位, min: 20000, max: 200000", "单位, min: 20000, max: 100000", "STATUTE_RANGE", "discretion.statutory.0"),
        (STAGES, STAGED, "个人, min: 2000, max: 20000", "个人, min: 20000, max: 200000", "STATUTE_RANGE", "discretion.statutory.1"),
        (STAGES, STAGED, "500000, unit: yuan, note: 情节严重的", "500000, unit: yuan, note: 拒不改正的", "STATUTE_RANGE", "discretion.statutory.2"),
        (THRESHOLDS, THRESHOLD, "min: 1, max: 5, unit: times", "min: 1, max: 10, unit: times", "STATUTE_RANGE", "discretion.statutory.2"),
        (FLOUR, TABLE, "    - {sanction: warning}\n", "    - {sanction: criticism}\n", "SANCTION_NOT_IN_ARTICLE", "discretion.statutory.1.sanction"),
        (FLOUR, TABLE, "order-correction, name: 责令停止生产、销售", "order-correction, name: 责令限产", "SANCTION_NAME", "discretion.statutory.0.name"),
        (FLOUR, TABLE, "    - {sanction: warning}\n", "", "SANCTION_MISSING", "discretion.statutory"),
        (THRESHOLDS, THRESHOLD, "    - {sanction: confiscate-gains}\n", "", "SANCTION_MISSING", "discretion.statutory"),
        (STAGES, STAGED, "    - {sanction: fine, subject: 个人, min: 2000, max: 20000, unit: yuan, note: 拒不改正的}\n", "", "SANCTION_MISSING", "discretion.statutory"),
        (FLOUR, TABLE, "sanctions: [{sanction: warning}, {sanction: confiscate-gains}, {sanction: fine, min: 10000", "sanctions: [{sanction: warning}, {sanction: fine, min: 10000",
         "TIER_SANCTION_MISSING", "discretion.tiers.0.sanctions"),
        (FLOUR, TABLE, "note: 情节严重的，可以", "note: 情节严重的，应当", "SANCTION_MODAL", "discretion.statutory.5.note"),
    ],
)  # fmt: skip
def test_what_departs_from_the_article_is_named_at_its_line(article, table, old, new, code, field, tmp_path, capsys):
    """Another range, stage, subject, sanction or name, one that is missing, and 可以 or 应当 out of place are named where they stand."""
    assert old in table
    files = law_files(table.replace(old, new, 1), article)
    assert (code, field) in [each[:2] for each in found(tmp_path, capsys, files)]


def test_an_order_is_no_closure(tmp_path, capsys):
    """责令停止生产、销售 under the name of 责令停产停业 is an error that says what the statute calls it."""
    article = "第十条 生产不合格产品的，责令停止生产、销售，并处一万元以上五万元以下的罚款。"
    table = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: suspend-business}, {sanction: fine, min: 10000, max: 50000, unit: yuan}]\n"
    assert found(tmp_path, capsys, law_files(table, article)) == [("SANCTION_NAME", "discretion.statutory.0.sanction", 9)]


def test_pages_call_a_sanction_what_its_statute_does(tmp_path):
    """The statute's own name stands on the page, in the tiers too, which need not repeat it."""
    table = TABLE.replace("sanctions: [{sanction: warning}", "sanctions: [{sanction: order-correction}, {sanction: warning}")
    site = make_site(tmp_path, **law_files(table))
    assert build(site) == 0
    page = (site / "output/powers/A1/index.html").read_text(encoding="utf-8")
    assert page.count("责令停止生产、销售") >= 3
    assert "责令改正" not in page


@pytest.mark.parametrize(
    ("article", "table", "line", "code", "field"),
    [
        (FLOUR, TABLE, "summary: 擅自开业的，可以处一万元以上五万元以下罚款。\n", "SANCTION_MODAL", "summary"),
        (FLOUR, TABLE, "summary: 擅自开业的，可以没收违法所得。\n", "SANCTION_MODAL", "summary"),
        (CHOICE, CHOSEN, "summary: 不标价的，一律处五千元以下罚款。\n", "SANCTION_MODAL", "summary"),
        (FLOUR, TABLE, "summary: 擅自开业的，处一万元以上八万元以下罚款。\n", "PROSE_RANGE", "summary"),
        (FLOUR, TABLE, "faq: [{q: 罚多少, a: 处 2 万元以上 9 万元以下的罚款。}]\n", "PROSE_RANGE", "faq.0.a"),
        (FLOUR, TABLE, "note: 情节严重的，应当吊销营业执照。\n", "SANCTION_MODAL", "note"),
    ],
)
def test_prose_says_of_a_sanction_what_the_article_does(article, table, line, code, field, tmp_path, capsys):
    """A range in prose that is none of the article's, and 可以 for what it demands or the reverse, are errors."""
    assert [each[:2] for each in found(tmp_path, capsys, law_files(line + table, article))] == [(code, field)]


@pytest.mark.parametrize(
    "line",
    [
        "summary: 擅自开业的，给予警告，没收违法所得，并处 1 万元以上 5 万元以下罚款。\n",
        "summary: 情节严重的，可以吊销营业执照。\n",
        "faq: [{q: 开业一年罚多少, a: 属于“一般”，罚 1 万元以上 2 万元以下。}]\n",
        "faq: [{q: 偷税怎么罚, a: 依照税收征收管理法第六十三条，处不缴税款百分之五十以上五倍以下的罚款。}]\n",
        "note: 造成事故构成犯罪的，处三年以下有期徒刑，并处二万元以上二十万元以下罚金。\n",
    ],
)
def test_prose_that_is_right_or_speaks_of_something_else_passes(line, tmp_path, capsys):
    """The article's own ranges and tiers, and sentences about another provision, are left alone."""
    assert found(tmp_path, capsys, law_files(line + TABLE)) == []


@pytest.mark.parametrize(
    ("exemption", "code"),
    [
        ("{text: 主动消除危害后果的，从轻或者减轻处罚。, basis: 行政处罚法第三十二条第一项}", ""),
        ("{text: 主动消除危害后果的，可以从轻或者减轻处罚。, basis: 行政处罚法第三十二条}", "EXEMPTION_MODAL"),
        ("{text: 初次违法且危害后果轻微并及时改正的，可以不予处罚。, basis: 行政处罚法第三十三条第一款}", ""),
        ("{text: 主动消除危害后果的，不予处罚。, basis: 行政处罚法第三十二条}", "EXEMPTION_UNFOUNDED"),
        ("{text: 家庭困难的，减轻处罚。, basis: 行政处罚法第四十四条}", "EXEMPTION_UNFOUNDED"),
        ("{text: 家庭困难的，减轻处罚。, basis: 某市优惠办法第三条}", ""),
        ("{text: 家庭困难的，减轻处罚。}", ""),
    ],
)
def test_an_exemption_is_one_that_its_article_gives(exemption, code, tmp_path, capsys):
    """An exemption whose article gives none, or gives it as a duty, is named; one without an article at hand is not judged."""
    files = law_files(TABLE.replace("  factors:", f"  exemptions: [{exemption}]\n  factors:"))
    assert [each[:2] for each in found(tmp_path, capsys, files)] == ([(code, "discretion.exemptions.0.text")] if code else [])


def test_without_the_text_nothing_is_said_of_it(tmp_path, capsys):
    """A table whose article is not at hand is not judged."""
    files = law_files(TABLE.replace("max: 50000, unit: yuan}\n", "max: 60000, unit: yuan}\n")) | {ACT: "第一条 为了规范，制定本法。\n"}
    assert found(tmp_path, capsys, files) == []


def test_sanctions_that_stand_elsewhere_are_not_missed(tmp_path, capsys):
    """An article that leaves its sanctions to another one does not make those of the table unknown."""
    article = "第十条 有前条行为的，依照《某条例》第八条的规定处罚。"
    table = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: warning}, {sanction: fine, min: 1, max: 2, unit: yuan}]\n"
    assert found(tmp_path, capsys, law_files(table, article)) == []


def test_tiers_without_statutory_ranges_are_held_against_the_article(tmp_path, capsys):
    """A fine of a tier that lies in no range of the article is named where the table states no statutory range."""
    table = "discretion:\n  bounds: lower-inclusive\n  tiers: [{grade: 一般, sanctions: [{sanction: fine, min: 10000, max: %d, unit: yuan}]}]\n"
    assert found(tmp_path / "good", capsys, law_files(table % 50000)) == []
    (one,) = found(tmp_path / "bad", capsys, law_files(table % 80000))
    assert one[:2] == ("TIER_BEYOND_ARTICLE", "discretion.tiers.0.sanctions.0")


def test_what_was_not_understood_is_counted(tmp_path, capsys):
    """An article with words about an amount that were not understood is named at its law, with how many items cite it."""
    table = "discretion:\n  bounds: lower-inclusive\n  statutory: [{sanction: fine, min: 1, max: 2, unit: times, base: 租金}]\n"
    (one,) = found(tmp_path, capsys, law_files(table, "第十条 违反规定的，由主管部门处以罚款，其数额另定为十至二十倍。"))
    assert one[:2] == ("ARTICLE_UNREAD", "laws.1")
