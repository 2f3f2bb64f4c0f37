"""Whether the record of a release is signed, the newest, and follows the ones before it."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.publish.last_seen import Seen
from quanli.publish.release import RECORD, SIGNATURE, Release, digest, read_release
from quanli.publish.release_rules import (
    RELEASE_CHAIN,
    RELEASE_COMMIT,
    RELEASE_OLD,
    RELEASE_REPLACED,
    RELEASE_SIGNATURE,
    RELEASE_UNREADABLE,
)  # fmt: skip
from quanli.publish.signature import signer_of
from quanli.publish.target import Target


@frozen
class Wanted:
    """What is expected: signers that are believed, the release last seen, the least serial, the commit (empty: any)."""

    signers: bytes
    seen: Seen | None = None
    least: int = 0
    commit: str = ""
    sample: int = 0
    """How many files are looked at besides record and list of digests, drawn anew each time; 0: all."""


def signer(target: Target, record: bytes, signers: bytes) -> str:
    """Give the name of the key that signed the record; empty where none of the list did."""
    try:
        return signer_of(signers, record, target.read(SIGNATURE))
    except OSError:
        return ""


def expected(release: Release, record: bytes, wanted: Wanted) -> Iterator[Problem]:
    """Hold the record against what was seen before, and what is asked for."""
    newest = max(wanted.least, wanted.seen.serial if wanted.seen else 0)
    if release.serial < newest:
        yield RELEASE_OLD.at(RECORD, serial=release.serial, newest=newest)
    if wanted.seen and release.serial == wanted.seen.serial and digest(record) != wanted.seen.record:
        yield RELEASE_REPLACED.at(RECORD, serial=release.serial)
    if wanted.commit and release.commit != wanted.commit:
        yield RELEASE_COMMIT.at(RECORD, commit=release.commit[:12], wanted=wanted.commit[:12])


def chained(target: Target, release: Release, record: bytes, wanted: Wanted) -> Iterator[Problem]:
    """Follow the records from the newest back: each is signed and named by the one after it, what is shown is the newest, what was seen is among them."""
    known: dict[int, bytes] = {}
    for one, signature in target.records():
        try:
            said = read_release(one)
        except ValueError as error:
            yield RELEASE_UNREADABLE.at("records", why=str(error))
            continue
        known[said.serial] = one
        if said.serial != release.serial and said.serial + 1 not in known and not signer_of(wanted.signers, one, signature):
            yield RELEASE_SIGNATURE.at(f"records/{said.serial}.json")  # older ones are vouched for by the digest in the one after them
    if not known:
        return
    newest = max(known)
    if newest > release.serial and not (wanted.seen and newest == wanted.seen.serial):
        yield RELEASE_OLD.at(RECORD, serial=release.serial, newest=newest)
    known[release.serial] = record
    for serial, one in known.items():
        before = known.get(serial - 1)
        if before is not None and read_release(one).previous != digest(before):
            yield RELEASE_CHAIN.at(RECORD, serial=serial, before=serial - 1)
    seen = wanted.seen
    if seen and seen.serial < release.serial and seen.serial in known and digest(known[seen.serial]) != seen.record:
        yield RELEASE_REPLACED.at(f"records/{seen.serial}.json", serial=seen.serial)
