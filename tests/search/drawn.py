"""The tables in ``quanli/search/tables``, drawn from OpenCC and pypinyin; run as a program it draws them anew."""

from pathlib import Path

import opencc
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

FOLDER = Path(__file__).resolve().parents[2] / "generator" / "quanli" / "search" / "tables"


def simplified():
    """Draw the characters that have a Simplified form, each with it, so that no form needs folding again."""
    convert = opencc.OpenCC("t2s").convert
    chars = [chr(point) for point in range(0x3400, 0xA000)]
    once = dict(zip(chars, convert("\n".join(chars)).split("\n"), strict=True))
    lines = {}
    for char, other in once.items():
        last = other
        while once.get(last, last) != last:
            last = once[last]
        if last != char:
            lines.setdefault(ord(char) // 256, []).append(char + last)
    return "".join("".join(pairs) + "\n" for pairs in lines.values())


def reading(text):
    return tuple(lazy_pinyin(text, errors="ignore", v_to_u=False))


def sounds():
    """Draw each character's commonest reading."""
    found = {chr(point): reading(chr(point)) for point in sorted(PINYIN_DICT)}
    return {char: read[0] for char, read in found.items() if read and read[0].isascii()}


def characters():
    lines = {}
    for char, syllable in sounds().items():
        lines.setdefault(syllable, []).append(char)
    return "".join(f"{syllable} {''.join(chars)}\n" for syllable, chars in sorted(lines.items()))


def odd_phrases():
    """Give the phrases in which a character sounds otherwise than alone."""
    alone = sounds()
    found = {phrase: reading(phrase) for phrase in sorted(PHRASES_DICT)}
    return {
        phrase: read
        for phrase, read in found.items()
        if len(read) == len(phrase) and read != tuple(alone.get(char) for char in phrase)
    }


def phrases():
    return "".join(f"{phrase} {' '.join(read)}\n" for phrase, read in odd_phrases().items())


def pairs():
    """Draw the words of two characters that end where such a phrase begins, by their end."""
    odd = odd_phrases()
    starts = {phrase[0] for phrase in odd}
    lines = {}
    for phrase in sorted(PHRASES_DICT):
        if len(phrase) == 2 and phrase not in odd and phrase[1] in starts:
            lines.setdefault(phrase[1], []).append(phrase[0])
    return "".join(f"{end} {''.join(firsts)}\n" for end, firsts in sorted(lines.items()))


TABLES = {"simplified": simplified, "characters": characters, "phrases": phrases, "pairs": pairs}


if __name__ == "__main__":
    for name, draw in TABLES.items():
        (FOLDER / f"{name}.txt").write_text(draw(), encoding="utf-8")
