"""The list of approvers and that of revoked keys, as they lie in a site's folder: by them approvals are proved."""

from __future__ import annotations

import functools
import hashlib
import shutil
from pathlib import Path

from quanli.frozen import frozen
from quanli.gate import read_file

APPROVERS, REVOKED = "content/approvers", "content/revoked-keys"
_LIMIT = 4 * 1024 * 1024


@frozen
class Lists:
    """Both lists as bytes, empty where there is none, and whether signatures can be proved on this machine."""

    approvers: bytes
    revoked: bytes
    provable: bool

    @functools.cached_property
    def stamp(self) -> str:
        """Name all that a proof rests on beside the approval."""
        digest = hashlib.sha256(b"%d\0%s" % (len(self.approvers), self.approvers + self.revoked)).hexdigest()
        return digest if self.provable else f"{digest} unprovable"


def lists_of(root: Path) -> Lists:
    """Read the lists of a site's folder; one that cannot be read approves nothing."""
    return Lists(_bytes(root, APPROVERS), _bytes(root, REVOKED), shutil.which("ssh-keygen") is not None)


def _bytes(root: Path, name: str) -> bytes:
    try:
        return read_file(root, name, _LIMIT)
    except OSError:
        return b""
