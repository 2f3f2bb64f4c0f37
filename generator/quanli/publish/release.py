"""What a release says of itself: ``release.json``, signed as a whole in ``release.json.sig``, at the top of what is published.

It vouches for ``digests.json`` by its digest, which vouches for each file; its serial number rises by one, and it names the
record before it by digest: what is shown can neither be altered nor replaced by something older without being noticed.
The record says ``manifest`` of that digest, whatever the list is called: so records of earlier versions are read.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from typing import Any, Literal

from quanli.build.staging import is_below
from quanli.frozen import frozen

RECORD, SIGNATURE = "release.json", "release.json.sig"
NAMESPACE = "quanli-release"
"""Namespace of the signature: no signature made for another purpose is one of a release."""
LARGEST = 4 * 1024 * 1024
"""Bytes of a record, with all files that stay from the release before."""
_FORMAT = 1
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
Approval = Literal["required", "not required"]
REQUIRED: Approval = "required"
NOT_REQUIRED: Approval = "not required"


@frozen
class File:
    """A file that a list of digests or a record vouches for."""

    path: str
    sha256: str
    size: int


@frozen
class Release:
    """What is published: of which site and commit, for which day, after which release, by which approvals.

    ``previous`` is the SHA-256 of the ``release.json`` before, empty for the first; ``digests`` that of ``digests.json``.
    From ``baseline`` to ``commit`` every change was approved: a first release, and one for which no approval was asked, is
    its own baseline. ``rollback_of`` is the serial of the release that is shown once more, 0 otherwise; ``withdrawn`` the
    commit that was taken back by it. ``kept`` are static files of the release before that stay for one release more: a page
    that is open still asks for them.
    """

    site: str
    commit: str
    day: datetime.date
    serial: int
    previous: str
    digests: str
    approval: Approval
    baseline: str
    rollback_of: int = 0
    withdrawn: str = ""
    kept: tuple[File, ...] = ()

    @property
    def name(self) -> str:
        """Give the name under which the release is kept."""
        return f"{self.serial}-{self.commit[:12]}"

    def record(self) -> bytes:
        """Write ``release.json``: the same release gives the same bytes."""
        said = {
            "format": _FORMAT, "generator": "quanli", "site": self.site, "commit": self.commit, "day": self.day.isoformat(),
            "serial": self.serial, "previous": self.previous, "manifest": self.digests, "approval": self.approval,
            "baseline": self.baseline, "rollback_of": self.rollback_of, "withdrawn": self.withdrawn,
            "kept": [[file.path, file.sha256, file.size] for file in self.kept],
        }  # fmt: skip
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read_release(record: bytes) -> Release:
    """Read ``release.json``. Raises ``ValueError`` for what is no such record, or of a later format."""
    try:
        said = json.loads(record)
        if said["format"] != _FORMAT or said["generator"] != "quanli":
            raise ValueError("no record of a release")
        return Release(
            site=_text(said["site"]),
            commit=_matching(_COMMIT, said["commit"]),
            day=datetime.date.fromisoformat(said["day"]),
            serial=_number(said["serial"], 1),
            previous=_matching(_DIGEST, said["previous"], empty=True),
            digests=_matching(_DIGEST, said["manifest"]),
            approval=_approval(said["approval"]),
            baseline=_matching(_COMMIT, said["baseline"]),
            rollback_of=_number(said["rollback_of"], 0),
            withdrawn=_matching(_COMMIT, said["withdrawn"], empty=True),
            kept=tuple(File(_below(path), _matching(_DIGEST, sha256), _number(size, 0)) for path, sha256, size in said["kept"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def digest(record: bytes) -> str:
    """Give the SHA-256 by which the next release names this one."""
    return hashlib.sha256(record).hexdigest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"no text: {value!r}")  # noqa: TRY004 - of what was read, not of our own
    return value


def _number(value: Any, least: int) -> int:
    if type(value) is not int or value < least:
        raise ValueError(f"no number from {least} on: {value!r}")
    return value


def _matching(form: re.Pattern[str], value: Any, *, empty: bool = False) -> str:
    text = _text(value)
    if not form.fullmatch(text) and not (empty and not text):
        raise ValueError(f"not as wanted: {text[:80]!r}")
    return text


def _approval(value: Any) -> Approval:
    if value == REQUIRED:
        return REQUIRED
    if value == NOT_REQUIRED:
        return NOT_REQUIRED
    raise ValueError(f"no approval: {value!r}")


def _below(value: Any) -> str:
    text = _text(value)
    if not is_below(text):
        raise ValueError(f"not a path below the site: {text[:80]!r}")
    return text
