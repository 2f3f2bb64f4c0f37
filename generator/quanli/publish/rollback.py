"""An earlier release shown once more: a release too, with a number and a signature of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.publish.listing import ASSETS
from quanli.publish.publishing import listing_of, newest
from quanli.publish.release import Release
from quanli.publish.signature import sign, signer_of
from quanli.publish.target import SignedRelease, Target
from quanli.publish.trusted import PUBLISH_UNTRUSTED, trusted

ROLLBACK_NOTHING = Rule(
    "ROLLBACK_NOTHING", "error",
    zh="没有可以回退到的版本{wanted}；保留着的有：{kept}", en="there is no release {wanted} to go back to; kept are: {kept}",
    hint_zh="用 --to 指出一个保留着的序号", hint_en="name one that is kept with --to",
    follows="回退只能到保留着的、签名有效的版本",
)


def rollback(target: Target, key: Path, signers: bytes, to: int = 0) -> SignedRelease:
    """Show the release before the one that is shown, or that of a serial. Called under the target's lock.

    Raises :class:`ProblemsFoundError`.
    """
    shown = trusted(target, signers)
    kept = [one for one in target.releases() if shown and one.release.serial != shown.release.serial]
    chosen = _chosen(shown, kept, to)
    if shown is None or chosen is None:
        serials = "、".join(str(one.release.serial) for one in kept) or "–"
        raise ProblemsFoundError([ROLLBACK_NOTHING.at(target.name, wanted=str(to or ""), kept=serials)])
    _require_signed(target, chosen, signers)
    release = _release(target, shown, chosen)
    record = release.record()
    signed = SignedRelease(release, record, sign(key, record))
    target.rollback(chosen.release.serial, signed)
    return signed


def _chosen(shown: SignedRelease | None, kept: list[SignedRelease], to: int) -> SignedRelease | None:
    """Choose the release asked for, or the last one before what is shown was first shown."""
    if shown is None:
        return None
    since = shown.release.rollback_of or shown.release.serial
    return next((one for one in kept if one.release.serial == to or (not to and one.release.serial < since)), None)


def _require_signed(target: Target, chosen: SignedRelease, signers: bytes) -> None:
    if not signer_of(signers, chosen.record, chosen.signature):
        raise ProblemsFoundError([PUBLISH_UNTRUSTED.at(f"{target.name} {chosen.release.serial}")])


def _release(target: Target, shown: SignedRelease, chosen: SignedRelease) -> Release:
    serial, previous = newest(target, shown)
    taken_back = shown.release.withdrawn or shown.release.commit
    now, old = listing_of(target, shown), listing_of(target, chosen, chosen.release.serial)
    then = {file.path for file in old.below(ASSETS)} if old else set[str]()
    stay = [file for file in now.below(ASSETS) if file.path not in then] if now else []
    kept = {file.path: file for file in (*chosen.release.kept, *stay)}
    return replace(
        chosen.release, serial=serial + 1, previous=previous, rollback_of=chosen.release.serial,
        withdrawn="" if chosen.release.commit == taken_back else taken_back, kept=tuple(kept.values()),
    )  # fmt: skip
