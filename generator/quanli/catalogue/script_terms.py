"""Words that a conversion to Traditional characters must leave alone or write in a way of their own."""

from __future__ import annotations

from collections.abc import Mapping

from quanli.errors import Problem, problem
from quanli.frozen import frozen
from quanli.records.fields import about
from quanli.records.places import placed
from quanli.records.read import read_record


@frozen
class ScriptTerm:
    """One word, name or phrase. Where terms overlap, the longest counts."""

    text: str = about("词语", "term", "简体写法", "as it stands in the catalogue", required=True, limit=60, example="于谦")
    traditional: str = about(
        "繁体写法", "Traditional form", "字数相同；不写则保持原样", "of the same length; as it is if missing", limit=60
    )


@frozen
class ScriptTerms:
    """All such words of a site."""

    terms: tuple[ScriptTerm, ...] = about("词语", "terms", required=True, default=())


def script_terms(data: bytes, file: str) -> tuple[Mapping[str, str], list[Problem]]:
    """Read one file of terms."""
    found, problems = read_record(data, file, ScriptTerms)
    written: dict[str, str] = {}
    wrong: list[Problem] = []
    for i, term in enumerate(found.terms if found else ()):
        if term.text in written:
            wrong.append(problem("TERM_TWICE", file, ("terms", i, "text"), text=term.text))
        if term.text and term.traditional and len(term.traditional) != len(term.text):
            wrong.append(problem("TERM_LENGTH", file, ("terms", i, "traditional"), **term.__dict__))
        elif term.text:
            written[term.text] = term.traditional or term.text
    return written, problems + placed(wrong, data, file)
