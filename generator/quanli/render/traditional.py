"""Simplified to Traditional characters: OpenCC's phrases, listed terms, and interface texts that stand as they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from quanli.catalogue.script_terms import script_terms
from quanli.errors import ProblemsFoundError

LOCALES = Path(__file__).resolve().parents[1] / "locales"
LAW_TERMS = "zh_Hant/terms.yaml"
CONFIG = "s2hk"
"""OpenCC's configuration, chosen for readers of a mainland body's site, most of them in Hong Kong and Macao.

It changes characters and never words (s2twp and s2hkp would make 软件 into 軟體, and legal terms into those of another
law). Of those that keep words, s2t writes 覈准, 審覈 and 爲, which no authority does, and s2tw writes 裡, 著 and 汙;
s2hk writes 核准, 為, 眾, 裏 and 着, as the mainland's own table of Traditional forms does (简化字总表).
"""
BEGIN, END = "\x02", "\x03"
"""Stand around an interface text that is Traditional already (:mod:`quanli.render.texts`)."""
_GAP = "\n"


class Traditional:
    """Converts texts. ``terms`` are the site's own; they go before those of the law that come with this program."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = {**_law_terms(), **terms}
        longest_first = sorted(self._terms, key=lambda term: (-len(term), term))
        self._kept = re.compile("|".join([f"{BEGIN}[^{END}]*{END}", *map(re.escape, longest_first)]))

    def text(self, text: str) -> str:
        """Convert one text."""
        return without_marks(self.convert(text))

    def convert(self, text: str) -> str:
        """Convert a text to one of the same length, marks of interface texts and all."""
        found = list(self._kept.finditer(text))
        if not found:
            return _convert(text)
        converted = _convert(self._kept.sub(lambda kept: _GAP * len(kept[0]), text))
        pieces: list[str] = []
        at = 0
        for kept in found:
            pieces += (converted[at : kept.start()], self._terms.get(kept[0], kept[0]))
            at = kept.end()
        return "".join((*pieces, converted[at:]))


def without_marks(text: str) -> str:
    """Take the marks of interface texts away."""
    return text.replace(BEGIN, "").replace(END, "")


def _convert(text: str) -> str:
    """Convert character for character. Should a dictionary ever give another length, its phrases count for nothing."""
    converted = _opencc()(text)
    return converted if len(converted) == len(text) else "".join(_opencc()(char)[:1] or char for char in text)


@functools.cache
def _opencc() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415 - wanted only where the twin is written

    convert: Callable[[str], str] = opencc.OpenCC(CONFIG).convert
    return convert


@functools.cache
def _law_terms() -> Mapping[str, str]:
    terms, problems = script_terms((LOCALES / LAW_TERMS).read_bytes(), LAW_TERMS)
    if problems:
        raise ProblemsFoundError(problems)
    return terms
