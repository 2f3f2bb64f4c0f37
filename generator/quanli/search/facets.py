"""What results can be narrowed by, packed into an integer that stands beside an item's id in every file that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quanli.catalogue import terms
from quanli.search.document import SearchDocument
from quanli.search.hashing import text_hash

CATEGORIES = tuple(terms.CATEGORIES)
STATES = tuple(terms.STATES)
APPLICANTS = tuple(terms.APPLICANTS)
OFFICE_SHIFT, CATEGORY_SHIFT, STATE_SHIFT, APPLICANTS_SHIFT = 11, 7, 5, 1


def office_numbers(offices: Iterable[str]) -> Mapping[str, int]:
    """Give each office a number of 16 bits from its id; where two meet, the later by alphabet takes the next one free."""
    numbers: dict[str, int] = {}
    taken: set[int] = {0}
    for office in sorted(offices):
        number = text_hash(office) >> 16
        while number in taken:
            number = (number + 1) & 0xFFFF
        taken.add(number)
        numbers[office] = number
    return numbers


def facets(document: SearchDocument, offices: Mapping[str, int]) -> int:
    """Pack an item: office 16 bits, category 4, state 2, applicants 4, online 1."""
    served = sum(1 << APPLICANTS.index(one) for one in document.applicants if one in APPLICANTS)
    return (
        offices.get(document.office, 0) << OFFICE_SHIFT
        | (CATEGORIES.index(document.category) if document.category in CATEGORIES else 15) << CATEGORY_SHIFT
        | (STATES.index(document.state) if document.state in STATES else 3) << STATE_SHIFT
        | served << APPLICANTS_SHIFT
        | document.online
    )

