"""Which of the old texts became which of the new ones: by their words, wherever they stand now.

Equal words are one text; of the others those are paired that share most of what is rare in both versions, so that what all
penalties or all duties say alike proves nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from quanli.codes.numerals import NUMERAL
from quanli.statutes.text import normalised

LIKE = 0.3
"""From this likeness on, texts wherever they stand are one text reworded: so read in four statutes that were rewritten whole."""
_NEAR = 0.15
"""Enough to be worth a look where nothing is asserted."""
_BETWEEN = 0.14
"""Enough where a single text stands between the same neighbours in both versions."""
_WHOLE = 0.75
"""From this share on, a text is taken to lie in another as a whole."""
_GRAM = 3
_COMMON = 12
"""A run of characters that more texts have tells nothing of which of them is meant."""
_LOOKED_AT = 4
"""Candidates that are weighed exactly."""
_SCALE = 1000
"""Weights are whole numbers: their sum is the same in any order."""
_REFERENCE = re.compile(rf"第{NUMERAL}(?:条(?:之{NUMERAL})?|款|项|目|章|节)")
_NO_WORD = re.compile(r"[^\w]+|_")


class Pair(NamedTuple):
    """An old text and the new one that it became, by their places in their versions."""

    before: int
    after: int
    likeness: float
    """From 0 to 1, which are the same words."""


@lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """Fold a text to its words: no punctuation, blanks, widths or kinds of quotation mark."""
    return _NO_WORD.sub("", normalised(text))


class Texts:
    """The texts of two versions, ready to be weighed against each other."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Take the texts in their order."""
        self.before, self.after = [_grams(text) for text in before], [_grams(text) for text in after]
        counts = Counter(chain.from_iterable((*self.before, *self.after)))
        total = len(before) + len(after)
        rarity = {count: round(_SCALE * math.log1p(total / count)) for count in set(counts.values())}
        self.weight = {gram: rarity[count] for gram, count in counts.items()}
        self._telling = {gram for gram, count in counts.items() if 1 < count <= _COMMON}
        self._masses = [self.mass(grams) for grams in self.before], [self.mass(grams) for grams in self.after]

    def likeness(self, old: int, new: int) -> float:
        """Say how much of both texts is common: 0 to 1. Of one that lies whole in a longer one, what was added counts half."""
        masses = self._masses[0][old], self._masses[1][new]
        common = self.mass(self.before[old] & self.after[new])
        share, inner = (2 * common / sum(masses), common / min(masses)) if min(masses) else (0.0, 0.0)
        return (share + inner) / 2 if inner >= _WHOLE else share

    def mass(self, grams: frozenset[str]) -> int:
        """Weigh runs of characters, the rarer the heavier."""
        return sum(map(self.weight.__getitem__, grams))

    def finder(self, olds: Sequence[int]) -> Callable[[int], list[int]]:
        """Give what finds for a new text the few of some old ones that share most rare words with it, the nearest first."""
        having = dict[str, list[int]]()
        for old in olds:
            for gram in self.before[old] & self._telling:
                having.setdefault(gram, []).append(old)

        def find(new: int) -> list[int]:
            shared = Counter(chain.from_iterable([having[gram] for gram in self.after[new] & having.keys()]))
            return sorted(shared, key=lambda old: (-shared[old], old))[:_LOOKED_AT]

        return find


def pairs_of(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pair the texts of two versions, in the order of the newer one; none is used twice."""
    found = {pair.after: pair for pair in equal_pairs(before, after)}
    taken = {pair.before for pair in found.values()}
    olds = [at for at in range(len(before)) if at not in taken]
    news = [at for at in range(len(after)) if at not in found]
    if olds and news:
        texts = Texts([before[at] for at in olds], [after[at] for at in news])
        found |= {news[pair.after]: Pair(olds[pair.before], news[pair.after], pair.likeness) for pair in like_pairs(texts)}
    if len(found) < min(len(before), len(after)):
        found |= {pair.after: pair for pair in _between(before, after, found)}
    return [found[at] for at in sorted(found)]


def equal_pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Pair equal words: the first old text with the first new one, and so on."""
    waiting = dict[str, list[int]]()
    for at, text in enumerate(before):
        waiting.setdefault(words_of(text), []).append(at)
    for at, text in enumerate(after):
        olds = waiting.get(words_of(text))
        if olds:
            yield Pair(olds.pop(0), at, 1.0)


def like_pairs(texts: Texts) -> Iterator[Pair]:
    """Pair what is alike, the likest first; of equals, those that stand in like places."""
    find = texts.finder(range(len(texts.before)))
    weighed = [Pair(old, new, score) for new in range(len(texts.after)) for old in find(new) if (score := texts.likeness(old, new)) >= LIKE]
    taken = set[int](), set[int]()
    for pair in sorted(weighed, key=lambda one: (-round(one.likeness, 2), _apart(one, texts), one.before, one.after)):
        if pair.before not in taken[0] and pair.after not in taken[1]:
            taken[0].add(pair.before)
            taken[1].add(pair.after)
            yield pair


def _apart(pair: Pair, texts: Texts) -> float:
    return abs(pair.before / len(texts.before) - pair.after / len(texts.after))


def nearest(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """Give for each old text the new one that it has most in common with, or -1: what to look at, no assertion."""
    texts = Texts(after, before)
    find = texts.finder(range(len(after)))
    found = ([(texts.likeness(new, old), -new) for new in find(old)] for old in range(len(before)))
    best = (max(those, default=(0.0, 0)) for those in found)
    return [-place if score >= _NEAR else -1 for score, place in best]


def _between(before: Sequence[str], after: Sequence[str], found: Mapping[int, Pair]) -> Iterator[Pair]:
    """Pair a single text left over with the single one that stands between the same neighbours."""
    free = set(range(len(before))) - {pair.before for pair in found.values()}
    ends = {-1: -1, len(after): len(before)} | {pair.after: pair.before for pair in found.values()}
    for new in range(len(after)):
        left, right = ends.get(new - 1), ends.get(new + 1)
        if new in found or left is None or right != left + 2 or left + 1 not in free:
            continue
        score = Texts([before[left + 1]], [after[new]]).likeness(0, 0)
        if score >= _BETWEEN:
            yield Pair(left + 1, new, score)


@lru_cache(maxsize=1024)
def _grams(text: str) -> frozenset[str]:
    words = _REFERENCE.sub("", words_of(text))
    return frozenset([words[at : at + _GRAM] for at in range(max(1, len(words) - _GRAM + 1))])
