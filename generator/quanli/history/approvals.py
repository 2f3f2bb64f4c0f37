"""The form of the list of approvers: ``content/approvers``, in git's allowed-signers form, whose principals are a role and an office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quanli.catalogue.content_kinds import APPROVERS
from quanli.errors import Problem, Rule
from quanli.history.founding import ROLES

APPROVERS_INVALID = Rule(
    "APPROVERS_INVALID", "error",
    zh="审批人名单里的“{text}”不是“环节@机关”加公钥",
    en='"{text}" in the list of approvers is no role@office with a key',
    hint_zh='写成：legal-review@机关编号 namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
    hint_en='write: legal-review@office namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
)


def check_approvers(text: str) -> Iterator[Problem]:
    """Check the form of the list of approvers: each principal is a role and an office."""
    roles = {role.lower() for role in ROLES}
    for row, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        wrong = [one for one in words[0].strip('"').split(",") if not _is_principal(one.removeprefix("!"), roles)]
        if wrong or not any(word.startswith(("ssh-", "ecdsa-", "sk-")) for word in words[1:]):
            what: dict[str, Any] = {"text": wrong[0] if wrong else words[0]}
            yield APPROVERS_INVALID.at(APPROVERS.file(), line=row, column=1, **what)


def _is_principal(text: str, roles: set[str]) -> bool:
    role, _, office = text.partition("@")
    return bool(office) and (role in roles or (role == "*" and office == "*"))
