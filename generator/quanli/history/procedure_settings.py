"""Reads the procedure that ``site.yaml`` sets, and names what is wrong with it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.approval.statement import STATEMENTS
from quanli.catalogue.content_kinds import SITE
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.history.founding import FOUNDING, GUARDED, ROLES, Chain
from quanli.history.kinds import KINDS, Kind
from quanli.history.procedure import OfficeProcedure, Procedure
from quanli.records.fields import Term

PROCEDURE_INVALID = Rule(
    "PROCEDURE_INVALID", "error",
    zh="变更程序里的“{value}”不能这样写", en='"{value}" cannot stand in the procedure',
    hint_zh="可用：{allowed}", hint_en="use: {allowed}",
)
PROCEDURE_CHAIN = Rule(
    "PROCEDURE_CHAIN", "error",
    zh="“{kind}”的程序：{what_zh}", en="the chain of {kind_en}: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="扬州公积金中心制度第十二条、第十三条，盐城食药监局制度第十三条、第十七条：提出、审核、批准、审定依次进行",
)
_LABEL = 20
"""Characters of what a step is called."""
_AT: Path = ("procedure",)


def read_procedure(settings: Mapping[str, Any] | None, offices: Collection[str] | None = None) -> tuple[Procedure, list[Problem]]:
    """Read the ``procedure`` of ``site.yaml``; what is wrong is left out and named. ``offices`` are the ids that there are."""
    reader = _Reader([], offices)
    return reader.procedure(settings or {}), reader.problems


def check_procedure(settings: Mapping[str, Any] | None, offices: Collection[str] | None = None) -> Iterator[Problem]:
    """Check the ``procedure`` of ``site.yaml``."""
    procedure, problems = read_procedure(settings, offices)
    yield from problems
    yield from _contradictions(procedure.chains, (*_AT, "chains"))
    for office, own in procedure.offices.items():
        yield from _contradictions({**procedure.chains, **own.chains}, (*_AT, "offices", office, "chains"), own.chains)
    every = {role for chains in (procedure.chains, *(own.chains for own in procedure.offices.values())) for chain in chains.values() for role in chain.approve}
    for kind in GUARDED:
        missing = [role for role in ROLES if role in every - set(procedure.chains[kind].approve)]
        if missing:
            said = _said("缺少{names}：能改程序的，不能比别的少一环", "lacks {names}: what may change the procedure has every step", names="、".join(missing))
            yield _chain(kind, (*_AT, "chains", kind, "approve"), said, ("补上这一环节", "add the step"))


def _contradictions(chains: Mapping[Kind, Chain], at: Path, own: Mapping[Kind, Chain] | None = None) -> Iterator[Problem]:
    """Name chains that ask two roles in opposite orders: a change of both kinds could then follow neither."""
    for one, other in itertools.combinations(chains, 2):
        if own is not None and one not in own and other not in own:
            continue
        common = [role for role in chains[one].approve if role in chains[other].approve]
        if common != [role for role in chains[other].approve if role in common]:
            named = other if chains[other] != FOUNDING[other] and (own is None or other in own) else one
            against = one if named == other else other
            said = _said(f"次序与“{KINDS[against].zh}”的相反", f"its order contradicts that of {KINDS[against].en}")
            yield _chain(named, (*at, named, "approve"), said, ("两处用同样的先后", "use one order in both"))
            return


def _said(zh: str, en: str, **names: str) -> tuple[str, str]:
    return zh.format(**names), en.format(**names)


def _chain(kind: Kind, path: Path, what: tuple[str, str], hint: tuple[str, str]) -> Problem:
    args: dict[str, Any] = {"kind": KINDS[kind].zh, "kind_en": KINDS[kind].en, "what_zh": what[0], "what_en": what[1], "hint_zh": hint[0], "hint_en": hint[1]}
    return PROCEDURE_CHAIN.at(SITE.file(), path, **args)


@frozen
class _Reader:
    problems: list[Problem]
    known_offices: Collection[str] | None

    def procedure(self, settings: Mapping[str, Any]) -> Procedure:
        self.known(settings, ("approvals", "roles", "chains", "offices", "accounts"), _AT)
        source = str(settings.get("approvals", "signature"))
        if source not in {"signature", "forge"}:
            self.wrong((*_AT, "approvals"), source, ("signature", "forge"))
        chains = {**FOUNDING, **self.chains(settings, FOUNDING, _AT)}
        offices = self.offices(settings, chains)
        return Procedure(
            source == "forge", MappingProxyType(chains), MappingProxyType(self.accounts(settings)), MappingProxyType(self.roles(settings, _AT)), MappingProxyType(offices)
        )

    def offices(self, settings: Mapping[str, Any], chains: Mapping[Kind, Chain]) -> dict[str, OfficeProcedure]:
        at, found = (*_AT, "offices"), {}
        for office, parts in self.mapping(settings.get("offices"), at).items():
            if self.known_offices is not None and office not in self.known_offices:
                self.wrong((*at, office), office, tuple(sorted(self.known_offices)))
                continue
            own = self.mapping(parts, (*at, office))
            self.known(own, ("roles", "chains"), (*at, office))
            found[office] = OfficeProcedure(self.roles(own, (*at, office)), self.chains(own, chains, (*at, office)))
        return found

    def chains(self, settings: Mapping[str, Any], default: Mapping[Kind, Chain], at: Path) -> dict[Kind, Chain]:
        path: Path = (*at, "chains")
        wanted = self.mapping(settings.get("chains"), path)
        self.known(wanted, tuple(KINDS), path)
        found: dict[Kind, Chain] = {}
        for kind in (kind for kind in KINDS if kind in wanted):
            parts = self.mapping(wanted[kind], (*path, kind))
            self.known(parts, ("say", "approve"), (*path, kind))
            say = self.names(parts, "say", default[kind].say, tuple(STATEMENTS), (*path, kind))
            approve = self.names(parts, "approve", default[kind].approve, tuple(ROLES), (*path, kind))
            if not approve:
                said = ("没有一个环节同意", "nobody agrees")
                self.problems.append(_chain(kind, (*path, kind, "approve"), said, ("至少写一个环节，如 [Legal-Review]", "name one role at least, such as [Legal-Review]")))
            found[kind] = Chain(tuple(name for name in STATEMENTS if name in say), approve or default[kind].approve)
        return found

    def roles(self, settings: Mapping[str, Any], at: Path) -> dict[str, Term]:
        path: Path = (*at, "roles")
        wanted, found = self.mapping(settings.get("roles"), path), {}
        self.known(wanted, tuple(ROLES), path)
        for role, label in wanted.items():
            if role not in ROLES:
                continue
            if isinstance(label, str) and 0 < len(label.strip()) <= _LABEL:
                found[role] = Term(label.strip(), ROLES[role].en)
            else:
                self.wrong((*path, role), str(label), (f"{ROLES[role].zh}（1–{_LABEL} 字）",))
        return found

    def accounts(self, settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        found = {}
        for who, names in self.mapping(settings.get("accounts"), (*_AT, "accounts")).items():
            roles = tuple(f"{role.lower()}@…" for role in ROLES)
            if f"{who.partition('@')[0]}@…" not in roles or not who.partition("@")[2]:
                self.wrong((*_AT, "accounts", who), who, roles)
            elif isinstance(names, list) and all(isinstance(name, str) for name in names):
                found[who] = tuple(str(name) for name in names)
            else:
                self.wrong((*_AT, "accounts", who), str(names), ("[账号 account, …]",))
        return found

    def names(self, parts: Mapping[str, Any], key: str, default: tuple[str, ...], allowed: tuple[str, ...], path: Path) -> tuple[str, ...]:
        values = parts.get(key, list(default))
        if not isinstance(values, list):
            self.wrong((*path, key), str(values), tuple(f"[{one}]" for one in allowed))
            return default
        for place, value in enumerate(values):
            if value not in allowed or value in values[:place]:
                self.wrong((*path, key, place), str(value), tuple(one for one in allowed if one not in values[:place]))
        return tuple(dict.fromkeys(one for one in values if one in allowed))

    def mapping(self, value: Any, path: Path) -> Mapping[str, Any]:
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.wrong(path, str(value), ("{…: …}",))
        return {}

    def known(self, parts: Mapping[str, Any], allowed: tuple[str, ...], path: Path) -> None:
        for key in (key for key in parts if key not in allowed):
            self.wrong((*path, key), key, allowed)

    def wrong(self, path: Path, value: str, allowed: tuple[str, ...]) -> None:
        self.problems.append(PROCEDURE_INVALID.at(SITE.file(), path, key=str(path[-1]), value=value, allowed="、".join(allowed)))
