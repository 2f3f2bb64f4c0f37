"""Which articles were split, and which merged: an article without a pair whose words lie in what another was or became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quanli.statutes.pairing import Pair, Texts

_HELD = 0.6
"""From this share on, the words of a text lie in another."""
_ELSEWHERE = 0.5
"""Of the words of a part that was split off, no more may still stand in what the article became."""


def parts_of(before: Sequence[str], after: Sequence[str], pairs: Sequence[Pair]) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
    """Give by old article the further new ones that it was split into, and by new article the further old ones that it took in.

    What stayed the same to the letter was neither split nor merged.
    """
    changed = [pair for pair in pairs if pair.likeness < 1]
    lone = _without(before, {pair.before for pair in pairs}), _without(after, {pair.after for pair in pairs})
    if not changed or not any(lone):
        return {}, {}
    olds, news = [pair.before for pair in changed] + lone[0], [pair.after for pair in changed] + lone[1]
    texts = Texts([before[at] for at in olds], [after[at] for at in news])
    paired = range(len(changed))
    split, merged = dict[int, list[int]](), dict[int, list[int]]()
    find = texts.finder(paired)
    for new in range(len(changed), len(news)):
        for at in find(new):
            if _parted(texts, texts.after[new], texts.before[at], texts.after[at]):
                split.setdefault(olds[at], []).append(news[new])
                break
    find = texts.finder(range(len(changed), len(olds)))
    left = set(range(len(changed), len(olds)))
    for at in paired:
        for old in find(at):
            if old in left and _parted(texts, texts.before[old], texts.after[at], texts.before[at]):
                merged.setdefault(news[at], []).append(olds[old])
                left.remove(old)
    return split, merged


def _parted(texts: Texts, part: frozenset[str], whole: frozenset[str], rest: frozenset[str]) -> bool:
    """Tell whether a text is a part of the whole that is not in the rest."""
    common = part & whole
    return texts.mass(common) >= _HELD * texts.mass(part) and texts.mass(common & rest) < _ELSEWHERE * texts.mass(common)


def _without(texts: Sequence[str], paired: set[int]) -> list[int]:
    return [at for at in range(len(texts)) if at not in paired]
