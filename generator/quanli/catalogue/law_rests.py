"""What of an item rests on which article of which law, with the field that does."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.catalogue.power import Basis, Power
from quanli.codes.articles import Article, format_article, parse_article
from quanli.errors import Path
from quanli.frozen import frozen


@frozen
class Rest:
    """A field that rests on an article."""

    law: str
    """Its id in the register."""
    version: datetime.date | None
    """The version that it names; None where it means the one in force."""
    article: str
    """As :func:`quanli.codes.articles.format_article` writes it; empty where the law as a whole is meant."""
    path: Path
    follows: bool = False
    """Whether it names no article itself, but is made by one that the item cites: tiers by the article that sets the sanction."""


def rests_of(power: Power) -> Iterator[Rest]:
    """Give what an item cites in its legal basis, and what follows from that."""
    for at, basis in enumerate(power.basis):
        rest = Rest(basis.law, basis.version, article_of(basis), ("basis", at))
        yield rest
        if basis.role == "sanction" and power.discretion:
            yield from (Rest(rest.law, rest.version, rest.article, ("discretion", "tiers", n), follows=True) for n in range(len(power.discretion.tiers)))
        if basis.role == "limit" and power.time_limits and power.time_limits.statutory:
            yield Rest(rest.law, rest.version, rest.article, ("time_limits", "statutory"), follows=True)


def article_of(basis: Basis) -> str:
    """Give the article that a provision names, without paragraph and item."""
    place = parse_article(basis.article)
    return format_article(Article(place.number, place.after)) if place else ""
