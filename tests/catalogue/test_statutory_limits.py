"""What is called a statutory limit, held against the article that is named for it, through ``quanli check``."""

import pytest

from law_sites import LIMITS, found, law_files


def limit(amount, unit, basis="", note=""):
    more = "".join(f", {key}: {text}" for key, text in (("basis", basis), ("note", note)) if text)
    return f"time_limits:\n  statutory: {{amount: {amount}, unit: {unit}{more}}}\n"


@pytest.mark.parametrize(
    ("category", "lines", "code", "field"),
    [
        ("other", limit(15, "day", "某管理法第十条"), "", ""),
        ("other", limit(15, "day", "《某管理法》第十条"), "", ""),
        ("other", limit(30, "day", "某管理法第十条"), "LIMIT_DIFFERS", "time_limits.statutory.amount"),
        ("other", limit(15, "workday", "某管理法第十条"), "LIMIT_DIFFERS", "time_limits.statutory.amount"),
        ("other", limit(15, "day", "某管理法第十四条"), "LIMIT_UNFOUNDED", "time_limits.statutory"),
        ("other", limit(15, "day", "某管理法第十三条"), "", ""),
        ("other", limit(1, "day", "某管理法第十一条"), "LIMIT_NO_MAXIMUM", "time_limits.statutory"),
        ("inspection", limit(2, "year", "某管理法第十二条"), "LIMIT_NO_MAXIMUM", "time_limits.statutory"),
        ("penalty", limit(15, "day", "行政处罚法第六十七条第二款"), "LIMIT_OF_ANOTHER", "time_limits.statutory"),
        ("penalty", limit(90, "day", "行政处罚法第六十条"), "", ""),
        ("inspection", limit(90, "day", "行政处罚法第六十条"), "LIMIT_OF_ANOTHER_ACT", "time_limits.statutory.basis"),
        ("permit", limit(20, "workday", "行政许可法第四十二条第一款"), "", ""),
        ("permit", limit(30, "workday", "行政许可法第四十二条第一款"), "", ""),
        ("permit", limit(20, "day", "行政许可法第四十二条第一款"), "LIMIT_DIFFERS", "time_limits.statutory.amount"),
        ("other", limit(20, "workday", "法律没有规定期限，比照行政许可法确定"), "LIMIT_NOT_STATUTORY", "time_limits.statutory.basis"),
        ("other", limit(15, "day", "某管理法第十条", "条例没有单独规定办理期限"), "LIMIT_NOT_STATUTORY", "time_limits.statutory.note"),
        ("other", limit(20, "workday"), "LIMIT_WITHOUT_BASIS", "time_limits.statutory"),
        ("other", limit(20, "workday", "本局确定"), "LIMIT_WITHOUT_BASIS", "time_limits.statutory.basis"),
        ("penalty", limit(90, "day"), "", ""),
        ("permit", limit(20, "workday"), "", ""),
        ("other", limit(20, "workday", "某省某办法（某政发〔2020〕1 号），依据某管理法第十四条"), "", ""),
        ("other", limit(20, "workday", "某省没有的条例第五条"), "", ""),
    ],
)  # fmt: skip
def test_a_statutory_limit_is_one_that_its_article_sets(category, lines, code, field, tmp_path, capsys):
    """The article's own limit passes; another amount, somebody else's time, a notice, a frequency, no law at all are each named."""
    place = "article: 第十条" if category != "penalty" else "article: 第十条, role: sanction"
    files = law_files(lines, LIMITS, category=category, place=place)
    assert [each[:2] for each in found(tmp_path, capsys, files)] == ([(code, field)] if code else [])


def test_an_article_cited_for_the_limit_stands_for_its_basis(tmp_path, capsys):
    """Where the limit itself names nothing, it is held against what is cited in the role of setting a limit."""
    place = "article: 第十条, role: limit}\n  - {law: act, article: 第十四条"
    good = law_files(limit(15, "day"), LIMITS, category="other", place=place)
    bad = law_files(limit(25, "day"), LIMITS, category="other", place=place)
    assert found(tmp_path / "good", capsys, good) == []
    assert [each[0] for each in found(tmp_path / "bad", capsys, bad)] == ["LIMIT_DIFFERS"]


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ("special_steps: [{name: 听证, limit: {amount: 20, unit: workday}, basis: 行政许可法第四十七条}]\n", ""),
        ("special_steps: [{name: 听证, limit: {amount: 60, unit: workday}, basis: 行政许可法第四十七条}]\n", "special_steps.0.limit"),
        ("special_steps: [{name: 评审, limit: {amount: 60, unit: day}, basis: 某管理法第十四条}]\n", ""),
        ("time_limits:\n  correction: {amount: 5, unit: day, basis: 行政许可法第三十二条}\n", ""),
        ("time_limits:\n  correction: {amount: 30, unit: day, basis: 行政许可法第三十二条}\n", "time_limits.correction.amount"),
    ],
)
def test_other_steps_are_no_longer_than_their_articles_allow(lines, field, tmp_path, capsys):
    """A hearing or the naming of what is missing takes no longer than the article named for it allows."""
    files = law_files(lines, LIMITS, category="permit", place="article: 第十条")
    assert [each[:2] for each in found(tmp_path, capsys, files)] == ([("LIMIT_DIFFERS", field)] if field else [])
