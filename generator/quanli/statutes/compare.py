"""Two versions of a statute, article by article: what stays, what is changed, moved, split, merged, new, fallen away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from quanli.codes.numerals import NUMERAL
from quanli.frozen import frozen
from quanli.statutes.pairing import Pair, nearest, pairs_of, words_of
from quanli.statutes.parting import parts_of
from quanli.statutes.text import normalised

Words = Literal["same", "print", "references", "changed"]
"""How the words of an article differ: not at all, in punctuation, in the numbers of articles that moved, or in substance."""
Kind = Literal["same", "changed", "moved", "moved-changed", "split", "merged", "new", "gone"]
_REFERENCE = re.compile(rf"第{NUMERAL}条(?:之{NUMERAL})?")


@frozen
class Fate:
    """What became of an article, or whence one came."""

    before: tuple[str, ...]
    """Articles of the older version; none where it is new."""
    after: tuple[str, ...]
    """Articles of the newer version, the one that is most like it first; none where it fell away."""
    words: Words
    likeness: float
    near: str = ""
    """Of one that fell away, the article of the newer version that has most in common with it: worth a look, no more."""

    @property
    def kind(self) -> Kind:
        """Name it in one word."""
        if not self.before or not self.after:
            return "new" if self.after else "gone"
        if len(self.after) > 1 or len(self.before) > 1:
            return "split" if len(self.after) > 1 else "merged"
        if self.before == self.after:
            return "changed" if self.words == "changed" else "same"
        return "moved-changed" if self.words == "changed" else "moved"

    @property
    def same(self) -> bool:
        """Tell whether number and substance are what they were."""
        return self.kind == "same"


@frozen
class Comparison:
    """The fates of all articles: in the order of the newer version, what fell away after what stood before it."""

    fates: tuple[Fate, ...]

    @property
    def changes(self) -> tuple[Fate, ...]:
        """Give the fates of the articles that are not what they were."""
        return tuple(fate for fate in self.fates if not fate.same)

    def of(self, label: str) -> Fate | None:
        """Say what became of an article of the older version."""
        return next((fate for fate in self.fates if label in fate.before), None)

    def now(self, label: str) -> Fate | None:
        """Say whence an article of the newer version came."""
        return next((fate for fate in self.fates if label in fate.after), None)


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    """Compare the articles of two versions, each by its name (第三十七条之一), in their order.

    An article of each version stands in one fate only.
    """
    old, new = list(before), list(after)
    pairs = pairs_of(list(before.values()), list(after.values()))
    split, merged = parts_of(list(before.values()), list(after.values()), pairs)
    named = {old[pair.before]: new[pair.after] for pair in pairs}
    found = dict[int, Fate]()
    for pair in pairs:
        olds, news = [pair.before, *merged.get(pair.after, ())], [pair.after, *split.get(pair.before, ())]
        whole = len(olds) + len(news) == 2
        words = _words(before[old[pair.before]], after[new[pair.after]], named) if whole else "changed"
        found[pair.after] = Fate(tuple(old[at] for at in sorted(olds)), tuple(new[at] for at in news), words, pair.likeness)
    held = {at for more in split.values() for at in more}
    found |= {at: Fate((), (new[at],), "changed", 0.0) for at in range(len(new)) if at not in found and at not in held}
    taken = {pair.before for pair in pairs} | {at for more in merged.values() for at in more}
    gone = [at for at in range(len(old)) if at not in taken]
    near = nearest([before[old[at]] for at in gone], list(after.values())) if gone else []
    fallen = {at: Fate((old[at],), (), "changed", 0.0, new[like] if like >= 0 else "") for at, like in zip(gone, near, strict=True)}
    return Comparison(tuple(_in_order(found, pairs, fallen)))


def _in_order(found: Mapping[int, Fate], pairs: Sequence[Pair], gone: Mapping[int, Fate]) -> Iterator[Fate]:
    """Put what fell away behind what its neighbour before it became."""
    places = {pair.before: pair.after for pair in pairs}
    behind = dict[int, list[Fate]]()
    for at, fate in sorted(gone.items()):
        last = next((places[one] for one in range(at - 1, -1, -1) if one in places), -1)
        behind.setdefault(last, []).append(fate)
    yield from behind.get(-1, ())
    for at, fate in sorted(found.items()):
        yield fate
        yield from behind.get(at, ())


def _words(before: str, after: str, named: Mapping[str, str]) -> Words:
    """Say how the words of an article differ from those of the one that it became."""
    if normalised(before) == normalised(after):
        return "same"
    if words_of(before) == words_of(after):
        return "print"
    return "references" if _renumbered(words_of(before), words_of(after), named) else "changed"


def _renumbered(before: str, after: str, named: Mapping[str, str]) -> bool:
    """Tell whether two texts differ in nothing but the numbers of articles that moved."""
    if _REFERENCE.sub("第条", before) != _REFERENCE.sub("第条", after):
        return False
    references = zip(_REFERENCE.findall(before), _REFERENCE.findall(after), strict=True)
    return all(now in {was, named.get(was)} for was, now in references)
