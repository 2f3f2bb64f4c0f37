"""SSH signatures, proved by ``ssh-keygen -Y verify`` against a list of allowed signers; nothing else is believed."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import tempfile
from pathlib import Path

APPROVAL = "quanli-approval"
"""Namespace of a signature made for an approval alone, so that none made for another purpose can be passed off as one."""
COMMIT = "git"
"""Namespace in which git signs commits."""
_BEIJING = "CST-8"
"""Its zone in the form of POSIX, which asks for no table of zones: dates of the list of approvers are days there."""
_ARMOUR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+-----END SSH SIGNATURE-----\n?")


class SignatureToolMissingError(Exception):
    """There is no ``ssh-keygen``: no approval can be proved."""


def is_signed_by(allowed: bytes, principal: str, namespace: str, signature: bytes, data: bytes, on: datetime.date | None = None) -> bool:
    """Tell whether a key that ``allowed`` (git's allowed-signers form) gives to ``principal`` signed the data.

    ``namespaces``, ``valid-after`` and ``valid-before`` of the list hold as of noon of a day in Beijing, without one as of
    now; never as of a date that the signer could choose. Raises :class:`SignatureToolMissingError`.
    """
    if not _ARMOUR.fullmatch(signature.strip() + b"\n"):
        return False
    with tempfile.TemporaryDirectory(prefix="quanli-") as folder:
        signers, armour = Path(folder, "approvers"), Path(folder, "signature")
        signers.write_bytes(allowed)
        armour.write_bytes(signature.strip() + b"\n")
        command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", principal, "-n", namespace]
        when = ["-O", f"verify-time={on:%Y%m%d}120000"] if on else []
        surroundings = {**os.environ, "TZ": _BEIJING}
        try:
            done = subprocess.run([*command, *when, "-s", str(armour)], input=data, capture_output=True, check=False, timeout=30, env=surroundings)
        except FileNotFoundError as error:
            raise SignatureToolMissingError from error
    return done.returncode == 0


def commit_signature(commit: bytes) -> tuple[bytes, bytes]:
    """Take a raw commit apart: its signature, empty where it has none, and the data that was signed."""
    head, gap, message = commit.partition(b"\n\n")
    kept: list[bytes] = []
    signature: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        if line.startswith((b"gpgsig ", b"gpgsig-sha256 ")):
            inside = True
            signature.append(line.partition(b" ")[2])
        elif inside and line.startswith(b" "):
            signature.append(line[1:])
        else:
            inside = False
            kept.append(line)
    return b"\n".join(signature), b"\n".join(kept) + gap + message
