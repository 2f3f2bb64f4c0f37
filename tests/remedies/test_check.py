"""An item's own words on remedies are held against those that the law gives, through the command line."""

import pytest
import yaml

from quanli.assemble.redress import _text
from quanli.catalogue.terms import REMEDY_WAYS
from quanli.remedies.prose import read_prose
from remedies.cases import BIG_FINE, CASES, CITY, COUNTY, DECISION, FUND, LAWS, NEW, Case
from remedies.site import item_of, put_yaml
from sites import build, check, make_site

A, B = "六十日内向某某县人民政府申请行政复议", "六个月内向某某县人民法院起诉"
RIGHT = (
    f"不服决定的，{A}，或者{B}。",
    "不服许可决定的，可以自知道之日起60日内向某某县人民政府申请行政复议，也可以在六个月内向某某县人民法院提起行政诉讼。",
    "行政复议：部门：某某县人民政府；地址：某某路1号；电话：0000-5550000。行政诉讼：部门：某某县人民法院；地址：某某路2号。",
    "公民、法人或者其他组织认为行政许可侵犯其合法权益的，可以依法申请行政复议或者提起行政诉讼。",
    "1.行政复议：60日内向本级人民政府申请。2.行政诉讼：自知道之日起6个月内向人民法院起诉；对复议决定不服的，自收到复议决定书之日起15日内起诉。",
    "复议机关应当自受理申请之日起六十日内作出行政复议决定。您可以自知道决定之日起六十日内申请行政复议，或者六个月内起诉。",
    "您可以向本局反映，5个工作日内答复。不服的，60日内申请行政复议，或者六个月内起诉。",
    "自知道或者应当知道该行政行为之日起六十日内，向某某县人民政府（行政复议机构：县司法局）申请行政复议；六个月内向某某县人民法院提起诉讼。",
    "对答复不满意，可以向上一级机关反映。也可以六十日内申请行政复议或六个月内提起行政诉讼。",
    "逾期不答复的，应当先申请行政复议。不服决定的六十日内申请行政复议，六个月内起诉。",
    "可以自收到不予许可决定书之日起60日内向某某县人民政府申请复议或自收到决定书之日起6个月内向某某县人民法院起诉",
    "向某某县人民政府行政复议办公室申请复议（60日内）或者向某某县人民法院起诉（6个月内）。",
    "六十日内申请行政复议，六个月内起诉。因不可抗力耽误的，自障碍消除之日起继续计算；法院对其他情况，在障碍消除后十日内可以申请延长起诉期限。",
    "收到告知书五日内可以要求听证；对决定不服，六十日内申请行政复议，或者六个月内起诉。",
    "不服复议决定的，可以在收到复议决定书之日起十五日内向人民法院提起诉讼。直接提起诉讼的，应当自知道之日起六个月内提出；申请行政复议的，六十日内提出。",
)
WRONG = (
    ("可以自知道之日起30日内申请行政复议，六个月内起诉。", "REDRESS_DAYS"),
    ("可以自知道之日起六十日内申请行政复议，三个月内起诉。", "REDRESS_DAYS"),
    ("六十日内申请行政复议，六个月内起诉；对复议决定不服的，自收到复议决定书之日起三十日内起诉。", "REDRESS_DAYS"),
    ("60个工作日内申请行政复议，或者六个月内起诉。", "REDRESS_DAYS"),
    ("申请行政复议的期限是三十日，提起行政诉讼的期限是六个月。", "REDRESS_DAYS"),
    ("向某某县人民法院起诉（三个月内），或者向某某县人民政府申请行政复议（六十日内）。", "REDRESS_DAYS"),
    ("六十日内向某某县林业局申请行政复议，六个月内起诉。", "REDRESS_BODY"),
    ("六十日内向上一级主管部门申请行政复议，六个月内起诉。", "REDRESS_BODY"),
    ("六十日内向本局申请行政复议，六个月内起诉。", "REDRESS_BODY"),
    ("六十日内向某某县人民政府或者样例市林业局申请行政复议，六个月内起诉。", "REDRESS_BODY"),
    ("六十日内申请行政复议，六个月内向样例市中级人民法院起诉。", "REDRESS_BODY"),
    ("行政复议：部门：样例市林业局；行政诉讼：部门：某某县人民法院。", "REDRESS_BODY"),
    ("六十日内申请行政复议。", "REDRESS_WAY_MISSING"),
    ("六个月内向某某县人民法院起诉。", "REDRESS_WAY_MISSING"),
    ("不服决定的，六十日内申请行政复议，六个月内起诉。逾期不答复的，可以直接向人民法院起诉。", "REDRESS_FIRST"),
)
CODES = ("REDRESS", "DISPUTES", "OFFICE_RE", "OFFICE_COURT")


def permit(number, redress, **more):
    return Case(f"permit {number}", "permit", COUNTY, {}, {"redress": redress} | more)


def found_in(folder, capsys, cases, day=NEW):
    """Check a site of cases and give the problems of remedies by the number of the case."""
    site = make_site(folder)
    register = site / "content/laws.yaml"
    register.write_text(register.read_text(encoding="utf-8") + "".join(f"  - {{id: {law}, title: {title}, kind: law}}\n" for law, title in LAWS.items()), encoding="utf-8")
    for number, case in enumerate(cases):
        put_yaml(site / f"content/offices/o{number}.yaml", {"id": f"o{number}"} | case.office)
        put_yaml(site / f"content/powers/o{number}/T-{number}.yaml", item_of(f"T-{number}", f"o{number}", case))
    _, problems = check(site, capsys, "--as-of", day)
    told = [one for one in problems if one["code"].startswith(CODES)]
    return {number: [one for one in told if f"/o{number}/" in one["file"] or one["file"].endswith(f"/o{number}.yaml")] for number in range(len(cases))}


def codes(problems):
    return sorted({one["code"] for one in problems})


def test_right_words_are_left_alone(tmp_path, capsys):
    """Words that offices use and that are right bring no complaint."""
    found = found_in(tmp_path, capsys, [permit(number, text) for number, text in enumerate(RIGHT)])
    assert {RIGHT[number]: codes(problems) for number, problems in found.items() if problems} == {}


def test_wrong_words_are_named_at_their_line(tmp_path, capsys):
    """A wrong period, organ or court, a way that is left out, and court before reconsideration are each told at the field."""
    found = found_in(tmp_path, capsys, [permit(number, text) for number, (text, _) in enumerate(WRONG)])
    assert [(text, codes(found[number])) for number, (text, _) in enumerate(WRONG)] == [(text, [code]) for text, code in WRONG]
    assert all(one["line"] == 7 for problems in found.values() for one in problems)


def test_wrong_words_are_told_at_their_place_in_a_longer_text(tmp_path, capsys):
    """In a text of several lines, line and column are those of the wrong words."""
    site = make_site(tmp_path)
    head = "code: T-1\nname: 某事项\ncategory: penalty\noffice: xxj\nredress: |\n"
    text = head + "  一、行政复议：六十日内提出。\n  二、行政诉讼：三个月内向某某县人民法院起诉。\n  三、向样例市林业局申请行政复议的，不行。\n"
    (site / "content/powers/xxj/T-1.yaml").write_text(text, encoding="utf-8")
    _, problems = check(site, capsys)
    assert [(one["code"], one["line"], one["column"]) for one in problems if one["code"].startswith("REDRESS")] == [("REDRESS_DAYS", 7, 10), ("REDRESS_BODY", 8, 6)]


def words_of(remedies):
    """Write remedies as an office would."""
    return "\n".join(f"{one.what}的，{'应当先申请行政复议。' if one.reconsideration_first else ''}{''.join(f'{REMEDY_WAYS[way.kind].zh}：{_text(way)}' for way in one.ways)}" for one in remedies.against)


def computed(case):
    """Compute the remedies of a case without a site."""
    import datetime

    from quanli.catalogue.law import Law
    from quanli.catalogue.office import Office
    from quanli.catalogue.power import Power
    from quanli.records.read import read_record
    from quanli.remedies.compute import remedies_of

    def read(values, record):
        value, problems = read_record(yaml.safe_dump(values, allow_unicode=True).encode(), "x.yaml", record)
        assert not problems, problems
        return value

    laws = {law: Law(id=law, title=title, kind="law") for law, title in LAWS.items()}
    return remedies_of(read(item_of("T-0", "xxj", case), Power), read({"id": "xxj"} | case.office, Office), laws, datetime.date.fromisoformat(case.day))


DECIDED = [case for case in CASES if case.day == NEW and "decision" in case.expected and "review" not in case.expected["decision"][0] and "reconsideration/first 某某部 60 day 行政复议法第二十条第一款 行政复议法第二十五条第一项" not in case.expected["decision"]]


def told(case, words):
    return Case(case.name, case.category, case.office, {}, case.item | {"redress": words}, case.cites, case.day)


def test_its_own_words_pass(tmp_path, capsys):
    """What the program computes for an item, put as that item's own words, is right by its own rules."""
    cases = [told(case, words_of(computed(case))) for case in DECIDED]
    found = found_in(tmp_path, capsys, cases)
    assert {cases[number].name: [one["message"] for one in problems] for number, problems in found.items() if [one for one in problems if one["code"] not in {"REDRESS_FACT", "OFFICE_REMEDIES"}]} == {}


SPOILT = {
    "days": lambda text: text.replace("起六十日内", "起九十日内", 1),
    "court's days": lambda text: text.replace("六个月内", "三个月内", 1) if "六个月内" in text else text.replace("起十五日内", "起三十日内", 1),
    "no lawsuit": lambda text: "".join(line for line in text.replace("\n", "").split("。") if "起诉" not in line and "法院" not in line),
    "no reconsideration": lambda text: "。".join(part for part in text.replace("\n", "").split("。") if "提出" not in part and "复议" not in part) + "。六个月内起诉。",
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_spoilt_words_are_caught(spoil, tmp_path, capsys):
    """Of right words with a period changed or a way left out, all are caught."""
    cases = [(case, words_of(computed(case))) for case in DECIDED]
    spoilt = [told(case, changed) for case, text in cases if (changed := SPOILT[spoil](text)) != text]
    found = found_in(tmp_path, capsys, spoilt)
    caught = [number for number, problems in found.items() if [one for one in problems if one["code"] in {"REDRESS_DAYS", "REDRESS_WAY_MISSING", "REDRESS_FIRST"}]]
    assert len(spoilt) > 30
    assert [spoilt[number].item["redress"] for number in range(len(spoilt)) if number not in caught] == []


FIRST = (
    Case("price", "penalty", CITY, {}, {"redress": "六十日内向样例市人民政府申请行政复议，或者六个月内起诉。"}, (("price", "第十三条"),)),
    Case("disclosure", "public_service", CITY, {}, {"results": DECISION, "redress": "六十日内申请行政复议，或者六个月内起诉。"}, (("disclosure", "第二十七条"),)),
    Case("price, said", "penalty", CITY, {}, {"redress": "应当先申请行政复议（六十日内）；对复议决定不服的，自收到复议决定书之日起十五日内起诉。"}, (("price", "第十三条"),)),
)


def test_reconsideration_that_must_come_first_is_asked_for(tmp_path, capsys):
    """Where the law asks for reconsideration first, words that leave the choice are wrong; those that say it are right."""
    found = found_in(tmp_path, capsys, FIRST)
    assert [("REDRESS_FIRST" in codes(found[number])) for number in range(3)] == [True, True, False]
    assert found[2] == []
    assert found_in(tmp_path / "before", capsys, FIRST[1:2], "2023-06-01")[0] == []


def test_none_where_nothing_is_decided(tmp_path, capsys):
    """Reconsideration of a debt, of an internal matter or of an inspection is refused; a civil lawsuit, and words that deny it, are not."""
    debt = {"disputes": ["contract"]}
    cases = (
        Case("debt", "other", FUND, {}, debt | {"redress": "六十日内申请行政复议，或者向人民法院起诉。"}),
        Case("internal", "internal", CITY, {}, {"redress": "不服的，六十日内申请行政复议。"}),
        Case("inspection", "inspection", CITY, {}, {"redress": "不服检查的，可以申请行政复议或者提起行政诉讼。"}),
        Case("civil", "other", FUND, {}, debt | {"redress": "是民事争议，不能申请行政复议；可以向人民法院起诉。"}),
    )
    found = found_in(tmp_path, capsys, cases)
    assert [codes(found[number]) for number in range(4)] == [["REDRESS_NONE"], ["REDRESS_NONE"], ["REDRESS_NONE"], []]


def test_answers_are_held_to_the_periods(tmp_path, capsys):
    """A wrong period in the answer to a question is told at the answer."""
    wrong = permit(0, "", faq=[{"q": "不服怎么办", "a": "三十日内申请行政复议，或者六个月内起诉。"}])
    del wrong.item["redress"]
    (problem,) = found_in(tmp_path, capsys, [wrong])[0]
    assert (problem["code"], problem["line"]) == ("REDRESS_DAYS", 9)


def test_guides_are_held_to_the_periods(tmp_path, capsys):
    """A guide's wrong period is told at its line and column; right ones, and those of the law for a field of its own, are not."""
    site = make_site(tmp_path)
    guide = site / "content/guides/lingshou.md"
    text = guide.read_text(encoding="utf-8").rstrip("\n")
    guide.write_text(f"{text}\n\n不服的，六十日内申请行政复议，或者六个月内起诉；计量处罚，十五日内起诉。\n\n不服的，三十日内申请行政复议。\n", encoding="utf-8")
    _, problems = check(site, capsys)
    (problem,) = [one for one in problems if one["code"] == "REDRESS_DAYS"]
    assert (problem["line"], problem["column"]) == (text.count("\n") + 5, 5)


def test_what_is_lacking_is_named(tmp_path, capsys):
    """An item that does not show whether it decides, an organ that entrusts and is unknown, and an office without court or government are asked for them."""
    bare = {"name": "某某县农业局", "level": "county", "nature": "organ"}
    cases = (
        Case("unsaid", "public_service", CITY, {}, {"results": [{"name": "告知", "type": "other"}]}),
        Case("collecting", "other", CITY, {}, {"summary": "催收逾期贷款。"}),
        Case("entrusted by nobody", "permit", CITY, {}, {"power_source": "entrusted-above"}),
        Case("entrusted by somebody unknown", "permit", CITY, {}, {"power_source": "entrusted-above", "entrusted_by": "样例省水利厅"}),
        Case("bare", "permit", bare, {}),
    )
    found = found_in(tmp_path, capsys, cases)
    assert [[(one["code"], one["line"]) for one in found[number]] for number in range(4)] == [
        [("REDRESS_FACT", 3)], [("REDRESS_FACT", 3)], [("REDRESS_FACT", 6)], [("REDRESS_FACT", 7)],  # category, power_source, entrusted_by
    ]  # fmt: skip
    assert codes(found[4]) == ["OFFICE_REMEDIES"]
    assert len(found[4]) == 2


def test_a_penalty_is_no_civil_matter(tmp_path, capsys):
    """A category that decides cannot be called civil or undecided."""
    found = found_in(tmp_path, capsys, [Case("penalty", "penalty", CITY, {}, BIG_FINE | {"disputes": ["none"]})])
    assert codes(found[0]) == ["DISPUTES_CONTRADICT"]


OFFICES = (
    (CITY | {"reconsideration": "样例市人民政府"}, []),
    (CITY | {"reconsideration": "样例市政府"}, []),
    (CITY | {"reconsideration": "样例市人民政府（由市司法局办理）"}, []),
    (CITY | {"reconsideration": "样例省水利厅"}, ["OFFICE_RECONSIDERATION"]),
    (CITY | {"reconsideration": "样例省人民政府"}, ["OFFICE_RECONSIDERATION"]),
    (CITY | {"government": "样例省人民政府"}, ["OFFICE_RECONSIDERATION"]),
    ({"name": "样例市水务局", "reconsideration": "样例市中心区人民政府", "court": "样例市中心区人民法院"}, ["OFFICE_RECONSIDERATION"]),
    ({"name": "国家税务总局某某县税务局", "reconsideration": "某某县人民政府", "court": "某某县人民法院"}, ["OFFICE_RECONSIDERATION"]),
    ({"name": "某某县人民政府", "level": "county", "superior": "样例市人民政府", "reconsideration": "某某县人民政府", "court": "样例市中级人民法院"}, ["OFFICE_RECONSIDERATION"]),
    ({"name": "某某县人民政府", "level": "county", "superior": "样例市人民政府", "court": "某某县人民法院"}, ["OFFICE_COURT"]),
    ({"name": "河口镇人民政府", "level": "township", "superior": "某某县人民政府", "court": "某某县人民法院"}, []),
    ({"name": "样例省人民政府", "level": "province", "court": "省会市中级人民法院"}, []),
    (CITY | {"organs": [{"name": "样例省水利厅", "level": "province", "government": "样例市人民政府"}]}, ["OFFICE_RECONSIDERATION"]),
)  # fmt: skip


def test_offices_name_the_right_organ_and_court(tmp_path, capsys):
    """An office's organ and court are held against what it is: a department, a government, an office led from above."""
    found = found_in(tmp_path, capsys, [Case("item", "internal", office, {}) for office, _ in OFFICES])
    assert [codes(found[number]) for number in range(len(OFFICES))] == [expected for _, expected in OFFICES]


def test_prose_that_says_nothing_offers_nothing():
    """Words without a way are read as none."""
    assert read_prose("见告知书。").ways == frozenset()


def test_the_page_shows_the_items_own_words(tmp_path):
    """An item's own words stand on its page in place of the computed ones; its data has both."""
    site = make_site(tmp_path)
    put_yaml(site / "content/powers/xxj/T-1.yaml", item_of("T-1", "xxj", Case("own", "permit", {}, {}, {"redress": "六十日内向县人民政府申请行政复议，或者六个月内起诉。"})))
    build(site)
    page = (site / "output/powers/T-1/index.html").read_text(encoding="utf-8")
    assert "六十日内向县人民政府申请行政复议" in page
    assert "remedy-ways" not in page
    assert '"remedies":{"respondent":["某某县应急管理局"]' in (site / "output/powers/T-1.json").read_text(encoding="utf-8")
