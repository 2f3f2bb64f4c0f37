"""Who is named in the properties of a document: those of Office, those that somebody made up, those of OFD (GB/T 33190)."""

from __future__ import annotations

from collections.abc import Mapping

from quanli.forms.findings import (
    author,
    embedded,
    leads,
    loads,
    may_name_person,
    names_person,
    reaches_person,
)
from quanli.forms.part import Part, Starts, Texts, value


def _name(part: Part, text: str) -> None:
    if names_person(text):
        part.say(author(text))


def _property(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    part.property = value(attributes, "name") or value(attributes, "Name")


def _custom(part: Part, text: str) -> None:
    if part.root in {"Properties", "OFD"} and part.property and may_name_person(part.property, text):
        part.say(author(text))


def _remark(part: Part, text: str) -> None:
    """Judge what a document says of itself in words, such as its title."""
    if part.root in {"coreProperties", "Properties", "OFD"} and reaches_person(text):
        part.say(author(text))


def _variable(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Judge a variable of a Word document (17.15.1.31), which macros and templates leave."""
    text = value(attributes, "val")
    if may_name_person(value(attributes, "name"), text):
        part.say(author(text))


def _base(part: Part, text: str) -> None:
    """Links that say no host are completed by this."""
    if text.strip():
        part.say(loads(text))


def _annotation(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    _name(part, value(attributes, "Creator"))


def _attachment(part: Part, _: str, __: Mapping[str, str]) -> None:
    part.say(embedded("附件", "an attached file"))


def _action(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Judge where an action of OFD leads (GB/T 33190, 14.3): an address may be completed by a base."""
    for key in ("URI", "Base"):
        for finding in leads(value(attributes, key)):
            part.say(finding)


def _played(part: Part, _: str, __: Mapping[str, str]) -> None:
    part.say(embedded("音频或视频", "sound or video"))


def _media(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    if value(attributes, "Type").strip().lower() in {"audio", "video"}:
        _played(part, "", attributes)


STARTS: Starts = {
    "property": _property,
    "CustomData": _property,
    "docVar": _variable,
    "Annot": _annotation,
    "Attachment": _attachment,
    "GotoA": _attachment,
    "URI": _action,
    "Movie": _played,
    "Sound": _played,
    "MultiMedia": _media,
}
TEXTS: Texts = {
    **dict.fromkeys(("creator", "lastModifiedBy", "Manager", "Author", "DisplayName", "Editor"), _name),
    **dict.fromkeys(("lpwstr", "lpstr", "bstr", "CustomData"), _custom),
    **dict.fromkeys(("title", "subject", "description", "keywords", "category", "Title", "Subject", "Abstract", "Keyword"), _remark),
    "HyperlinkBase": _base,
}
