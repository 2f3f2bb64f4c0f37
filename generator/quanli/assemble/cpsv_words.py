"""The properties and classes in which an item is written for public-service catalogues: CPSV-AP 3.2.0 (SEMIC, 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quanli.assemble.rdf import Term, vocabulary

TERMS: Mapping[str, Term] = MappingProxyType({
    "identifier": Term("dct:identifier", "text"),
    "notation": Term("skos:notation", "text"),
    "name": Term("dct:title", "words"),
    "description": Term("dct:description", "words"),
    "comment": Term("rdfs:comment", "words"),
    "prefLabel": Term("skos:prefLabel", "labels"),
    "language": Term("dct:language", "node"),
    "page": Term("foaf:page", "node"),
    "status": Term("adms:status", "node"),
    "valid": Term("dct:valid", "typed", "dct:Period"),
    "isReplacedBy": Term("dct:isReplacedBy", "node"),
    "hasCompetentAuthority": Term("cv:hasCompetentAuthority", "node"),
    "hasParticipation": Term("cv:hasParticipation", "node"),
    "hasParticipant": Term("cv:hasParticipant", "node"),
    "role": Term("cv:role", "node"),
    "spatial": Term("dct:spatial", "node"),
    "geographicName": Term("locn:geographicName", "words"),
    "isClassifiedBy": Term("cv:isClassifiedBy", "node"),
    "addressee": Term("dct:audience", "node"),
    "keyword": Term("dcat:keyword", "words"),
    "isGroupedBy": Term("cv:isGroupedBy", "node"),
    "relation": Term("dct:relation", "node"),
    "holdsRequirement": Term("cv:holdsRequirement", "node"),
    "hasInput": Term("cpsv:hasInput", "node"),
    "produces": Term("cpsv:produces", "node"),
    "kind": Term("dct:type", "node"),
    "follows": Term("cpsv:follows", "node"),
    "processingTime": Term("cv:processingTime", "typed", "xsd:duration"),
    "hasCost": Term("cv:hasCost", "node"),
    "hasValue": Term("cv:hasValue", "typed", "xsd:double"),
    "currency": Term("cv:currency", "node"),
    "hasChannel": Term("cv:hasChannel", "node"),
    "ownedBy": Term("cv:ownedBy", "node"),
    "openingHours": Term("cv:openingHours", "node"),
    "contactPoint": Term("cv:contactPoint", "node"),
    "telephone": Term("cv:telephone", "text"),
    "email": Term("cv:email", "text"),
    "contactPage": Term("cv:contactPage", "node"),
    "hasLegalResource": Term("cv:hasLegalResource", "node"),
    "isPartOf": Term("dct:isPartOf", "node"),
    "issued": Term("dct:issued", "typed", "xsd:date"),
    "inForceFrom": Term("eli:first_date_entry_in_force", "typed", "xsd:date"),
    "number": Term("eli:id_local", "text"),
})  # fmt: skip
CLASSES: Mapping[str, str] = MappingProxyType({
    "PublicService": "cpsv:PublicService", "PublicOrganisation": "cv:PublicOrganisation", "Organization": "org:Organization", "Agent": "foaf:Agent",
    "Participation": "cv:Participation", "Location": "dct:Location", "Concept": "skos:Concept", "LinguisticSystem": "dct:LinguisticSystem",
    "Document": "foaf:Document", "Requirement": "cv:Requirement", "Evidence": "cv:Evidence", "Output": "cv:Output", "Rule": "cpsv:Rule",
    "Cost": "cv:Cost", "Channel": "cv:Channel", "ContactPoint": "cv:ContactPoint", "TemporalEntity": "time:TemporalEntity",
    "LegalResource": "eli:LegalResource", "Event": "cv:Event",
})  # fmt: skip
CPSV = vocabulary(TERMS, CLASSES)
