"""The lists of keys in words: who may agree to what, for which office, between which days; keys by their fingerprints."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator

from quanli.history.change import Change
from quanli.history.founding import ROLES
from quanli.history.kinds import Kind
from quanli.history.naming import Names

_KEY = re.compile(r"(?:^|\s)((?:ssh-|ecdsa-|sk-)[\w@.-]+)\s+([A-Za-z0-9+/=]+)(?:\s+(.*))?$")
_DAYS = re.compile(r'valid-(after|before)="?(\d{8})\d*Z?"?,?')


def key_changes(before: str, after: str, kind: Kind, names: Names) -> Iterator[Change]:
    """Say which lines are new, gone or changed; a line is known by its key and whom it names."""
    old, new = _lines(before), _lines(after)
    for line in old:
        if line not in new:
            label, detail = _said(line, names)
            yield Change((label,), label, "removed", detail, "", kind)
    for line in new:
        if line not in old:
            label, detail = _said(line, names)
            yield Change((label,), label, "added", "", detail, kind)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _said(line: str, names: Names) -> tuple[str, str]:
    if line.startswith("#"):
        return "说明文字", line.lstrip("# ")
    found = _KEY.search(line)
    if found is None:
        return "名单中的一行", line
    before, comment = line[: found.start(1)].strip(), found[3] or "（没有写明）"
    head = before.partition(" ")[0].strip('"')
    parts = ["、".join(_principal(one, names) for one in head.split(","))] if "@" in head else [f"{head} 起吊销"] if head else []
    parts += [f"{'自' if way == 'after' else '至'} {day[:4]}-{day[4:6]}-{day[6:]}" for way, day in _DAYS.findall(before)]
    parts += [f"其他限定：{rest}"] if (rest := _DAYS.sub("", before.partition(" ")[2]).strip(" ,")) else []
    return f"密钥“{comment}”", "，".join([*parts, f"{found[1]} {fingerprint(found[2])}"])


def _principal(text: str, names: Names) -> str:
    role, _, office = text.partition("@")
    label = next((term.zh for key, term in ROLES.items() if key.lower() == role), role)
    where = "各机关" if office == "*" else "全站" if office == "site" else names.get(("office", office), office)
    return f"{where}{'各环节' if role == '*' else label}（{text}）"


def fingerprint(key: str) -> str:
    """Give a public key's fingerprint as ``ssh-keygen -l`` does."""
    try:
        data = base64.b64decode(key, validate=True)
    except (ValueError, binascii.Error):
        return "（不是公钥）"
    return "SHA256:" + base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
