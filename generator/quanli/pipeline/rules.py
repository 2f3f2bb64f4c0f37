"""All the checks that a power must pass. A check of a power alone is a row of :data:`ALONE`; its rules stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quanli.catalogue.agreement_rules import check_agreement
from quanli.catalogue.choice_rules import check_choices
from quanli.catalogue.citation_rules import check_citations
from quanli.catalogue.completeness import check_elements
from quanli.catalogue.creation_rules import check_creation
from quanli.catalogue.law_fall import check_fallen
from quanli.catalogue.law_rules import check_basis
from quanli.catalogue.limit_rules import check_limits
from quanli.catalogue.name_rules import check_name
from quanli.catalogue.named_rules import check_named
from quanli.catalogue.national_code_rules import check_national_code
from quanli.catalogue.placeholders import check_placeholders
from quanli.catalogue.power import Power
from quanli.catalogue.reach_rules import check_reach
from quanli.catalogue.reference_rules import attached_files, check_references
from quanli.catalogue.registry import Registry
from quanli.catalogue.said_rules import check_said
from quanli.catalogue.scope_rules import check_class, check_scope
from quanli.catalogue.state_rules import check_states
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.discretion.check import check_discretion
from quanli.errors import Problem
from quanli.flowchart.check import check_flows
from quanli.flowchart.people_rules import check_people
from quanli.remedies.check import check_remedies

Check = Callable[[Power, str], Iterator[Problem]]
CheckAmong = Callable[[Power, str, Registry], Iterator[Problem]]
CheckByLaw = Callable[[Power, str, StatuteBook], Iterator[Problem]]


def _check_statute(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    if power.discretion is not None:
        from quanli.discretion.within_law import check_within_law  # noqa: PLC0415 - reads what articles say; most powers have no table

        yield from check_within_law(power, file, book)


def _check_limits(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    limits = power.time_limits
    if (limits and (limits.statutory or limits.correction)) or power.special_steps:
        from quanli.catalogue.statutory_limits import check_statutory_limits  # noqa: PLC0415 - reads what articles say

        yield from check_statutory_limits(power, file, book)


ALONE: tuple[Check, ...] = (
    check_name,
    check_national_code,
    check_states,
    check_limits,
    check_named,
    check_agreement,
    check_choices,
    check_placeholders,
    check_discretion,
    check_flows,
)
"""Of a power alone."""
AMONG: tuple[CheckAmong, ...] = (
    check_references,
    check_scope,
    check_elements,
    check_people,
    check_reach,
)
"""Of a power among offices, forms, guides and settings."""
BY_LAW: tuple[CheckByLaw, ...] = (
    check_basis,
    check_fallen,
    check_citations,
    check_creation,
    check_class,
    _check_statute,
    _check_limits,
    check_said,
)
"""Of a power by the law of the day."""


def check_power(power: Power, file: str, registry: Registry, tree: Tree, book: StatuteBook) -> Iterator[Problem]:
    """Run every check on one power that was read without error."""
    for check in ALONE:
        yield from check(power, file)
    for among in AMONG:
        yield from among(power, file, registry)
    for by_law in BY_LAW:
        yield from by_law(power, file, book)
    yield from check_remedies(power, file, registry, book)
    yield from _paths(power, file, tree)


def _paths(power: Power, file: str, tree: Tree) -> Iterator[Problem]:
    for path, name in attached_files(power):
        from quanli.forms.files import check_path  # noqa: PLC0415 - looks into files of many formats; most powers have none

        yield from check_path(name, tree, file, path)
