"""What this machine last saw a target show: what is shown later may be newer, never older."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from quanli.frozen import frozen
from quanli.publish.release import digest

FILE = "seen.json"


@frozen
class Seen:
    """A release that was found to be whole: its serial and the digest of its record."""

    serial: int
    record: str


def last_seen(folder: Path) -> Seen | None:
    """Give what is noted of a target; None where nothing is, or it cannot be read."""
    try:
        said = json.loads((folder / FILE).read_bytes())
        return Seen(int(said["serial"]), str(said["record"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_seen(folder: Path, serial: int, record: bytes) -> None:
    """Note what a target shows."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f"{FILE}.new"
    new.write_text(json.dumps({"serial": serial, "record": digest(record)}) + "\n", encoding="ascii")
    new.replace(folder / FILE)


def keep_signers(folder: Path, signers: bytes) -> None:
    """Remember by which keys what is shown was signed, so that it can be verified here without naming them."""
    with suppress(OSError):
        if (folder / "signers").read_bytes() == signers:
            return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "signers").write_bytes(signers)


def kept_signers(folder: Path) -> bytes:
    """Give the keys by which was published from here; empty where nothing was."""
    try:
        return (folder / "signers").read_bytes()
    except OSError:
        return b""
