"""Whoosh, in this module and nowhere else: its reader over our lists, its matchers, a weighting of integers, an analyser.

Whoosh's forks differ in upkeep (2.7.4 is of 2016, Whoosh-Reloaded 2.7.5 rests, whoosh3 moves fast). One is pinned, and only
what all of them have is used: the reader's interface, ListMatcher, UnionMatcher, WeightingModel, Tokenizer and Filter;
the tests pass with Whoosh-Reloaded 2.7.5 and with whoosh3 3.54. Their DisjunctionMaxMatcher takes the higher score of two
different items, so the better of two is a matcher of ours.
"""

# mypy: disable-error-code="misc"
# Whoosh has no types, and classes are made from its classes.

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from whoosh import analysis, fields, matching, reading, scoring

from quanli.search.analyser import body_words, title_words
from quanli.search.fold import fold
from quanli.search.hashing import ID_BITS
from quanli.search.postings import KINDS, Postings, WordList, impact_of
from quanli.search.query import Word
from quanli.search.ranking import WHOLE as WHOLE_SCORE
from quanli.search.ranking import score, weight

_ID = (1 << ID_BITS) - 1
WHOLE = "whole"
"""The field of whole names: its list is in ``n``, its score another."""


class ListReader(reading.IndexReader):
    """Whoosh's view of the lists: a field a kind, a document an item (numbered by its id), a weight an impact."""

    def __init__(self, postings: Postings, items: int) -> None:
        self.lists, self.items = postings, items
        self.schema = fields.Schema(**{kind: fields.KEYWORD(scorable=True) for kind in (*KINDS, WHOLE)})
        self.known: dict[Word, WordList | None] = {}

    def list_of(self, field: str, word: str) -> WordList | None:
        """Look a word up, once."""
        kind = "n" if field == WHOLE else field
        if (kind, word) not in self.known:
            self.known[kind, word] = self.lists.list_of(kind, word)
        return self.known[kind, word]

    def ids(self, field: str, word: str) -> frozenset[int]:
        """Give the ids that a word's list names."""
        found = self.list_of(field, word)
        return frozenset(packed & _ID for packed in found.postings) if found else frozenset()

    def is_cut(self, field: str, word: str) -> bool:
        """Tell whether more items have a title's word of Han characters than its list names."""
        found = self.list_of(field, word) if field == "n" and not word.isascii() else None
        return found is not None and found.holders > len(found.postings)

    def rarity(self, field: str, word: str) -> int:
        """Weigh a word; 0 where no item has it."""
        found = self.list_of(field, word)
        return weight(self.items, found.holders) if found else 0

    def postings(self, fieldname: str, text: str, scorer: Any = None) -> Any:
        """Give a matcher of a word's items, by id."""
        found = self.list_of(fieldname, text)
        if found is None:
            raise reading.TermNotFound(text)
        by_id = sorted((packed & _ID, impact_of(packed)) for packed in found.postings)
        return matching.ListMatcher(
            [item for item, _ in by_id], [impact for _, impact in by_id], scorer=scorer, term=(fieldname, text)
        )

    def __contains__(self, term: tuple[str, str]) -> bool:
        """Tell whether some item has a word."""
        return self.list_of(*term) is not None

    def doc_count_all(self) -> int:
        """Give the number of places for items."""
        return 1 << ID_BITS

    def doc_count(self) -> int:
        """Count the items."""
        return self.items

    def doc_frequency(self, fieldname: str, text: str) -> int:
        """Count the items that have a word."""
        found = self.list_of(fieldname, text)
        return found.holders if found else 0

    frequency = doc_frequency

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002 - the interface's
        """Say no: what is deleted is in no list."""
        return False

    def has_deletions(self) -> bool:
        """Say no."""
        return False

    def _unasked(self, *_: Any, **__: Any) -> Any:
        """Refuse what a reader must have and this search never asks for."""
        raise NotImplementedError

    __iter__ = all_terms = term_info = stored_fields = all_stored_fields = indexed_field_names = _unasked
    field_length = min_field_length = max_field_length = doc_field_length = has_vector = vector = _unasked


class Integers(scoring.WeightingModel):
    """The project's scores as Whoosh asks for them; exact, since all are integers far below 2^53."""

    def __init__(self, reader: ListReader) -> None:
        self.reader = reader

    def scorer(self, searcher: Any, fieldname: str, text: str, qf: int = 1) -> Any:  # noqa: ARG002 - the interface's
        """Make the scorer of one word."""
        covers = not self.reader.is_cut(fieldname, text)
        return _Scorer(fieldname, self.reader.rarity(fieldname, text), covers=covers)


class _Scorer(scoring.BaseScorer):
    def __init__(self, field: str, rarity: int, *, covers: bool) -> None:
        self.field, self.rarity, self.covers = field, rarity, covers

    def supports_block_quality(self) -> bool:
        return False

    def score(self, matcher: Any) -> int:
        if self.field == WHOLE:
            return WHOLE_SCORE + self.rarity * int(matcher.weight())
        return score(self.field, self.rarity, int(matcher.weight()), covers=self.covers)


class _BetterMatcher(matching.UnionMatcher):
    def score(self) -> int:
        if not self.a.is_active():
            return int(self.b.score())
        if not self.b.is_active() or self.a.id() < self.b.id():
            return int(self.a.score())
        if self.b.id() < self.a.id():
            return int(self.b.score())
        return max(int(self.a.score()), int(self.b.score()))


def word_matcher(reader: ListReader, field: str, word: str) -> Any:
    """Match the items that have a word."""
    if (field, word) not in reader:
        return matching.NullMatcher()
    return reader.postings(field, word, Integers(reader).scorer(None, field, word))


def added(matchers: Sequence[Any]) -> Any:
    """Match what any of these matches; scores add up."""
    return _joined(matchers, matching.UnionMatcher)


def better(matchers: Sequence[Any]) -> Any:
    """Match what any of these matches; the highest score counts."""
    return _joined(matchers, _BetterMatcher)


def _joined(matchers: Sequence[Any], join: Callable[[Any, Any], Any]) -> Any:
    active = [one for one in matchers if one.is_active()]
    if len(active) < 2:
        return active[0] if active else matching.NullMatcher()
    middle = len(active) // 2
    return join(_joined(active[:middle], join), _joined(active[middle:], join))


def scores(matcher: Any) -> dict[int, int]:
    """Give the score of each item that a matcher matches."""
    found = {}
    while matcher.is_active():
        found[matcher.id()] = int(matcher.score())
        matcher.next()
    return found


class Folded(analysis.Tokenizer):
    """The first link of the analyser: the text, folded, as one token."""

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Any]:  # noqa: ARG002 - the interface's
        """Fold."""
        token = analysis.Token()
        token.text, token.stopped, token.boost = fold(value), False, 1.0
        yield token


class Words(analysis.Filter):
    """The second link: folded text to the words of the index."""

    def __init__(self, kind: str) -> None:
        self.words = title_words if kind == "n" else body_words

    def __call__(self, tokens: Any) -> Iterator[Any]:
        """Cut each token into words."""
        for token in tokens:
            for word in self.words(token.text):
                token.text = word
                yield token


def analyser(kind: str) -> Any:
    """Give the analyser chain of the title lists (``n``) or the body's (``b``), for a field of any Whoosh schema."""
    return Folded() | Words(kind)
