"""``quanli approve``: shows a change whole, asks, signs; or sends it back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.review.approving import Ready
    from quanli.review.open_change import OpenChange, Turn

_YES = frozenset({"y", "yes", "是", "同意", "退回"})
_LARGEST_SIGNATURE = 1 << 16


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "approve", parents=[common], help="审批一项变更：看全文，签名，或者退回 / read a change, sign it, or send it back"
    )
    command.add_argument("change", metavar="CHANGE", nargs="?", default="", help="变更编号或其开头，只有一项时可不写 / the change's id or how it begins")
    command.add_argument("--as", dest="principal", default="", metavar="ROLE@OFFICE", help="以哪个环节签署，如 legal-review@gjj / which step")
    command.add_argument("--key", default="", metavar="FILE", help="用哪把密钥，默认 git 的 user.signingkey / the key (default: git's)")
    command.add_argument("--main", default="", metavar="BRANCH", help="主线是哪个分支 / the branch that takes changes")
    command.add_argument("--refuse", metavar="REASON", help="不同意，写明理由，退回 / send it back, and why")
    command.add_argument("--print", action="store_true", dest="only_print", help="只输出须签名的文字，在别的电脑上签 / print what is to be signed elsewhere")
    command.add_argument("--signature", type=Path, metavar="FILE", help="别的电脑上签好的签名 / a signature made elsewhere")
    command.add_argument("--list", action="store_true", dest="only_list", help="只列出等待审批的变更和进度 / list what waits, and for whom")
    command.add_argument("--yes", action="store_true", help="不再询问 / do not ask")
    command.add_argument("--no-commit", action="store_true", help="写好文件，不提交 / write the file, make no commit")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Show the change, ask, sign, commit."""
    from quanli.approval.signatures import SignatureToolMissingError  # noqa: PLC0415
    from quanli.approval.signing import SigningError  # noqa: PLC0415
    from quanli.approval.statement import StatementError  # noqa: PLC0415
    from quanli.git.log import GitError  # noqa: PLC0415
    from quanli.review.approving import CannotApproveError  # noqa: PLC0415

    try:
        return _run(arguments, voice)
    except CannotApproveError as error:
        voice.say(error.why.zh, error.why.en)
    except StatementError as error:
        voice.say(f"不能签署：{error.what.zh}", f"this cannot be signed: {error.what.en}")
    except SignatureToolMissingError:
        voice.say("找不到 ssh-keygen：请安装 openssh-client", "ssh-keygen is missing: install openssh-client")
    except SigningError as error:
        voice.say(f"没有签成：{_plain(error)}", f"it was not signed: {_plain(error)}")
    except GitError as error:
        voice.git_failed(error)
    return 1


def _run(arguments: argparse.Namespace, voice: Voice) -> int:
    from quanli.git.repository import today  # noqa: PLC0415
    from quanli.review.open_change import open_change, waiting  # noqa: PLC0415

    folder = arguments.site.resolve()
    day = today()
    if arguments.only_list:
        found = waiting(folder, arguments.main)
        for name, text in sorted(found.items()):
            _say_standing(open_change(folder, name, text, day, arguments.main), voice)
        if not found:
            voice.say("没有等待审批的变更", "no change waits for approval")
        return 0
    name, text = _chosen(arguments, folder)
    change = open_change(folder, name, text, day, arguments.main)
    if change.faults:
        voice.problems(change.faults, sys.stderr)
        return 1
    return _sign(arguments, change, voice)


def _chosen(arguments: argparse.Namespace, folder: Path) -> tuple[str, str]:
    """Find the change that is meant. Raises :class:`CannotApproveError` where none is, or several may be."""
    from quanli.review.approving import CannotApproveError  # noqa: PLC0415
    from quanli.review.open_change import statements, waiting  # noqa: PLC0415

    found = statements(folder) if arguments.change else waiting(folder, arguments.main)
    fitting = sorted(name for name in found if name.startswith(arguments.change))
    if len(fitting) == 1:
        return fitting[0], found[fitting[0]]
    if fitting:
        told = "、".join(fitting)
        raise CannotApproveError(f"有几项变更，写明是哪一项：{told}", f"there are several changes; say which: {told}")
    if arguments.change:
        raise CannotApproveError(f"content/approvals 里没有变更 {arguments.change}", f"content/approvals has no change {arguments.change}")
    raise CannotApproveError(
        "这里没有等待审批的变更：先检出提出变更的分支（git switch 分支名）", "no change waits for approval here: check out the branch that proposes it first"
    )


def _sign(arguments: argparse.Namespace, change: OpenChange, voice: Voice) -> int:
    from quanli.approval.approval import signed_bytes  # noqa: PLC0415
    from quanli.approval.signing import sign  # noqa: PLC0415
    from quanli.approval.statement import shown  # noqa: PLC0415
    from quanli.review.approving import commit, ready, signed, with_signature, written  # noqa: PLC0415

    if not change.next and not change.refused and not arguments.principal:
        _say_standing(change, voice)
        return 0
    reason = shown(" ".join(arguments.refuse.split())) if arguments.refuse is not None else ""
    if arguments.refuse is not None and not reason:
        voice.say("退回须写明理由：--refuse 理由", "say why you send it back: --refuse REASON")
        return 2
    signature = _signature(arguments.signature) if arguments.signature else ""
    key, public = _key(arguments, change, signature)
    able = ready(change, public, _principal(arguments.principal), reason)
    if arguments.only_print:
        sys.stdout.buffer.write(signed_bytes(_only(able).approval, change.text))  # to the byte, whatever the locale
        sys.stdout.buffer.flush()
        return 0
    if signature:
        given = with_signature(change, able, signature)
        able = tuple(one for one in able if one.approval.principal == given.principal)
    _show(change, able, voice)
    if not arguments.yes and not _agreed(able, voice):
        return 1
    done = [given] if signature else [signed(change, one.approval, lambda data: sign(data, key)) for one in able]
    files = written(change, list(zip(done, able, strict=True)))
    for file in files:
        voice.say(f"已写 {file}", f"wrote {file}")
    if not arguments.no_commit:
        commit(change, files, done[0])
        voice.say(*_what_next(change, {one.turn.principal for one in able}, refused=bool(reason)))
    return 0


def _what_next(change: OpenChange, taken: set[str], *, refused: bool) -> tuple[str, str]:
    """Say what follows upon a commit by which some steps were taken."""
    if refused:
        return "已提交；推送以后由提出人修改，重新提出", "committed; push it: whoever proposed the change has to mend it and propose it anew"
    left = [turn.principal for chain in change.chains for turn in chain if not turn.signer and turn.principal not in taken]
    if not left:
        return "已提交，各环节都已签署；推送以后可以并入", "committed, and every step has signed; push it, and it can be merged"
    return f"已提交；推送以后还有：{'、'.join(left)}", f"committed; push it, and these are still to sign: {', '.join(left)}"


def _signature(file: Path) -> str:
    """Read a signature made elsewhere, however its lines end."""
    with file.open("rb") as opened:
        text = opened.read(_LARGEST_SIGNATURE).decode("utf-8", "replace")
    return "\n".join(text.split()).replace("BEGIN\nSSH\nSIGNATURE", "BEGIN SSH SIGNATURE").replace("END\nSSH\nSIGNATURE", "END SSH SIGNATURE") + "\n"


def _key(arguments: argparse.Namespace, change: OpenChange, signature: str) -> tuple[str, str]:
    """Give the key to sign with and its public part. Raises :class:`CannotApproveError` where none was named."""
    from quanli.approval.signers import signing_key  # noqa: PLC0415
    from quanli.approval.signing import public_key  # noqa: PLC0415
    from quanli.review.approving import CannotApproveError, configured_key  # noqa: PLC0415

    if signature:
        return "", signing_key(signature)
    key = arguments.key or configured_key(change.folder)
    if not key:
        raise CannotApproveError(
            "没有指定密钥：用 --key 指定，或者设好 git config --global user.signingkey 密钥文件", "no key was named: use --key, or set git config --global user.signingkey FILE"
        )
    return key, public_key(key)


def _principal(text: str) -> str:
    role, at, office = text.partition("@")
    return f"{role.lower()}{at}{office}"


def _only(able: tuple[Ready, ...]) -> Ready:
    """Give the one approval that is meant. Raises :class:`CannotApproveError` where there are several."""
    from quanli.review.approving import CannotApproveError  # noqa: PLC0415

    if len(able) == 1:
        return able[0]
    told = "、".join(one.approval.principal for one in able)
    raise CannotApproveError(f"有几个环节可以签，用 --as 写明一个：{told}", f"several steps can be signed; name one with --as: {told}")


def _show(change: OpenChange, able: tuple[Ready, ...], voice: Voice) -> None:
    """Show all that is to be signed, and as whom."""
    sys.stdout.write(change.text + "\n")
    sys.stdout.flush()
    _say_standing(change, voice)
    for warning in change.warnings:
        voice.say(f"注意：{warning.zh}", f"note: {warning.en}")
    for one in able:
        approval = one.approval
        what = voice.pick(f"退回（{approval.refused}）", f"sends it back ({approval.refused})") if approval.refused else voice.pick("同意", "agrees")
        voice.say(f"将以“{approval.signer}”签署 {approval.principal}：{what}", f'"{approval.signer}" is to sign {approval.principal}: {what}')


def _say_standing(change: OpenChange, voice: Voice) -> None:
    """Say how far a change has come."""
    voice.say(f"变更 {change.id}", f"change {change.id}")
    for one in change.refused:
        voice.say(f"  已退回：{one.principal} {one.signer} {one.day}：{one.refused}", f"  sent back: {one.principal} {one.signer} {one.day}: {one.refused}")
    for chain in change.chains:
        for turn in chain:
            voice.say(*_standing(turn, change))


def _standing(turn: Turn, change: OpenChange) -> tuple[str, str]:
    who = f"  {turn.principal} {turn.label.zh}：", f"  {turn.principal} {turn.label.en}: "
    if turn.signer and turn.given:
        return f"{who[0]}{turn.signer.name} {turn.given.day}", f"{who[1]}{turn.signer.name} {turn.given.day}"
    if turn.wrong:
        return f"{who[0]}不算数，{turn.wrong.zh}", f"{who[1]}does not count, {turn.wrong.en}"
    return (f"{who[0]}轮到签署", f"{who[1]}is next") if turn in change.next else (f"{who[0]}尚未签署", f"{who[1]}not yet")


def _agreed(able: tuple[Ready, ...], voice: Voice) -> bool:
    word = voice.pick("退回" if able[0].approval.refused else "签署", "send it back" if able[0].approval.refused else "sign")
    if not sys.stdin.isatty():
        voice.say("看过全文以后，加 --yes 签署", "when you have read it all, sign it with --yes")
        return False
    try:
        answer = input(voice.pick(f"以上全文已看过，{word}？（是/否）", f"you have read all of the above; {word}? (yes/no) "))
    except EOFError:
        answer = ""
    if answer.strip().lower() in _YES:
        return True
    voice.say("没有签署", "nothing was signed")
    return False


def _plain(error: Exception) -> str:
    from quanli.cli.voice import CONTROL  # noqa: PLC0415

    return str(error).translate(CONTROL)
