"""Linked data (RDF 1.1): a tree of plain values, written as JSON-LD 1.1 and as RDF 1.1 Turtle, the same triples in both.

A node is a mapping: ``id`` its IRI (without one it is a blank node), ``type`` the name of a class or several, and terms of a
vocabulary with one value or a list. A value is a text, an IRI or a node, as the term says; what is empty is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from quanli.frozen import frozen

Node = Mapping[str, Any]
Kind = Literal["text", "words", "labels", "node", "typed"]
"""A plain text; words in the site's language; words by language; another node, or its IRI; a text with a datatype."""
LANGUAGE = "zh-Hans"
"""The language in which content is written; its twin in the other script repeats no data."""
PREFIXES: Mapping[str, str] = MappingProxyType({
    "adms": "http://www.w3.org/ns/adms#", "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/", "locn": "http://www.w3.org/ns/locn#", "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#", "time": "http://www.w3.org/2006/time#", "xsd": "http://www.w3.org/2001/XMLSchema#",
})  # fmt: skip
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_SEPARATOR = " ;\n  "
_OWN = frozenset({"id", "type"})
_quoted = json.encoder.encode_basestring
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Term(NamedTuple):
    """A property: its name with a prefix, what its values are, and their datatype where they are typed."""

    name: str
    kind: Kind
    datatype: str = ""


@frozen
class Vocabulary:
    """The terms and classes in which a kind of graph is written, by their short names; its context and prefixes, written once."""

    terms: Mapping[str, Term]
    classes: Mapping[str, str]
    context: str
    """The JSON-LD context, as JSON."""
    prefixes: str
    """The prefixes, as Turtle."""
    written: Mapping[str, tuple[str, Kind, str]]
    """How each term is written in Turtle: its name, what its values are, what follows a literal."""


class Shared(dict[str, Any]):
    """A node that many graphs have, and that holds no other: what it says is put into Turtle once."""

    block = ""


def vocabulary(terms: Mapping[str, Term], classes: Mapping[str, str]) -> Vocabulary:
    """Make a vocabulary that stands for itself: no context is fetched from anywhere."""
    names = (*(term.name for term in terms.values()), *(term.datatype for term in terms.values()), *classes.values())
    used = sorted({name.partition(":")[0] for name in names if name})
    prefixes = {prefix: PREFIXES[prefix] for prefix in used}
    context = {"@version": 1.1, **prefixes, "id": "@id", "type": "@type", **{key: _defined(term) for key, term in terms.items()}, **classes}
    written = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return Vocabulary(terms, classes, _dumps(context), written, {key: (f"{term.name} ", term.kind, _mark(term)) for key, term in terms.items()})


def iri(url: str) -> str:
    """Write an address as an IRI (RFC 3987): what may not stand in one is percent-encoded."""
    return _NO_IRI.sub(lambda found: quote(found[0], safe=""), url)


def json_ld(nodes: Iterable[Node], words: Vocabulary) -> bytes:
    """Write nodes, and those that they hold, as JSON-LD with its context in it."""
    first, *more = nodes
    body = '"@graph":' + _dumps([first, *more]) + "}" if more else _dumps(first)[1:]
    return f'{{"@context":{words.context},{body}\n'.replace("<", "\\u003c").encode()


def turtle(nodes: Iterable[Node], words: Vocabulary) -> bytes:
    """Write nodes, and those that they hold, as Turtle: each of them once, in the order in which they are named."""
    known: set[str] = set()
    waiting, blocks = list(nodes), [words.prefixes]
    for node in waiting:  # grows while it is gone through
        if node["id"] in known:
            continue
        known.add(node["id"])
        if isinstance(node, Shared):
            node.block = node.block or _block(node, words, waiting)
            blocks.append(node.block)
        else:
            blocks.append(_block(node, words, waiting))
    return "".join(blocks).encode()


def _defined(term: Term) -> Mapping[str, str]:
    more = {
        "text": {}, "words": {"@language": LANGUAGE}, "labels": {"@container": "@language"}, "node": {"@type": "@id"}, "typed": {"@type": term.datatype},
    }[term.kind]  # fmt: skip
    return {"@id": term.name, **more}


def _mark(term: Term) -> str:
    return {"words": f"@{LANGUAGE}", "typed": f"^^{term.datatype}"}.get(term.kind, "")


def _block(node: Node, words: Vocabulary, waiting: list[Node]) -> str:
    return f"\n<{node['id']}> {_SEPARATOR.join(_said(node, words, waiting))} .\n"


def _said(node: Node, words: Vocabulary, waiting: list[Node]) -> list[str]:
    """Give a node's statements; a text is quoted as JSON quotes it, which is as Turtle does (RDF 1.1 Turtle, 6.4)."""
    types, written, said = node.get("type", ()), words.written, list[str]()
    if types:
        said.append(f"a {words.classes[types]}" if isinstance(types, str) else "a " + ", ".join([words.classes[name] for name in types]))
    for key, value in node.items():
        if key in _OWN:
            continue
        name, kind, mark = written[key]
        if kind == "node":
            said.append(name + (", ".join([_object(one, words, waiting) for one in value]) if isinstance(value, list) else _object(value, words, waiting)))
        elif kind == "labels":
            said.append(name + ", ".join([f"{_quoted(text)}@{language}" for language, text in value.items()]))
        elif isinstance(value, str):
            said.append(f"{name}{_quoted(value)}{mark}")
        else:
            said.append(name + ", ".join([_quoted(one) + mark for one in value]))
    return said


def _object(value: Any, words: Vocabulary, waiting: list[Node]) -> str:
    if isinstance(value, str):
        return f"<{value}>"
    if "id" in value:
        waiting.append(value)
        return f"<{value['id']}>"
    return f"[ {' ; '.join(_said(value, words, waiting))} ]"
