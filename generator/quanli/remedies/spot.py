"""Whether a penalty may be given on the spot."""

from __future__ import annotations

from quanli.catalogue.power import Power, SanctionRange

_MOST = 3000
"""Yuan: 行政处罚法第五十一条, for an organisation; two hundred for a citizen."""


def may_be_on_the_spot(power: Power) -> bool:
    """Tell whether the item may end in a warning or a fine that 行政处罚法第五十一条 allows on the spot.

    A penalty that does not say its ranges may. Where the least fine is over the bound and there is no warning, none is.
    """
    if power.category != "penalty":
        return False
    table = power.discretion
    ranges = [*(table.statutory if table else ()), *(one for tier in (table.tiers if table else ()) for one in tier.sanctions)]
    return not ranges or any(_light(one) for one in ranges)


def _light(one: SanctionRange) -> bool:
    if one.sanction == "warning":
        return True
    return one.sanction == "fine" and (one.min is None or one.unit != "yuan" or bool(one.base) or one.min <= _MOST)
