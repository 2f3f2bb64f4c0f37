"""The discretion table of a power, proved: circumstances that tile, sanctions inside the statute."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.power import Power
from quanli.discretion.open_ends import check_open_ends
from quanli.discretion.tier_intervals import check_intervals
from quanli.discretion.tier_sanctions import check_sanctions
from quanli.errors import Problem


def check_discretion(power: Power, file: str) -> Iterator[Problem]:
    """Prove a power's discretion table; paths lead to the bound that is wrong."""
    if power.discretion is None:
        return
    yield from check_intervals(power.discretion, file)
    yield from check_sanctions(power.discretion, file)
    yield from check_open_ends(power, file)
