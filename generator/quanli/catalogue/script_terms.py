"""Words that a conversion to Traditional characters must leave alone or write in a way of their own."""

from __future__ import annotations

from collections.abc import Mapping

from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.records.fields import about
from quanli.records.places import placed
from quanli.records.read import read_record

TERM_TWICE = Rule(
    "TERM_TWICE", "error",
    zh="词语“{text}”列了两次", en='the term "{text}" is listed twice',
    hint_zh="删去其中一处", hint_en="remove one of the two",
)
TERM_LENGTH = Rule(
    "TERM_LENGTH", "error",
    zh="“{text}”的繁体写法“{traditional}”字数不同",
    en='"{traditional}", the Traditional form of "{text}", has another number of characters',
    hint_zh="繁简转换只换字，不换词；写成字数相同的",
    hint_en="only characters are converted, not words: give as many characters",
)


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
            wrong.append(TERM_TWICE.at(file, ("terms", i, "text"), text=term.text))
        if term.text and term.traditional and len(term.traditional) != len(term.text):
            wrong.append(TERM_LENGTH.at(file, ("terms", i, "traditional"), **term.__dict__))
        elif term.text:
            written[term.text] = term.traditional or term.text
    return written, problems + placed(wrong, data, file)
