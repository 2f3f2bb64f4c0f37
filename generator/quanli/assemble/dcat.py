"""The site's data as a catalogue that harvesters read: DCAT 3 (W3C, 2024) in the profile DCAT-AP 3.0, as JSON-LD and Turtle.

What is not known is not said: there is no licence unless the site names one, and no day of change without a record of changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.assemble.bulk import data_name
from quanli.assemble.context import Context
from quanli.assemble.cpsv_parts import CHINESE
from quanli.assemble.dcat_links import FILE
from quanli.assemble.edges import Every
from quanli.assemble.page import Part
from quanli.assemble.page_kind import once
from quanli.assemble.rdf import Node, Term, iri, json_ld, turtle, vocabulary

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_PROFILE: Node = {"id": "https://semiceu.github.io/CPSV-AP/releases/3.2.0/", "type": "Standard"}
_BULK: Mapping[str, tuple[str, str]] = MappingProxyType({
    "csv": ("CSV", "text/csv"), "json": ("JSON", "application/json"), "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
})  # fmt: skip
"""The forms of the bulk data by the end of their files' names: name in the file type list of the EU, media type."""
_EACH: Mapping[str, tuple[str, str]] = MappingProxyType({"ttl": ("RDF_TURTLE", "text/turtle"), "cpsv.jsonld": ("JSON_LD", "application/ld+json")})
TERMS: Mapping[str, Term] = MappingProxyType({
    "identifier": Term("dct:identifier", "text"), "title": Term("dct:title", "words"), "description": Term("dct:description", "words"),
    "publisher": Term("dct:publisher", "node"), "name": Term("foaf:name", "words"), "homepage": Term("foaf:homepage", "node"),
    "language": Term("dct:language", "node"), "license": Term("dct:license", "node"), "modified": Term("dct:modified", "typed", "xsd:date"),
    "accrualPeriodicity": Term("dct:accrualPeriodicity", "node"), "landingPage": Term("dcat:landingPage", "node"), "theme": Term("dcat:theme", "node"),
    "keyword": Term("dcat:keyword", "words"), "dataset": Term("dcat:dataset", "node"), "distribution": Term("dcat:distribution", "node"),
    "accessURL": Term("dcat:accessURL", "node"), "downloadURL": Term("dcat:downloadURL", "node"), "mediaType": Term("dcat:mediaType", "node"),
    "format": Term("dct:format", "node"), "conformsTo": Term("dct:conformsTo", "node"), "prefLabel": Term("skos:prefLabel", "labels"),
})  # fmt: skip
CLASSES: Mapping[str, str] = MappingProxyType({
    "Catalog": "dcat:Catalog", "Dataset": "dcat:Dataset", "Distribution": "dcat:Distribution", "Agent": "foaf:Agent", "Document": "foaf:Document",
    "LinguisticSystem": "dct:LinguisticSystem", "LicenseDocument": "dct:LicenseDocument", "Frequency": "dct:Frequency", "MediaType": "dct:MediaType",
    "MediaTypeOrExtent": "dct:MediaTypeOrExtent", "Standard": "dct:Standard", "Concept": "skos:Concept",
})  # fmt: skip
DCAT = vocabulary(TERMS, CLASSES)


def dcat_files(context: Context) -> Iterator[Part]:
    """Describe the data of the site."""
    found = (catalogue(context),)
    yield f"{FILE}.jsonld", json_ld(found, DCAT)
    yield f"{FILE}.ttl", turtle(found, DCAT)


DCAT_DATA = once("dcat", f"/{FILE}.ttl", "", dcat_files, Every("cut"), Every("changes"))


def catalogue(context: Context) -> Node:
    """Give the catalogue with its dataset, whose publisher is the site's body."""
    site = context.site
    page: Node = {"id": f"{site.domain}/data/", "type": "Document"}
    body: Node = {"id": f"{site.domain}/#body", "type": "Agent", "name": site.body, "title": site.body, "identifier": site.site_code or site.domain}
    license: Any = {"license": {"id": iri(site.license), "type": "LicenseDocument"}} if site.license else {}  # noqa: A001 - its name
    known = {"publisher": body, "language": CHINESE, **license, **_modified(context)}
    warned = f"{site.notice or '这是示例目录，内容不作为办事依据。'}" if site.sample else ""
    dataset = {
        "id": f"{site.domain}/data/#dataset",
        "type": "Dataset",
        "identifier": f"{site.domain}/data/#dataset",
        "title": f"{site.name}：全部权力事项",
        "description": f"{warned}每个事项的名称、类别、机关、状态、时限、收费和网址，以及每个事项的全部内容。",
        **known,
        "accrualPeriodicity": {"id": f"{_AUTHORITY}/frequency/IRREG", "type": "Frequency"},
        "landingPage": page,
        "theme": {"id": f"{_AUTHORITY}/data-theme/GOVE", "type": "Concept", "prefLabel": {"zh-Hans": "政府和公共部门", "en": "Government and public sector"}},
        "keyword": ["权力事项", "政务服务"],
        "distribution": [*_files(context, license), *_each(context, license)],
    }
    return {
        "id": f"{site.domain}/data/#catalogue",
        "type": "Catalog",
        "title": f"{site.name}的数据",
        "description": f"{warned}{site.body}公开的权力事项数据。",
        **known,
        "homepage": page,
        "dataset": dataset,
    }


def _modified(context: Context) -> dict[str, str]:
    """Give the day on which an item last changed, as far as git remembers."""
    latest = next(context.record.recent(1), None) if context.record and context.has_record else None
    return {"modified": latest.revision.commit.day.isoformat()} if latest else {}


def _files(context: Context, license: Mapping[str, Any]) -> Iterator[Node]:  # noqa: A002 - its name
    for number, first in enumerate(context.data_parts):
        for suffix, (format_, media) in _BULK.items():
            url = f"{context.site.domain}/{data_name(first, number)}.{suffix}"
            found = _distribution(iri(url), f"{format_}，自 {first} 起", format_, media, context)
            yield {**found, "downloadURL": iri(url), **license}


def _each(context: Context, license: Mapping[str, Any]) -> Iterator[Node]:  # noqa: A002 - its name
    """Give the forms in which each item has a file of its own; where they lie is said on the page of data."""
    if "cpsv" not in context.site.formats:
        return
    for suffix, (format_, media) in _EACH.items():
        title = f"CPSV-AP，每个事项一个文件：/powers/<编码>.{suffix}"
        found = _distribution(f"{context.site.domain}/data/#{suffix}", title, format_, media, context)
        yield {**found, "conformsTo": _PROFILE, **license}


def _distribution(own: str, title: str, format_: str, media: str, context: Context) -> dict[str, Any]:
    return {
        "id": f"{own}#distribution" if "#" not in own else own,
        "type": "Distribution",
        "title": title,
        "accessURL": f"{context.site.domain}/data/",
        "mediaType": {"id": f"{_MEDIA}/{media}", "type": "MediaType"},
        "format": {"id": f"{_AUTHORITY}/file-type/{format_}", "type": "MediaTypeOrExtent"},
    }
