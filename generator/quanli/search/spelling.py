"""Spelling: letters that somebody typed, read as syllables of Mandarin."""

from __future__ import annotations

import functools
from collections.abc import Iterator

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "w": "a ai an ang ei en eng o u",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
}
_LONGEST = 6
_READINGS = 4


@functools.cache
def syllables_of_mandarin() -> frozenset[str]:
    """Give the syllables of Mandarin in Hanyu pinyin (GB/T 16159), ``v`` for ü."""
    return frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


def readings(letters: str) -> list[tuple[str, ...]]:
    """Read letters as syllables, in at most four ways with (nearly) the fewest syllables.

    Where the last syllable is only begun (``gongjij``), what stands before it is read.
    """
    for end in range(len(letters), 1, -1):
        if end < len(letters) and not _begins(letters[end:]):
            continue
        ways: list[tuple[str, ...]] = []
        for way in _ways(letters[:end], ()):
            ways.append(way)
            if len(ways) == 4 * _READINGS:
                break
        if ways:
            fewest = min(map(len, ways))
            return [way for way in ways if len(way) <= fewest + 1][:_READINGS]
        if len(letters) - end >= _LONGEST:
            break
    return []


def _ways(letters: str, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield before
        return
    for size in range(min(_LONGEST, len(letters)), 0, -1):
        if letters[:size] in syllables_of_mandarin() and _readable(letters[size:]):
            yield from _ways(letters[size:], (*before, letters[:size]))


def _readable(letters: str) -> bool:
    """Tell whether letters are syllables to the end; linear, so that no input makes the reading slow."""
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            reached.update(at + size for size in range(1, _LONGEST + 1) if letters[at : at + size] in syllables_of_mandarin())
    return len(letters) in reached


@functools.cache
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:size] for syllable in syllables_of_mandarin() for size in range(1, len(syllable) + 1))


def _begins(letters: str) -> bool:
    return letters in _beginnings()
