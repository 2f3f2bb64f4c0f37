"""Whether what is published is, to the byte, what was signed, and nothing older than what was seen before.

The signature vouches for ``release.json``, that for ``digests.json``, that for its parts, and these for every file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.publish.release import RECORD, SIGNATURE, File, Release, read_release
from quanli.publish.release_rules import (
    RELEASE_NONE,
    RELEASE_SIGNATURE,
    RELEASE_UNREADABLE,
    RELEASE_UNSTEADY,
)  # fmt: skip
from quanli.publish.target import Target
from quanli.publish.verify_files import contents, digests, drawn, lying, vouched
from quanli.publish.verify_record import Wanted, chained, expected, signer

_LOOKS = 3


@frozen
class Verdict:
    """What was found: the release that is shown (None: unreadable), by whom it is signed, how many files were looked at."""

    release: Release | None
    record: bytes = b""
    signer: str = ""
    files: int = 0
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def verify(target: Target, wanted: Wanted) -> Verdict:
    """Look at every file that a target shows. Where another release is shown meanwhile, the look begins again, a few times."""
    for _ in range(_LOOKS):
        verdict = _looked(target, wanted)
        if (target.shown() or b"") == verdict.record:
            return replace(verdict, problems=(*verdict.problems, *target.also()))
    return replace(verdict, problems=(*verdict.problems, RELEASE_UNSTEADY.at(RECORD)))


def _looked(target: Target, wanted: Wanted) -> Verdict:
    record = target.shown()
    if record is None:
        return Verdict(None, problems=(RELEASE_NONE.at(RECORD),))
    try:
        release = read_release(record)
    except ValueError as error:
        return Verdict(None, record, problems=(RELEASE_UNREADABLE.at(RECORD, why=str(error)),))
    signed_by = signer(target, record, wanted.signers)
    found = [] if signed_by else [RELEASE_SIGNATURE.at(SIGNATURE)]
    found += expected(release, record, wanted)
    found += chained(target, release, record, wanted)
    listing, wrong = digests(target, release)
    found += wrong
    files = dict(vouched(listing, release, found)) if listing else {}
    looked: Mapping[str, File] = {}
    if listing:
        looked = drawn(files, wanted.sample)
        found += contents(target, looked)
        found += lying(target, files)
    return Verdict(release, record, signed_by, len(looked), tuple(found))
