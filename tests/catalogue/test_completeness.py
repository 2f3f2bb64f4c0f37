import dataclasses
import json

import pytest

from quanli.catalogue import terms
from quanli.catalogue.completeness import completeness, elements_asked, missing_elements
from quanli.catalogue.elements import APPLIED_FOR, BY_KEY, ELEMENTS
from quanli.catalogue.office import Office, Phone, Post, Unit, Window
from quanli.catalogue.power import (
    Basis,
    Channels,
    Contact,
    Discretion,
    Flows,
    Limit,
    Material,
    Power,
    Question,
    Result,
    SanctionRange,
    StateEntry,
    Step,
    Tier,
    TimeLimits,
)
from quanli.cli import main
from quanli.config.demands import Demand
from sites import POWER, build, check, edit, make_site

BARE = Power(code="A", name="a", category="permit", office="o")
OFFICE = Office(
    id="o", name="局", address="路", contact=Contact(phone="1"), complaint=Contact(phone="2"), units=(Unit("u", "科"),), posts=(Post("p", "岗", "", ("审",)),)
)
FULL = Power(
    code="A",
    name="a",
    category="permit",
    office="o",
    unit="u",
    summary="简介",
    basis=(Basis("law"), Basis("law", role="procedure")),
    applicants=("citizen",),
    conditions=("条件",),
    materials=(),
    time_limits=TimeLimits(Limit(20, "workday"), Limit(5, "workday")),
    fees=(),
    results=(Result("决定书"),),
    channels=Channels(visits=0),
    flows=Flows(external=(Step("a", "甲", documents=("文书",)),), internal=(Step("a", "甲", post="岗"),)),
    responsibilities=("责任",),
    faq=(Question("问", "答"),),
)


def of(category, **fields):
    return dataclasses.replace(BARE, category=category, **fields)


def keys(power, office=OFFICE, own=()):
    return [element.key for element in missing_elements(power, office, own)]


def lacking(site, capsys):
    """Give the elements that the check of a site finds missing, by file."""
    _, found = check(site, capsys)
    return sorted((one["code"], one["file"].rpartition("/")[2], one["message"]) for one in found if one["code"] in {"MISSING_ELEMENT", "OFFICE_ELEMENT"})


def test_every_category_asks_for_something():
    """Each category of the vocabulary is asked for some elements, and no other is."""
    assert all(elements_asked(category) for category in terms.CATEGORIES)
    assert elements_asked("unknown") == ()
    assert {category for element in ELEMENTS for category in element.asked} <= terms.CATEGORIES.keys()


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda one: one.key)
def test_every_element_says_who_asks_and_can_be_missed(element):
    """Each element has words in both languages and the article that asks for it, and an empty power without an office lacks it."""
    assert element.zh
    assert element.source
    assert element.help_zh
    assert element.help_en.isascii()
    assert keys(of(min(element.asked)), None).count(element.key) == 1


def test_what_people_apply_for_says_where():
    """The categories that are asked for channels are those whose powers people apply for."""
    assert BY_KEY["channels"].asked == APPLIED_FOR


def test_full_permit_lacks_nothing():
    """A permit with every element is complete; saying that nothing is to be brought or paid counts as said."""
    assert keys(FULL) == []
    assert completeness("permit", 0) == 100


def test_missing_element_counts_by_its_share():
    """The score is the share of the elements asked for that are there."""
    assert keys(dataclasses.replace(FULL, fees=None)) == ["fees"]
    asked = len(elements_asked("permit"))
    assert completeness("permit", 1) == 100 * (asked - 1) // asked
    assert completeness("unknown", 0) == 100


def test_an_empty_power_lacks_all_that_its_office_does_not_say():
    """Of a power with only what the reader asks for, every element is missing but those that its office gives."""
    assert keys(BARE) == [element.key for element in elements_asked("permit") if element.key not in {"place", "phone", "complaint"}]


def test_penalty_is_asked_for_sanction_discretion_and_both_flows():
    """A penalty that cites its procedure still owes both flows, the sanction's basis and a graded table."""
    penalty = of("penalty", summary="s", unit="u", basis=(Basis("law"), Basis("law", role="procedure")), conditions=("c",), responsibilities=("r",), guide="g")
    assert keys(penalty) == ["basis.sanction", "documents", "discretion.statutory", "discretion.tiers", "flows.external", "flows.internal", "duties"]
    whole = dataclasses.replace(
        penalty,
        basis=(*penalty.basis, Basis("law", role="sanction")),
        discretion=Discretion(statutory=(SanctionRange("fine"),), tiers=(Tier("轻微"),)),
        flows=FULL.flows,
    )
    assert keys(whole) == []


@pytest.mark.parametrize(
    ("office", "element"),
    [
        ({"address": "", "contact": Contact(phone="1")}, "place"),
        ({"contact": None}, "phone"),
        ({"complaint": Contact(note="意见箱")}, "complaint"),
        ({"posts": (Post("p", "岗"),)}, "duties"),
    ],
)
def test_what_an_office_says_counts_for_its_powers(office, element):
    """Place, phone, complaint phone and the duties of posts are the office's, unless the power has its own."""
    poorer = dataclasses.replace(OFFICE, **office)
    assert keys(FULL, poorer) == [element]
    own = {
        "place": {"channels": Channels(windows=("w",))},
        "phone": {"contact": Contact(phone="3")},
        "complaint": {"complaint": Contact(phone="4")},
        "duties": {"flows": dataclasses.replace(FULL.flows, internal=(Step("a", "甲", post="岗", duties=("审",)),))},
    }
    assert keys(dataclasses.replace(FULL, **own[element]), poorer) == []


@pytest.mark.parametrize("office", [{"windows": (Window("w", "窗口", "路"),), "address": ""}, {"contact": None, "phones": (Phone("咨询", "1"),)}, {"units": ()}])
def test_other_ways_in_which_an_office_says_it(office):
    """A window is a place, a listed line is a phone, and an office without units is in charge itself."""
    power = dataclasses.replace(FULL, unit="") if "units" in office else FULL
    assert keys(power, dataclasses.replace(OFFICE, **office)) == []


@pytest.mark.parametrize(
    "flows",
    [
        Flows(external=FULL.flows.external, internal=(Step("a", "甲", post="局党组", collective=True),)),
        Flows(external=FULL.flows.external, internal=(Step("a", "甲", kind="start"), Step("b", "乙", kind="end"))),
    ],
)
def test_no_duties_are_asked_where_there_can_be_none(flows):
    """A body that decides together and the two ends of a flow need no duties."""
    assert keys(dataclasses.replace(FULL, flows=flows)) == []


@pytest.mark.parametrize("fields", [{"materials": (Material("表", form="f"),)}, {"materials": (Material("表", sample="f.pdf"),)}])
def test_a_form_or_a_sample_is_a_standard_document(fields):
    """A form or sample of a material serves for the standard documents; bare flows do not."""
    bare = dataclasses.replace(FULL, flows=Flows((Step("a", "甲"),), (Step("a", "甲", post="岗"),)))
    assert keys(bare) == ["documents"]
    assert keys(dataclasses.replace(bare, **fields)) == []


def test_internal_power_owes_only_what_can_apply():
    """The office's own affairs have no external flow, no conditions for others and no guide."""
    assert keys(of("internal", summary="简介", unit="u", flows=Flows(internal=(Step("a", "甲", post="岗", documents=("单",)),)))) == []


def test_abolished_power_lacks_nothing():
    """The page of an abolished power is a notice: nothing is asked of it."""
    assert keys(dataclasses.replace(BARE, states=(StateEntry("abolished"),))) == []


def test_a_site_may_ask_otherwise():
    """A demand in the settings replaces the categories that an element is asked of."""
    asked = (Demand("guide", ("permit",)), Demand("fees", ()))
    assert keys(dataclasses.replace(FULL, faq=(), fees=None), own=asked) == ["guide"]
    assert keys(of("internal", summary="s", unit="u", flows=FULL.flows), own=(Demand("conditions", ("internal",)),)) == ["conditions"]


def test_check_names_what_is_missing_with_who_asks(tmp_path, capsys):
    """What an item lacks is told for its file, with the article that asks for it; strictly it is an error."""
    site = make_site(tmp_path)
    assert lacking(site, capsys) == []
    edit(site, POWER, "conditions:\n  - 主要负责人经过安全知识教育。\n  - 您的店面符合安全要求，由专人销售。\n  - 周围 50 米内没有其他烟花爆竹零售点，与学校、医院等保持 100 米以上距离。\n", "")
    assert lacking(site, capsys) == [("MISSING_ELEMENT", "YJ-XK-0001.yaml", "this item (permit) lacks conditions (asked by: 消除空白权力项，载明权力条件和运行程序（楚州区安监局汇报一）)")]
    assert check(site, capsys)[0] == 0
    assert check(site, capsys, "--strict")[0] == 1


def test_a_phone_that_the_office_leaves_out_is_told_once(tmp_path, capsys):
    """An office without a complaint phone is told once, with the number of items that lack it for that."""
    site = make_site(tmp_path)
    edit(site, "content/offices/xxj.yaml", 'complaint: {phone: "12345"}\n', "")
    assert lacking(site, capsys) == [
        ("OFFICE_ELEMENT", "xxj.yaml", "某某县应急管理局 gives no complaint, so 1 of its items lack it (asked by: 行政权力入库要素（南通工商局工作汇报一之一）)")
    ]
    edit(site, POWER, "faq:", 'complaint: {phone: "0000-5550109"}\nfaq:')
    assert lacking(site, capsys) == []


def test_the_summary_of_a_check_gives_the_score(tmp_path, capsys):
    """The last lines of a check say how complete the catalogue is and how many items lack anything."""
    site = make_site(tmp_path)
    edit(site, POWER, "fees: []\n", "")
    capsys.readouterr()
    assert main(["check", "--site", str(site), "--lang", "en", "--jobs", "1"]) == 0
    assert "completeness 95 %: 1 of 1 items lack elements" in capsys.readouterr().err


def test_pages_and_data_give_the_score(tmp_path):
    """The score is published by office, category and element, with what each item lacks, on pages and as data."""
    site = make_site(tmp_path)
    edit(site, POWER, "fees: []\n", "")
    assert build(site) == 0
    page = (site / "output/completeness/index.html").read_text(encoding="utf-8")
    assert "楚州区安监局" in page
    assert 'href="/completeness/xxj/"' in page
    assert "缺：收费" in (site / "output/completeness/xxj/index.html").read_text(encoding="utf-8")
    data = json.loads((site / "output/data/completeness.json").read_text(encoding="utf-8"))
    assert (data["average"], data["incomplete"]) == (95, 1)
    assert next(one for one in data["elements"] if one["key"] == "fees")["lacking"] == 1
    assert '"completeness":95,"missing":["fees"]' in (site / "output/data/catalogue.json").read_text(encoding="utf-8")
    edit(site, POWER, "results:", "fees: []\nresults:")
    assert build(site) == 0
    assert not (site / "output/completeness/xxj").exists()
