"""An approval, or a refusal: one file beside the statement that it is about, signed together with it.

The file says in lines that a person reads which step it is, who signs, when, on which change and after which approval, and
ends with an SSH signature over those lines and the whole statement::

    审批意见
    环节：legal-review@gjj
    签署人：法规科
    日期：2026-11-28
    变更：5f0c… (SHA-256 of change.txt)
    前一环节：9ab1… (SHA-256 of the file of the step before, for the same office), or （无）
    -----BEGIN SSH SIGNATURE-----
    …

A refusal begins with ``退回意见`` and has one line more, ``退回：`` and why. Roles stand in small letters.
"""

from __future__ import annotations

import datetime
import re

from quanli.approval.statement import StatementError, shown
from quanli.frozen import frozen

APPROVED, REFUSED = "审批意见", "退回意见"
_NONE = "（无）"
_ROLE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OFFICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ARMOUR = re.compile(r"-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]+\n)+-----END SSH SIGNATURE-----\n")
_FORM = re.compile(
    f"({APPROVED}|{REFUSED})\n环节：([^\n]*)@([^\n]*)\n签署人：([^\n]*)\n日期：([^\n]*)\n变更：([^\n]*)\n前一环节：([^\n]*)\n(?:退回：([^\n]*)\n)?"
    r"(-----BEGIN .*)", re.DOTALL,
)  # fmt: skip
_FILE = re.compile(rf"({_ROLE.pattern})@({_OFFICE.pattern})(\.refused)?\.txt")


@frozen
class Approval:
    """What one step says of a change: that it agrees, or with ``refused``, why it does not.

    ``role`` in small letters (``legal-review``), ``office`` an id or ``site``, ``signer`` the name in the list of approvers,
    ``change`` the whole digest of the statement's text, ``follows`` that of the approval file of the step before, empty for
    the first step; ``signature`` is armoured, empty only before it is signed.
    """

    role: str
    office: str
    signer: str
    day: datetime.date
    change: str
    follows: str = ""
    signature: str = ""
    refused: str = ""

    @property
    def principal(self) -> str:
        """Give the name under which the list of approvers must have the key."""
        return f"{self.role}@{self.office}"

    @property
    def file(self) -> str:
        """Give the name of its file, in the folder of the change."""
        return f"{self.principal}.refused.txt" if self.refused else f"{self.principal}.txt"


def signed_bytes(approval: Approval, change_text: str) -> bytes:
    """Give what is signed, in the namespace ``quanli-approval``: the head, an empty line, the statement's text.

    Raises :class:`StatementError` where the head could not be read back as the same.
    """
    return f"{_head(approval)}\n{change_text}".encode()


def text_of(approval: Approval) -> str:
    """Write an approval's file. Raises :class:`StatementError` for one that could not be read back as the same."""
    if not _ARMOUR.fullmatch(approval.signature):
        raise StatementError("没有签名，或者签名不是 ssh-keygen 的格式", "there is no signature in the form of ssh-keygen")
    return _head(approval) + approval.signature


def read_approval(text: str) -> Approval:
    """Read an approval's file. Raises :class:`StatementError` for whatever :func:`text_of` would not have written so."""
    found = _FORM.fullmatch(text)
    if not found:
        raise StatementError("不是审批意见：抬头各行须齐全，依次写，最后是签名", "this is no approval: its lines in their order, then the signature", 1)
    title, role, office, signer, day, change, follows, refused, signature = found.groups()
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        raise StatementError(f"“{shown(day)}”不是日期", f'"{shown(day)}" is no day', 4) from None
    approval = Approval(role, office, signer, date, change, "" if follows == _NONE else follows, signature, refused or "")
    if text_of(approval) != text or (title == REFUSED) != bool(refused):
        raise StatementError("审批意见不是 quanli 写的样子", "the approval is not as quanli writes it", 1)
    return approval


def step_of(name: str) -> tuple[str, str, bool] | None:
    """Tell from a file's name in a change's folder which step it is: role, office, and whether it refuses; None for another file."""
    found = _FILE.fullmatch(name)
    return (found[1], found[2], bool(found[3])) if found else None


def _head(approval: Approval) -> str:
    """Write what stands above the signature. Raises :class:`StatementError`."""
    for good, zh, en in (
        (_ROLE.fullmatch(approval.role), "环节须是小写字母", "a role has small letters"),
        (_OFFICE.fullmatch(approval.office), "机关编号不对", "this is no office's id"),
        (_is_line(approval.signer), "签署人须是一行字", "the signer is one line"),
        (_DIGEST.fullmatch(approval.change), "变更须是 64 位摘要", "the change is a digest of 64 digits"),
        (not approval.follows or _DIGEST.fullmatch(approval.follows), "前一环节须是 64 位摘要", "the step before is a digest of 64 digits"),
        (not approval.refused or _is_line(approval.refused), "退回理由须是一行字", "the reason of a refusal is one line"),
    ):
        if not good:
            raise StatementError(zh, en)
    lines = [
        REFUSED if approval.refused else APPROVED,
        f"环节：{approval.principal}",
        f"签署人：{approval.signer}",
        f"日期：{approval.day.isoformat()}",
        f"变更：{approval.change}",
        f"前一环节：{approval.follows or _NONE}",
        *([f"退回：{approval.refused}"] if approval.refused else []),
    ]
    return "\n".join(lines) + "\n"


def _is_line(text: str) -> bool:
    return bool(text) and text == text.strip() == shown(text)
