"""Which everyday words of the site's list an item answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.catalogue.synonyms import Synonym
from quanli.frozen import frozen
from quanli.search.document import SearchDocument
from quanli.search.fold import fold


@frozen
class Synonyms:
    """The word list, folded once: words, and the ways of meaning them, each a tuple of parts."""

    entries: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]

    @classmethod
    def of(cls, synonyms: Iterable[Synonym]) -> Synonyms:
        """Fold a site's word list."""
        return cls(
            tuple((one.words, tuple(tuple(fold(text).split()) for text in one.means)) for one in synonyms)
        )

    def words(self, document: SearchDocument) -> Iterator[str]:
        """Give the everyday words for an item."""
        called = fold("\n".join((document.name, *document.keywords)))
        for words, ways in self.entries:
            if any(way and all(part in called for part in way) for way in ways):
                yield from words
