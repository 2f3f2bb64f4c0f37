"""The procedure of a change: what must be said of it, and who must agree, for each kind of change and each office.

What the founding rules ask stands in :mod:`quanli.history.founding`. A site says in ``content/site.yaml`` what is otherwise::

    procedure:
      approvals: signature        # or forge: approvals of the forge count too
      roles: {Legal-Review: 法规处审核}
      chains:
        post: {say: [Change-Reason, Document], approve: [Proposed-By, Legal-Review, Approved-By]}
      offices:                    # what one office calls its steps, and where its way is another
        gjj:
          roles: {Legal-Review: 办公室审核}
          chains:
            flow: {approve: [Proposed-By, Legal-Review, Approved-By]}
      accounts:                   # only for forge: who may agree, by role and office
        legal-review@gjj: [account]

A chain's roles agree in the order in which they stand. :mod:`quanli.history.procedure_settings` reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field

from quanli.approval.statement import STATEMENTS
from quanli.frozen import frozen
from quanli.history.founding import FOUNDING, ROLES, Chain
from quanli.history.kinds import KINDS, Kind
from quanli.records.fields import Term


@frozen
class OfficeProcedure:
    """What an office calls its steps, and its own chains."""

    roles: Mapping[str, Term] = field(default_factory=dict)
    chains: Mapping[Kind, Chain] = field(default_factory=dict)


@frozen
class Procedure:
    """A site's procedure. ``accounts`` maps ``role@office``, each with ``*`` for any, to accounts of the forge."""

    forge: bool = False
    chains: Mapping[Kind, Chain] = field(default_factory=lambda: FOUNDING)
    accounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, Term] = field(default_factory=dict)
    offices: Mapping[str, OfficeProcedure] = field(default_factory=dict)

    def chain(self, kind: Kind, office: str = "") -> Chain:
        """Give the chain of a kind of change for an office: its own, or the site's."""
        own = self.offices.get(office)
        return own.chains.get(kind, self.chains[kind]) if own else self.chains[kind]

    def label(self, role: str, office: str = "") -> Term:
        """Say what a role is called in an office, on the site, or by the founding rules."""
        own = self.offices.get(office)
        return (own.roles.get(role) if own else None) or self.roles.get(role) or ROLES[role]

    def asked(self, kinds: Collection[Kind], office: str = "") -> Chain:
        """Put the chains of several kinds together: all that is to be said, and all roles in an order that suits each chain."""
        chains = [self.chain(kind, office) for kind in KINDS if kind in kinds]
        said = {name for chain in chains for name in chain.say}
        return Chain(tuple(name for name in STATEMENTS if name in said), in_one_order(chain.approve for chain in chains))


def in_one_order(chains: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Put chains of roles into one that keeps the order of each; where two contradict each other, the founding order decides."""
    left = [list(chain) for chain in chains]
    found: list[str] = []
    while any(left):
        heads = [role for role in ROLES if any(role in chain[:1] for chain in left)]
        free = [role for role in heads if all(role not in chain[1:] for chain in left)]
        role = (free or heads)[0]
        found.append(role)
        left = [[other for other in chain if other != role] for chain in left]
    return tuple(found)


def principal(role: str, office: str) -> str:
    """Give the name under which somebody agrees in a role for an office: ``legal-review@gjj``."""
    return f"{role.lower()}@{office}"
