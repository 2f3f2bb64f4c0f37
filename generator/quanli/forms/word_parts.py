"""What a Word document holds besides its text (ISO/IEC 29500-1, 17): fields that fetch, tracked changes, hidden text, pictures from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quanli.forms.findings import COMMENTS, MACRO, TRACKED, Finding, elsewhere, hidden, leads, loads
from quanli.forms.part import Part, Starts, Texts, is_set, value
from quanli.records.bounds import Allowance

_FETCHING = frozenset({"includepicture", "includetext", "include", "import", "ddeauto", "dde", "link", "rd", "database"})
"""Fields that read another file, or start a program (17.16.5; the oldest names are still understood)."""
_LONG = re.compile(r"(includepicture|includetext|ddeauto|macrobutton)\s*\"?([^\"\s]*)", re.IGNORECASE)
"""Fields whose names occur in no other word: found also where the name is cut in pieces by another field."""
_WORDS = re.compile(r'"([^"]*)"|([^\s"]+)')
_EACH = 30
_ESCAPE = re.compile(r"\\(.)")
_HIDDEN = hidden("隐藏文字", "hidden text")
_VML = frozenset({"imagedata", "fill", "stroke", "background", "image"})


def field_findings(instruction: str, allowed: Allowance) -> list[Finding]:
    """Judge the instruction of one field: its name, then its arguments."""
    if not instruction:
        return []
    allowed.take(_EACH + len(instruction))
    words = [_ESCAPE.sub(r"\1", first or second) for first, second in _WORDS.findall(instruction)]
    name = words[0].lower().lstrip("\\=") if words else ""
    arguments = [word for word in words[1:] if len(word) > 1]  # a switch is one letter
    target = next(filter(elsewhere, arguments), arguments[0] if arguments else "")
    if name == "macrobutton":
        return [(MACRO, {})]
    if name in _FETCHING:
        return [loads(target)]
    if name == "hyperlink":
        return list(leads(target))
    return [(MACRO, {}) if found[1].lower() == "macrobutton" else loads(found[2]) for found in _LONG.finditer(instruction)]


def _tracked(part: Part, space: str, _: Mapping[str, str]) -> None:
    if _is_word(space):
        part.say(TRACKED)


def _commented(part: Part, space: str, _: Mapping[str, str]) -> None:
    if _is_word(space):
        part.say(COMMENTS)


def _field_mark(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    kind = value(attributes, "fldCharType")
    if kind == "begin":
        part.fields.append([])
    elif kind == "end" and part.fields:
        _judge(part, "".join(part.fields.pop()))


def _simple_field(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    _judge(part, value(attributes, "instr"))


def _instruction(part: Part, text: str) -> None:
    (part.fields[-1] if part.fields else part.pending).append(text)


def finish(part: Part) -> None:
    """Judge what stands in fields that never end."""
    for words in (*part.fields, part.pending):
        _judge(part, "".join(words))


def _judge(part: Part, instruction: str) -> None:
    for finding in field_findings(instruction, part.allowed):
        part.say(finding)


def _run(part: Part, space: str, _: Mapping[str, str]) -> None:
    if _is_word(space):
        part.unseen = False


def _vanish(part: Part, space: str, attributes: Mapping[str, str]) -> None:
    if _is_word(space):
        part.unseen = is_set(value(attributes, "val"))


def _said(part: Part, text: str) -> None:
    if part.unseen and part.root != "worksheet" and text.strip():
        part.say(_HIDDEN)


def _picture(part: Part, space: str, attributes: Mapping[str, str]) -> None:
    """VML draws pictures from addresses that stand in the tag itself."""
    source = value(attributes, "src")
    if space.endswith(":vml") and elsewhere(source):
        part.say(loads(source))


def _data_source(part: Part, space: str, attributes: Mapping[str, str]) -> None:
    """Name the database from which letters are filled in (17.14), which is asked when the document is opened."""
    if _is_word(space) and (source := value(attributes, "val").strip()):
        part.say(loads(source))


def _is_word(space: str) -> bool:
    return space.endswith(("/wordprocessingml/2006/main", "/wordprocessingml/main"))


_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange",
    "pPrChange", "rPrChange", "sectPrChange", "tblGridChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
    "customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart",
)  # fmt: skip
STARTS: Starts = {
    **dict.fromkeys(_CHANGES, _tracked),
    **dict.fromkeys(("comment", "commentReference"), _commented),
    **dict.fromkeys(_VML, _picture),
    "fldChar": _field_mark,
    "fldSimple": _simple_field,
    "r": _run,
    "vanish": _vanish,
    **dict.fromkeys(("connectString", "udl", "query"), _data_source),
}
TEXTS: Texts = {"instrText": _instruction, "delInstrText": _instruction, "t": _said}
