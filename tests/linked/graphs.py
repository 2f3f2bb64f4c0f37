"""Graphs read by somebody else's parsers, and judged by shapes."""

import functools
import json
import re
from pathlib import Path

import pyshacl
import rdflib
from rdflib.compare import isomorphic

SHAPES = Path(__file__).parent / "shapes"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@functools.cache
def shapes(name):
    """Read the shapes of a profile."""
    return rdflib.Graph().parse(SHAPES / name)


def faults(graph, name="cpsv-ap-SHACL.ttl"):
    """Say what breaks the shapes of a profile; nothing where all is well."""
    sound, _, said = pyshacl.validate(graph, shacl_graph=shapes(name))
    return "" if sound else said


def read_pair(turtle: Path, json_ld: Path):
    """Read a graph from its Turtle, which must say the same as its JSON-LD."""
    graph = rdflib.Graph().parse(turtle, format="turtle")
    other = rdflib.Graph().parse(json_ld, format="json-ld")
    assert isomorphic(graph, other), turtle.name
    return graph


def item(output: Path, code: str):
    """Read an item's graph from both of its files."""
    return read_pair(output / f"powers/{code}.ttl", output / f"powers/{code}.cpsv.jsonld")


def block(page: Path):
    """Read what a page says in schema.org, by type; nothing where it has no data block."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert len(found) < 2
    nodes = json.loads(found[0])["@graph"] if found else []
    return {node["@type"]: node for node in nodes}
