"""Citations in the words of items, guides, offices and settings, through ``quanli check``."""

import pytest

from pipeline.test_law_library_as_input import STATUTE as BEGINNING
from pipeline.test_law_library_as_input import TITLE
from quanli.cli import main
from sites import POWER, check, edit, make_site, put
from statutes.sources import laws

NUMBERS = "一二三四五六七八九"
STATUTE = f"{BEGINNING}\n第二十条 有下列情形之一的，不予许可：\n\n（一）材料不全的；\n\n（二）不符合条件的。\n\n另有规定的，从其规定。\n\n"
OLD = STATUTE.replace("2016年2月6日", "2006年1月21日") + "".join(f"第二十{n}条 逾期不办理的，由批发企业所在地机关处理，乙{n}。\n\n" for n in NUMBERS)
ENDED = "# 旧货管理条例\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n\n第四条 丁。\n\n第五条 戊。\n\n第六条 己。\n"
ENDING = "# 新货管理条例\n\n第一条 甲。\n\n第二条 本条例自2020年1月1日起施行。《旧货管理条例》同时废止。\n"
NO_WORDS = {f"{TITLE}(2016-02-06).md": STATUTE, f"{TITLE}(2006-01-21).md": OLD, "旧货管理条例(2001-01-01).md": ENDED, "新货管理条例(2020-01-01).md": ENDING}


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site of one item, with a library of a few statutes."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8")
    put(site, **{POWER: "".join(line for line in text.splitlines(keepends=True) if not line.startswith("note:"))})
    put(tmp_path / "statutes", **NO_WORDS)
    assert laws(site, capsys, "update", str(tmp_path / "statutes"))[0] == 0
    assert not problems(site, capsys)
    return site


def problems(site, capsys):
    """Give the problems of citations, each with the words of its line from its column on."""
    told = []
    for one in check(site, capsys, every=True)[1]:
        if one["code"].startswith(("CITED", "LAW_A", "LAW_T", "LAW_V", "LAW_P")):
            line = (site / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1]
            told.append((one["code"], one["field"], line[one["column"] - 1 :][:8], one["message"], one["hint"]))
    return told


def noted(site, words):
    """Give the item a note."""
    put(site, **{POWER: (site / POWER).read_text(encoding="utf-8") + f"note: {words}\n"})


@pytest.mark.parametrize(
    ("words", "code", "at", "said"),
    [
        ("依照《烟花爆竹安全管理条例》第二十一条办理。", "LAW_ARTICLE", "《烟花爆竹安全管", "烟花爆竹安全管理条例 (2016-02-06) has no 第二十一条"),
        ("依照烟花爆竹安全管理条例第三条、第二十八条办理。", "LAW_ARTICLE", "第二十八条办理。", "烟花爆竹安全管理条例 (2016-02-06) has no 第二十八条"),
        ("依照烟花爆竹安全管理条例第十九条之一办理。", "LAW_ARTICLE", "烟花爆竹安全管理", "烟花爆竹安全管理条例 (2016-02-06) has no 第十九条之一"),
        ("依照烟花爆竹安全管理条例第二十条第三款办理。", "LAW_ARTICLE", "烟花爆竹安全管理", "烟花爆竹安全管理条例 (2016-02-06) has no 第二十条第三款"),
        ("依照烟花爆竹安全管理条例第二十条第一款第（二）、（三）项办理。", "LAW_ARTICLE", "烟花爆竹安全管理", "烟花爆竹安全管理条例 (2016-02-06) has no 第二十条第一款第（三）项"),
        ("先看材料，再依照烟花爆竹安全管理条列第二十条办理。", "CITED_TITLE", "烟花爆竹安全管理", 'no statute is called "烟花爆竹安全管理条列"; did you mean "烟花爆竹安全管理条例"?'),
        ("依照《烟花爆竹安全管里条例》第二十条办理。", "CITED_TITLE", "《烟花爆竹安全管", 'no statute is called "烟花爆竹安全管里条例"; did you mean "烟花爆竹安全管理条例"?'),
        ("依照《旧货管理条例》第二条办理。", "CITED_NOT_IN_FORCE", "《旧货管理条例》", "the text cites 旧货管理条例 2001-01-01 版, which is not in force on "),
        ("《烟花爆竹安全管理条例》（2011年修订）第三条。", "LAW_VERSION", "《烟花爆竹安全管", "烟花爆竹安全管理条例 has no version of 2011"),
        ("《烟花爆竹安全管理条例》第八条至第五条。", "CITED_RANGE", "第五条。", "第八条 comes after 第五条: that is no range"),
        ("《烟花爆竹安全管理条例》第二十条规定：“另有约定的，从其约定”。", "LAW_TEXT", "另有约定的，从其", 'the quotation is not the text of 烟花爆竹安全管理条例 第二十条: "另有约定的，从其约定"'),
        ("《烟花爆竹安全管理条例》第二十条规定：“另有规定的、从其规定”。", "LAW_PUNCTUATION", "另有规定的、从其", 'the quotation differs from 烟花爆竹安全管理条例 第二十条 in punctuation alone: "另有规定的、从其规定"'),
    ],
)  # fmt: skip
def test_wrong_citation_is_told_where_it_stands(site, capsys, words, code, at, said):
    """Each way in which a citation in words can be wrong is told, at the characters that say it."""
    noted(site, words)
    (found,) = problems(site, capsys)
    assert found[:3] == (code, "note", at)
    assert found[3].startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        "依照《烟花爆竹安全管理条例》第三条、第五条至第八条，第二十条第一款第一项和第二款办理。",
        "依照条例第二十条第二款办理。",
        "《某省烟花爆竹条例》第九十条另有规定。",
        "某省烟花爆竹安全管理条例第九十条另有规定。",
        "原《旧货管理条例》第二条不再适用；《旧货管理条例》已废止。",
        "《烟花爆竹安全管理条例》第二十条规定：“另有规定的，从其规定”。",
        "《烟花爆竹安全管理条例》（2016年修订）第二十条。",
        "填写《烟花爆竹经营许可申请表》，共三条，第三十条不填。",
    ],
)  # fmt: skip
def test_right_citation_is_not_doubted(site, capsys, words):
    """Citations that hold, of local statutes that are not at hand, and of old ones that are called so, are not doubted."""
    noted(site, words)
    assert problems(site, capsys) == []


def test_moved_article_is_told_with_where_it_went(site, tmp_path, capsys):
    """Of an article that only an older version has, the hint says which version, and where its words are now."""
    edit(tmp_path / "statutes", f"{TITLE}(2016-02-06).md", "第十二条 甲十二。", "第十二条 逾期不办理的，由批发企业所在地机关处理。")
    laws(site, capsys, "update")
    noted(site, "依照《烟花爆竹安全管理条例》第二十三条办理。")
    (found,) = problems(site, capsys)
    assert found[4] == "check the article; version 2006-01-21 has 第二十三条, now roughly 第十二条"


def test_quoted_words_of_another_article_are_told_with_that_article(site, capsys):
    """Of words that stand in another article, the hint names it."""
    noted(site, "《烟花爆竹安全管理条例》第三条规定：“另有规定的，从其规定”。")
    (found,) = problems(site, capsys)
    assert found[4].endswith("these words stand in 第二十条")


def test_line_and_column_are_right_in_every_way_of_writing(site, capsys):
    """In folded, quoted and literal text the citation is found on its own line."""
    head = (site / POWER).read_text(encoding="utf-8")
    for words in (
        "note: |-\n  第一行。\n\n  见烟花爆竹安全管理条例第九十条。\n",
        "note: >-\n  第一行，\n  很长，\n  见烟花爆竹安全管理条例第九十条。\n",
        'note: "第一行，\n  见烟花爆竹安全管理条例第九十条。"\n',
        "faq:\n  - q: 甲\n    a: '他说''对''，\n      见烟花爆竹安全管理条例第九十条'\n",
    ):
        put(site, **{POWER: "".join(part for part in head.split("faq:")[:1]) + words})
        (found,) = problems(site, capsys)
        assert found[2] == "烟花爆竹安全管理"


def test_guides_offices_forms_and_settings_are_held_too(site, capsys):
    """A wrong citation in a guide, an office, a form or the settings is told with its line."""
    files = {}
    for name, old, new in (
        ("content/site.yaml", "notice: ", "notice: 依照烟花爆竹安全管理条例第九十一条。"),
        ("content/offices/xxj.yaml", "id:", "summary: 依照烟花爆竹安全管理条例第九十二条。\nid:"),
    ):
        edit(site, name, old, new)
        files[name] = new
    guide = next((site / "content/guides").glob("*.md"))
    guide.write_text(guide.read_text(encoding="utf-8") + "\n见《烟花爆竹安全管理条例》第九十三条。\n", encoding="utf-8")
    form = next((site / "content/forms").glob("*.yaml"))
    form.write_text(form.read_text(encoding="utf-8") + "notes: [依照烟花爆竹安全管理条例第九十四条]\n", encoding="utf-8")
    found = problems(site, capsys)
    assert [one[3][-6:].strip() for one in found] == ["第九十四条", "第九十三条", "第九十二条", "第九十一条"]
    assert [one[2][:2] for one in found] == ["烟花", "《烟", "烟花", "烟花"]


def test_check_counts_citations(site, capsys):
    """The last lines of a check say how many citations there are, how many were checked, and how many name no law."""
    noted(site, "依照烟花爆竹安全管理条例第九十条和《某省条例》第三条办理。见第五条，第六条另说，不合第七条的不行。")
    main(["check", "--site", str(site), "--lang", "zh"])
    told = capsys.readouterr().err
    assert "有问题的 1 处" in told
    assert "2 处引用没有核对：缺 2 部法规的文本" in told  # 某省条例, and 行政许可法 that the starter cites
    assert "3 处没有写明是哪部法规" in told
