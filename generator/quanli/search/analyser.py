"""The analyser: text to words of the index, and a query to the words that it may mean. No dictionary.

Three lists (kinds) hold the words: ``n`` what items are called (names, everyday words, codes), ``p`` how that sounds, and
``b`` what else is written of them. A word is a text: Han characters alone and in pairs (``公``, ``公积``), Latin letters
and digits (``gjj``), beginnings of those in ``n``, syllables alone and in pairs in ``p`` (``gong``, ``gong ji``), initials in
twos to fours after a dot (``.gjj``), a whole name or everyday word after ``=`` in ``n``. ``tests/search/vectors.json`` holds this module and the browser's copy to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from quanli.frozen import frozen
from quanli.search.fold import HAN, fold, fold_marks
from quanli.search.pinyin import readings

_RUN = re.compile(f"[{HAN}]+|[a-z0-9]+")
_TYPED = re.compile(f"[{HAN}]+|[a-z0-9]+(?:[-_./·:][a-z0-9]+)*")
_ASKING = re.compile(
    "请问|我想要?|想要|我要|怎么样?|怎样|如何|为什么|什么|哪里|哪儿|哪些|哪个|多少|多久|几天|需要|可以|能不能|是不是|可不可以|能否|吗|呢|吧|啊"
)
"""What only asks: left out of a query that says something else besides."""
SHORT_BEGINNING = 12
LONGEST_BEGINNING = 64
INITIALS = 4
MAYBE_INITIALS, MOST_INITIALS = 6, 12
"""Letters that are syllables too may be initials up to here, others up to there."""
WHOLE = 60
"""Characters of a whole name that count."""
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


def pairs(run: str) -> Iterator[str]:
    """Give the pairs of neighbours in a run of Han characters; the character itself where it stands alone."""
    if len(run) == 1:
        yield run
    for first, second in pairwise(run):
        yield first + second


def beginnings(word: str) -> Iterator[str]:
    """Give the beginnings by which a Latin word or a code is found: each up to 12 letters, then every fourth."""
    for size in range(1, min(len(word), LONGEST_BEGINNING) + 1):
        if size <= SHORT_BEGINNING or size % 4 == 0:
            yield word[:size]


def title_words(folded: str) -> Iterator[str]:
    """Give the words of a folded name: characters, pairs, Latin words and their beginnings."""
    for run in _RUN.findall(folded):
        if run.isascii():
            yield run
            yield from beginnings(run)
        else:
            yield from run
            yield from pairs(run)


def body_words(folded: str) -> Iterator[str]:
    """Give the words of other folded text: pairs, lone characters, Latin words and numbers."""
    for run in _RUN.findall(folded):
        if run.isascii():
            yield run
        else:
            yield from pairs(run)


def sound_words(runs: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Give the words of how a name sounds: syllables alone and in pairs, initials in twos to fours."""
    for run in runs:
        yield from run
        for first, second in pairwise(run):
            yield f"{first} {second}"
        initials = "".join(syllable[0] for syllable in run)
        for size in range(2, INITIALS + 1):
            for at in range(len(initials) - size + 1):
                yield "." + initials[at : at + size]


def whole(folded: str) -> str:
    """Give the word by which a whole name is found before those that only hold it."""
    return "=" + "".join(_RUN.findall(folded))[:WHOLE]


def compact(code: str) -> str:
    """Give a code without its marks, as it is indexed."""
    return re.sub("[^a-z0-9]", "", fold_marks(code))


def read_query(typed: str, folding: Callable[[str], str] = fold) -> Query:
    """Read what somebody typed; anything is allowed, and nothing but letters, digits and Han characters counts."""
    folded = folding(typed)
    said = _ASKING.sub(" ", folded)
    runs = _TYPED.findall(said) or _TYPED.findall(folded)
    seen = list(dict.fromkeys(run if run[0].isascii() else run[:QUERY_RUN] for run in runs))[:QUERY_RUNS]
    tokens = tuple(Token(run, tuple(_latin(run) if run[0].isascii() else [_han(run)])) for run in seen)
    return Query(tokens, whole(folded))


def _han(run: str) -> Reading:
    return tuple(dict.fromkeys(("n", pair) for pair in pairs(run)))


def _latin(run: str) -> list[Reading]:
    word = re.sub("[^a-z0-9]", "", run)[: LONGEST_BEGINNING + 4]
    found: list[Reading] = [(("n", word),)]
    found.append((("n", _beginning(word)),))
    *parts, last = re.findall("[a-z0-9]+", run)
    if parts:
        found.append(tuple(dict.fromkeys(("n", part) for part in (*parts, _beginning(last)))))
    elif word.isalpha() and len(word) > 1:
        ways = readings(word[:QUERY_RUN])
        found += [_sounding(way) for way in ways]
        if len(word) <= (MAYBE_INITIALS if ways else MOST_INITIALS):
            size = min(INITIALS, len(word))
            found.append(tuple(dict.fromkeys(("p", "." + word[at : at + size]) for at in range(len(word) - size + 1))))
    return list(dict.fromkeys(found))


def _beginning(word: str) -> str:
    """Give the longest beginning of a word that is indexed."""
    size = min(len(word), LONGEST_BEGINNING)
    return word[: size if size <= SHORT_BEGINNING else size // 4 * 4]


def _sounding(way: tuple[str, ...]) -> Reading:
    if len(way) == 1:
        return (("p", way[0]),)
    return tuple(dict.fromkeys(("p", f"{first} {second}") for first, second in pairwise(way)))


def sounding(token: Token, sounds: Callable[[str], str | None]) -> Reading | None:
    """Read a run of Han characters by its sound, for a word that was written with a wrong character."""
    heard = [sounds(char) for char in token.text]
    known = tuple(one for one in heard if one)
    return _sounding(known) if len(known) > 1 and len(known) == len(heard) else None
