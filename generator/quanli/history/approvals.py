"""Who has agreed to a change: anyone can type a name, so only what is signed, or what the forge vouches for, counts.

``content/approvers`` has git's allowed-signers form; a principal is a role and an office, ``*`` for any::

    legal-review@gjj namespaces="git,quanli-approval" ssh-ed25519 AAAA… 法制科
    determined-by@* namespaces="git,quanli-approval" ssh-ed25519 AAAA… 市政府法制机构

An approval is a trailer (``Legal-Review: 法制科``) of a commit signed by such a key, or a detached signature over
:func:`statement`. Either way it is bound to the exact change: to each file's content before and after. What was changed
after it was approved has not been approved.
"""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from quanli.catalogue.content_kinds import APPROVERS
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.history.founding import ROLES
from quanli.history.procedure import Procedure, principal
from quanli.history.signatures import APPROVAL, COMMIT, is_signed_by

APPROVERS_INVALID = Rule(
    "APPROVERS_INVALID", "error",
    zh="审批人名单里的“{text}”不是“环节@机关”加公钥",
    en='"{text}" in the list of approvers is no role@office with a key',
    hint_zh='写成：legal-review@机关编号 namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
    hint_en='write: legal-review@office namespaces="git,quanli-approval" ssh-ed25519 AAAA…',
)
APPROVALS_FILE = Rule(
    "APPROVALS_FILE", "error",
    zh="审批文件有误：{what_zh}", en="the file of approvals is wrong: {what_en}",
    hint_zh='写成 {{"head": 提交编号, "approvals": [{{"role": …, "by": …, "signature": …}}]}}',
    hint_en='write {{"head": commit, "approvals": [{{"role": …, "by": …, "signature": …}}]}}',
)
APPROVAL_MISSING = Rule(
    "APPROVAL_MISSING", "error",
    zh="缺少“{label}”（{role}）", en="{role} ({label_en}) is missing",
    hint_zh="由 content/approvers 中 {principal} 的密钥签名：git commit --allow-empty -S，说明末尾写“{role}: …”",
    hint_en='a key of {principal} in content/approvers signs: git commit --allow-empty -S, the message ending with "{role}: …"',
)
APPROVAL_NOT_VERIFIED = Rule(
    "APPROVAL_NOT_VERIFIED", "error",
    zh="“{role}: {by}”（{where}）没有经过验证：不是 {principal} 的密钥签的名，不算“{label}”",
    en='"{role}: {by}" ({where}) is not verified: no key of {principal} signed it',
    hint_zh="由 content/approvers 中 {principal} 的密钥签名；名字谁都可以写",
    hint_en="let a key of {principal} in content/approvers sign; anyone can type a name",
)
APPROVAL_STALE = Rule(
    "APPROVAL_STALE", "error",
    zh="“{role}: {by}”（{where}）之后内容又改了，“{label}”须重新作出",
    en='"{role}: {by}" ({where}) was given before the content changed again',
    hint_zh="请其对现在的内容重新签名", hint_en="let them sign the content as it is now",
)


@frozen
class Claim:
    """Somebody says that somebody agrees: a trailer of a commit, or an entry of the file of approvals.

    ``fingerprint`` is that of the change as it stood then; ``signature`` is over ``signed``, in ``namespace``.
    """

    role: str
    by: str
    source: Literal["commit", "file", "forge"]
    where: str
    """The commit's id, or the file's name."""
    fingerprint: str
    signature: bytes = b""
    signed: bytes = b""

    @property
    def namespace(self) -> str:
        """Give the namespace in which its signature must have been made."""
        return COMMIT if self.source == "commit" else APPROVAL


@frozen
class Standing:
    """How a role's approval for an office stands: by whom it was given, or why it is missing."""

    role: str
    office: str
    by: str = ""
    problem: Problem | None = None


def statement(role: str, fingerprint: str) -> bytes:
    """Give the words that a detached approval signs (namespace ``quanli-approval``)."""
    return f"quanli approval\nrole: {role}\nchange: {fingerprint}\n".encode()


def standing(
    role: str, office: str, claims: Iterable[Claim], fingerprint: str, approvers: bytes, procedure: Procedure
) -> Standing:
    """Judge the claims that a role has agreed to a change of an office's items."""
    refusals = []
    for claim in claims:
        if claim.role != role:
            continue
        rule = _refusal(claim, office, fingerprint, approvers, procedure)
        if rule is None:
            return Standing(role, office, claim.by)
        refusals.append((rule, claim))
    args: dict[str, Any] = {"role": role, "label": procedure.label(role, office).zh, "label_en": ROLES[role].en, "office": office}
    args["principal"] = principal(role, office)
    if not refusals:
        return Standing(role, office, problem=APPROVAL_MISSING.at("", **args))
    rule, claim = max(refusals, key=lambda refusal: refusal[0] == APPROVAL_STALE)
    where = claim.where[:12] if claim.source == "commit" else claim.where
    return Standing(role, office, problem=rule.at("", by=claim.by, where=where, **args))


def _refusal(claim: Claim, office: str, fingerprint: str, approvers: bytes, procedure: Procedure) -> Rule | None:
    """Give the rule that a claim breaks; nothing for a good one."""
    if claim.source == "forge":
        who = principal(claim.role, office)
        allowed = (
            claim.by in names and fnmatch.fnmatchcase(who, pattern) for pattern, names in procedure.accounts.items()
        )
        good = procedure.forge and any(allowed)
    else:
        who = principal(claim.role, office)
        good = bool(claim.signature) and is_signed_by(approvers, who, claim.namespace, claim.signature, claim.signed)
    if not good:
        return APPROVAL_NOT_VERIFIED
    return None if claim.fingerprint == fingerprint else APPROVAL_STALE


def read_approvals(data: bytes, file: str, head: str, fingerprint: str) -> tuple[list[Claim], list[Problem]]:
    """Read a file of approvals: what CI was told by the forge, and detached signatures.

    ``{"head": "<commit>", "approvals": [{"role": "Legal-Review", "by": "account", "signature": "-----BEGIN…"}]}``: an
    entry without ``signature`` is the forge's word for the commit ``head``, one with it is bound to the change itself.
    """
    try:
        found = json.loads(data)
        entries = [(one["role"], one["by"], one.get("signature", "")) for one in found["approvals"]]
        same_head = found.get("head") == head
    except (ValueError, TypeError, KeyError, AttributeError):
        entries, same_head = [(None, None, None)], False
    if not all(isinstance(part, str) for entry in entries for part in entry):
        return [], [APPROVALS_FILE.at(file, line=1, column=1, what_zh="不是约定的写法", what_en="unreadable")]
    claims, problems = [], []
    for role, by, signature in entries:
        if role not in ROLES:
            what: dict[str, Any] = {"what_zh": f"没有“{role}”这一环节", "what_en": f'there is no role "{role}"'}
            problems.append(APPROVALS_FILE.at(file, line=1, column=1, **what))
        elif signature:
            signed = statement(role, fingerprint)
            claims.append(Claim(role, by, "file", file, fingerprint, signature.encode(), signed))
        else:
            claims.append(Claim(role, by, "forge", file, fingerprint if same_head else ""))
    return claims, problems


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
