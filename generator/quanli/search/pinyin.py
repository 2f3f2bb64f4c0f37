"""Pinyin: the syllables of Chinese text.

Text is read as pypinyin reads it, from tables drawn from its dictionaries: each character's commonest reading, the phrases
in which one sounds otherwise (银行 yin hang), and the words of two characters that end where such a phrase begins (执行 in
执行市价). The dictionaries themselves take 55 MiB and a quarter of a second.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from quanli.search.fold import BLOCK, HAN, table
from quanli.search.spelling import syllables_of_mandarin

_RUN = re.compile(f"[{HAN}]+")


@functools.lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[tuple[str, ...], ...]:
    """Give the syllables of each run of Han characters in a folded text, read by phrase (银行 yin hang)."""
    return tuple(tuple(_read(run)) for run in _RUN.findall(text))


def _read(run: str) -> Iterator[str]:
    at = 0
    while at < len(run):
        for phrase, read in _phrases(run[at]):
            if run.startswith(phrase, at):
                yield from read
                at += len(phrase)
                break
        else:
            size = 2 if run[at] in _before(run[at + 1 : at + 2]) else 1
            yield from filter(None, map(_alone, run[at : at + size]))
            at += size


@functools.cache
def _alone(char: str) -> str:
    """Give the commonest reading of a character; a line of the table is a syllable and the characters that sound so."""
    text = table("characters")
    at = text.find(char)
    return text[text.rfind("\n", 0, at) + 1 : at].partition(" ")[0] if at >= 0 else ""


@functools.cache
def _phrases(char: str) -> list[tuple[str, list[str]]]:
    """Give the phrases that begin with a character, the longest first; a line of the table is a phrase and its syllables."""
    text = "\n" + table("phrases")
    at = text.find("\n" + char) + 1
    found = []
    while at and text.startswith(char, at):
        end = text.index("\n", at)
        phrase, *read = text[at:end].split(" ")
        found.append((phrase, read))
        at = end + 1
    return sorted(found, key=lambda one: -len(one[0]))


@functools.cache
def _before(char: str) -> str:
    """Give the first characters of the words of two that end with a character; a line of the table is end and beginnings."""
    text = "\n" + table("pairs")
    at = text.find(f"\n{char} ") + 3
    return text[at : text.index("\n", at)] if char and at > 2 else ""


@functools.cache
def sounds() -> Mapping[str, str]:
    """Give the commonest reading of each character in use, for words that are written with a wrong character."""
    known = syllables_of_mandarin()
    lines = (line.split(" ") for line in table("characters").splitlines())
    return {
        char: syllable
        for syllable, chars in lines
        if syllable in known
        for char in chars
        if "\u4e00" <= char <= "\u9fa5"
    }


def sound_blocks() -> Mapping[int, str]:
    """Cut the readings by code point; a block names each syllable before the characters that sound so."""
    blocks: dict[int, dict[str, list[str]]] = {}
    for char, syllable in sounds().items():
        blocks.setdefault(ord(char) // BLOCK, {}).setdefault(syllable, []).append(char)
    return {
        block: "".join(f"{syllable}{''.join(chars)}" for syllable, chars in sorted(heard.items()))
        for block, heard in blocks.items()
    }
