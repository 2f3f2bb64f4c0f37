"""Impacts: how much it says of an item that a word stands in it, from 1 to 15, without any figure of the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from quanli.search.analyser import (
    beginnings,
    body_words,
    compact,
    sound_words,
    title_kind,
    title_words,
    whole,
)
from quanli.search.document import SearchDocument
from quanli.search.fold import fold, fold_marks
from quanli.search.pinyin import syllables

NAME = ((5, 15), (8, 14), (11, 13), (15, 12), (20, 11), (28, 10))
"""A name up to so long gives its words so much; a longer one 9."""
LONG_NAME = 9
CODE, CODE_BEGINNING = 15, 12
KEYWORD, SYNONYM, TOPIC = 8, 7, 5
SOUND_LESS = 3
"""A sound says so much less than the characters."""
PLACE, MATERIAL = 6, 5
OFTEN = (8, 4, 2, 1)
"""A word that stands so often in the body has impact 4, 3, 2, 1."""

Impacts = dict[str, int]
"""Word → impact, of one kind."""


def name_impact(length: int) -> int:
    """Give the impact of a name's words: a short name is the more likely meant."""
    return next((impact for size, impact in NAME if length <= size), LONG_NAME)


def often_impact(times: int) -> int:
    """Give the impact of a word by how often it stands in the body."""
    return next(len(OFTEN) - at for at, least in enumerate(OFTEN) if times >= least)


def title_impacts(document: SearchDocument, synonyms: Iterable[str]) -> Mapping[str, Impacts]:
    """Give the words of what an item is called (``n``, ``c``) and how that sounds (``p``)."""
    names: Impacts = {}
    sounds: Impacts = {}
    name = fold(document.name)
    called = [(name, name_impact(len(name)))]
    called += [(fold(text), KEYWORD) for text in document.keywords]
    called += [(fold(text), SYNONYM) for text in synonyms]
    called += [(fold(text), TOPIC) for text in document.topics]
    for text, impact in called:
        _raise(names, (whole(text), *title_words(text)), impact)
        _raise(sounds, sound_words(syllables(text)), max(1, impact - SOUND_LESS))
    for code in (document.code, document.national_code):
        letters = compact(code)
        if letters:
            _raise(names, beginnings(letters), CODE_BEGINNING)
            _raise(names, (letters,), CODE)
            _raise(names, re.findall("[a-z0-9]+", fold_marks(code)), CODE_BEGINNING)
    titles: dict[str, Impacts] = {"n": {}, "c": {}, "p": sounds}
    for word, impact in names.items():
        titles[title_kind(word)][word] = impact
    return titles


def body_impacts(document: SearchDocument) -> Impacts:
    """Give the words of everything else (``b``)."""
    found = {word: often_impact(times) for word, times in Counter(body_words(fold(document.body))).items()}
    _raise(found, body_words(fold(document.materials)), MATERIAL)
    _raise(found, body_words(fold(document.places)), PLACE)
    return found


def _raise(impacts: Impacts, words: Iterable[str], impact: int) -> None:
    for word in words:
        if impacts.get(word, 0) < impact:
            impacts[word] = impact
