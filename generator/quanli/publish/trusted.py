"""What a target shows, believed only where its signature is one of ours."""

from __future__ import annotations

from quanli.errors import ProblemsFoundError, Rule
from quanli.publish.release import RECORD, SIGNATURE, read_release
from quanli.publish.signature import signer_of
from quanli.publish.target import SignedRelease, Target

PUBLISH_UNTRUSTED = Rule(
    "PUBLISH_UNTRUSTED", "error",
    zh="目标上公布的版本不是由名单中的密钥签名的，或签名后被改动", en="what the target shows was not signed by a key of the list, or was changed since",
    hint_zh="运行 quanli verify；换过密钥的，用 --signers 给出包含新旧公钥的名单", hint_en="run quanli verify; after a change of keys name a list of both with --signers",
    follows="审批从已公布的版本算起，该版本须可信",
)


def trusted(target: Target, signers: bytes) -> SignedRelease | None:
    """Give the release that a target shows; None where there is none yet.

    Raises :class:`ProblemsFoundError` where it cannot be read, or none of ``signers`` signed it.
    """
    record = target.shown()
    if record is None:
        return None
    try:
        release, signature = read_release(record), target.read(SIGNATURE)
    except (OSError, ValueError):
        raise ProblemsFoundError([PUBLISH_UNTRUSTED.at(f"{target.name}/{RECORD}")]) from None
    if not signer_of(signers, record, signature):
        raise ProblemsFoundError([PUBLISH_UNTRUSTED.at(f"{target.name}/{RECORD}")])
    return SignedRelease(release, record, signature)
