"""Which files of a site are governed: what of them changes is published only when it has been approved.

Governed is all that can reach a public page, and what runs the publisher: contents, theme, settings of Pelican, pipelines of
the forge, and the lists of those who own files there. Approvals are not: they are added freely, prove themselves by their
signatures, and may only be added to.
"""

from __future__ import annotations

from quanli.catalogue.content_kinds import CONTENT
from quanli.config.theme import THEME

APPROVALS = f"{CONTENT}/approvals"
"""The folder of what is proposed and approved: a folder below it for each change."""
STATEMENT = "change.txt"
"""The name of a change's statement in its folder."""

PELICAN = "pelicanconf.py"
PIPELINE = (".github/", ".gitea/", ".forgejo/", ".gitlab/", ".gitlab-ci.yml", "codeowners", "docs/codeowners", ".gitattributes", ".gitmodules")
"""What runs the publisher, who owns it, and by what a clone lays down other bytes: how such paths begin, in small letters."""


def is_governed(path: str) -> bool:
    """Tell whether a change of a file, by its path from the site's folder, needs approval."""
    small = path.casefold()  # where capitals make no difference, Content/ is content/
    shown = small in {CONTENT, THEME, PELICAN} or small.startswith((f"{CONTENT}/", f"{THEME}/"))
    return (shown or small.startswith(PIPELINE)) and not in_approvals(path)


def in_approvals(path: str) -> bool:
    """Tell whether a file lies among the approvals."""
    return path.startswith(f"{APPROVALS}/")


def change_of(path: str) -> tuple[str, str] | None:
    """Tell which change a file among the approvals belongs to: the change's id and the file's name; None for any other file."""
    steps = path.split("/")
    return (steps[2], steps[3]) if in_approvals(path) and len(steps) == 4 else None
