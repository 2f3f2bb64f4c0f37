"""The fixed vocabularies as code lists (SKOS), published once a site: what categories, states and audiences are called."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.assemble.context import Context
from quanli.assemble.page import Part
from quanli.assemble.page_kind import once
from quanli.assemble.rdf import Node, Shared, Term, json_ld, turtle, vocabulary
from quanli.catalogue import terms
from quanli.records import fields

FILE = "data/terms"
GONE = "gone"
"""The state of an item that has no file any more."""
SCHEMES: Mapping[str, tuple[str, str, Mapping[str, fields.Term]]] = MappingProxyType({
    "category": ("权力类别", "category", terms.CATEGORIES),
    "level": ("行使层级", "level", terms.LEVELS),
    "state": ("权力状态", "state", {**terms.STATES, GONE: fields.Term("已不在目录中", "no longer in the catalogue")}),
    "audience": ("服务对象", "whom it serves", terms.APPLICANTS),
    "need": ("材料必要性", "whether a material is needed", terms.MATERIAL_NEEDS),
    "result": ("结果类型", "type of result", terms.RESULT_TYPES),
    "role": ("依据的作用", "what a legal basis does", terms.BASIS_ROLES),
    "channel": ("办理方式", "channel", {
        "online": fields.Term("网上", "online"), "window": fields.Term("窗口", "at a window"), "mail": fields.Term("邮寄", "by mail"),
    }),
    "party": ("参与者", "party", {"entrusted": fields.Term("受委托办理的组织", "organisation entrusted with it")}),
})  # fmt: skip
"""Each code list by the key that begins the names of its concepts: its Chinese and English name, and its words."""
LIST_TERMS: Mapping[str, Term] = MappingProxyType({
    "prefLabel": Term("skos:prefLabel", "labels"), "notation": Term("skos:notation", "text"),
    "inScheme": Term("skos:inScheme", "node"), "hasTopConcept": Term("skos:hasTopConcept", "node"),
})  # fmt: skip
_LISTS = vocabulary(LIST_TERMS, {"Concept": "skos:Concept", "ConceptScheme": "skos:ConceptScheme"})


@functools.lru_cache(maxsize=512)
def concept(domain: str, scheme: str, key: str) -> Node:
    """Give a concept with its labels, as every file that uses it says it."""
    known = SCHEMES[scheme][2].get(key)
    labels = {"zh-Hans": known.zh, "en": known.en} if known else {"zh-Hans": key}
    return Shared({"id": f"{domain}/{FILE}.ttl#{scheme}-{key}", "type": "Concept", "prefLabel": labels})


def concept_lists(context: Context) -> Iterator[Part]:
    """Write all code lists; a concept that the national tables have a code for says it."""
    if "cpsv" in context.site.formats:
        lists = [_list(context.site.domain, scheme) for scheme in SCHEMES]
        yield f"{FILE}.ttl", turtle(lists, _LISTS)
        yield f"{FILE}.jsonld", json_ld(lists, _LISTS)


TERMS_DATA = once("terms", f"/{FILE}.ttl", "", concept_lists)


def _list(domain: str, scheme: str) -> Node:
    zh, en, words = SCHEMES[scheme]
    own = f"{domain}/{FILE}.ttl#{scheme}"

    def member(key: str, term: fields.Term) -> dict[str, Any]:
        code = {"notation": term.national} if term.national else {}
        return {**concept(domain, scheme, key), **code, "inScheme": own}

    return {
        "id": own,
        "type": "ConceptScheme",
        "prefLabel": {"zh-Hans": zh, "en": en},
        "hasTopConcept": [member(key, term) for key, term in words.items()],
    }
