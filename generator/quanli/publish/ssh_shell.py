"""A shell on another machine, over ssh: scripts go in, what they print comes out; of the machine it wants a POSIX shell."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import subprocess
import threading
from contextlib import suppress
from typing import IO

from quanli.errors import ProblemsFoundError, Rule
from quanli.frozen import frozen

SSH_UNREACHABLE = Rule(
    "SSH_UNREACHABLE", "error",
    zh="连不上 {host}，或连接断了：{why}", en="{host} cannot be reached, or the connection broke: {why}",
    hint_zh="公开的网站没有坏；先用 ssh 手工登录一次，核对主机密钥和登录密钥，再运行一次",
    hint_en="what is public is not broken; log in once by hand with ssh, look at the host's key and your own, and run it again",
    follows="公开的网站要么是旧的，要么是新的",
)
SSH_REFUSED = Rule(
    "SSH_REFUSED", "error",
    zh="{host} 上出错：{why}", en="{host} ran into an error: {why}",
    hint_zh="公开的网站没有坏；核对那里的磁盘空间和权限，再运行一次", hint_en="what is public is not broken; look at space and permissions there, and run it again",
    follows="公开的网站要么是旧的，要么是新的",
)
PROGRAM = "QUANLI_SSH"
"""The variable that says how ssh is run, as GIT_SSH_COMMAND does for git: ``ssh -i FILE -o UserKnownHostsFile=FILE``."""
_OPTIONS = ("-o", "BatchMode=yes", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-o", "ConnectTimeout=15")
_BLOCK = 1 << 16


@frozen
class Host:
    """A machine: user and port may be empty, for what ssh's own settings say."""

    name: str
    user: str = ""
    port: str = ""

    @property
    def login(self) -> str:
        """Give who logs in where."""
        return f"{self.user}@{self.name}" if self.user else self.name

    def ssh(self) -> list[str]:
        """Give the command up to the host: nobody is asked for a password, host keys are as strict as ssh's settings say."""
        words = shlex.split(os.environ.get(PROGRAM, "")) or ["ssh"]
        return [*words, *_OPTIONS, *(("-p", self.port) if self.port else ())]


class Shell:
    """A session. Raises :class:`ProblemsFoundError` where the host cannot be reached or a script fails."""

    def __init__(self, host: Host) -> None:
        self._host, self._mark, self._lock = host, secrets.token_hex(16), threading.Lock()
        command = [*host.ssh(), "-T", "--", host.login, "exec sh -s"]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except FileNotFoundError:
            raise ProblemsFoundError([SSH_UNREACHABLE.at("", host=host.name, why="ssh: openssh-client")]) from None
        self._said, self._over = bytearray(), threading.Event()
        self._listening = threading.Thread(target=_listen, args=(self._process.stderr, self._said), daemon=True)
        self._listening.start()
        self.run("umask 022; LC_ALL=C; export LC_ALL", itself=True)

    def run(self, script: str, *, itself: bool = False) -> bytes:
        """Run a script and give what it prints; ``itself``: in the shell that stays, with what it sets and opens.

        Raises ``FileNotFoundError`` where it ends with status 44.
        """
        with self._lock:
            self._said.clear()
            out, status = self._answer(f"{script}\n" if itself else f"( {script}\n) </dev/null\n")
        if status == MISSING:
            raise FileNotFoundError(2, os.strerror(2), script)
        if status:
            lines = self._said.decode("utf-8", "replace").strip().splitlines()
            raise ProblemsFoundError([SSH_REFUSED.at("", host=self._host.name, why=lines[-1] if lines else str(status))])
        return out

    def live(self, script: str, every: float) -> None:
        """Run a script again and again, whenever no other runs, until the session ends."""
        threading.Thread(target=self._live, args=(script, every), daemon=True).start()

    def _live(self, script: str, every: float) -> None:
        while not self._over.wait(every):
            with suppress(ProblemsFoundError):
                self.run(script)

    def close(self) -> None:
        """End the session; what runs there ends too."""
        self._over.set()
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._listening.join()
        for stream in (self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def __del__(self) -> None:
        """End a session that nobody has ended."""
        self.close()

    def _answer(self, script: str) -> tuple[bytes, int]:
        words, out = self._process.stdin, self._process.stdout
        if words is None or out is None:
            raise self._lost()
        end = re.compile(rb"\n%s (\d+)\n\Z" % self._mark.encode())
        said = bytearray()
        try:
            words.write(f"{script}printf '\\n%s %s\\n' {self._mark} \"$?\"\n".encode())
            words.flush()
            while not (found := end.search(said, max(0, len(said) - 64))):
                block = out.read1(_BLOCK)  # type: ignore[attr-defined]  # a buffered pipe
                if not block:
                    raise self._lost()
                said += block
        except (BrokenPipeError, ValueError):  # it has ended; or was closed, when that was noticed before
            raise self._lost() from None
        return bytes(said[: found.start()]), int(found[1])

    def _lost(self) -> ProblemsFoundError:
        self.close()
        lines = self._said.decode("utf-8", "replace").strip().splitlines()
        return ProblemsFoundError([SSH_UNREACHABLE.at("", host=self._host.name, why=lines[-1] if lines else str(self._process.returncode))])


def _listen(errors: IO[bytes] | None, said: bytearray) -> None:
    """Gather what is said; it holds nothing of the session, which ends when nobody needs it."""
    for line in errors or ():
        said += line


MISSING = 44
"""The status with which a script says that there is no such file."""
