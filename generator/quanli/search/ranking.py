"""Ranking: integers only, so that the terminal and the browser agree to the last item.

All words come first, then most words (a rare word counts more than a common one), then where the words stand. A score
packs the two: coverage above, impact below; above both, whether what was typed is the whole name or a whole everyday
word. Items of equal score stand by id.

A common word's list is cut, so it says nothing of the items that it leaves out. Such a word of Han characters covers
nothing until the names of the best items have been read: those that hold it are then given what it covers.
"""

from __future__ import annotations

from collections.abc import Iterable

CAP = {"n": 256, "c": 256, "p": 256, "b": 128}
"""Items that a word's list keeps, the best by impact; how many there are is kept beside it. It is this cap that keeps the
bytes of a query flat as a catalogue grows."""
SHORT_CAP = 64
"""The same for the words that say least: a character, a syllable, two letters."""
_SHORT = {"n": 1, "c": 2, "p": 3, "b": 0}
IMPACT_BITS, COVER_BITS = 20, 24
WHOLE = 1 << IMPACT_BITS + COVER_BITS
"""Added, with the word's rarity times its impact, where the whole of what was typed is a name or an everyday word."""
NAMES_READ = 16
"""So many of the best items have their names read where a word's list is cut."""
SHARE = (2, 5)
"""Items that cover less than this share of what the best one covers are not shown."""
MOSTLY_KNOWN, MOSTLY_COVERED = (2, 3), (3, 4)
"""Where titles know so much of each run, and an item's titles cover so much of that, the bodies' lists are left unread."""
LEAST_KNOWN = (1, 2)
"""A run of which fewer words than this are in any list is read by its sound too."""


def weight(items: int, holders: int) -> int:
    """Weigh a word by its rarity: four times the binary logarithm of items / holders, in integers, at least 1."""
    if not holders:
        return 0
    ratio = 16 * items // holders
    length = ratio.bit_length()
    return 1 if length < 5 else 4 * (length - 5) + (ratio >> (length - 3) & 3) + 1


def cap_of(kind: str, word: str) -> int:
    """Give the cap of a word."""
    short = len(word) <= _SHORT[kind] or (kind == "p" and word.isalpha())
    return min(SHORT_CAP, CAP[kind]) if short else CAP[kind]


def rounded(holders: int, cap: int) -> int:
    """Round a count above the cap down to five binary digits: a common word's file then rests when one more item has it."""
    if holders <= cap:
        return holders
    spare = max(0, holders.bit_length() - 5)
    return max(cap + 1, holders >> spare << spare)


def score(kind: str, rarity: int, impact: int, *, covers: bool = True) -> int:
    """Score a word found in an item: in the title lists it covers twice what it does in the body."""
    cover = rarity * (1 if kind == "b" else 2) if covers else 0
    return (cover << IMPACT_BITS) + rarity * impact


def cover(score_: int) -> int:
    """Give what a score covers."""
    return score_ >> IMPACT_BITS & (1 << COVER_BITS) - 1


def full_cover(readings: Iterable[Iterable[int]], known: tuple[int, int] = (1, 1)) -> int | None:
    """Give the least cover of a token that is read in full, from the rarities of each reading's words (0 unknown).

    A reading of which less than the share ``known`` is known to the titles does not count.
    """
    part, of = known
    full = [2 * sum(rarities) for rarities in map(tuple, readings) if len(rarities) * part <= sum(map(bool, rarities)) * of]
    return min(full) if full else None


def worth_showing(score_: int, best: int) -> bool:
    """Tell whether an item covers enough beside the best one."""
    return score_ >= WHOLE or cover(score_) * SHARE[1] >= cover(best) * SHARE[0]
