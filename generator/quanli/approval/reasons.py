"""Why a key, or an approval, does not count: in words that somebody in an office can act upon."""

from __future__ import annotations

import datetime
import fnmatch

from quanli.approval.approval import Approval
from quanli.approval.signers import Signers, fingerprint, read_approvers, signing_key
from quanli.approval.statement import digest_of
from quanli.records.fields import Term


def why_not_key(signers: Signers, key: str, on: datetime.date, principal: str = "") -> Term | None:
    """Say why a key (base64) cannot sign on a day, for a role and office if asked; None where nothing is known against it.

    The dates of a line of the list are ssh-keygen's to judge: of them nothing is said here.
    """
    lines = [line for line in read_approvers(signers.approvers) if line.key == key]
    names = sorted({line.name for line in lines})
    if not key:
        return Term("签名不是 ssh-keygen 的格式", "this is no signature of ssh-keygen")
    if not lines:
        return Term(f"密钥 {fingerprint(key)} 不在审批人名单里", f"the key {fingerprint(key)} is not in the list of approvers")
    if signers.is_revoked(key, on):
        return Term(f"密钥 {fingerprint(key)} 已经作废", f"the key {fingerprint(key)} has been revoked")
    if names == [""]:
        return Term(f"名单没有写密钥 {fingerprint(key)} 是谁的", f"the list does not say whose the key {fingerprint(key)} is")
    if len(names) > 1:
        told = "、".join(names)
        return Term(f"名单把密钥 {fingerprint(key)} 记在几个人名下：{told}", f"the list gives the key {fingerprint(key)} to several: {told}")
    if principal and not any(is_of(pattern, principal) for line in lines for pattern in line.principals):
        held = "、".join(sorted({pattern for line in lines for pattern in line.principals}))
        return Term(f"“{names[0]}”的密钥只能签 {held}，不能签 {principal}", f'the key of "{names[0]}" signs {held}, not {principal}')
    return None


def why_not(signers: Signers, approval: Approval, change_text: str, on: datetime.date) -> Term | None:
    """Say why an approval of a statement does not count on a day; None for a good one."""
    if signers.signer_of(approval, change_text, on):
        return None
    if approval.change != digest_of(change_text):
        return Term("它签的是另一项变更", "it signs another change")
    if approval.day > on:
        return Term(f"日期 {approval.day} 还没有到", f"its day {approval.day} is yet to come")
    key = signing_key(approval.signature)
    known = why_not_key(signers, key, on, approval.principal)
    if known:
        return known
    names = {line.name for line in read_approvers(signers.approvers) if line.key == key}
    if approval.signer not in names:
        return Term(f"密钥是“{'、'.join(names)}”的，不是“{approval.signer}”的", f'the key is that of "{", ".join(names)}", not of "{approval.signer}"')
    return Term(f"签名与内容不符，或者密钥在 {on} 不在有效期内", f"the signature does not fit, or the key is not valid on {on}")


def is_of(pattern: str, principal: str) -> bool:
    """Tell whether a principal of the list stands for a role and office."""
    return fnmatch.fnmatchcase(principal, pattern)
