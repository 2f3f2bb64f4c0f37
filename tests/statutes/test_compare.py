"""What became of each article of a statute in a newer version."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.codes.articles import Article, format_article
from quanli.statutes.compare import compare

MARKS_2019 = {
    "第五条": "两个以上的自然人、法人或者其他组织可以共同向商标局申请注册同一商标，共同享有和行使该商标专用权。",
    "第六条": "法律、行政法规规定必须使用注册商标的商品，必须申请商标注册，未经核准注册的，不得在市场销售。",
    "第三十九条": "注册商标的有效期为十年，自核准注册之日起计算。",
    "第四十四条": "已经注册的商标，以欺骗手段取得注册的，由商标局宣告该注册商标无效。",
    "第四十七条": "依照本法第四十四条的规定宣告无效的注册商标，由商标局予以公告，该注册商标专用权视为自始即不存在。",
    "第五十一条": "违反本法第六条规定的，由地方工商行政管理部门责令限期申请注册，违法经营额五万元以上的，可以处违法经营额百分之二十以下的罚款。",
    "第五十八条": "将他人注册商标作为企业名称中的字号使用，误导公众，构成不正当竞争行为的，依照《中华人民共和国反不正当竞争法》处理。",
}
MARKS_2026 = {
    "第七条": "两个以上的自然人、法人或者非法人组织可以共同向国务院商标管理部门申请注册同一商标，共同享有和行使该注册商标专用权。",
    "第八条": "法律、行政法规规定必须使用注册商标的商品，应当申请商标注册，未经核准注册的，不得在市场销售。",
    "第十三条": "国务院商标管理部门加强信息化、智能化商标公共服务体系建设，提升商标业务办理的便利化程度。",
    "第四十三条": "注册商标的有效期为十年,自核准注册之日起计算。",
    "第五十条": "已经注册的商标，以欺骗手段取得注册的，由商标局宣告该注册商标无效。",
    "第五十三条": "依照本法第五十条的规定宣告无效的注册商标，由商标局予以公告，该注册商标专用权视为自始即不存在。",
    "第六十一条": "违反本法第八条规定的，由负责商标执法的部门责令限期申请注册，违法经营额五万元以上的，可以处违法经营额百分之二十以下的罚款。",
}


def fates(before, after):
    return {fate.before or fate.after: (fate.kind, fate.after, fate.words) for fate in compare(before, after).fates}


def test_articles_of_the_trademark_law_are_found_again_under_their_new_numbers():
    """What was reworded, only renumbered or only speaks of renumbered articles is told apart; nothing else is claimed."""
    assert fates(MARKS_2019, MARKS_2026) == {
        ("第五条",): ("moved-changed", ("第七条",), "changed"),
        ("第六条",): ("moved-changed", ("第八条",), "changed"),
        ("第三十九条",): ("moved", ("第四十三条",), "same"),
        ("第四十四条",): ("moved", ("第五十条",), "same"),
        ("第四十七条",): ("moved", ("第五十三条",), "references"),
        ("第五十一条",): ("moved-changed", ("第六十一条",), "changed"),
        ("第五十八条",): ("gone", (), "changed"),
        ("第十三条",): ("new", ("第十三条",), "changed"),
    }


def test_other_punctuation_is_no_change_of_substance():
    """Full stops, widths and quotation marks of another print leave an article the same."""
    (fate,) = compare({"第一条": "甲“乙”，丙。"}, {"第一条": "甲「乙」；丙"}).fates
    assert (fate.kind, fate.words) == ("same", "print")
    (fate,) = compare({"第一条": "甲“乙”，丙。"}, {"第一条": "甲「乙」,丙 。"}).fates
    assert (fate.kind, fate.words) == ("same", "same")


def test_a_reference_to_another_article_than_the_one_that_moved_is_a_change():
    """第六条 became 第八条: an article that spoke of the sixth and speaks of the ninth now says something else."""
    before = {"第六条": MARKS_2019["第六条"], "第七条": "违反本法第六条规定的，给予警告，责令限期申请注册商标。"}
    after = {"第八条": MARKS_2019["第六条"], "第九条": "违反本法第九条规定的，给予警告，责令限期申请注册商标。"}
    assert fates(before, after)["第七条",] == ("moved-changed", ("第九条",), "changed")


def test_an_article_divided_into_two_is_split_and_the_reverse_is_merged():
    """突发事件应对法 第十一条 of 2007 stands in 第十条 and 第二十三条 of 2024."""
    whole = {
        "第十一条": "有关人民政府采取的措施，应当与突发事件可能造成的社会危害的性质、程度和范围相适应；有多种措施可供选择的，应当选择有利于最大程度地保护权益的措施。\n"
        "公民、法人和其他组织有义务参与突发事件应对工作。",
    }
    parts = {
        "第十条": "突发事件应对措施应当与突发事件可能造成的社会危害的性质、程度和范围相适应；有多种措施可供选择的，应当选择有利于最大程度地保护权益的措施。",
        "第二十三条": "公民、法人和其他组织有义务参与突发事件应对工作。",
    }
    (fate,) = compare(whole, parts).fates
    assert (fate.kind, fate.before, fate.after) == ("split", ("第十一条",), ("第十条", "第二十三条"))
    (fate,) = compare(parts, whole).fates
    assert (fate.kind, fate.before, fate.after) == ("merged", ("第十条", "第二十三条"), ("第十一条",))


def test_paragraphs_that_were_added_leave_an_article_itself():
    """食品安全法 第四十一条 of 2025 is that of 2021 with four paragraphs more."""
    before = {"第四十一条": "生产食品相关产品应当符合法律、法规和食品安全国家标准。"}
    after = {
        "第四十一条": before["第四十一条"] + "\n国家对重点液态食品道路散装运输实行许可制度。道路运输经营者从事重点液态食品散装运输，应当依法取得准运证。\n"
        "任何单位和个人不得伪造、变造或者使用伪造、变造的道路散装运输记录、运输容器清洗凭证等单据。"
    }
    assert fates(before, after) == {("第四十一条",): ("changed", ("第四十一条",), "changed")}


def test_what_fell_away_says_what_is_nearest_to_it():
    """Nothing is asserted of it: the article that has most in common is named, to be looked at."""
    before = MARKS_2019 | {"第九条": "申请注册的商标，应当有显著特征，便于识别，并不得与他人在先取得的合法权利相冲突。\n商标注册人有权标明“注册商标”或者注册标记。"}
    after = MARKS_2026 | {
        "第五条": "经国务院商标管理部门核准注册的商标为注册商标，商标注册人有权标明“注册商标”或者注册标记，享有注册商标专用权，受法律保护。\n"
        "自然人、法人或者非法人组织在生产经营活动中，对其商品或者服务需要取得注册商标专用权的，应当向国务院商标管理部门申请商标注册。",
    }
    gone = compare(before, after).of("第九条")
    assert (gone.kind, gone.after, gone.near) == ("gone", (), "第五条")


SENTENCES = st.lists(st.sampled_from("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"), min_size=8, max_size=30).map("".join)
STATUTES = st.lists(SENTENCES, min_size=1, max_size=12, unique=True)


def numbered(texts):
    return {format_article(Article(number)): text for number, text in enumerate(texts, 1)}


@settings(deadline=None)
@given(STATUTES, STATUTES)
def test_every_article_of_both_versions_has_one_fate(before, after):
    """No article is lost, none is told twice, whatever the versions are."""
    found = compare(numbered(before), numbered(after)).fates
    assert sorted(label for fate in found for label in fate.before) == sorted(numbered(before))
    assert sorted(label for fate in found for label in fate.after) == sorted(numbered(after))


@settings(deadline=None)
@given(STATUTES, st.data())
def test_an_inserted_article_moves_the_others_and_changes_none(texts, data):
    """All that stands behind it is moved, with references that follow; it alone is new."""
    at = data.draw(st.integers(0, len(texts)))
    refers = [f"{text}依照本法第{'一二三四五六七八九十'[min(n, 9)]}条。" for n, text in enumerate(texts)]
    moved = [text if n < at else text.replace("第", "第") for n, text in enumerate(refers)]
    after = [*moved[:at], "全新的一条说的是从来没有说过的事情。", *moved[at:]]
    found = compare(numbered(refers), numbered(after))
    kinds = [fate.kind for fate in found.fates]
    assert kinds == ["same"] * at + ["new"] + ["moved"] * (len(texts) - at)


@settings(deadline=None)
@given(STATUTES)
def test_a_version_is_the_same_as_itself(texts):
    """Nothing changed where nothing did."""
    assert compare(numbered(texts), numbered(texts)).changes == ()


@pytest.mark.parametrize("label", ["第二条", "第一百条"])
def test_an_article_is_found_by_its_old_and_by_its_new_name(label):
    """One that is in neither version has no fate."""
    found = compare({"第一条": "甲乙丙丁戊己庚辛"}, {"第二条": "甲乙丙丁戊己庚辛"})
    assert found.of("第一条") is found.now("第二条")
    assert found.of(label) is None
