"""Problems as programs read them: a list in JSON, and the annotations of a forge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quanli.cli.voice import CONTROL

if TYPE_CHECKING:
    from quanli.errors import Language, Problem


def as_json(one: Problem, language: Language, severity: str) -> dict[str, Any]:
    """Give a problem as ``--format json`` lists it."""
    return {
        "code": one.code,
        "severity": severity,
        "file": one.place.told,
        "line": one.place.line or 1,
        "column": one.place.column or 1,
        "field": one.field,
        "message": one.message(language),
        "hint": one.hint(language),
    }


def annotation(one: Problem, language: Language, severity: str) -> str:
    """Give a workflow command, escaped as the forge's runner wants it."""

    def escaped(text: str, *, inside: bool = False) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").translate(CONTROL)
        return text.replace(":", "%3A").replace(",", "%2C") if inside else text

    place = (
        f"file={escaped(one.place.told, inside=True)},line={one.place.line or 1},col={one.place.column or 1}"
    )
    said = escaped(f"{one.message(language)} {one.hint(language)}".strip())
    return f"::{severity} {place},title={one.code}::{said}\n"
