"""Every article that the program cites for a remedy says what it is cited for."""

import datetime
import re
from pathlib import Path

import pytest
import yaml

from quanli.remedies import editions
from quanli.remedies.special import SPECIAL
from quanli.statutes.text import passage

ARTICLES = yaml.safe_load((Path(__file__).parent / "articles.yaml").read_text(encoding="utf-8"))
"""By statute and version: the day from which it holds, and articles as published."""
PLACE = re.compile(r"(?P<article>第[^条]+条)(?:第(?P<paragraph>[^款]+)款)?(?:第(?P<item>[^项]+)项)?$")
COUNT = {figure: number for number, figure in enumerate("一二三四五六七八九", 1)} | {f"十{figure}": number for number, figure in enumerate(("", *"一二三四五六七八九"), 10)}
SAID = {
    ("行政复议法", "2023-09-01"): {
        "period": "六十日内提出行政复议申请", "after": "十五日内，依法向人民法院提起行政诉讼", "third": "可以作为第三人", "entrusted": "委托的行政机关是被申请人", "ruling": "国务院依照本法的规定作出最终裁决",
        "department": "本级人民政府工作部门", "government": "下一级人民政府", "agency": "派出机关", "managed": "管理的法律、法规、规章授权的组织", "province": "同时管辖对本机关作出的行政行为",
        "branch": "以派出机构的名义", "ministry": "对本部门作出的行政行为", "vertical": "向上一级主管部门", "justice": "司法行政部门", "joint": "共同的名义",
        "penalty": "行政处罚决定", "coercion": "行政强制措施、行政强制执行决定", "permit": "申请行政许可", "requisition": "征收征用决定", "levy": "违法要求履行其他义务", "disclosure": "政府信息公开",
        "other": "其他行政行为", "silence": "拒绝履行、未依法履行或者不予答复", "silence-permit": "法定期限内不予答复",
        "first-spot": "当场作出的行政处罚决定", "first-rights": "自然资源的所有权或者使用权", "first-silence": "未履行法定职责", "first-withheld": "不予公开", "first-statute": "法律、行政法规规定应当先",
    },
    ("行政复议法", "2017-09-01"): {
        "period": "六十日内提出行政复议申请", "after": "十五日内，依法向人民法院提起行政诉讼", "third": "可以作为第三人", "ruling": "国务院依照本法的规定作出最终裁决",
        "department": "由申请人选择", "justice": "由申请人选择", "vertical": "垂直领导", "government": "向上一级地方人民政府", "province": "省、自治区、直辖市人民政府", "ministry": "国务院部门",
        "agency": "派出机关", "branch": "派出机构", "managed": "直接管理该组织", "joint": "共同上一级行政机关",
        "penalty": "行政处罚决定", "coercion": "行政强制措施", "permit": "许可证", "levy": "征收财物", "other": "其他具体行政行为", "silence": "法定职责", "silence-permit": "没有依法办理",
        "first-rights": "应当先申请行政复议", "first-statute": "应当先向行政复议机关申请行政复议",
    },
}  # fmt: skip
LITIGATION = {
    editions.SIX_MONTHS: "六个月内提出", editions.AFTER_RECONSIDERATION: "收到复议决定书之日起十五日内", editions.SILENCE: "接到申请之日起两个月内不履行", editions.CHOICE: "也可以直接向人民法院提起诉讼",
    editions.BASIC_COURT: "基层人民法院", editions.PLACE: "最初作出行政行为的行政机关所在地", editions.INTERMEDIATE_COURT: "国务院部门或者县级以上地方人民政府", editions.CUSTOMS_COURT: "海关",
    editions.IMMOVABLE: "不动产所在地", editions.THIRD_PARTY: "利害关系", editions.ENTRUSTED: "委托的行政机关是被告",
}  # fmt: skip
ELSEWHERE = {
    ("行政复议法实施条例", "第十六条第一款"): "自履行期限届满之日起计算", ("民事诉讼法", "第二十四条"): "被告住所地或者合同履行地", ("民法典", "第一百八十八条第一款"): "诉讼时效期间为三年",
    ("仲裁法", "第四条"): "达成仲裁协议", ("政府采购法", "第五十二条"): "七个工作日内", ("政府采购法", "第五十五条"): "十五个工作日内向同级政府采购监督管理部门投诉",
    ("政府采购法", "第五十八条"): "申请行政复议或者向人民法院提起行政诉讼", ("行政处罚法", "第五十一条"): "三千元以下罚款或者警告", ("公务员法", "第九十五条第一款"): "三十日内直接提出申诉",
}  # fmt: skip


def text_of(law, version, place):
    """Give the words of a place: an article, its paragraph, its item; an item's number alone is one of the first paragraph."""
    found = PLACE.match(place)
    article = ARTICLES[law][version]["articles"][found["article"]]
    return passage(article, COUNT[found["paragraph"] or ""] if found["paragraph"] else 0, COUNT[found["item"]] if found["item"] else 0)


def in_force(law, day):
    """Give the version of a statute that holds on a day, or the first."""
    versions = sorted(ARTICLES[law], key=lambda version: ARTICLES[law][version]["begins"])
    return next((version for version in reversed(versions) if ARTICLES[law][version]["begins"] <= day), versions[0])


@pytest.mark.parametrize("row", [row for row in SPECIAL if row.article], ids=lambda row: row.place)
def test_a_special_way_stands_in_its_article(row):
    """A special way's words stand in the article that it cites, in the version of its first day; where it ends, they stand there no more."""
    law = row.source or row.law
    assert row.words in text_of(law, in_force(law, row.since.isoformat()), row.article)
    if row.until:
        later = in_force(law, row.until.isoformat())
        assert row.words not in ARTICLES[law][later]["articles"].get(PLACE.match(row.article)["article"], "")


@pytest.mark.parametrize(("edition", "version"), list(zip(editions.EDITIONS, ("2017-09-01", "2023-09-01"), strict=True)), ids=["former", "revised"])
def test_the_general_law_says_so(edition, version):
    """Each article of 行政复议法 that is cited, before and since its revision, says what it is cited for."""
    cited = {"period": edition.period, "after": edition.after, "third": edition.third, "entrusted": edition.entrusted, "ruling": edition.ruling}
    cited |= {**edition.jurisdiction, **edition.scope, **{f"first-{key}": place for key, place in edition.first.items()}}
    said = SAID["行政复议法", version]
    for key, place in cited.items():
        if place:
            assert said[key] in text_of("行政复议法", version, place), (key, place)


@pytest.mark.parametrize("place", LITIGATION)
def test_the_law_of_lawsuits_says_so(place):
    """Each article of 行政诉讼法 that is cited says what it is cited for."""
    assert LITIGATION[place] in text_of("行政诉讼法", "2017-06-27", place)


@pytest.mark.parametrize(("law", "place"), ELSEWHERE)
def test_other_statutes_say_so(law, place):
    """Articles cited from other statutes say what they are cited for, in every version at hand that is in force since they are cited."""
    assert ELSEWHERE[law, place] in text_of(law, in_force(law, "2026-06-01"), place)


def test_the_revision_holds_since_2024():
    """行政复议法 as revised holds from 2024-01-01."""
    assert editions.edition_on(datetime.date(2023, 12, 31)) is editions.EDITIONS[0]
    assert editions.edition_on(datetime.date(2024, 1, 1)) is editions.EDITIONS[1]
    assert editions.EDITIONS[1].since == datetime.date.fromisoformat(ARTICLES["行政复议法"]["2023-09-01"]["begins"])


def test_nothing_is_computed_before_the_law_on_record():
    """For a day before 2015-05-01, when other periods held, no way is named."""
    assert editions.edition_on(datetime.date(2015, 4, 30)) is None
