"""Legal bases as sheets write them: 《…》第…条第…款第…项, several in a cell, each perhaps with the words of the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from quanli.catalogue.terms import BASIS_ROLES
from quanli.codes.articles import Article, format_article
from quanli.exchange.numerals import CHINESE
from quanli.statutes.places_cited import ARTICLE, cited_at

LAW_ID = "law_id"
"""The key under which a citation holds the id that stands in 〔〕 after the title."""

_NUMBER = rf"(?:\d{{1,9}}|{CHINESE})"
_ROLES = {term.zh: key for key, term in BASIS_ROLES.items()}
_ROLE = rf"(?:(?P<role>{'|'.join(_ROLES)})[:：]\s*)?"
_TITLE = re.compile(
    rf"{_ROLE}《(?P<title>(?:[^《》〈〉]|《[^《》]*》|〈[^〈〉]*〉)+)》"
    r"(?:〔(?P<id>[^〔〕]+)〕)?(?:[（(](?P<version>\d{4}-\d{2}-\d{2})[）)])?",
)
_NEXT_ARTICLE = re.compile(r"[、，,和及]+(?=第)")
_BETWEEN = re.compile(r"(?:[\s；;、，,。和及]|\d{1,2}[.、．]|[（(]\d{1,2}[)）])+")
_NO_WORDS = re.compile(r"(?:根据|依据|按照|依照|的|规定|之|等|[\s；;、，,。：:])*\Z")
_QUOTED = re.compile(
    rf"[:：]\s*(?P<text>.+?)\s*(?=[；;。\n]\s*(?:\d{{1,2}}[.、．]\s*)?{_ROLE.replace('?P<role>', '?:')}《[^《》]+》[^，。；]{{0,160}}?第{_NUMBER}条|\Z)",
    re.DOTALL,
)


def citations(text: str) -> tuple[list[dict[str, Any]], str]:
    """Read a cell of legal bases; ``law`` holds the title. The second value is what is no citation."""
    found: list[dict[str, Any]] = []
    left: list[str] = []
    at = 0
    while at < len(text):
        if between := _BETWEEN.match(text, at):
            at = between.end()
            continue
        opened = _TITLE.match(text, at)
        if opened is None:
            following = _TITLE.search(text, at)
            end = following.start() if following else len(text)
            left.append(text[at:end])
            at = end
            continue
        places, at = _places(text, opened.end())
        quoted = _QUOTED.match(text, at) if len(places) <= 1 else None
        if quoted:
            places = [{**(places[0] if places else {}), "text": _unquoted(quoted["text"])}]
            at = quoted.end()
        found += [_entry(opened, place) for place in places or [{}]]
    return found, "".join(part for part in left if not _NO_WORDS.match(part)).strip()


def _entry(opened: re.Match[str], place: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"law": opened["title"].strip()}
    if opened["id"]:
        entry[LAW_ID] = opened["id"]
    if opened["version"]:
        entry["version"] = datetime.date.fromisoformat(opened["version"])
    entry |= {key: place[key] for key in ("article", "paragraph", "item") if key in place}
    if opened["role"] and _ROLES[opened["role"]] != "establishes":
        entry["role"] = _ROLES[opened["role"]]
    return entry | ({"text": place["text"]} if place.get("text") else {})


def _places(text: str, at: int) -> tuple[list[dict[str, Any]], int]:
    """Read 第…条第…款第…项 and those that follow it of the same law."""
    places: list[dict[str, Any]] = []
    while found := ARTICLE.match(text, at):
        cited = cited_at(text, found)
        if not cited:
            break
        places += [_place(part) for one in cited for part in one.places]
        at = cited[-1].end
        joint = _NEXT_ARTICLE.match(text, at)
        if joint is None or not ARTICLE.match(text, joint.end()):
            break
        at = joint.end()
    return places, at


def _place(part: Article) -> dict[str, Any]:
    """Write a place in the fields of a basis."""
    place: dict[str, Any] = {"article": format_article(Article(part.number, part.after))}
    return place | {key: number for key, number in (("paragraph", part.paragraph), ("item", part.item)) if number}


def _unquoted(text: str) -> str:
    """Take the quotation marks off, if it is one pair that holds all of it."""
    text = text.rstrip("；; \n")
    inner, depth = text[1:-1], 0
    for char in inner:
        depth += (char == "“") - (char == "”")
        if depth < 0:
            return text
    return inner if text[:1] == "“" and text[-1:] == "”" and not depth else text
