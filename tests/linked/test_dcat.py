"""The data of the site as a catalogue for harvesters: sound by the shapes, complete, and silent about what is not known."""

import rdflib

from linked.graphs import faults, read_pair
from pipeline.test_history_pages import commit, repository
from sites import POWER, build, edit, make_site

DCAT, DCT = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
DATASET = rdflib.URIRef("https://example.gov.cn/data/#dataset")


def catalogue(site):
    return read_pair(site / "output/data/dcat.ttl", site / "output/data/dcat.jsonld")


def test_the_catalogue_of_the_sample_passes_and_leads_to_every_file(sample):
    """It passes what DCAT-AP and CPSV-AP ask of catalogues and datasets; each part of the bulk data is a distribution, and is there."""
    graph = catalogue(sample)
    assert faults(graph, "dcat.ttl") == faults(graph) == ""
    files = {str(url).removeprefix("https://example.gov.cn/") for url in graph.objects(None, DCAT.downloadURL)}
    output = sample / "output"
    assert files == {path.relative_to(output).as_posix() for path in output.glob("data/catalogue*.*")}
    assert {path.rpartition(".")[2] for path in files} == {"csv", "json", "xlsx"}
    assert [str(one) for one in graph.objects(DATASET, DCT.license)] == ["https://creativecommons.org/licenses/by/4.0/deed.zh-hans"]


def test_the_shapes_see_what_is_missing(sample):
    """A catalogue without title, a distribution without address and a second publisher are refused."""
    for name in (DCT.title, DCAT.accessURL):
        graph = catalogue(sample)
        graph.remove((None, name, None))
        assert faults(graph, "dcat.ttl")
    graph = catalogue(sample)
    graph.add((DATASET, DCT.publisher, rdflib.URIRef("https://example.gov.cn/#other")))
    assert faults(graph, "dcat.ttl")


def test_what_is_not_known_is_not_said(tmp_path):
    """Without a licence none is claimed; without a record no day of change; without CPSV-AP no such form."""
    site = make_site(tmp_path)
    edit(site, "content/site.yaml", "name:", "formats: []\nname:")
    assert build(site) == 0
    graph = catalogue(site)
    assert faults(graph, "dcat.ttl") == ""
    assert [list(graph.objects(None, name)) for name in (DCT.license, DCT.modified, DCT.conformsTo)] == [[], [], []]


def test_the_day_of_change_is_that_of_the_latest_change(tmp_path):
    """With a record the dataset and the catalogue say on which day an item last changed."""
    site = repository(tmp_path)
    assert build(site) == 0
    assert {str(day) for day in catalogue(site).objects(None, DCT.modified)} == {"2020-03-01"}
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20")
    assert build(site) == 0
    assert {str(day) for day in catalogue(site).objects(None, DCT.modified)} == {"2021-04-20"}


def test_the_page_of_data_leads_to_it(sample):
    """Both forms are linked from the page of data, in its head and in its list."""
    page = (sample / "output/data/index.html").read_text(encoding="utf-8")
    for kind, name in (("application/ld+json", "jsonld"), ("text/turtle", "ttl")):
        assert f'<link rel="alternate" type="{kind}" href="/data/dcat.{name}"' in page
        assert f'<a href="/data/dcat.{name}"' in page
