"""What the written files say of a site: read once from ``content/``, the same for every forge and server."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Mapping, Sequence

from quanli.approval.statement import STATEMENTS
from quanli.build.content_types import FEEDS, OPENED_FEED, PARTICULAR, TYPES, has_charset
from quanli.build.headers import ELSEWHERE, EMBEDDED, FOR_EVER, HEADERS, KEPT, OPEN, policy
from quanli.build.links import CODE, Linked, linked_paths
from quanli.catalogue.content_kinds import SITE
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import Tree
from quanli.config.domain import check_domain
from quanli.config.portals import check_portals
from quanli.errors import ProblemsFoundError
from quanli.forge.moved import Moved
from quanli.forge.owners import PIPELINES, Owned, Role, owned_files, roles_of, steps_of
from quanli.forge.static_hosts import host_rules
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
    links: tuple[Linked, ...]
    """Which paths say by a header what belongs to them."""
    moved: tuple[Moved, ...]
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
        return policy(EMBEDDED[0], self.portals)

    @property
    def for_ever(self) -> str:
        """Give how long a file is kept that has its digest in its name."""
        return FOR_EVER

    @property
    def kept(self) -> str:
        """Give the path below which such files lie, without its last slash."""
        return KEPT.rstrip("/")

    @property
    def embedded(self) -> tuple[str, ...]:
        """Give the paths below which pages to embed lie, without their last slash."""
        return tuple(path.rstrip("/") for path in EMBEDDED)

    @property
    def open(self) -> str:
        """Give the expression of the paths that pages of any site may read."""
        return OPEN

    @property
    def host_rules(self) -> Mapping[str, Mapping[str, str]]:
        """Give the headers of static hosts by the pattern of their paths."""
        return {f"{self.under}{pattern}": headers for pattern, headers in host_rules(self.portals, self.links).items()}

    @property
    def elsewhere(self) -> str:
        """Give the expression of the paths that pages of other sites may show."""
        return ELSEWHERE

    @property
    def types(self) -> Mapping[str, tuple[str, ...]]:
        """Give the ends of names by their media type."""
        return {kind: tuple(end for end, one in TYPES.items() if one == kind) for kind in TYPES.values()}

    @property
    def particular(self) -> Mapping[str, str]:
        """Give the media types that depend on more than the end of a name, by the expression of their paths."""
        return PARTICULAR

    @property
    def feeds(self) -> str:
        """Give the expression of the Atom feeds."""
        return FEEDS

    @property
    def opened_feed(self) -> str:
        """Give the type under which a browser shows a feed in its style."""
        return OPENED_FEED

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the media types that are said with their charset, but HTML, of which every server knows it."""
        return tuple(dict.fromkeys(kind for kind in (*TYPES.values(), *PARTICULAR.values()) if has_charset(kind) and kind != "text/html"))

    @property
    def packed(self) -> tuple[str, ...]:
        """Give the media types that a server packs, but HTML, which it always does."""
        kinds = dict.fromkeys((*TYPES.values(), *PARTICULAR.values()))
        return tuple(kind for kind in kinds if kind != "text/html" and (kind.startswith("text/") or kind.endswith(("json", "xml", "jsonl"))))

    def at(self, pattern: str) -> str:
        """Give an expression of a path of the site as one of a path of the host."""
        return pattern.replace("^", f"^{self.under}", 1) if pattern.startswith("^") else pattern

    def link(self, row: Linked, code: str) -> str:
        """Give the value of a header of links in a server's language, in which ``code`` stands for the code."""
        return row.value.replace(CODE, code)

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


def read_facts(tree: Tree, branch: str = "main", tool: str = "", root: str = ROOT, moved: tuple[Moved, ...] = ()) -> Facts:
    """Read them of a site; ``moved`` is what its history knows of codes that changed. Raises :class:`ProblemsFoundError` where the settings cannot be read or say what no forge takes."""
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
        moved=moved,
        links=linked_paths(site.license, site.formats, site.under),
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
