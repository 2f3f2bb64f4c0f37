"""Signing by ``ssh-keygen -Y sign``: with a key in a file, or one that an agent or a token holds."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quanli.approval.signatures import APPROVAL, SignatureToolMissingError

_LITERAL = ("key::", "ssh-", "ecdsa-", "sk-")


class SigningError(Exception):
    """Nothing was signed; the text is ssh-keygen's own, or the system's."""


def public_key(key: str) -> str:
    """Give the public key, in base64, of what git's ``user.signingkey`` may hold: a file, private or public, or the key itself.

    Raises :class:`SigningError` or :class:`SignatureToolMissingError`.
    """
    if key.startswith(_LITERAL):
        return _second(key.removeprefix("key::"))
    for file in (Path(f"{key}.pub"), Path(key)):
        text = _start(file)
        if text.startswith(_LITERAL):
            return _second(text)
    return _second(_run(["ssh-keygen", "-y", "-f", key]).decode("utf-8", "replace"))


def sign(data: bytes, key: str) -> str:
    """Sign as an approval; give the armoured signature. Raises as :func:`public_key` does."""
    with _as_file(key) as file:
        return _run(["ssh-keygen", "-Y", "sign", "-q", "-n", APPROVAL, "-f", file], data).decode("utf-8", "replace")


@contextmanager
def _as_file(key: str) -> Iterator[str]:
    """Give the file of a key; one that stands there itself (an agent has its secret part) is written to one for the while."""
    if not key.startswith(_LITERAL):
        yield key
        return
    with tempfile.TemporaryDirectory(prefix="quanli-") as folder:
        file = Path(folder, "key.pub")
        file.write_text(key.removeprefix("key::") + "\n", encoding="utf-8")
        yield str(file)


def _start(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(1 << 14).decode("utf-8", "replace")
    except OSError:
        return ""


def _second(text: str) -> str:
    words = text.split()
    return words[1] if len(words) > 1 else ""


def _run(command: list[str], data: bytes = b"") -> bytes:
    own = bool(sys.stderr and sys.stderr.isatty())  # there a token asks to be touched
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=None if own else subprocess.PIPE, check=False)
    except FileNotFoundError as error:
        raise SignatureToolMissingError from error
    if done.returncode:
        raise SigningError((done.stderr or b"ssh-keygen").decode("utf-8", "replace").strip())
    return done.stdout
