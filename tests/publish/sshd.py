"""A real ssh server on the loopback, with a host key and a user's key of its own."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ENOUGH = 30.0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def sshd(folder: Path):
    """Run a server for us ourselves; gives its port, its process, and the words that say how ssh is to reach it."""
    program = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None or shutil.which("rsync") is None:
        pytest.skip("openssh-server and rsync are not installed: make test")
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
    port = free_port()
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\nAuthorizedKeysFile {folder}/authorized\nStrictModes no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nPermitRootLogin prohibit-password\nMaxStartups 100\nUsePrivilegeSeparation no\n"
    )
    kind, key = (folder / "host.pub").read_text().split()[:2]
    (folder / "known").write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with (folder / "said").open("w") as said:
        running = subprocess.Popen([program, "-D", "-e", "-f", folder / "config"], stdout=said, stderr=said)
    until = time.monotonic() + ENOUGH
    try:
        while not listens(port):
            assert running.poll() is None and time.monotonic() < until, (folder / "said").read_text()
            time.sleep(0.05)
        yield port, running, f"ssh -F none -o KexAlgorithms=curve25519-sha256 -i {folder}/user -o IdentitiesOnly=yes -o UserKnownHostsFile={folder}/known -o GlobalKnownHostsFile=none"
    finally:
        running.kill()
        running.wait(ENOUGH)


def listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def user() -> str:
    return getpass.getuser()
