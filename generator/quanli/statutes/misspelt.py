"""Titles with one character wrong, missing, too many or in the place of its neighbour."""

from __future__ import annotations

from collections.abc import Iterable

from quanli.statutes.names import key_of
from quanli.statutes.titles_cited import leads_in


def misspelt(words: str, titles: Iterable[str]) -> tuple[int, str] | None:
    """Find the longest title that the words end with but for one character; gives how many words those are, and the title.

    What stands before it must be words that lead to a title (依照, 违反), so that none is found in the middle of a longer one.
    """
    written = key_of(words)
    best: tuple[int, str] | None = None
    for title in titles:
        for length in range(max(2, len(title) - 1), min(len(title) + 1, len(written)) + 1):
            if (best is None or len(title) > len(best[1])) and _one_off(written[-length:], title) and leads_in(written[:-length]):
                best = length, title
    return best


def _one_off(one: str, other: str) -> bool:
    """Tell whether two names differ by one character, or by two that have changed places."""
    most = min(len(one), len(other))
    same = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - same) if one[-1 - at] != other[-1 - at]), most - same)
    left, right = one[same : len(one) - end], other[same : len(other) - end]
    return left != right and (max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1]))
