"""Signs the record of a release and proves such signatures, by ``ssh-keygen -Y``; nothing else is believed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.publish.release import NAMESPACE

RELEASE_KEY = Rule(
    "RELEASE_KEY", "error",
    zh="不能用这把密钥签名：{why}", en="this key cannot sign: {why}",
    hint_zh="用 --key 指出私钥文件；还没有的，用 ssh-keygen -t ed25519 -f FILE 生成一把，只用于发布",
    hint_en="name the file of a private key with --key; make one with ssh-keygen -t ed25519 -f FILE, for releases alone",
    follows="发布须可查证：每次发布由发布密钥签名",
)
RELEASE_SIGNERS = Rule(
    "RELEASE_SIGNERS", "error",
    zh="读不出发布密钥的名单：{why}", en="the list of keys that sign releases cannot be read: {why}",
    hint_zh='每行写：名称 namespaces="quanli-release" 公钥，用 --signers 指出该文件',
    hint_en='write a line each: name namespaces="quanli-release" public key, and name the file with --signers',
    follows="发布须可查证：每次发布由发布密钥签名",
)
_SECONDS = 60
_HELD = ("ssh-ed25519", "ssh-rsa", "ecdsa-", "sk-ssh-", "sk-ecdsa-")


def sign(key: Path, record: bytes) -> bytes:
    """Sign a record with a private key, or with the agent's of which the public half is named.

    Raises :class:`ProblemsFoundError` with what ``ssh-keygen`` says.
    """
    done = _run(["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE], record)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----\n"):
        raise ProblemsFoundError([_unusable(key, done.stderr)])
    return done.stdout


def signers_of_key(key: Path) -> bytes:
    """Give the list of signers that holds one key alone. Raises :class:`ProblemsFoundError`."""
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        said = public.read_bytes()
    except OSError:
        done = _run(["ssh-keygen", "-y", "-f", str(key)], b"")
        if done.returncode:
            raise ProblemsFoundError([_unusable(key, done.stderr)]) from None
        said = done.stdout
    words = said.split()
    if len(words) < 2 or not words[0].decode("ascii", "replace").startswith(_HELD):
        raise ProblemsFoundError([RELEASE_KEY.at(str(public), why="no public key")])
    return b'release namespaces="%s" %s %s\n' % (NAMESPACE.encode(), words[0], words[1])


def read_signers(file: Path) -> bytes:
    """Read a list in the form of ``ssh-keygen``'s allowed signers. Raises :class:`ProblemsFoundError`."""
    try:
        said = file.read_bytes()
    except OSError as error:
        raise ProblemsFoundError([RELEASE_SIGNERS.at(str(file), why=str(error.strerror))]) from None
    if not any(line.strip() and not line.lstrip().startswith(b"#") for line in said.splitlines()):
        raise ProblemsFoundError([RELEASE_SIGNERS.at(str(file), why="0")])
    return said


def signer_of(signers: bytes, record: bytes, signature: bytes) -> str:
    """Give the name under which the list holds the key that signed a record; empty where it holds none, or was not signed by it.

    Days from which and until which a key is valid hold as of now, not as of a day that the signer could choose.
    """
    with tempfile.TemporaryDirectory(prefix="quanli-") as folder:
        allowed, armour = Path(folder, "signers"), Path(folder, "signature")
        allowed.write_bytes(signers)
        armour.write_bytes(signature)
        found = _run(["ssh-keygen", "-Y", "find-principals", "-q", "-s", str(armour), "-f", str(allowed)], b"")
        for name in found.stdout.decode("utf-8", "replace").split("\n") if not found.returncode else ():
            command = ["ssh-keygen", "-Y", "verify", "-q", "-f", str(allowed), "-I", name, "-n", NAMESPACE, "-s", str(armour)]
            if name and not _run(command, record).returncode:
                return name
    return ""


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, input=data, capture_output=True, check=False, timeout=_SECONDS)
    except FileNotFoundError:
        raise ProblemsFoundError([RELEASE_KEY.at("ssh-keygen", why="ssh-keygen: openssh-client")]) from None
    except subprocess.TimeoutExpired as error:
        return subprocess.CompletedProcess(command, 1, b"", str(error).encode())


def _unusable(key: Path, said: bytes) -> Problem:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return RELEASE_KEY.at(str(key), why=lines[-1] if lines else "ssh-keygen")
