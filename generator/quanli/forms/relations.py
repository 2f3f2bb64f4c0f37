"""What the parts of a package are and lead to (ISO/IEC 29500-2): relationships and content types, whatever the parts are called.

Office goes by them, not by names: a macro may lie in ``word/theme.bin``. Types are compared without case, and in their
last word only, which is the same in both spellings of the standard (transitional and strict).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quanli.forms.findings import COMMENTS, MACRO, NOT_EXAMINED, Finding, elsewhere, embedded, leads, loads
from quanli.forms.part import Part, Starts, value

_OBJECT = embedded("对象", "an embedded object")
_KINDS: tuple[tuple[frozenset[str], Finding], ...] = (
    (frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "macrosheet", "vbaprojectsignature"}), (MACRO, {})),
    (frozenset({"oleobject", "package", "control", "activexcontrolbinary", "ctrlprop"}), _OBJECT),
    (frozenset({"afchunk"}), embedded("另一份文档", "another document")),
    (frozenset({"webextension", "webextensiontaskpanes", "extensibility"}), embedded("加载项", "an add-in")),
    (frozenset({"comments", "commentsextended", "commentsids", "commentsextensible", "threadedcomment", "person", "people"}), COMMENTS),
)
"""The last words of relationships' types."""
_TYPES: tuple[tuple[tuple[str, ...], Finding], ...] = (
    (("macroenabled", "vbaproject", "vbadata", "macrosheet"), (MACRO, {})),
    (("oleobject", "activex", "controlproperties"), _OBJECT),
    (("webextension",), embedded("加载项", "an add-in")),
    (("comments+xml", "threadedcomments", "person+xml"), COMMENTS),
    (("sheet.binary",), (NOT_EXAMINED, {"what_zh": "是二进制工作簿", "what_en": "is a binary workbook"})),
)
"""What content types may hold."""
_NAMES: tuple[tuple[re.Pattern[str], Finding], ...] = (
    (re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/)"), (MACRO, {})),
    (re.compile(r"(^|/)(embeddings|activex|ctrlprops)/."), _OBJECT),
    (re.compile(r"(^|/)(comments\w*\.xml|threadedcomments/.|persons/.|people\.xml)"), COMMENTS),
)
"""What parts are mostly called, in small letters: also where nothing leads to them, they have no business there."""


def named(name: str) -> list[Finding]:
    """Tell what the name of a part says of it."""
    return [finding for pattern, finding in _NAMES if pattern.search(name)]


def _relation(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    """Find what is fetched when the document is opened; a hyperlink waits for a click."""
    kind = value(attributes, "Type").strip().rstrip("/").rpartition("/")[2].casefold()
    target = value(attributes, "Target")
    if kind == "officedocument":
        part.main = target
    for kinds, finding in _KINDS:
        if kind in kinds:
            part.say(finding)
    external = value(attributes, "TargetMode").strip().casefold() == "external" or elsewhere(target)
    if external and kind == "hyperlink":
        for finding in leads(target):
            part.say(finding)
    elif external:
        part.say(loads(target))


def _type(part: Part, _: str, attributes: Mapping[str, str]) -> None:
    said = value(attributes, "ContentType").casefold()
    for words, finding in _TYPES:
        if any(word in said for word in words):
            part.say(finding)


STARTS: Starts = {"Relationship": _relation, "Default": _type, "Override": _type}
