"""A query read: what somebody typed, as the words of the index that it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from quanli.frozen import frozen
from quanli.search.analyser import INITIALS, LONGEST_BEGINNING, SHORT_BEGINNING, pairs, whole
from quanli.search.fold import HAN, fold
from quanli.search.spelling import readings

_TYPED = re.compile(f"[{HAN}]+|[a-z0-9]+(?:[-_./·:][a-z0-9]+)*")
_ASKING = re.compile(
    "请问|我想要?|想要|我要|怎么样?|怎样|如何|为什么|什么|哪里|哪儿|哪些|哪个|多少|多久|几天|需要|可以|能不能|是不是|可不可以|能否|吗|呢|吧|啊"
)
"""What only asks: left out of a query that says something else besides."""
MAYBE_INITIALS, MOST_INITIALS = 6, 12
"""Letters that are syllables too may be initials up to here, others up to there."""
ENOUGH = 7
"""So many neighbouring pairs are looked up; of more, those that cover the run."""
QUERY_RUNS = 12
QUERY_RUN = 32
"""Greatest number of runs of a query, and of characters of a run, that are looked up."""

Word = tuple[str, str]
"""Kind and text."""
Reading = tuple[Word, ...]
"""One way to read what was typed: these words, each the more the better."""


@frozen
class Token:
    """A run of what was typed, and the ways to read it; an item counts by the way that suits it best."""

    text: str
    readings: tuple[Reading, ...]

    @property
    def is_latin(self) -> bool:
        """Tell Latin letters, digits and codes from Han characters."""
        return self.text[0].isascii()


@frozen
class Query:
    """What was typed: its tokens, and the word of the name that it may be as a whole (in ``n``)."""

    tokens: tuple[Token, ...]
    whole: str


def read_query(typed: str, folding: Callable[[str], str] = fold) -> Query:
    """Read what somebody typed; anything is allowed, and nothing but letters, digits and Han characters counts."""
    folded = folding(typed)
    said = _ASKING.sub(" ", folded)
    runs = _TYPED.findall(said) or _TYPED.findall(folded)
    seen = list(dict.fromkeys(run if run[0].isascii() else run[:QUERY_RUN] for run in runs))[:QUERY_RUNS]
    tokens = tuple(Token(run, tuple(_latin(run) if run[0].isascii() else [_han(run)])) for run in seen)
    return Query(tokens, whole(folded))


def _han(run: str) -> Reading:
    return _words("n", _covering(pairs(run)))


def _words(kind: str, texts: Iterable[str]) -> Reading:
    return tuple(dict.fromkeys((kind, text) for text in texts))


def _covering(neighbours: Iterable[str]) -> list[str]:
    """Choose from the pairs of a long run every other one and the last: they cover it, for half of the bytes."""
    every = list(neighbours)
    return every if len(every) <= ENOUGH else list(dict.fromkeys((*every[::2], every[-1])))


def _latin(run: str) -> list[Reading]:
    word = re.sub("[^a-z0-9]", "", run)[: LONGEST_BEGINNING + 4]
    found: list[Reading] = [(("c", word),)]
    found.append((("c", _beginning(word)),))
    *parts, last = re.findall("[a-z0-9]+", run)
    if parts:
        found.append(_words("c", (*parts, _beginning(last))))
    elif word.isalpha() and len(word) > 1:
        ways = readings(word[:QUERY_RUN])
        found += [_sounding(way) for way in ways]
        if len(word) <= (MAYBE_INITIALS if ways else MOST_INITIALS):
            size = min(INITIALS, len(word))
            found.append(_words("p", ("." + word[at : at + size] for at in range(len(word) - size + 1))))
    return list(dict.fromkeys(found))


def _beginning(word: str) -> str:
    """Give the longest beginning of a word that is indexed."""
    size = min(len(word), LONGEST_BEGINNING)
    return word[: size if size <= SHORT_BEGINNING else size // 4 * 4]


def _sounding(way: tuple[str, ...]) -> Reading:
    if len(way) == 1:
        return (("p", way[0]),)
    return _words("p", _covering(f"{first} {second}" for first, second in pairwise(way)))


def sounding(token: Token, sounds: Callable[[str], str | None]) -> Reading | None:
    """Read a run of Han characters by its sound, for a word that was written with a wrong character."""
    heard = [sounds(char) for char in token.text]
    known = tuple(one for one in heard if one)
    return _sounding(known) if len(known) > 1 and len(known) == len(heard) else None
