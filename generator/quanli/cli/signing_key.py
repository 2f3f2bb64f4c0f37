"""``quanli propose --set-up-signing``: a key to sign approvals with, set up once; what is there already stays as it is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

_KEY = "~/.ssh/quanli_ed25519"
_YES = frozenset({"y", "yes", "是"})


def set_up(folder: Path, voice: Voice) -> int:
    """Make a key and set git to sign with it, or say how; say the line that goes to the list of approvers."""
    from quanli.git.ask import ask  # noqa: PLC0415

    if not shutil.which("ssh-keygen"):
        voice.say("找不到 ssh-keygen：请安装 openssh-client", "ssh-keygen is missing: install openssh-client")
        return 1
    known = (ask(folder, "config", "--type=path", "--get", "user.signingkey") or "").strip()
    form = (ask(folder, "config", "--get", "gpg.format") or "").strip()
    if known and form != "ssh":
        voice.say(
            f"git 已设好另一种签名（user.signingkey = {known}），不改动。审批时用 quanli approve --key 指定 SSH 密钥",
            f"git is set to sign otherwise already (user.signingkey = {known}), which stays. Name an SSH key with: quanli approve --key",
        )
        return 1
    key = Path(known).expanduser() if known else Path(_KEY).expanduser()
    missing = _missing(folder, key, known, form)
    if missing and not _agreed(missing, voice):
        return 1
    for command in missing:
        if not _done(command, voice):
            return 1
    _say_line(known if known.startswith(("ssh-", "key::", "ecdsa-", "sk-")) else str(key), voice)
    return 0


def _missing(folder: Path, key: Path, known: str, form: str) -> list[list[str]]:
    """Give the commands that are still to be run."""
    commands = []
    if not known and not key.exists():
        commands.append(["ssh-keygen", "-t", "ed25519", "-C", "quanli", "-f", str(key)])
    if form != "ssh":
        commands.append(["git", "-C", str(folder), "config", "gpg.format", "ssh"])
    if not known:
        commands.append(["git", "-C", str(folder), "config", "user.signingkey", str(key)])
    return commands


def _agreed(commands: list[list[str]], voice: Voice) -> bool:
    """Show the commands, and ask whether to run them; where nobody can answer, they are only shown."""
    import shlex  # noqa: PLC0415

    voice.say("签署审批要用自己的密钥，设一次就行：", "to sign approvals you need a key of your own, set up once:")
    for command in commands:
        line = shlex.join(command)
        voice.say(f"  {line}", f"  {line}")
    if not sys.stdin.isatty():
        voice.say("在终端里再运行一次，就替您做；也可以照着自己做", "run this again in a terminal and it is done for you, or run these yourself")
        return False
    try:
        answer = input(voice.pick("现在就做？（是/否）", "do it now? (yes/no) "))
    except EOFError:
        answer = ""
    if answer.strip().lower() in _YES:
        return True
    voice.say("什么也没有改动", "nothing was changed")
    return False


def _done(command: list[str], voice: Voice) -> bool:
    """Run a command; ssh-keygen asks for the password of the key itself."""
    import subprocess  # noqa: PLC0415

    if command[0] == "ssh-keygen":
        Path(command[-1]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = subprocess.run(command, check=False).returncode
    if status:
        voice.say(f"{command[0]} 没有完成", f"{command[0]} failed")
    return not status


def _say_line(key: str, voice: Voice) -> None:
    """Say the line by which the key may sign, for whoever keeps the list of approvers."""
    from quanli.approval.signing import public_key  # noqa: PLC0415

    public = public_key(key)
    held = f"{_type_of(public)} {public}"
    line = f'环节@机关 namespaces="quanli-approval" {held} 岗位或科室名'
    english = f'role@office namespaces="quanli-approval" {held} post or unit'
    voice.say("密钥已设好。请把下面一行交给管理员，写进 content/approvers（例如 legal-review@gjj … 法规科），经批准后生效：", "the key is set up. Have this line put into content/approvers (such as legal-review@gjj … 法规科), which must be approved:")
    voice.say(f"  {line}", f"  {english}")
    voice.say(f"私钥 {key} 只留在这台电脑上，不要发给别人", f"the private key {key} stays on this machine: give it to nobody")


def _type_of(public: str) -> str:
    """Give the type of a public key, which stands at its beginning."""
    import base64  # noqa: PLC0415

    data = base64.b64decode(public)
    return data[4 : 4 + int.from_bytes(data[:4], "big")].decode("ascii", "replace")
