"""Who has agreed to a change: role by role in the order of the procedure, each another person, by keys that are good today.

What the forge says counts where the site has chosen so; an approval in a file counts wherever its signature is good.
"""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quanli.approval.approval import Approval, read_approval, step_of
from quanli.approval.reasons import why_not
from quanli.approval.signers import Signers
from quanli.approval.statement import StatementError, digest_of
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.kinds import Kind
from quanli.history.procedure import Procedure, principal
from quanli.records.fields import Term
from quanli.review.forge_claims import ForgeClaim
from quanli.review.proposed import Proposed

APPROVAL_MISSING = Rule(
    "APPROVAL_MISSING", "error",
    zh="缺少“{label}”（{principal}）", en="{role} ({label_en}) of {principal} is missing",
    hint_zh="由该环节签署：quanli approve --as {principal}", hint_en="let that role sign: quanli approve --as {principal}",
    follows="A 第十三条、D 第十七条：变更依次经提出、审核、批准、审定",
)
APPROVAL_NOT_VERIFIED = Rule(
    "APPROVAL_NOT_VERIFIED", "error",
    zh="“{by}”的“{label}”（{principal}）没有经过验证：{why_zh}", en='"{by}" for {role} ({principal}) is not verified: {why_en}',
    hint_zh="由已发布的 content/approvers 中 {principal} 的密钥签署：quanli approve --as {principal}",
    hint_en="let a key of {principal} in the published content/approvers sign: quanli approve --as {principal}",
    follows="名字谁都可以写，只有签名算数；谁可以签由已发布的名单决定",
)
APPROVAL_ORDER = Rule(
    "APPROVAL_ORDER", "error",
    zh="“{label}”（{by}，{principal}）没有接在“{before}”之后签署，次序不对",
    en="{role} ({by}, {principal}) was not signed upon {before_role}: the steps are out of order",
    hint_zh="“{before}”签署以后，由 {principal} 重新签署：quanli approve --as {principal}",
    hint_en="once {before_role} has signed, let {principal} sign again: quanli approve --as {principal}",
    follows="A 第十三条、D 第十七条：先提出，后审核，再批准，最后审定",
)
APPROVAL_SAME_PERSON = Rule(
    "APPROVAL_SAME_PERSON", "error",
    zh="“{by}”（密钥 {key}）已经签了“{before}”，不能再签“{label}”（{principal}）：每个环节由不同的人用不同的密钥签署",
    en='"{by}" (key {key}) has signed {before_role} already and cannot sign {role} ({principal}) too: each step is another person with another key',
    hint_zh="由 {principal} 的另一人用自己的密钥签署：quanli approve --as {principal}",
    hint_en="let another person of {principal} sign with a key of their own: quanli approve --as {principal}",
    follows="A 第十三条、D 第十七条：提出、审核、批准、审定分属不同的机构和人员",
)
CHANGE_REFUSED = Rule(
    "CHANGE_REFUSED", "error",
    zh="“{by}”（{principal}）退回了变更 {id}：{reason}", en='"{by}" ({principal}) refused change {id}: {reason}',
    hint_zh="按退回理由修改后用 quanli propose 重新提出", hint_en="mend it as they say, and propose it anew with quanli propose",
    follows="A 第十三条、D 第十七条：审核、批准不通过的，不得变更",
)


@frozen
class Signed:
    """An approval that was verified. ``by`` is the signer's name in the list, or the account; ``key`` the fingerprint, empty for the forge's word."""

    role: str
    office: str
    by: str
    key: str
    day: datetime.date
    digest: str = ""
    """Of the approval's file, by which the next step follows it."""


@frozen
class Standing:
    """How a role stands for an office: who signed, or why nobody has."""

    role: str
    office: str
    kinds: tuple[Kind, ...]
    signed: Signed | None = None
    problem: Problem | None = None


@frozen
class Judges:
    """By whom and by what approvals are judged: the published procedure, list of approvers and revoked keys, on a day."""

    procedure: Procedure
    signers: Signers
    day: datetime.date

    def standing(self, change: Proposed, asked: Mapping[str, Sequence[tuple[str, tuple[Kind, ...]]]], objects: Objects, claims: Iterable[ForgeClaim] = ()) -> tuple[list[Standing], list[Problem]]:
        """Judge a change: how each role stands that is asked, by office, and who refused it."""
        read = _read(change, objects)
        refusals = [problem for one in read.values() if one[0].refused and (problem := self._refusal(change, one[0]))]
        claims = list(claims)
        found = [one for office, roles in sorted(asked.items()) for one in self._chain(change, office, roles, read, claims)]
        return found, refusals

    def _chain(
        self, change: Proposed, office: str, roles: Sequence[tuple[str, tuple[Kind, ...]]], read: Mapping[str, tuple[Approval, str]], claims: Sequence[ForgeClaim]
    ) -> Iterator[Standing]:
        """Judge the roles of an office one after the other."""
        before: list[Signed] = []
        last: tuple[str, bool] = ("", True)
        for role, kinds in roles:
            words = words_of_role(role, office, self.procedure)
            found = read.get(principal(role, office))
            if found:
                signed, problem = self._by_file(change, role, office, *found, words)
            else:
                signed, problem = self._by_forge(role, office, claims, words)
            if signed and not problem:
                problem = self._distinct(signed, before, words) or self._ordered(signed, found, before, last, words)
            yield Standing(role, office, kinds, None if problem else signed, problem)
            last = (role, problem is None)
            if signed and not problem:
                before.append(signed)

    def _by_file(self, change: Proposed, role: str, office: str, approval: Approval, text: str, words: Mapping[str, Any]) -> tuple[Signed | None, Problem | None]:
        signer = self.signers.signer_of(approval, change.text, self.day)
        if signer is None:
            why = why_not(self.signers, approval, change.text, self.day) or Term("", "")
            return None, APPROVAL_NOT_VERIFIED.at("", by=approval.signer, why_zh=why.zh, why_en=why.en, **words)
        return Signed(role, office, signer.name, signer.fingerprint, approval.day, digest_of(text)), None

    def _by_forge(self, role: str, office: str, claims: Sequence[ForgeClaim], words: Mapping[str, Any]) -> tuple[Signed | None, Problem | None]:
        mine = [claim for claim in claims if claim.role == role and claim.office in {"", office}]
        who = principal(role, office)
        accounts = {name for pattern, names in self.procedure.accounts.items() if fnmatch.fnmatchcase(who, pattern) for name in names}
        for claim in mine:
            if self.procedure.forge and claim.by in accounts and (claim.day or self.day) <= self.day:
                return Signed(role, office, claim.by, "", claim.day or self.day), None
        if not mine:
            return None, APPROVAL_MISSING.at("", **words)
        why = Term("content/site.yaml 的 procedure.accounts 没有给这个账号这一环节", "procedure.accounts in content/site.yaml does not give this role to the account")
        if mine[0].day and mine[0].day > self.day:
            why = Term(f"日期 {mine[0].day} 还没有到", f"its day {mine[0].day} is yet to come")
        if not self.procedure.forge:
            why = Term("本站不以代码平台的审批为准（procedure.approvals 不是 forge）", "this site does not count approvals of the forge (procedure.approvals is not forge)")
        return None, APPROVAL_NOT_VERIFIED.at("", by=mine[0].by, why_zh=why.zh, why_en=why.en, **words)

    def _distinct(self, signed: Signed, before: Sequence[Signed], words: Mapping[str, Any]) -> Problem | None:
        """Say where somebody signs a second step."""
        for one in before:
            if one.by == signed.by or (one.key and one.key == signed.key):
                key = signed.key or "—"
                return APPROVAL_SAME_PERSON.at("", by=signed.by, key=key, before=self.procedure.label(one.role, one.office).zh, before_role=one.role, **words)
        return None

    def _ordered(self, signed: Signed, found: tuple[Approval, str] | None, before: Sequence[Signed], last: tuple[str, bool], words: Mapping[str, Any]) -> Problem | None:
        """Say where a step was not signed upon the one before it; the forge's word by its day."""
        role, good = last
        if not role:
            wrong = bool(found and found[0].follows)
        elif not good:
            wrong = True
        elif found:
            wrong = found[0].follows != before[-1].digest
        else:
            wrong = signed.day < before[-1].day
        return APPROVAL_ORDER.at("", by=signed.by, before=self.procedure.label(role, signed.office).zh if role else "（首个环节）", before_role=role or "(the first step)", **words) if wrong else None

    def _refusal(self, change: Proposed, approval: Approval) -> Problem | None:
        if not self.signers.signer_of(approval, change.text, self.day):
            return None
        return CHANGE_REFUSED.at("", by=approval.signer, principal=approval.principal, id=change.id, reason=approval.refused)


def _read(change: Proposed, objects: Objects) -> dict[str, tuple[Approval, str]]:
    """Read the approvals and refusals of a change's folder: by principal, refusals with a mark behind it."""
    found = {}
    for name, blob in sorted(change.files.items()):
        step = step_of(name)
        if not step:
            continue
        try:
            text = (objects.one(blob) or b"").decode()
            approval = read_approval(text)
        except (UnicodeDecodeError, StatementError):
            continue
        if approval.file == name:
            found[approval.principal + ("!" if approval.refused else "")] = approval, text
    return found


def words_of_role(role: str, office: str, procedure: Procedure) -> dict[str, Any]:
    """Say what a role is called in an office, and under which name it signs."""
    label = procedure.label(role, office)
    return {"role": role, "label": label.zh, "label_en": label.en, "principal": principal(role, office)}
