"""The statute's range for the tiers of a row, where the site keeps the text of the article that the row cites."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from quanli.catalogue.law import Law
from quanli.catalogue.law_texts import law_text
from quanli.catalogue.law_versions import version_in_force, version_of
from quanli.catalogue.tree import FolderTree
from quanli.exchange.numerals import plain_number
from quanli.provisions.reading import Range, read_provision

Articles = Callable[[Mapping[str, Any]], str]
"""Gives the words of the article that a basis cites, nothing where they are not at hand."""


def articles_of(root: Path, laws: Mapping[str, Law], day: datetime.date) -> Articles:
    """Read articles from the texts that the site keeps, in the version cited or else in force."""
    tree = FolderTree(root)

    def article(basis: Mapping[str, Any]) -> str:
        law = laws.get(basis["law"])
        if law is None or "article" not in basis:
            return ""
        version = version_of(law, basis["version"]) if "version" in basis else version_in_force(law, day)
        found = law_text(tree, law.id, version.date) if version and version.date else None
        return found.article(basis["article"]) if found else ""

    return article


def add_statutory(values: dict[str, Any], articles: Articles) -> None:
    """Give a discretion table its statutory range: the one range of the articles cited that holds every fine of the tiers.

    Where no range holds them, or two different ones do, nothing is added: it would be a guess.
    """
    table = values.get("discretion") or {}
    fines = [one for tier in table.get("tiers", ()) for one in tier.get("sanctions", ()) if one["sanction"] == "fine"]
    if not fines or table.get("statutory"):
        return
    ranges = [each for basis in values.get("basis", ()) for each in _fines(articles(basis))]
    holding = {(each.base, each.min, each.max, each.unit): each for each in ranges if all(_holds(each, fine) for fine in fines)}
    if len(holding) == 1:
        (each,) = holding.values()
        bounds = {key: plain_number(bound) for key, bound in (("min", each.min), ("max", each.max)) if bound is not None}
        table["statutory"] = [{"sanction": "fine", **({"base": each.base} if each.base else {}), **bounds, "unit": each.unit}]
        values["discretion"] = {key: table[key] for key in ("bounds", "statutory", "tiers") if key in table}


def _fines(article: str) -> list[Range]:
    return [one.range for each in read_provision(article).sanctionings for one in each.measures if one.sanction == "fine" and one.range] if article else []


def _holds(each: Range, fine: Mapping[str, Any]) -> bool:
    if each.unit != fine.get("unit") or each.base != fine.get("base", ""):
        return False
    low, high = each.min or Decimal(0), each.max
    return all(low <= bound and (high is None or bound <= high) for bound in _bounds(fine)) and (high is None or "max" in fine)


def _bounds(fine: Mapping[str, Any]) -> Iterable[Decimal]:
    return [Decimal(fine[key]) for key in ("min", "max") if key in fine]
