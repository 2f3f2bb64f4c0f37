import datetime

import pytest

from quanli.catalogue.law import Law, LawRegister, LawVersion
from quanli.catalogue.law_register_rules import check_law_register
from quanli.catalogue.law_rules import check_basis
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.power import Basis, Power, StateEntry
from quanli.catalogue.statute_book import StatuteBook
from quanli.statutes.text import LawText

FILE = "content/powers/gjj/A.yaml"
OLD, NEW, TODAY = datetime.date(2002, 3, 24), datetime.date(2019, 3, 24), datetime.date(2026, 7, 1)
FUND = Law(
    "housing-fund",
    "住房公积金管理条例",
    kind="regulation",
    versions=(LawVersion(OLD, "", OLD, NEW), LawVersion(NEW, "", NEW)),
)
GONE = Law("gone", "已废止办法", kind="rule", versions=(LawVersion(OLD, "", OLD, datetime.date(2020, 1, 1)),))
NOTICE = Law("notice", "某某通知", kind="normative", versions=(LawVersion(NEW, "", NEW),))
LAWS = {law.id: law for law in (FUND, GONE, NOTICE)}
TEXT = LawText.parse(
    "第三十七条 违反本条例的规定，有下列行为之一的，处1万元以上5万元以下的罚款：\n（一）不办理登记的；\n（二）不设立账户的。\n前款规定由中心执行。\n"
)


def power(*basis, category="permit", **more):
    return Power(code="A", name="a", category=category, office="gjj", basis=basis, **more)


def problems(*basis, **more):
    return list(
        check_basis(power(*basis, **more), FILE, StatuteBook(LAWS, TODAY, lambda law, _: TEXT if law == "housing-fund" else None))
    )


def cite(law="housing-fund", version=NEW, article="第三十七条", **more):
    return Basis(law, version, article, **more)


@pytest.mark.parametrize(
    "basis",
    [
        cite(),
        cite(version=None),
        cite(article=""),
        cite(paragraph=1, item=2),
        cite("notice"),
        cite(text="违反本条例的规定，有下列行为之一的，处1万元以上5万元以下的罚款……(二)不设立账户的。"),
        cite(text="有下列行为之一的，处1万元以上5万元以下的罚款……（一）不办理登记的", item=1),
        cite(text="前款规定由中心执行", paragraph=2),
    ],
)
def test_sound_citation_has_no_problem(basis):
    """A citation of words, place and version that hold is in order."""
    assert problems(basis) == []


@pytest.mark.parametrize(
    ("basis", "code", "step", "zh", "en"),
    [
        (
            cite("housing-found"),
            "LAW_UNKNOWN",
            "law",
            "法规登记表里没有“housing-found”；是不是“housing-fund”？",
            'the register of laws has no "housing-found"; did you mean "housing-fund"?',
        ),
        (
            cite("《住房公积金管理条例》"),
            "LAW_UNKNOWN",
            "law",
            "法规登记表里没有“《住房公积金管理条例》”；是不是“housing-fund”？",
            'the register of laws has no "《住房公积金管理条例》"; did you mean "housing-fund"?',
        ),
        (
            cite(version=TODAY),
            "LAW_VERSION",
            "version",
            "《住房公积金管理条例》没有 2026-07-01 版",
            "住房公积金管理条例 has no version of 2026-07-01",
        ),
        (
            cite(version=OLD),
            "LAW_NOT_IN_FORCE",
            "version",
            "《住房公积金管理条例》2002-03-24 版在 2026-07-01 不是现行有效",
            "version 2002-03-24 of 住房公积金管理条例 is not in force on 2026-07-01",
        ),
        (
            cite("gone", None),
            "LAW_NOT_IN_FORCE",
            "law",
            "《已废止办法》2002-03-24 版在 2026-07-01 不是现行有效",
            "version 2002-03-24 of 已废止办法 is not in force on 2026-07-01",
        ),
        (
            cite(article="第三十八条"),
            "LAW_ARTICLE",
            "article",
            "《住房公积金管理条例》（2019-03-24）没有第三十八条",
            "住房公积金管理条例 (2019-03-24) has no 第三十八条",
        ),
        (
            cite(paragraph=3),
            "LAW_ARTICLE",
            "paragraph",
            "《住房公积金管理条例》（2019-03-24）没有第三十七条第三款",
            "住房公积金管理条例 (2019-03-24) has no 第三十七条第三款",
        ),
        (
            cite(item=3),
            "LAW_ARTICLE",
            "item",
            "《住房公积金管理条例》（2019-03-24）没有第三十七条第（三）项",
            "住房公积金管理条例 (2019-03-24) has no 第三十七条第（三）项",
        ),
        (
            cite(text="处1万元以上6万元以下的罚款"),
            "LAW_TEXT",
            "text",
            "引文与《住房公积金管理条例》第三十七条不符：“处1万元以上6万元以下的罚款”",
            'the quotation is not the text of 住房公积金管理条例 第三十七条: "处1万元以上6万元以下的罚款"',
        ),
        (
            cite(text="前款规定由中心执行", paragraph=1),
            "LAW_TEXT",
            "text",
            "引文与《住房公积金管理条例》第三十七条第一款不符：“前款规定由中心执行”",
            'the quotation is not the text of 住房公积金管理条例 第三十七条第一款: "前款规定由中心执行"',
        ),
    ],
)
def test_wrong_citation_is_named(basis, code, step, zh, en):
    """Each way in which a citation can be wrong is told, at the field that holds it."""
    (found,) = problems(cite(), basis)
    assert (found.code, found.path, found.message("zh"), found.message("en")) == (
        code,
        ("basis", 1, step),
        zh,
        en,
    )


def test_long_quotation_is_told_by_its_beginning():
    """Of a long quotation that is not in the law sixty characters are shown, and that there is more."""
    for length, shown in ((60, "误" * 60), (61, "误" * 60 + "…")):
        (found,) = problems(cite(text="误" * length))
        assert found.message("zh") == f"引文与《住房公积金管理条例》第三十七条不符：“{shown}”"


def test_hints_name_the_version_to_cite():
    """An outdated citation is answered with the version in force, a repealed law with the advice to cite another."""
    (outdated,), (repealed,) = problems(cite(version=OLD)), problems(cite("gone", None))
    assert outdated.hint("zh") == "改引现行版本 2019-03-24"
    assert repealed.hint("en") == "no version is in force; cite another law"


def test_suspended_power_may_cite_what_was_in_force():
    """Only a power in use must rest on the law in force."""
    log = (StateEntry("suspended", NEW, "文件"),)
    assert problems(cite(version=OLD), states=log) == []


@pytest.mark.parametrize(
    ("reviewed", "law", "zh"),
    [
        (
            datetime.date(2018, 1, 1),
            "housing-fund",
            "《住房公积金管理条例》在本项复核（2018-01-01）之后修订（2019-03-24）",
        ),
        (datetime.date(2019, 1, 1), "gone", "《已废止办法》在本项复核（2019-01-01）之后废止（2020-01-01）"),
    ],
)
def test_law_that_changed_since_the_review_raises_the_item(reviewed, law, zh):
    """An item is raised once for each law that was amended or repealed after its last review."""
    found = [
        p for p in problems(cite(law, None), cite(law, None), reviewed_on=reviewed) if p.code == "LAW_CHANGED"
    ]
    assert [(p.message("zh"), p.severity) for p in found] == [(zh, "warning")]


@pytest.mark.parametrize("reviewed", [None, NEW, TODAY])
def test_review_after_the_change_is_enough(reviewed):
    """An item reviewed since the last change, or never, is not raised."""
    assert problems(cite(), reviewed_on=reviewed) == []


@pytest.mark.parametrize(
    ("day", "date"),
    [(datetime.date(2001, 1, 1), None), (OLD, OLD), (datetime.date(2019, 3, 23), OLD), (NEW, NEW)],
)
def test_version_in_force_on_a_day(day, date):
    """The newest version that has begun and has not ended holds."""
    version = version_in_force(FUND, day)
    assert (version.date if version else None) == date


def test_sound_register_has_no_problem():
    """Laws with versions oldest first and dates in order are in order."""
    assert list(check_law_register(LawRegister((FUND, GONE, NOTICE)), "content/laws.yaml")) == []


@pytest.mark.parametrize(
    ("laws", "path", "zh"),
    [
        ((FUND, FUND), ("laws", 1, "id"), "编号“housing-fund”在 content/laws.yaml 里出现两次"),
        (
            (FUND, Law("fund", FUND.title, kind="law", versions=FUND.versions)),
            ("laws", 1, "title"),
            "《住房公积金管理条例》的登记有误：与“housing-fund”重名",
        ),
        (
            (Law("a", "甲", kind="law", versions=FUND.versions[::-1]),),
            ("laws", 0, "versions", 1, "date"),
            "《甲》的登记有误：2002-03-24 版排在 2019-03-24 版之后，版本应由旧到新，各写一次",
        ),
        (
            (Law("a", "甲", kind="law", versions=(LawVersion(NEW, "", OLD),)),),
            ("laws", 0, "versions", 0, "in_force_from"),
            "《甲》的登记有误：施行日期 2002-03-24 早于公布日期 2019-03-24",
        ),
        (
            (Law("a", "甲", kind="law", versions=(LawVersion(NEW, "", NEW, OLD),)),),
            ("laws", 0, "versions", 0, "repealed_on"),
            "《甲》的登记有误：废止日期 2002-03-24 不晚于施行日期 2019-03-24",
        ),
        (
            (Law("a", "甲", kind="law", versions=(LawVersion(OLD, "", TODAY), LawVersion(NEW, "", NEW))),),
            ("laws", 0, "versions", 1, "in_force_from"),
            "《甲》的登记有误：2019-03-24 版比 2002-03-24 版先施行",
        ),
    ],
)
def test_wrong_register_is_named(laws, path, zh):
    """What cannot be in the register is told at the field that holds it."""
    (found,) = check_law_register(LawRegister(laws), "content/laws.yaml")
    assert (found.path, found.message("zh")) == (path, zh)


def test_law_without_versions_is_named():
    """A law of which no version is known is told at its place, as something to make good."""
    (found,) = check_law_register(LawRegister((FUND, Law("a", "甲", kind="law"))), "content/laws.yaml")
    assert (found.code, found.path, found.args["title"]) == ("LAW_NO_VERSION", ("laws", 1), "甲")
