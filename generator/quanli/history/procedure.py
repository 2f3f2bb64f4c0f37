"""The procedure of a change: what must be said of it, and who must agree, for each kind of change.

The founding rules of the bureaus: the department proposes, the legal office reviews, the leader in charge approves, the
government's legal affairs office determines. A change of staff or posts, and a correction of wrong data, go a shorter way.
Which chain applies to which kind is data in ``content/site.yaml``::

    procedure:
      approvals: signature        # or forge: approvals of the forge count too
      chains:
        post: {say: [Change-Reason], approve: [Proposed-By, Approved-By]}
      accounts:                   # only for forge: who may agree, by role and office
        legal-review@gjj: [account]

A chain that is not named there is the one of the founding rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from quanli.catalogue.content_kinds import SITE
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.history.kinds import KINDS, Kind
from quanli.records.fields import Term

PROCEDURE_INVALID = Rule(
    "PROCEDURE_INVALID", "error",
    zh="变更程序里的“{value}”不能这样写", en='"{value}" cannot stand in the procedure',
    hint_zh="可用：{allowed}", hint_en="use: {allowed}",
)

STATEMENTS: Mapping[str, Term] = MappingProxyType({
    "Change-Reason": Term("变更理由", "reason of the change"),
    "Legal-Basis": Term("法律依据", "legal basis"),
    "Document": Term("文件", "document"),
    "Effective-On": Term("施行日期", "day from which it applies"),
    "Effective-On-Reason": Term("追溯施行或者补录的理由", "why it applies from a day that has passed"),
})  # fmt: skip
"""Trailers that say something of a change."""

ROLES: Mapping[str, Term] = MappingProxyType({
    "Proposed-By": Term("部门提出", "proposed by the department"),
    "Legal-Review": Term("法制机构审核", "reviewed by the legal office"),
    "Approved-By": Term("分管领导批准", "approved by the leader in charge"),
    "Determined-By": Term("政府法制机构审定", "determined by the government's legal affairs office"),
})  # fmt: skip
"""Trailers by which somebody agrees, in the order in which they do."""


@frozen
class Chain:
    """What a kind of change asks: trailers that say something, and roles that agree."""

    say: tuple[str, ...]
    approve: tuple[str, ...]


_ALL = tuple(ROLES)
FOUNDING: Mapping[Kind, Chain] = MappingProxyType({
    "added": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "cancelled": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "moved": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "renumbered": Chain(("Change-Reason",), _ALL),
    "subject": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "remedies": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "guidance": Chain(("Change-Reason",), _ALL[:3]),
    "staff": Chain(("Change-Reason",), _ALL[:3]),
    "register": Chain(("Change-Reason",), _ALL[:2]),
    "law": Chain(("Change-Reason",), _ALL[:3]),
    "theme": Chain(("Change-Reason",), _ALL[:3]),
    "settings": Chain(("Change-Reason",), _ALL),
    "approvers": Chain(("Change-Reason", "Document"), _ALL),
    "pipeline": Chain(("Change-Reason",), _ALL),
    "content": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "state": Chain(("Change-Reason", "Legal-Basis"), _ALL),
    "flow": Chain(("Change-Reason",), _ALL),
    "discretion": Chain(("Change-Reason",), _ALL),
    "post": Chain(("Change-Reason",), _ALL[:3]),
    "correction": Chain(("Change-Reason",), _ALL[:3]),
})  # fmt: skip
"""The founding rules."""


@frozen
class Procedure:
    """A site's procedure. ``accounts`` maps ``role@office``, each with ``*`` for any, to accounts of the forge."""

    forge: bool = False
    chains: Mapping[Kind, Chain] = field(default_factory=lambda: FOUNDING)
    accounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def principal(role: str, office: str) -> str:
    """Give the name under which somebody agrees in a role for an office: ``legal-review@gjj``."""
    return f"{role.lower()}@{office}"


def read_procedure(settings: Mapping[str, Any] | None) -> tuple[Procedure, list[Problem]]:
    """Read the ``procedure`` of ``site.yaml``; what is wrong is left out and named."""
    reader = _Reader([])
    return reader.procedure(settings or {}), reader.problems


def check_procedure(settings: Mapping[str, Any] | None) -> Iterator[Problem]:
    """Check the ``procedure`` of ``site.yaml``."""
    yield from read_procedure(settings)[1]


@frozen
class _Reader:
    problems: list[Problem]

    def procedure(self, settings: Mapping[str, Any]) -> Procedure:
        self.known(settings, ("approvals", "chains", "accounts"), ("procedure",))
        source = settings.get("approvals", "signature")
        if source not in {"signature", "forge"}:
            self.wrong(("procedure", "approvals"), source, ("signature", "forge"))
        chains = dict(FOUNDING)
        wanted = self.mapping(settings.get("chains"), ("procedure", "chains"))
        self.known(wanted, tuple(KINDS), ("procedure", "chains"))
        for kind in KINDS.keys() & wanted.keys():
            path: Path = ("procedure", "chains", kind)
            parts = self.mapping(wanted[kind], path)
            self.known(parts, ("say", "approve"), path)
            chains[kind] = Chain(
                self.names(parts, "say", FOUNDING[kind].say, tuple(STATEMENTS), path),
                self.names(parts, "approve", FOUNDING[kind].approve, tuple(ROLES), path),
            )
        accounts = {}
        for who, names in self.mapping(settings.get("accounts"), ("procedure", "accounts")).items():
            roles = tuple(f"{role.lower()}@…" for role in ROLES)
            if f"{who.partition('@')[0]}@…" not in roles or not who.partition("@")[2]:
                self.wrong(("procedure", "accounts", who), who, roles)
            elif isinstance(names, list) and all(isinstance(name, str) for name in names):
                accounts[who] = tuple(str(name) for name in names)
            else:
                self.wrong(("procedure", "accounts", who), str(names), ("[账号 account, …]",))
        return Procedure(source == "forge", MappingProxyType(chains), MappingProxyType(accounts))

    def names(
        self, parts: Mapping[str, Any], key: str, default: tuple[str, ...], allowed: tuple[str, ...], path: Path
    ) -> tuple[str, ...]:
        values = parts.get(key, list(default))
        if not isinstance(values, list):
            self.wrong((*path, key), str(values), tuple(f"[{one}]" for one in allowed))
            return default
        for value in values:
            if value not in allowed:
                self.wrong((*path, key), str(value), allowed)
        return tuple(one for one in allowed if one in values)

    def mapping(self, value: Any, path: Path) -> Mapping[str, Any]:
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.wrong(path, str(value), ("{…: …}",))
        return {}

    def known(self, parts: Mapping[str, Any], allowed: tuple[str, ...], path: Path) -> None:
        for key in parts.keys() - set(allowed):
            self.wrong((*path, key), key, allowed)

    def wrong(self, path: Path, value: str, allowed: tuple[str, ...]) -> None:
        self.problems.append(
            PROCEDURE_INVALID.at(
                SITE.file(), path, key=str(path[-1]), value=value, allowed="、".join(allowed)
            )
        )
