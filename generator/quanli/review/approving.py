"""Approving, or refusing: which turn a key may take, the approval signed and proved, and written beside the statement."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from quanli.approval.approval import Approval, signed_bytes, text_of
from quanli.approval.governed import APPROVALS, STATEMENT
from quanli.approval.reasons import why_not, why_not_key
from quanli.approval.signers import fingerprint, read_approvers, signing_key
from quanli.approval.statement import digest_of
from quanli.frozen import frozen
from quanli.gate import lay_down
from quanli.git.commit import committing
from quanli.git.listing import list_commit
from quanli.git.log import GitError, ask
from quanli.records.fields import Term
from quanli.review.open_change import OpenChange, Turn

_BACK = 60
"""Days that a signature may have been under way from another machine."""


class CannotApproveError(Exception):
    """Nobody has signed; ``why`` says what stands in the way."""

    def __init__(self, zh: str, en: str) -> None:
        self.why = Term(zh, en)
        super().__init__(en)


@frozen
class Ready:
    """An approval that waits for a signature, and the turn that it takes."""

    turn: Turn
    approval: Approval


def ready(change: OpenChange, key: str, wanted: str = "", refused: str = "") -> tuple[Ready, ...]:
    """Give what a key (base64) may sign now: one approval for each office of which it is the key's turn.

    ``wanted`` is a role and office (``legal-review@gjj``), to sign for that one alone; ``refused`` is why the change is sent
    back. Raises :class:`CannotApproveError`.
    """
    if change.refused:
        one = change.refused[0]
        raise CannotApproveError(
            f"变更 {change.id} 已由“{one.signer}”（{one.principal}）退回：{one.refused}。修改后用 quanli propose 重新提出",
            f'change {change.id} was sent back by "{one.signer}" ({one.principal}): {one.refused}. Mend it, and propose it anew',
        )
    if why := why_not_key(change.signers, key, change.day):
        raise CannotApproveError(f"{why.zh}（名单以主线上的 content/approvers 为准，由管理员改）", f"{why.en} (what counts is content/approvers of the main line)")
    name = next(line.name for line in read_approvers(change.signers.approvers) if line.key == key)
    turns = [turn for turn in change.next if not wanted or turn.principal == wanted]
    if not turns:
        raise CannotApproveError(*_no_turn(change, wanted))
    mine = [turn for turn in turns if not why_not_key(change.signers, key, change.day, turn.principal)]
    if not mine:
        whose = "、".join(turn.principal for turn in turns)
        held = "、".join(sorted({one for line in read_approvers(change.signers.approvers) if line.key == key for one in line.principals}))
        raise CannotApproveError(f"现在轮到 {whose} 签署；“{name}”的密钥是 {held} 的", f'it is the turn of {whose}; the key of "{name}" is that of {held}')
    free = [turn for turn in mine if not any(before.signer and before.signer.name == name for before in change.before(turn))]
    if not free:
        raise CannotApproveError(f"“{name}”已经签了前面的环节：各环节由不同的人用不同的密钥签署", f'"{name}" has signed a step before: each step is another person with another key')
    digest = digest_of(change.text)
    return tuple(
        Ready(turn, Approval(turn.role.lower(), turn.office, name, change.day, digest, before[-1].digest if (before := change.before(turn)) else "", refused=refused))
        for turn in free
    )


def signed(change: OpenChange, approval: Approval, sign: Callable[[bytes], str]) -> Approval:
    """Sign an approval, and prove that it counts. Raises :class:`CannotApproveError` where it does not."""
    done = dataclasses.replace(approval, signature=sign(signed_bytes(approval, change.text)))
    why = why_not(change.signers, done, change.text, change.day)
    if why:
        raise CannotApproveError(f"签了名，但是不算数：{why.zh}", f"it was signed, but does not count: {why.en}")
    return done


def with_signature(change: OpenChange, waiting: tuple[Ready, ...], signature: str) -> Approval:
    """Find for which approval a signature was made on another machine, today or some days ago.

    Raises :class:`CannotApproveError` for one that fits none.
    """
    for one in waiting:
        for back in range(_BACK):
            day = change.day - datetime.timedelta(days=back)
            found = dataclasses.replace(one.approval, day=day, signature=signature)
            if change.signers.signer_of(found, change.text, change.day):
                return found
    key = fingerprint(signing_key(signature)) or "（读不出）"
    raise CannotApproveError(
        f"这个签名（密钥 {key}）签的不是 quanli approve --print 输出的文字，或者不是现在这一环节的",
        f"this signature (key {key}) is not of what quanli approve --print gives, or of another step",
    )


def written(change: OpenChange, done: Iterable[tuple[Approval, Ready]]) -> list[str]:
    """Write approvals beside the statement, in the place of what does not count; give their paths from the site."""
    files = []
    for approval, one in done:
        file = f"{APPROVALS}/{change.id}/{approval.file}"
        if one.turn.given and not approval.refused:
            (change.folder / file).unlink()
        lay_down(change.folder, file, text_of(approval).encode())
        files.append(file)
    return files


def commit(change: OpenChange, files: Sequence[str], approval: Approval) -> None:
    """Commit approvals, and nothing else; where git fails they are taken away again. Raises :class:`quanli.git.log.GitError`."""
    word = "退回" if approval.refused else "同意"
    statement = f"{APPROVALS}/{change.id}/{STATEMENT}"
    missing = [] if statement in list_commit(change.folder, "HEAD", APPROVALS) else [statement]
    try:
        committing(change.folder, "add", "--", *missing, *files)
        committing(change.folder, "commit", "--quiet", "-F", "-", "--", *missing, *files, data=f"{approval.signer}{word}变更 {change.id}\n")
    except GitError:
        ask(change.folder, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *files)
        for file in files:
            (change.folder / file).unlink(missing_ok=True)
        raise


def configured_key(folder: Path) -> str:
    """Give the key that git is set to sign with; empty where there is none."""
    return ask(folder, "config", "--type=path", "--get", "user.signingkey")


def _no_turn(change: OpenChange, wanted: str) -> tuple[str, str]:
    taken = {turn.principal: turn for chain in change.chains for turn in chain}
    if wanted in taken and taken[wanted].signer:
        name = taken[wanted].signer.name  # type: ignore[union-attr]  # a signer is there
        return f"{wanted} 已由“{name}”签署", f'{wanted} was signed by "{name}" already'
    if wanted in taken:
        now = next((turn.principal for turn in change.next if turn.office == taken[wanted].office), "")
        return f"还没有轮到 {wanted}：先由 {now} 签署", f"it is not yet the turn of {wanted}: {now} signs first"
    if wanted:
        told = "、".join(taken)
        return f"变更 {change.id} 没有 {wanted} 这一环节，只有：{told}", f"change {change.id} has no step {wanted}, but: {told}"
    return f"变更 {change.id} 的各环节都已签署", f"every step of change {change.id} has been signed"
