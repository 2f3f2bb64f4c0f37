"""Who may sign: the list of approvers, and the keys that have been revoked.

``content/approvers`` has git's allowed-signers form. A principal is a role and an office, ``*`` for any; the comment behind
the key names the signer: a post or a unit. A key that follows another, or a deputy's, has dates; so one name may have
several keys, but one key has one name::

    legal-review@gjj namespaces="quanli-approval" ssh-ed25519 AAAA… 法规科
    approved-by@gjj namespaces="quanli-approval",valid-after="20261201",valid-before="20261215" ssh-ed25519 AAAA… 副主任（AB 岗）

``content/revoked-keys`` says which keys are not to be believed any more, and from which day::

    2026-11-28 ssh-ed25519 AAAA… 密钥遗失

All is judged as of a day, at its noon in Beijing, never as of a moment that the signer or the machine chooses.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
import struct
from collections.abc import Iterator

from quanli.approval.approval import Approval, signed_bytes
from quanli.approval.signatures import APPROVAL, is_signed_by
from quanli.approval.statement import StatementError, digest_of
from quanli.frozen import frozen

_TYPE = re.compile(r"(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+")
_WORD = re.compile(r'(?:"[^"]*"|[^\s"])+')
_ARMOUR = re.compile(r"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\s*")


@frozen
class Line:
    """A line of the list of approvers; ``key`` is the public key's bytes in base64, ``name`` who signs with it."""

    number: int
    principals: tuple[str, ...]
    options: str
    type: str
    key: str
    name: str


@frozen
class Revoked:
    """A line of the revoked keys: from which day, which key, why."""

    number: int
    day: datetime.date
    key: str
    reason: str


@frozen
class Signer:
    """Who signed: the name in the list of approvers, and the key's fingerprint as ``ssh-keygen -l`` shows it."""

    name: str
    fingerprint: str


@frozen
class Signers:
    """The list of approvers and the revoked keys, as bytes of their files; empty where there is none."""

    approvers: bytes
    revoked: bytes = b""

    def signer_of(self, approval: Approval, change_text: str, on: datetime.date) -> Signer | None:
        """Tell who signed an approval of a statement, if on a day a key of that name and principal was good for it.

        None for an approval of another text, of another name than the list has for the key, dated after the day, of a key
        that is not in the list, not for this role and office, not valid on the day, or revoked by then. Raises
        :class:`quanli.approval.signatures.SignatureToolMissingError`.
        """
        if approval.change != digest_of(change_text) or approval.day > on:
            return None
        key = signing_key(approval.signature)
        lines = [line for line in read_approvers(self.approvers) if line.key == key]
        if not key or {line.name for line in lines} != {approval.signer} or self.is_revoked(key, on):
            return None
        try:
            data = signed_bytes(approval, change_text)
        except StatementError:
            return None
        allowed = "".join(f"{','.join(line.principals)} {line.options} {line.type} {line.key}\n" for line in lines).encode()
        if not is_signed_by(allowed, approval.principal, APPROVAL, approval.signature.encode(), data, on):
            return None
        return Signer(approval.signer, fingerprint(key))

    def is_revoked(self, key: str, on: datetime.date) -> bool:
        """Tell whether a key was revoked by a day."""
        return any(one.key == key and one.day <= on for one in read_revoked(self.revoked))


def read_approvers(data: bytes) -> Iterator[Line]:
    """Read the list of approvers; a line that is none is left out (``quanli check`` names it)."""
    for number, text in _lines(data):
        words = list(_WORD.finditer(text))
        at = next((place for place, word in enumerate(words) if place and _TYPE.fullmatch(word[0])), 0)
        if 0 < at <= 2 and at + 1 < len(words):
            principals = tuple(words[0][0].strip('"').split(","))
            options = words[1][0] if at == 2 else ""
            yield Line(number, principals, options, words[at][0], words[at + 1][0], text[words[at + 1].end() :].strip())


def read_revoked(data: bytes) -> Iterator[Revoked]:
    """Read the revoked keys; a line that is none is left out (``quanli check`` names it)."""
    for number, text in _lines(data):
        day, _, rest = text.partition(" ")
        kind, _, rest = rest.strip().partition(" ")
        key, _, reason = rest.strip().partition(" ")
        try:
            date = datetime.date.fromisoformat(day)
        except ValueError:
            continue
        if _TYPE.fullmatch(kind) and key:
            yield Revoked(number, date, key, reason.strip())


def signing_key(signature: str) -> str:
    """Give the public key that stands in an armoured SSH signature, in base64; empty for what is no signature.

    That it stands there proves nothing: it tells only of which key the signature claims to be.
    """
    found = _ARMOUR.fullmatch(signature)
    try:
        data = base64.b64decode(found[1].replace("\n", ""), validate=True) if found else b""
    except ValueError:
        return ""
    head = b"SSHSIG" + struct.pack(">I", 1)
    if not data.startswith(head) or len(data) < len(head) + 4:
        return ""
    (length,) = struct.unpack_from(">I", data, len(head))
    key = data[len(head) + 4 : len(head) + 4 + length]
    return base64.b64encode(key).decode() if len(key) == length else ""


def fingerprint(key: str) -> str:
    """Give a public key's fingerprint, ``SHA256:…``; of what is no base64 there is none."""
    try:
        digest = hashlib.sha256(base64.b64decode(key, validate=True)).digest()
    except ValueError:
        return ""
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        text = line.strip()
        if text and not text.startswith("#"):
            yield number, text
