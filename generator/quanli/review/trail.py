"""Whether approved steps lead from the text of a file that was published to the text that is to be.

Every approved change says of a file from which text to which it goes. The steps of all changes, each taken once and none left
over, must form one way from the old text to the new: in the words of graph theory an Eulerian trail (Hierholzer 1873). So a
text that comes of two changes merged, a step taken twice, and one left out are seen without asking how anybody merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

Text = TypeVar("Text", bound=Hashable)


def is_trail(steps: Iterable[tuple[Text, Text]], start: Text, end: Text) -> bool:
    """Tell whether there is an order in which the steps lead from ``start`` to ``end``, each used exactly once.

    Without steps only where both are the same. It is so if every text but the two is left as often as it is reached, the
    start is left once more than it is reached and the end reached once more than left (Euler), and all hang together.
    """
    steps = list(steps)
    balance = Counter[Text]()
    neighbours: dict[Text, set[Text]] = {}
    for before, after in steps:
        balance[before] += 1
        balance[after] -= 1
        neighbours.setdefault(before, set()).add(after)
        neighbours.setdefault(after, set()).add(before)
    balance[start] -= 1
    balance[end] += 1
    if any(balance.values()):
        return False
    return not steps or _reached(neighbours, start) == neighbours.keys()


def _reached(neighbours: dict[Text, set[Text]], start: Text) -> set[Text]:
    found, waiting = {start}, [start]
    while waiting:
        new = neighbours.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
