"""Finding items: what the browser does with the published files, done here with the lists that they are made of.

First the title lists. Only where no item answers the whole query by its titles, the body's lists too. A run whose words
are hardly in any list is then read by its sound as well.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from quanli.frozen import frozen
from quanli.search.engine import WHOLE, ListReader, added, better, scores, word_matcher
from quanli.search.fold import fold
from quanli.search.impacts import name_impact
from quanli.search.pinyin import sounds
from quanli.search.postings import TITLES, Postings
from quanli.search.query import Query, Token, Word, read_query, sounding
from quanli.search.ranking import (
    LEAST_KNOWN,
    MOSTLY_COVERED,
    MOSTLY_KNOWN,
    NAMES_READ,
    cover,
    full_cover,
    score,
    worth_showing,
)
from quanli.search.ranking import WHOLE as WHOLE_SCORE


@frozen
class Found:
    """Ids of items, the best first, and whether the best of them answers the whole query by its titles."""

    items: tuple[int, ...]
    full: bool


def find(postings: Postings, items: int, names: Callable[[int], Iterable[str]], typed: str) -> Found:
    """Find the items for what somebody typed; ``names`` gives the names under an id. Anything may be typed."""
    asked = read_query(typed)
    if not asked.tokens or not items:
        return Found((), full=False)
    reader = ListReader(postings, items)
    ranked = _ranked(reader, asked, asked.tokens, names, with_body=False)
    first = ranked[0][1] if ranked else 0
    full = _full(asked.tokens, reader)
    answered = first >= WHOLE_SCORE or (full is not None and cover(first) >= full)
    if not answered and not _mostly(asked.tokens, reader, cover(first)):
        heard = [_heard(token, reader) for token in asked.tokens]
        ranked = _ranked(reader, asked, heard, names, with_body=True)
    best = max((one for _, one in ranked), key=cover, default=0)
    return Found(tuple(item for item, one in ranked if worth_showing(one, best)), answered)


def _ranked(
    reader: ListReader, asked: Query, tokens: Iterable[Token], names: Callable[[int], Iterable[str]], *, with_body: bool
) -> list[tuple[int, int]]:
    """Score the items, the best first; those at the head by their names too where a word's list is cut."""
    matchers = [_token(reader, token, with_body=with_body) for token in tokens]
    scored = scores(added([*matchers, word_matcher(reader, WHOLE, asked.whole)]))
    ranked = sorted(scored.items(), key=_rank)
    cut = {text for token in asked.tokens for kind, text in token.readings[0] if reader.is_cut(kind, text)}
    if not cut:
        return ranked
    listed = {text: reader.ids("n", text) for text in cut}
    head = [(item, one + _cut_score(reader, item, listed, names(item))) for item, one in ranked[:NAMES_READ]]
    rest = [(item, one + _cut_score(reader, item, listed, ())) for item, one in ranked[NAMES_READ:]]
    return sorted(head, key=_rank) + rest


def _rank(scored: tuple[int, int]) -> tuple[int, int]:
    item, one = scored
    return -one, item


def _cut_score(reader: ListReader, item: int, listed: Mapping[str, Container[int]], names: Iterable[str]) -> int:
    """Give what the words whose lists are cut cover in an item: those whose list has it, and those that its name holds."""
    called = [fold(name) for name in names]
    total = 0
    for text, ids in listed.items():
        if item in ids:
            total += score("n", reader.rarity("n", text), 0)
        elif held := [len(name) for name in called if text in name]:
            total += score("n", reader.rarity("n", text), name_impact(min(held)))
    return total


def _full(tokens: Iterable[Token], reader: ListReader, known: tuple[int, int] = (1, 1)) -> int | None:
    """Give the cover of an item that has all words that are known; None where less than a share of some run is."""
    covers = [full_cover(([reader.rarity(*word) for word in way] for way in token.readings), known) for token in tokens]
    return None if None in covers else sum(cover for cover in covers if cover)


def _mostly(tokens: Iterable[Token], reader: ListReader, covered: int) -> bool:
    """Tell whether an item that covers so much has most of the words that titles know, and they know most."""
    full = _full(tokens, reader, MOSTLY_KNOWN)
    part, of = MOSTLY_COVERED
    return full is not None and covered * of >= full * part


def _heard(token: Token, reader: ListReader) -> Token:
    """Add the reading by sound to a run of Han characters that hardly any list knows."""
    if token.is_latin:
        return token
    words = token.readings[0]
    known = sum(bool(reader.rarity("n", text) or reader.rarity("b", text)) for _, text in words)
    part, of = LEAST_KNOWN
    sound = sounding(token, sounds().get) if known * of < len(words) * part else None
    return Token(token.text, (*token.readings, sound)) if sound else token


def _token(reader: ListReader, token: Token, *, with_body: bool) -> Any:
    """Match a token: by its best reading, whose words add up, each by its best place."""
    return better(
        [added([_word(reader, word, with_body=with_body) for word in way]) for way in token.readings]
    )


def _word(reader: ListReader, word: Word, *, with_body: bool) -> Any:
    kind, text = word
    title = word_matcher(reader, kind, text)
    return better([title, word_matcher(reader, "b", text)]) if with_body and kind in TITLES else title
