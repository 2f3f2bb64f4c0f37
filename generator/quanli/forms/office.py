"""A look into OOXML and OFD packages (ISO/IEC 29500, GB/T 33190): zip files with XML parts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from types import MappingProxyType
from xml.etree import ElementTree as ET

from quanli.forms.findings import (
    DOC_METADATA,
    EXTERNAL_LINK,
    MACRO,
    TYPE_MISMATCH,
    Finding,
    author,
    embedded,
    names_person,
)

_TOTAL_LIMIT, _COUNT_LIMIT = 256 * 1024 * 1024, 5_000
"""Bytes and members unpacked: what is more is no form."""
_MAIN = MappingProxyType({".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".ofd": "OFD.xml"})
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REMOTE_FIELD = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|IMPORT)\b\s*\"?([^\"\s]*)", re.IGNORECASE)
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_NAMES = frozenset({"creator", "lastModifiedBy", "Manager", "Author"})
_DAMAGED: Finding = (TYPE_MISMATCH, {})
_MEMBERS: tuple[tuple[re.Pattern[str], Finding], ...] = (
    (re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/)", re.IGNORECASE), (MACRO, {})),
    (re.compile(r"(^|/)(embeddings|activeX|ctrlProps)/", re.IGNORECASE), embedded("对象", "an embedded object")),
    (
        re.compile(r"(^|/)(comments\w*\.xml|threadedComments/|persons/|people\.xml)", re.IGNORECASE),
        (DOC_METADATA, {"what_zh": "批注", "what_en": "comments"}),
    ),
)


def office_findings(data: bytes, suffix: str) -> Iterator[Finding]:
    """Look for macros, objects, remote parts, tracked changes, comments and names."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        if len(entries) > _COUNT_LIMIT or sum(entry.file_size for entry in entries) > _TOTAL_LIMIT:
            yield _DAMAGED
            return
        names = [entry.filename for entry in entries]
        if suffix in _MAIN and _MAIN[suffix] not in names:
            yield _DAMAGED
        for pattern, finding in _MEMBERS:
            if any(map(pattern.search, names)):
                yield finding
        for name in names:
            if name.endswith((".xml", ".rels")):
                yield from _part(name, archive.read(name))
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        yield _DAMAGED


def _part(name: str, data: bytes) -> Iterator[Finding]:
    if b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        yield _DAMAGED
        return
    tree = ET.fromstring(data)  # noqa: S314 - no document type, no entities
    if name.endswith(".rels"):
        yield from _remote(tree)
    elif name.startswith("docProps/") or name.endswith("OFD.xml"):
        for element in tree.iter():
            if _local(element) in _NAMES and names_person(element.text or ""):
                yield author(element.text or "")
    elif name.startswith("word/"):
        yield from _text(tree)


def _remote(relations: ET.Element) -> Iterator[Finding]:
    """Find what is fetched when the document is opened; a hyperlink waits for a click."""
    for relation in relations.iter(_RELATION):
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
            yield EXTERNAL_LINK, {"target": relation.get("Target", "")}


def _text(tree: ET.Element) -> Iterator[Finding]:
    elements = list(tree.iter())
    if any(_local(element) in _TRACKED for element in elements):
        yield DOC_METADATA, {"what_zh": "修订痕迹", "what_en": "tracked changes"}
    fields = "".join(element.text or "" for element in elements if _local(element) == "instrText")
    fields += " ".join(value for element in elements for key, value in element.items() if key.endswith("}instr"))
    for found in _REMOTE_FIELD.finditer(fields):
        yield EXTERNAL_LINK, {"target": found[1]}


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
