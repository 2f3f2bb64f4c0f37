"""What lies under ``content/approvals``: statements under their own digests, and approvals of them that were not altered.

Whether a change may be published is not asked here. Of what the main line has already the signatures are not proved again:
what came there was judged by the list and the keys of its day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from quanli.approval.approval import Approval, read_approval, step_of
from quanli.approval.governed import APPROVALS, STATEMENT, change_of
from quanli.approval.reasons import why_not
from quanli.approval.signatures import SignatureToolMissingError
from quanli.approval.signers import Signers
from quanli.approval.statement import StatementError, change_id, digest_of, read_kept
from quanli.catalogue.content_kinds import APPROVAL, APPROVERS, REVOKED, ContentKind
from quanli.catalogue.reading import read_data
from quanli.catalogue.tree import FolderTree, Tree, files_of
from quanli.errors import Problem, Rule
from quanli.git.listing import list_commit
from quanli.git.main_branch import main_branch
from quanli.records.text_file import decode

STATEMENT_INVALID = Rule(
    "STATEMENT_INVALID", "error",
    zh="变更 {id} 的变更书读不出来：{what_zh}", en="the statement of change {id} cannot be read: {what_en}",
    hint_zh="变更书由 quanli propose 写，不得手改；重新提出", hint_en="statements are written by quanli propose and not edited; propose it anew",
    follows="签的是人能读的文字，改动任何一处都作废",
)
STATEMENT_MOVED = Rule(
    "STATEMENT_MOVED", "error",
    zh="文件夹 {id} 里的变更书不是变更 {id}：按内容它是 {own}，写成以后被改过，或者放错了地方",
    en="the statement in the folder {id} is not that of change {id}: by its words it is {own}; it was altered after it was written, or lies in the wrong place",
    hint_zh="改过的变更是另一项变更：用 quanli propose 重新提出，各环节重新签署",
    hint_en="what was altered is another change: propose it anew with quanli propose, and let it be signed anew",
    follows="签的是人能读的文字，改动任何一处都作废",
)
APPROVAL_PLACE = Rule(
    "APPROVAL_PLACE", "error",
    zh="{path} 不是变更书，也不是审批意见：{what_zh}", en="{path} is neither a statement nor an approval: {what_en}",
    hint_zh="审批意见由 quanli approve 写成 content/approvals/变更编号/环节@机关.txt", hint_en="approvals are written by quanli approve, as content/approvals/<change>/<role>@<office>.txt",
    follows="审批意见与所签的变更书放在一起",
)
APPROVAL_FILE = Rule(
    "APPROVAL_FILE", "error",
    zh="审批意见读不出来：{what_zh}", en="the approval cannot be read: {what_en}",
    hint_zh="审批意见由 quanli approve 写，不得手改；重新签署", hint_en="approvals are written by quanli approve and not edited; sign anew",
    follows="签的是人能读的文字，改动任何一处都作废",
)
APPROVAL_OF_ANOTHER = Rule(
    "APPROVAL_OF_ANOTHER", "error",
    zh="“{signer}”签的不是这项变更，也不是这个环节：{what_zh}", en='"{signer}" signed another change or step: {what_en}',
    hint_zh="不得把一项变更的审批意见挪给另一项；由该环节重新签署", hint_en="an approval is not moved to another change; let that step sign anew",
    follows="一份审批只对一项变更，只算一次",
)
APPROVAL_UNPROVED = Rule(
    "APPROVAL_UNPROVED", "error",
    zh="“{signer}”（{principal}）的签名没有经过验证：{what_zh}", en='the signature of "{signer}" ({principal}) is not verified: {what_en}',
    hint_zh="由审批人名单中 {principal} 的密钥签署：quanli approve --as {principal}", hint_en="let a key of {principal} in the list of approvers sign: quanli approve --as {principal}",
    follows="名字谁都可以写，只有签名算数",
)


def check_approvals(tree: Tree, roles: Collection[str]) -> Iterator[Problem]:
    """Check all that lies under ``content/approvals``; ``roles`` in small letters. Nothing is asked of a site that has none."""
    folders: dict[str, list[str]] = {}
    for path in files_of(tree, APPROVAL):
        name, file = change_of(path) or ("", "")
        folders.setdefault(name, []).append(file)
    waiting = _waiting(tree, folders)
    signers = Signers(*map(partial(_bytes, tree), (APPROVERS, REVOKED))) if waiting else None
    for name, files in folders.items():
        yield from _folder(tree, name, files, signers if name in waiting else None, roles)


def _waiting(tree: Tree, folders: Collection[str]) -> Collection[str]:
    """Give the changes of a working copy that the main line does not have; of a commit none: whoever asks for that proves them by other lists."""
    if not isinstance(tree, FolderTree) or not folders:
        return ()
    listed = list_commit(tree.root, main_branch(tree.root), APPROVALS)
    return set(folders) - {change[0] for change in map(change_of, listed) if change}


def _bytes(tree: Tree, kind: ContentKind) -> bytes:
    return (read_data(tree, kind.file(), kind)[0] or b"") if tree.stamp(kind.file()) else b""


def _folder(tree: Tree, name: str, files: list[str], signers: Signers | None, roles: Collection[str]) -> Iterator[Problem]:
    """Check a change's folder; without ``signers``, of one that the main line has, no signature is proved and no role asked for."""
    place = f"{APPROVALS}/{name}"
    if STATEMENT not in files:
        path = f"{place}/{files[0]}"
        yield APPROVAL_PLACE.at(path, path=path, what_zh=f"旁边没有 {STATEMENT}", what_en=f"there is no {STATEMENT} beside it")
        return
    text, problems = _text(tree, f"{place}/{STATEMENT}")
    yield from problems
    if text is None:
        return
    yield from _statement(f"{place}/{STATEMENT}", name, text)
    for file in files:
        path, step = f"{place}/{file}", step_of(file)
        if step is None and file != STATEMENT:
            yield APPROVAL_PLACE.at(path, path=path, what_zh="文件名不是“环节@机关.txt”", what_en="its name is not role@office.txt")
        elif step and signers and step[0] not in roles:
            yield APPROVAL_PLACE.at(path, path=path, what_zh=f"没有“{step[0]}”这一环节", what_en=f'there is no role "{step[0]}"')
        elif step:
            yield from _approval(tree, path, text, signers)


def _text(tree: Tree, path: str) -> tuple[str | None, list[Problem]]:
    """Read a file as it stands, to the byte: it was signed so."""
    data, problems = read_data(tree, path, APPROVAL)
    try:
        return None if data is None else data.decode(), problems
    except UnicodeDecodeError:
        return None, problems + decode(data or b"", path, APPROVAL.limit)[1]


def _statement(path: str, name: str, text: str) -> Iterator[Problem]:
    try:
        read_kept(text)
    except StatementError as error:
        yield STATEMENT_INVALID.at(path, line=error.line or 1, column=1, id=name, what_zh=error.what.zh, what_en=error.what.en)
        return
    if change_id(text) != name:
        yield STATEMENT_MOVED.at(path, line=1, column=1, id=name, own=change_id(text))


def _approval(tree: Tree, path: str, statement: str, signers: Signers | None) -> Iterator[Problem]:
    text, problems = _text(tree, path)
    yield from problems
    if text is None:
        return
    try:
        approval = read_approval(text)
    except StatementError as error:
        yield APPROVAL_FILE.at(path, line=error.line or 1, column=1, what_zh=error.what.zh, what_en=error.what.en)
        return
    words: dict[str, Any] = {"signer": approval.signer, "principal": approval.principal}
    file = path.rpartition("/")[2]
    if approval.file != file:
        yield APPROVAL_OF_ANOTHER.at(path, line=2, column=1, what_zh=f"它写的是 {approval.file}", what_en=f"it says {approval.file}", **words)
    elif approval.change != digest_of(statement):
        yield APPROVAL_OF_ANOTHER.at(path, line=5, column=1, what_zh=f"它写的是变更 {approval.change[:16]}", what_en=f"it says change {approval.change[:16]}", **words)
    elif signers:
        yield from _proof(path, approval, statement, signers, words)


def _proof(path: str, approval: Approval, statement: str, signers: Signers, words: dict[str, Any]) -> Iterator[Problem]:
    """Prove a signature as of its own day; where ``ssh-keygen`` is missing nothing can be said."""
    try:
        why = why_not(signers, approval, statement, approval.day)
    except SignatureToolMissingError:
        return
    if why:
        yield APPROVAL_UNPROVED.at(path, line=3, column=1, what_zh=why.zh, what_en=why.en, **words)
