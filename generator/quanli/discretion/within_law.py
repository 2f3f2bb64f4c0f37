"""A power's sanctions held against the articles that it cites for them; silent where no text of them is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import StatuteBook
from quanli.discretion.cited_sanctions import cited_sanctions
from quanli.discretion.exemption_rules import check_exemptions
from quanli.discretion.statute import check_beyond, check_ranges
from quanli.discretion.statute_demands import check_missing, check_tiers
from quanli.discretion.statute_prose import check_prose
from quanli.discretion.statute_sanctions import check_kinds
from quanli.errors import Problem


def check_within_law(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold a discretion table against the law: ranges, kinds and names of sanctions, what is demanded."""
    table = power.discretion
    if table is None:
        return
    yield from check_exemptions(power, table, file, book)
    cited = cited_sanctions(power, book)
    if cited is None or not cited.clauses:
        return
    yield from check_ranges(table.statutory, cited, file)
    yield from check_beyond(table, cited, file)
    yield from check_kinds(table.statutory, cited, file)
    yield from check_missing(table, cited, file)
    yield from check_tiers(table, cited, file)
    yield from check_prose(power, table, cited, file)
