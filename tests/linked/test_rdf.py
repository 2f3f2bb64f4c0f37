"""Linked data in two forms: both are read back by another parser as the same triples, whatever characters a text has."""

import json

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from quanli.assemble.rdf import Term, iri, json_ld, turtle, vocabulary

WORDS = vocabulary(
    {"name": Term("dct:title", "words"), "identifier": Term("dct:identifier", "text"), "prefLabel": Term("skos:prefLabel", "labels"), "part": Term("dct:hasPart", "node"), "time": Term("cv:processingTime", "typed", "xsd:duration")},
    {"Concept": "skos:Concept"},
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
OWN = "https://example.gov.cn/powers/T-1/#service"
TITLE, IDENTIFIER = (rdflib.URIRef(f"http://purl.org/dc/terms/{name}") for name in ("title", "identifier"))


def graphs(node):
    return rdflib.Graph().parse(data=turtle([node], WORDS), format="turtle"), rdflib.Graph().parse(data=json_ld([node], WORDS), format="json-ld")


@given(TEXT, st.lists(TEXT, min_size=1, max_size=3))
def test_any_text_comes_back(code, names):
    """Quotes, backslashes, line ends, control characters and signs beyond the first plane come back as they were, from both forms."""
    node = {"id": OWN, "type": "Concept", "identifier": code, "name": names, "prefLabel": {"zh-Hans": code, "en": names[0]}, "part": {"name": code}}
    one, other = graphs(node)
    assert isomorphic(one, other)
    assert [str(text) for text in one.objects(rdflib.URIRef(OWN), IDENTIFIER)] == [code]
    assert {str(text) for text in one.objects(rdflib.URIRef(OWN), TITLE)} == set(names)
    assert {text.language for text in one.objects(rdflib.URIRef(OWN), TITLE)} == {"zh-Hans"}


@given(TEXT)
def test_any_address_becomes_one_that_both_forms_take(path):
    """What may not stand in an IRI is percent-encoded, so that no address ends a statement or begins another."""
    url = iri(f"https://example.gov.cn/{path}")
    one, other = graphs({"id": url, "part": [url, {"id": f"{url}#b", "name": "甲"}]})
    assert isomorphic(one, other)
    assert len(one) == 3


def test_a_node_is_written_once_in_turtle_however_often_it_is_named():
    """A node that two others hold stands in one block; a duration has its datatype."""
    law = {"id": "https://example.gov.cn/laws/a/", "name": "甲法"}
    node = {"id": OWN, "time": "P90D", "part": [{"id": f"{OWN}-1", "part": law}, {"id": f"{OWN}-2", "part": law}]}
    text = turtle([node], WORDS).decode()
    assert text.count('"甲法"') == 1
    assert '"P90D"^^xsd:duration' in text
    assert all(isomorphic(*pair) for pair in [graphs(node)])


def test_json_ld_stands_for_itself():
    """The context stands in the file, and nothing in it could end a script element."""
    said = json_ld([{"id": OWN, "name": "</script><b>"}], WORDS)
    assert b"<" not in said
    assert json.loads(said)["@context"]["name"] == {"@id": "dct:title", "@language": "zh-Hans"}
