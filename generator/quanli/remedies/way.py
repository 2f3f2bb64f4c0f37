"""What is computed: against what there is a remedy, and each way with its organ, its days and its articles."""

from __future__ import annotations

from quanli.catalogue.power import Quantity
from quanli.frozen import frozen


@frozen
class Way:
    """One way. ``kind`` and ``order`` are keys of ``terms.REMEDY_WAYS`` and ``terms.REMEDY_ORDERS``."""

    kind: str
    order: str
    bodies: tuple[str, ...]
    """The organs to turn to, any of them; named, or described where ``named`` is false."""
    named: bool
    within: Quantity | None
    """None where no period is set."""
    since: str
    """The moment from which the period runs, in the statute's words; empty with none."""
    articles: tuple[str, ...]
    """Where the law says so: 行政复议法第二十条第一款."""
    note: str = ""


@frozen
class Against:
    """What somebody does not accept, and the ways, in their order."""

    key: str
    """decision, spot, withheld, taxes, rights, silence, contract or personnel."""
    what: str
    ways: tuple[Way, ...]
    articles: tuple[str, ...] = ()
    """The articles by which it can be challenged, and by which reconsideration must come first."""
    note: str = ""

    @property
    def reconsideration_first(self) -> bool:
        """Tell whether a court hears it only after reconsideration (复议前置)."""
        return any(way.kind == "reconsideration" and way.order == "first" for way in self.ways)

    def way(self, kind: str) -> Way | None:
        """Give the first way of a kind."""
        return next((way for way in self.ways if way.kind == kind), None)


@frozen
class Lacking:
    """A fact without which the remedies cannot be named."""

    field: str
    """The field to fill, of the item or of its office."""
    zh: str
    en: str


@frozen
class Remedies:
    """All that follows. ``respondent`` names the organs that answer for the decision: 被申请人, 被告."""

    respondent: tuple[str, ...] = ()
    against: tuple[Against, ...] = ()
    notes: tuple[str, ...] = ()
    lacking: tuple[Lacking, ...] = ()

    def of(self, key: str) -> Against | None:
        """Give what is said against one thing."""
        return next((one for one in self.against if one.key == key), None)

    @property
    def administrative(self) -> bool:
        """Tell whether there is anything that can be reconsidered or brought before a court as an administrative case."""
        return any(way.kind in {"reconsideration", "lawsuit"} for one in self.against for way in one.ways)


def months(amount: int) -> Quantity:
    """Give a period in months."""
    return Quantity(amount, "month")


def days(amount: int) -> Quantity:
    """Give a period in days."""
    return Quantity(amount, "day")
