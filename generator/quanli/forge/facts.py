"""What the written files say of a site: read once from ``content/``, the same for every forge and server."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence

from quanli.approval.statement import STATEMENTS
from quanli.build.headers import EMBEDDED, FOR_EVER, HEADERS, KEPT, policy
from quanli.catalogue.content_kinds import SITE
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import Tree
from quanli.config.domain import check_domain
from quanli.config.portals import check_portals
from quanli.errors import ProblemsFoundError
from quanli.forge.owners import PIPELINES, Owned, Role, owned_files, roles_of, steps_of
from quanli.frozen import frozen
from quanli.history.kinds import KINDS
from quanli.history.procedure_settings import read_procedure
from quanli.records.fields import Term

ROOT = "/srv/quanli/current"
"""Where the published release lies in the files of servers, unless another folder is named."""


@frozen
class Facts:
    """What templates are given. ``tool`` is a line of a requirements file, ``branch`` the main line, ``root`` the folder that a server shows."""

    name: str
    domain: str
    under: str
    """The path of the host under which the site stands; empty at its top."""
    branch: str
    tool: str
    root: str
    forge_approves: bool
    portals: tuple[str, ...]
    statements: Mapping[str, Term]
    changes: tuple[Term, ...]
    """The kinds of change."""
    roles: tuple[Role, ...]
    owned: tuple[Owned, ...]
    steps_of: Mapping[str, tuple[tuple[str, str], ...]]
    """Which steps each account of the forge may take: role and office, the office empty for all."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers that every answer bears, but for the policy, which depends on the path."""
        return {name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"}

    @property
    def policy(self) -> str:
        """Give the policy of all pages but those to embed."""
        return policy("/")

    @property
    def embedded_policy(self) -> str:
        """Give the policy of pages that portals may embed."""
        return policy(EMBEDDED, self.portals)

    @property
    def for_ever(self) -> str:
        """Give how long a file is kept that has its digest in its name."""
        return FOR_EVER

    @property
    def kept(self) -> str:
        """Give the path below which such files lie, without its last slash."""
        return KEPT.rstrip("/")

    @property
    def embedded(self) -> str:
        """Give the path below which pages to embed lie, without its last slash."""
        return EMBEDDED.rstrip("/")

    @property
    def steps_written(self) -> str:
        """Give the steps of each account as Python writes them."""
        lines = (f"    {json.dumps(account, ensure_ascii=False)}: {json.dumps(steps)},\n" for account, steps in self.steps_of.items())
        return "{\n" + "".join(lines) + "}"

    @property
    def pipelines(self) -> tuple[str, ...]:
        """Give what runs the publisher, as patterns of files."""
        return tuple(f"{path}**" if path.endswith("/") else path for path in PIPELINES)

    def accounts_of(self, role: Role) -> bool:
        """Tell whether any file has an account that agrees to it in a role."""
        return any(one.of(role) for one in self.owned)

    @property
    def without_owner(self) -> tuple[str, ...]:
        """Name the roles, as ``role@office``, for which ``procedure.accounts`` names nobody."""
        return tuple(sorted({lacking for one in self.owned for lacking in one.lacking}))


def read_facts(tree: Tree, branch: str = "main", tool: str = "", root: str = ROOT) -> Facts:
    """Read them of a site. Raises :class:`ProblemsFoundError` where the settings cannot be read or say what no forge takes."""
    registry, problems = read_registry(tree)
    if registry is None:
        raise ProblemsFoundError(problems)
    site = registry.site
    procedure, wrong = read_procedure(site.procedure)
    wrong += [*check_domain(site.domain, SITE.file()), *check_portals(site, SITE.file())]
    if wrong:
        raise ProblemsFoundError(wrong)
    return Facts(
        name=_line(site.name),
        domain=site.domain,
        under=site.under,
        branch=branch,
        tool=tool or f"quanli=={importlib.metadata.version('quanli')}",
        root=root,
        forge_approves=procedure.forge,
        portals=_distinct(site.portals),
        statements=STATEMENTS,
        changes=tuple(KINDS.values()),
        roles=roles_of(procedure),
        steps_of=steps_of(procedure),
        owned=tuple(owned_files(procedure, {office: _line(record.name) for office, record in registry.offices.items()})),
    )


def _line(text: str) -> str:
    """Give a text that may stand in a comment: it ends no line."""
    return " ".join(text.split())


def _distinct(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
