"""What became of the powers that a change touches."""

from quanli.catalogue.row import PowerRow
from quanli.pipeline import delta as module
from quanli.pipeline.delta import Delta


def row(number: int, name: str) -> PowerRow:
    """Make the row of a power that belongs to a main item."""
    values = dict.fromkeys(PowerRow.__names__, "")
    lists = dict.fromkeys(("applicants", "life_events", "keywords", "laws", "forms"), ())
    figures = {"promised": 0, "statutory": 0, "completeness": 0, "visits": None, "free": None, "state_on": None, "next_on": None}
    own = {"code": f"A-{number:04}", "name": name, "parent": f"M-{number % 7}"}
    return PowerRow(**values | lists | figures | own)


def test_every_power_at_once_is_compared_once(monkeypatch):
    """When a template changes, every power is in the change: each name is compared once, not once for every other power."""
    before = {f"A-{n:04}": row(n, "原名") for n in range(300)}
    after = before | {"A-0003": row(3, "新名")}
    compared = []
    name = module._name
    monkeypatch.setattr(module, "_name", lambda row: compared.append(row) or name(row))
    assert Delta((), {}, before, after).parents() == {"M-3"}
    assert len(compared) == 2 * len(before)
