"""What pages say to search engines in schema.org: what a reader sees there, and nothing that does not hold."""

import pytest

from linked.graphs import BLOCK, block
from sites import POWER, build, edit, make_site, put

OWN = "https://example.gov.cn/powers/YJ-XK-0001/"
STATES = {"0003": "[{state: suspended, on: 2024-01-01, document: 某文件}]", "0004": "[{state: abolished, on: 2025-02-01, document: 另一文件}]"}
PENALTY = "code: YJ-CF-0002\nname: 处罚\ncategory: penalty\noffice: xxj\nsummary: 一句话。\nfaq: [{q: '</script><script>X()</script>', a: 不会。}]\n"
MAIL = "channels:\n  online: {url: /search/, depth: full}\n  mail: 寄到**窗口**\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Build a site with the starter's permit, a penalty, a suspended and an abolished item, in both scripts."""
    made = make_site(tmp_path_factory.mktemp("linked"))
    power = (made / POWER).read_text(encoding="utf-8")
    more = {f"content/powers/xxj/YJ-XK-{n}.yaml": power.replace("YJ-XK-0001", f"YJ-XK-{n}") + f"states: {said}\n" for n, said in STATES.items()}
    put(made, **more, **{"content/powers/xxj/YJ-CF-0002.yaml": PENALTY})
    edit(made, POWER, "channels:\n", MAIL)
    edit(made, POWER, "fees: []", "fees: [{name: 工本费, amount: 10, per: 本}, {name: 检测费, standard: 按标准}]")
    edit(made, POWER, "type: licence}", "type: licence, valid_for: {amount: 3, unit: year}}")
    edit(made, "content/site.yaml", "name:", "languages: [zh-Hans, zh-Hant]\nname:")
    assert build(made, "--as-of", "2026-06-01") == 0
    return made / "output"


def said(output, code="YJ-XK-0001"):
    return block(output / f"powers/{code}/index.html")


def test_a_permit_is_a_service_with_its_ways_fees_and_result(output):
    """A permit's page gives the service: who gives it to whom, the ways with their hours in words, fees in yuan, and the permit with who issues it."""
    service = said(output)["GovernmentService"]
    assert service["@id"] == f"{OWN}#service"
    assert service["serviceType"] == "行政许可"
    assert service["areaServed"] == {"@type": "AdministrativeArea", "name": "某某县"}
    assert service["audience"] == [{"@type": "Audience", "audienceType": "个人"}, {"@type": "Audience", "audienceType": "企业"}]
    online, window, mail = service["availableChannel"]
    assert online == {"@type": "ServiceChannel", "name": "网上：全程网办", "serviceUrl": "https://example.gov.cn/search/"}
    assert window["serviceLocation"]["@type"] == "Place"
    assert mail == {"@type": "ServiceChannel", "name": "邮寄", "description": "寄到窗口"}
    assert service["offers"] == [
        {"@type": "Offer", "name": "工本费", "description": "10 元／本", "priceSpecification": {"@type": "UnitPriceSpecification", "price": "10", "priceCurrency": "CNY", "unitText": "本"}},
        {"@type": "Offer", "name": "检测费", "description": "按标准"},
    ]
    office = {"@id": "https://example.gov.cn/offices/xxj/#office"}
    permit = {"@type": "GovernmentPermit", "name": "烟花爆竹经营（零售）许可证", "issuedBy": office, "issuedThrough": {"@id": f"{OWN}#service"}, "validFor": "P3Y"}
    assert service["serviceOutput"] == [permit]
    assert service["termsOfService"] == "承诺时限 10 个工作日；法定时限 20 日；一次告知补正 5 日"


def test_materials_are_what_an_application_takes(output):
    """What is to be brought are the instruments of the application, with the page of their form; the target is where one applies online."""
    action = said(output)["GovernmentService"]["potentialAction"]
    assert action["instrument"][0] == {"@type": "CreativeWork", "name": "烟花爆竹零售经营许可申请书", "url": "https://example.gov.cn/forms/lingshou-shenqing.html"}
    assert action["target"]["urlTemplate"] == "https://example.gov.cn/search/"


def test_the_page_cites_each_provision_once(output):
    """The page cites its provisions as legislation, each part of its law, which is described once."""
    citations = said(output)["WebPage"]["citation"]
    assert [one["name"] for one in citations] == ["《烟花爆竹安全管理条例》第十六条第二款", "《烟花爆竹安全管理条例》第十九条第二款"]
    assert citations[0]["isPartOf"]["version"] == "2016-02-06"
    assert citations[1]["isPartOf"] == {"@id": citations[0]["isPartOf"]["@id"]}


def test_questions_and_the_way_are_those_of_the_page(output):
    """The questions are an FAQPage with their answers; the crumbs a list that ends with the page."""
    found = said(output)
    assert found["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == "要。零售烟花爆竹都须先取得许可证。"
    way = [(one["position"], one["name"]) for one in found["BreadcrumbList"]["itemListElement"]]
    assert way == [(1, "首页"), (2, "某某县应急管理局"), (3, "行政许可"), (4, "烟花爆竹经营（零售）许可")]
    assert [one["@type"] for one in block(output / "categories/permit/index.html").values()] == ["BreadcrumbList"]


def test_what_is_imposed_is_no_service(output):
    """A penalty's page is a page about its office; nothing calls it a service or offers it."""
    found = said(output, "YJ-CF-0002")
    assert "GovernmentService" not in found
    assert found["WebPage"]["about"]["@type"] == "GovernmentOffice"


def test_no_text_ends_the_block(output):
    """A text with the end of a script element stays within the data, as it was written."""
    page = (output / "powers/YJ-CF-0002/index.html").read_text(encoding="utf-8")
    assert "<script>X()" not in page
    assert said(output, "YJ-CF-0002")["FAQPage"]["mainEntity"][0]["name"] == "</script><script>X()</script>"


def test_what_is_suspended_or_abolished_is_not_offered(output):
    """A suspended service says so first and has no way, fee, result or question; an abolished item is only on the way."""
    suspended = said(output, "YJ-XK-0003")
    assert suspended["GovernmentService"]["description"].startswith("自 2024-01-01 起暂停办理（某文件）。")
    assert not {"availableChannel", "offers", "serviceOutput", "potentialAction"} & suspended["GovernmentService"].keys()
    assert "FAQPage" not in suspended
    assert list(said(output, "YJ-XK-0004")) == ["BreadcrumbList"]


def test_site_office_and_guide_are_described(output):
    """The home page gives the site and its search, an office's page the office, a guide's page an article."""
    site = block(output / "index.html")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://example.gov.cn/search/?q={search_term_string}"
    assert site["publisher"]["name"] == "某某县人民政府"
    office = block(output / "offices/xxj/index.html")["GovernmentOffice"]
    assert office["name"] == "某某县应急管理局"
    assert office["location"][0]["@type"] == "Place"
    assert block(output / "guides/lingshou/index.html")["Article"]["headline"]


def test_pages_that_are_not_listed_and_twins_say_nothing(output):
    """A page for no search engine has no data, and a twin repeats the words of its page, not the data."""
    assert block(output / "404.html") == {}
    assert BLOCK.search((output / "hant/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")) is None


def test_a_site_may_leave_it_out(tmp_path):
    """Without jsonld among its formats no page has such data."""
    made = make_site(tmp_path)
    edit(made, "content/site.yaml", "name:", "formats: [cpsv]\nname:")
    assert build(made) == 0
    assert [path for path in (made / "output").rglob("*.html") if BLOCK.search(path.read_text(encoding="utf-8"))] == []


def test_an_entrusted_permit_is_issued_by_who_entrusts_it(tmp_path):
    """The permit of an entrusted power is issued in the name of who entrusts it, not of who is entrusted."""
    made = make_site(tmp_path)
    edit(made, POWER, "power_source: statutory", "power_source: entrusted-above\nentrusted_by: 某市应急管理局")
    assert build(made) == 0
    (permit,) = said(made / "output")["GovernmentService"]["serviceOutput"]
    assert permit["issuedBy"] == {"@type": "GovernmentOrganization", "name": "某市应急管理局"}
