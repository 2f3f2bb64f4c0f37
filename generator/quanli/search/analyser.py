"""The analyser: text to words of the index. No dictionary.

Four lists (kinds) hold the words: ``n`` what items are called (names, everyday words) in Han characters, ``c`` codes and
Latin words of the same, ``p`` how names sound, and ``b`` what else is written of items. A word is a text: Han characters
alone and in pairs (``公``, ``公积``), Latin letters and digits (``gjj``), beginnings of those in ``c``, syllables alone and
in pairs in ``p`` (``gong``, ``gong ji``), initials in twos to fours after a dot (``.gjj``), in ``n`` the hash of a whole name
or everyday word after ``=``. ``tests/search/vectors.json`` holds this module,
:mod:`quanli.search.query` and the browser's copy to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quanli.search.fold import HAN, fold_marks
from quanli.search.hashing import text_hash

RUN = re.compile(f"[{HAN}]+|[a-z0-9]+")
SHORT_BEGINNING = 12
LONGEST_BEGINNING = 64
INITIALS = 4
WHOLE = 60
"""Characters of a whole name that count."""
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
    for run in RUN.findall(folded):
        if run.isascii():
            yield run
            yield from beginnings(run)
        else:
            yield from run
            yield from pairs(run)


def body_words(folded: str) -> Iterator[str]:
    """Give the words of other folded text: pairs, lone characters, Latin words and numbers."""
    for run in RUN.findall(folded):
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
    return f"={text_hash(''.join(RUN.findall(folded))[:WHOLE]):x}"


def title_kind(word: str) -> str:
    """Tell in which list a word of a name stands."""
    return "c" if word[0].isascii() and word[0] != "=" else "n"


def compact(code: str) -> str:
    """Give a code without its marks, as it is indexed."""
    return re.sub("[^a-z0-9]", "", fold_marks(code))
