"""Who owns which files on a forge: the accounts of those who agree to a change of them, by the site's procedure.

Owners are asked by the forge and see the change in time. Whether a change may be published is judged by ``quanli review``
and ``quanli publish`` alone, from signatures and the order of steps, which no list of owners knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quanli.approval.governed import APPROVALS, PELICAN, PIPELINE
from quanli.catalogue.content_kinds import CONTENT, OFFICE, POWER, ContentKind
from quanli.catalogue.content_kinds import KINDS as KINDS_OF_FILE
from quanli.config.theme import THEME
from quanli.frozen import frozen
from quanli.history.kinds import Kind
from quanli.history.procedure import Procedure, in_one_order, principal
from quanli.records.fields import Term

WHOLE = "site"
"""The office of what belongs to the whole site."""
PIPELINES = tuple(path.replace("codeowners", "CODEOWNERS") for path in PIPELINE)
"""What runs the publisher, as forges spell it."""
OUTSIDE: tuple[tuple[str, Kind, str], ...] = ((f"{THEME}/", "theme", "网页样式"), (PELICAN, "settings", "站点程序设置"), *((path, "pipeline", "发布流程") for path in PIPELINES))
"""Governed files outside the catalogue: path, kind of change, and what they are."""
_BAD = re.compile(r"[\s#\[\]*?!\\]")


@frozen
class Role:
    """A step of a chain: ``key`` as a trailer says it, and its words."""

    key: str
    term: Term


@frozen
class Owned:
    """Files, by a path from the site's folder that ends in a slash for a folder, and who agrees to a change of them, role by role in order."""

    path: str
    what: str
    by: tuple[tuple[Role, str, tuple[str, ...]], ...]
    """Role, principal, accounts."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Give all accounts, each once, in the order of the chain."""
        return tuple(dict.fromkeys(account for _, _, accounts in self.by for account in accounts))

    @property
    def lacking(self) -> tuple[str, ...]:
        """Name the principals of which no account is known."""
        return tuple(who for _, who, accounts in self.by if not accounts)

    @property
    def expression(self) -> str:
        """Give the path as a regular expression, as Gitea and Forgejo want it."""
        return re.escape(self.path) + (".*" if self.path.endswith("/") else "")

    def of(self, role: Role) -> tuple[str, ...]:
        """Give the accounts that agree in a role."""
        return next((accounts for one, _, accounts in self.by if one.key == role.key), ())


def roles_of(procedure: Procedure) -> tuple[Role, ...]:
    """Give the roles that any chain asks for, in the order of the procedure."""
    chains = (*procedure.chains.values(), *(chain for own in procedure.offices.values() for chain in own.chains.values()))
    return tuple(Role(key, procedure.label(key)) for key in in_one_order(chain.approve for chain in chains))


def steps_of(procedure: Procedure) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give for each account of the forge the role and the office, empty for all, for which the settings name it."""
    keys = {role.key.lower(): role.key for role in roles_of(procedure)}
    named = sorted((account, who.partition("@")) for who, accounts in procedure.accounts.items() for account in accounts)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for account, (role, _, office) in named:
        if role in keys:
            found[account] = (*found.get(account, ()), (keys[role], "" if office == "*" else office))
    return found


def owned_files(procedure: Procedure, offices: Mapping[str, str]) -> Iterator[Owned]:
    """Give what is owned, the general before the particular: on every forge the last that fits a file counts."""
    yield _owned(f"{CONTENT}/", "content", WHOLE, "其余内容", procedure)
    places = {_place(kind): kind for kind in reversed(KINDS_OF_FILE) if kind not in {POWER, OFFICE}}
    for place, kind in sorted(places.items()):
        yield _owned(place, kind.change, WHOLE, kind.zh, procedure)
    yield Owned(f"{APPROVALS}/", "批准书本身不用再批准", ())
    for office, name in sorted(offices.items()):
        yield _owned(f"{POWER.folder}/{office}/", POWER.change, office, f"{name}的事项", procedure)
        yield _owned(OFFICE.file(office), OFFICE.change, office, name, procedure)
    for path, change, what in OUTSIDE:
        yield _owned(path, change, WHOLE, what, procedure)


def _place(kind: ContentKind) -> str:
    return f"{kind.folder}/" if kind.many else kind.pattern


def _owned(path: str, change: Kind, office: str, what: str, procedure: Procedure) -> Owned:
    steps = [Role(key, procedure.label(key)) for key in procedure.chain(change, office).approve]
    return Owned(path, what, tuple((step, principal(step.key, office), _accounts(procedure, step.key, office)) for step in steps))


def _accounts(procedure: Procedure, role: str, office: str) -> tuple[str, ...]:
    """Give who agrees in a role for an office: those named for it and those for any."""
    named = (*procedure.accounts.get(principal(role, office), ()), *procedure.accounts.get(principal(role, "*"), ()))
    return tuple(dict.fromkeys(_called(account) for account in named if not _BAD.search(account)))


def _called(account: str) -> str:
    return account if "@" in account else f"@{account}"
