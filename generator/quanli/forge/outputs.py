"""The table of what can be written: for each forge and server its files, each made from a template of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import jinja2

from quanli.forge.facts import Facts
from quanli.frozen import frozen

TEMPLATES = Path(__file__).with_name("templates")
HASH, ANGLE = "# {}", "<!-- {} -->"
"""How a line is written that no reader of the file minds."""


@frozen
class Output:
    """A file: its path in the folder that is written to, its template, how it says a comment, and whether it is run.

    One that ``asks`` the forge who approved is written only where the site counts what the forge says.
    """

    path: str
    template: str
    comment: str = HASH
    run: bool = False
    asks: bool = False


@frozen
class Kind:
    """What is written together; ``help`` says what for."""

    zh: str
    en: str
    outputs: tuple[Output, ...]


KINDS: Mapping[str, Kind] = MappingProxyType({
    "github": Kind("GitHub", "GitHub", (
        Output(".github/workflows/quanli-propose.yml", "github/propose.yml"),
        Output(".github/workflows/quanli-review.yml", "github/review.yml"),
        Output(".github/workflows/quanli-publish.yml", "github/publish.yml"),
        Output(".github/quanli.txt", "tool.txt"),
        Output(".github/quanli-approvals.py", "github/approvals.py", asks=True),
        Output(".github/CODEOWNERS", "owners_by_path"),
        Output(".github/PULL_REQUEST_TEMPLATE.md", "proposal.md", ANGLE),
        Output(".github/SETTINGS.md", "github/settings.md", ANGLE),
    )),
    "gitlab": Kind("GitLab", "GitLab", (
        Output(".gitlab-ci.yml", "gitlab/pipeline.yml"),
        Output(".gitlab/quanli.txt", "tool.txt"),
        Output(".gitlab/quanli-approvals.py", "gitlab/approvals.py", asks=True),
        Output(".gitlab/CODEOWNERS", "gitlab/owners_by_role"),
        Output(".gitlab/merge_request_templates/Default.md", "proposal.md", ANGLE),
        Output(".gitlab/SETTINGS.md", "gitlab/settings.md", ANGLE),
    )),
    "gitea": Kind("Gitea、Forgejo", "Gitea, Forgejo", (
        Output(".gitea/workflows/quanli-propose.yml", "gitea/propose.yml"),
        Output(".gitea/workflows/quanli-review.yml", "gitea/review.yml"),
        Output(".gitea/workflows/quanli-publish.yml", "gitea/publish.yml"),
        Output(".gitea/quanli.txt", "tool.txt"),
        Output(".gitea/quanli-approvals.py", "gitea/approvals.py", asks=True),
        Output(".gitea/CODEOWNERS", "gitea/owners_by_expression"),
        Output(".gitea/PULL_REQUEST_TEMPLATE.md", "proposal.md", ANGLE),
        Output(".gitea/SETTINGS.md", "gitea/settings.md", ANGLE),
    )),
    "hook": Kind("裸仓库的钩子", "hooks of a bare repository", (
        Output("hooks/pre-receive", "hook/pre-receive", run=True),
        Output("hooks/post-receive", "hook/post-receive", run=True),
        Output("hooks/quanli-publish", "hook/quanli-publish", run=True),
    )),
    "nginx": Kind("nginx", "nginx", (Output("quanli.conf", "servers/nginx.conf"),)),
    "caddy": Kind("Caddy", "Caddy", (Output("Caddyfile", "servers/Caddyfile"),)),
    "static": Kind("静态托管", "static hosts", (Output("_headers", "servers/headers"), Output("_redirects", "servers/redirects"))),
})  # fmt: skip
"""What ``quanli forge`` writes, by name."""
SERVERS = frozenset(("nginx", "caddy", "static"))
"""What shows the site, and so has to know what moved."""


def texts(kind: Kind, facts: Facts) -> Iterator[tuple[Output, str]]:
    """Give each file of a kind and its text, without the mark; the same facts give the same text."""
    environment = jinja2.Environment(  # noqa: S701 - no page: shell, YAML and Markdown, whose values are checked one by one
        loader=jinja2.FileSystemLoader(TEMPLATES),
        variable_start_string="[[", variable_end_string="]]",
        block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]",
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    for output in kind.outputs:
        if output.asks and not facts.forge_approves:
            continue
        template = environment.get_template(f"{output.template}.j2")
        yield output, template.render(it=facts)
