"""What pages say in schema.org, held against its vocabulary by schema-dts and the TypeScript compiler, on this machine."""

import json
import subprocess

import pytest

from conftest import ROOT
from linked.graphs import BLOCK

TSC = ROOT / "node_modules/.bin/tsc"
HEAD = 'import type { Graph, SearchAction, WithActionConstraints } from "schema-dts";\n'


def shape(value):
    """Say which types and properties a value has, whatever its texts say and however many of a kind there are."""
    if isinstance(value, dict):
        return tuple((key, value[key] if key == "@type" else shape(one)) for key, one in sorted(value.items()))
    if isinstance(value, list):
        return tuple(sorted({shape(one) for one in value}, key=repr))
    return type(value).__name__


def statements(graph):
    """Write a graph as statements for the compiler; an action's input is typed apart, for ``Graph`` does not know it."""
    for node in graph["@graph"]:
        action = node.get("potentialAction")
        if node["@type"] == "WebSite":
            yield f"const search: WithActionConstraints<SearchAction> = {json.dumps(action)};\n"
            del action["query-input"]
    yield f"{{ const graph: Graph = {json.dumps(graph)}; graph; }}\n"


def faults(graphs, folder):
    """Give what the compiler says of graphs; nothing where all are of the vocabulary."""
    if not TSC.exists():
        pytest.skip("TypeScript is not installed: make test")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "graphs.ts").write_text(HEAD + "".join(line for graph in graphs for line in statements(graph)), encoding="utf-8")
    run = subprocess.run([TSC, "--noEmit", "--strict", "--skipLibCheck", "--types", "", "graphs.ts"], cwd=folder, capture_output=True, text=True, check=False)
    return run.stdout


def test_every_page_of_the_sample_is_of_the_vocabulary(sample, tmp_path):
    """Of each shape of data that a page of the sample has, one is compiled: types, properties and what they may hold."""
    pages = (sample / "output").rglob("*.html")
    graphs = {}
    for page in sorted(pages):
        for text in BLOCK.findall(page.read_text(encoding="utf-8")):
            found = json.loads(text)
            assert found.keys() == {"@context", "@graph"}
            graphs.setdefault(shape(found), found)
    assert {node["@type"] for graph in graphs.values() for node in graph["@graph"]} == {
        "WebPage", "GovernmentService", "FAQPage", "BreadcrumbList", "WebSite", "GovernmentOffice", "Article",
    }  # fmt: skip
    assert faults(graphs.values(), tmp_path) == ""


def test_the_compiler_sees_what_is_not_of_it(tmp_path):
    """A property of another type, one that is misspelt and a value that it cannot have are refused."""
    bad = [{"@type": "GovernmentService", "issuedBy": "某局"}, {"@type": "GovernmentService", "naem": "甲"}, {"@type": "BreadcrumbList", "itemListElement": 5}]
    said = faults([{"@context": "https://schema.org", "@graph": [node]} for node in bad], tmp_path)
    assert said.count("error TS") == len(bad)
