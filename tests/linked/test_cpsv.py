"""Items as CPSV-AP: every one passes the official shapes, both forms say the same, and nothing is said that does not hold."""

import json

import pytest
import rdflib

from linked.graphs import faults, item
from sites import POWER, build, edit, make_site, put

DCT, CV, SKOS = (rdflib.Namespace(one) for one in ("http://purl.org/dc/terms/", "http://data.europa.eu/m8g/", "http://www.w3.org/2004/02/skos/core#"))
STATUS, CPSV = rdflib.URIRef("http://www.w3.org/ns/adms#status"), rdflib.Namespace("http://purl.org/vocab/cpsv#")
NATIONAL = "11450721MB155808114001004002000"
PENALTY = """\
code: YJ-CF-0002
name: 含‹与“引号”\\的 \\"处罚
category: penalty
office: xxj
summary: 1~3 万元的罚款，**依法**作出，见[这一页](/laws/)。
power_source: entrusted-above
entrusted_by: 某市应急管理局
time_limits: {statutory: {amount: 1, unit: year}, promised: {amount: 3, unit: month, note: 自立案之日起算。}}
fees: [{name: 工本费, amount: 10.5, per: 本, reduction: 残疾人减半}, {name: 检测费, standard: 按国家标准}]
"""


def codes(output):
    return sorted(path.name.removesuffix(".ttl") for path in (output / "powers").glob("*.ttl"))


def service(site, code="YJ-XK-0001"):
    """Give an item's graph and the node of the service in it."""
    return item(site / "output", code), rdflib.URIRef(f"https://example.gov.cn/powers/{code}/#service")


def words(graph, node, *path):
    """Give the texts that a way of properties leads to."""
    nodes = [node]
    for name in path:
        nodes = [found for one in nodes for found in graph.objects(one, name)]
    return sorted(map(str, nodes))


def test_every_item_of_the_sample_passes_the_official_shapes(sample):
    """Each item of the sample has both files, of one graph, and none breaks a shape of CPSV-AP 3.2.0."""
    output = sample / "output"
    assert codes(output) == sorted(path.stem for path in (sample / "content/powers").glob("*/*.yaml"))
    assert [found for code in codes(output) if (found := faults(item(output, code)))] == []


def test_every_item_of_an_imported_ledger_passes_the_official_shapes(ledger):
    """Each item of a ledger as a bureau keeps it, with little said of it, passes them too."""
    output = ledger / "output"
    assert len(codes(output)) > 150
    assert [found for code in codes(output) if (found := faults(item(output, code)))] == []


@pytest.mark.parametrize("lost", [DCT.title, DCT.description, DCT.identifier, CV.hasCompetentAuthority])
def test_the_shapes_see_what_is_missing(sample, lost):
    """A service without what CPSV-AP makes mandatory does not pass."""
    graph = item(sample / "output", "GJJ-GG-0001")
    graph.remove((rdflib.URIRef("https://example.gov.cn/powers/GJJ-GG-0001/#service"), lost, None))
    assert faults(graph)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a site with the starter's permit, an entrusted penalty, one suspended, one abolished and one that will be suspended."""
    made = make_site(tmp_path_factory.mktemp("cpsv"))
    states = {"0003": "[{state: suspended, on: 2024-01-01, document: 某文件}]", "0004": "[{state: abolished, on: 2025-02-01, document: 另一文件}]", "0005": "[{state: suspended, on: 2027-01-01, document: 某文件}]"}
    power = (made / POWER).read_text(encoding="utf-8")
    more = {f"content/powers/xxj/YJ-XK-{n}.yaml": power.replace("YJ-XK-0001", f"YJ-XK-{n}") + f"states: {said}\n" for n, said in states.items()}
    more["content/powers/xxj/YJ-QT-0006.yaml"] = f"code: YJ-QT-0006\nnational_code: {NATIONAL}\nname: 备案\ncategory: other\noffice: xxj\n"
    put(made, **more, **{"content/powers/xxj/YJ-CF-0002.yaml": PENALTY})
    assert build(made, "--as-of", "2026-06-01") == 0
    return made


def test_words_are_those_of_the_item_without_marks(site):
    """A name comes back with every sign; of prose the marks are gone and nothing else: 1~3 万元 stays."""
    graph, node = service(site, "YJ-CF-0002")
    assert faults(graph) == ""
    assert words(graph, node, DCT.title) == ['含‹与“引号”\\的 \\"处罚']
    assert words(graph, node, DCT.description) == ["1~3 万元的罚款，依法作出，见这一页。"]


def test_who_entrusts_answers_for_it(site):
    """Of an entrusted power the competent authority is who entrusts it; who carries it out takes part in it."""
    graph, node = service(site, "YJ-CF-0002")
    assert words(graph, node, CV.hasCompetentAuthority, SKOS.prefLabel) == ["某市应急管理局"]
    assert words(graph, node, CV.hasParticipation, CV.hasParticipant, DCT.title) == ["某某县应急管理局"]
    permit = service(site)
    assert words(*permit, CV.hasCompetentAuthority, SKOS.prefLabel) == ["某某县应急管理局"]


def test_only_limits_that_a_duration_can_say_are_one(site):
    """Three months are P3M; ten working days are no duration of ISO 8601, and stand in words alone."""
    penalty, permit = service(site, "YJ-CF-0002"), service(site)
    assert words(*penalty, CV.processingTime) == ["P3M"]
    assert words(*penalty, CPSV.follows, DCT.description) == ["承诺时限 3 个月（自立案之日起算）；法定时限 1 年"]
    assert words(*permit, CV.processingTime) == []
    assert words(*permit, CPSV.follows, DCT.description) == ["承诺时限 10 个工作日；法定时限 20 日；一次告知补正 5 日"]


def test_fees_have_their_value_only_where_there_is_one(site):
    """An amount is a value in yuan with what it is per, a standard is words; no fees at all are nought, said so."""
    penalty, permit = service(site, "YJ-CF-0002"), service(site)
    assert words(*penalty, CV.hasCost, CV.hasValue) == ["10.5"]
    assert words(*penalty, CV.hasCost, DCT.description) == ["工本费；10.5 元／本；减免：残疾人减半", "检测费；按国家标准"]
    assert words(*permit, CV.hasCost, CV.hasValue) == ["0.0"]


def test_a_national_code_stands_beside_the_code(site):
    """The item's identifier is its own code, the national one its notation."""
    graph, node = service(site, "YJ-QT-0006")
    assert (words(graph, node, DCT.identifier), words(graph, node, SKOS.notation)) == (["YJ-QT-0006"], [NATIONAL])


def test_what_is_suspended_says_so_and_no_way_to_apply(site):
    """A suspended item has its state, the day and the document, and neither channel nor processing time."""
    graph, node = service(site, "YJ-XK-0003")
    assert faults(graph) == ""
    assert words(graph, node, STATUS) == ["https://example.gov.cn/data/terms.ttl#state-suspended"]
    assert words(graph, node, DCT.description)[0].startswith("本事项自 2024-01-01 起暂停（某文件）。")
    assert words(graph, node, CV.hasChannel) == words(graph, node, CV.processingTime) == []
    assert words(*service(site), CV.hasChannel) != []


def test_of_what_is_abolished_only_that_is_said(site):
    """An abolished item has its name, its state and its notice, and nothing that somebody could still rely on."""
    graph, node = service(site, "YJ-XK-0004")
    assert faults(graph) == ""
    assert words(graph, node, DCT.description) == ["本事项自 2025-02-01 起取消（另一文件）。"]
    assert [name for name in (CV.hasCost, CPSV.hasInput, CV.hasLegalResource, CV.contactPoint, CV.hasChannel) if words(graph, node, name)] == []


def test_until_when_it_is_known_to_hold(site):
    """A text that is to be suspended is valid until the day before; one of which nothing is to come names no end."""
    later, permit = service(site, "YJ-XK-0005"), service(site)
    assert words(*later, STATUS) == ["https://example.gov.cn/data/terms.ttl#state-active"]
    assert [said.partition("end=")[2] for said in words(*later, DCT.valid)] == ["2026-12-31; scheme=W3C-DTF;"]
    assert "end=" not in "".join(words(*permit, DCT.valid))


def test_concepts_stand_in_the_code_lists(site):
    """Each concept that an item names stands in the published lists, with the same labels; a category has its national code."""
    from linked.graphs import read_pair

    lists = read_pair(site / "output/data/terms.ttl", site / "output/data/terms.jsonld")
    for code in codes(site / "output"):
        graph = item(site / "output", code)
        named = {one for one in graph.subjects(rdflib.RDF.type, SKOS.Concept) if "terms.ttl#" in one}
        assert named
        for one in named:
            assert set(graph.objects(one, SKOS.prefLabel)) == set(lists.objects(one, SKOS.prefLabel)) != set()
    assert words(lists, rdflib.URIRef("https://example.gov.cn/data/terms.ttl#category-permit"), SKOS.notation) == ["01"]


def test_pages_link_both_forms(site):
    """An item's page leads to both files, in its head and where its data stand."""
    page = (site / "output/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
    for kind, name in (("application/ld+json", "cpsv.jsonld"), ("text/turtle", "ttl")):
        assert f'<link rel="alternate" type="{kind}" href="/powers/YJ-XK-0001.{name}"' in page
        assert f'<a href="/powers/YJ-XK-0001.{name}">' in page


def test_a_site_may_leave_it_out(tmp_path):
    """Without cpsv among its formats a site has no such file, and no link to one; a sample says in each that it is one."""
    made = make_site(tmp_path)
    assert build(made) == 0
    assert "内容是示例，不作为办事依据。" in json.loads((made / "output/powers/YJ-XK-0001.cpsv.jsonld").read_text(encoding="utf-8"))["comment"]
    edit(made, "content/site.yaml", "name:", "formats: [jsonld]\nname:")
    assert build(made) == 0
    assert not list((made / "output").glob("powers/*.ttl"))
    assert not (made / "output/data/terms.ttl").exists()
    assert "text/turtle" not in (made / "output/powers/YJ-XK-0001/index.html").read_text(encoding="utf-8")
