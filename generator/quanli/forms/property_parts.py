"""Who is named in the properties of a document: those of Office, those that somebody made up, those of OFD (GB/T 33190)."""

from __future__ import annotations

from collections.abc import Mapping

from quanli.forms.findings import author, embedded, loads, may_name_person, names_person
from quanli.forms.part import Part, Starts, Texts, value


def _name(part: Part, text: str) -> None:
    if names_person(text):
        part.say(author(text))


def _property(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    part.property = value(attributes, "name")


def _custom(part: Part, text: str) -> None:
    if part.root == "Properties" and part.property and may_name_person(part.property, text):
        part.say(author(text))


def _base(part: Part, text: str) -> None:
    """Links that say no host are completed by this."""
    if text.strip():
        part.say(loads(text))


def _annotation(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    _name(part, value(attributes, "Creator"))


def _attachment(part: Part, _: str, __: Mapping[str, str]) -> None:
    part.say(embedded("附件", "an attached file"))


STARTS: Starts = {"property": _property, "Annot": _annotation, "Attachment": _attachment}
TEXTS: Texts = {
    **dict.fromkeys(("creator", "lastModifiedBy", "Manager", "Author", "DisplayName", "Editor"), _name),
    **dict.fromkeys(("lpwstr", "lpstr", "bstr"), _custom),
    "HyperlinkBase": _base,
}
