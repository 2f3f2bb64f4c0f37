"""Tiny whole sites for tests: the starter that ``quanli new site`` makes, and what a test changes in it."""

import json
import shutil
import struct
import zlib
from pathlib import Path

from quanli.cli import main
from quanli.cli.new import STARTER

OF_THE_MACHINE = {"NO_HISTORY", "LAW_UNCHECKED", "STATUTE_UNCHECKED"}
"""What is said of a test's site as it lies in no repository and has no law library."""
POWER = "content/powers/xxj/YJ-XK-0001.yaml"


def make_site(folder: Path, **files: str | bytes | None) -> Path:
    """Make the starter site; ``files`` are put over it (None removes), by path."""
    site = folder / "site"
    shutil.copytree(STARTER, site, ignore=shutil.ignore_patterns("__pycache__"))
    return put(site, **files)


def put(site: Path, **files: str | bytes | None) -> Path:
    """Write or remove files of a site."""
    for name, content in files.items():
        path = site / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return site


def picture(note: bytes = b"") -> bytes:
    """Make a PNG of one point with a note in it, for a file that may be attached in any number of wordings."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"tEXt", b"Comment\0" + note), (b"IDAT", zlib.compress(bytes(2))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held)) for kind, held in chunks)


def edit(site: Path, name: str, old: str, new: str) -> None:
    """Replace a passage of a file that must be there."""
    path = site / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check(site: Path, capsys, *more: str, every: bool = False) -> tuple[int, list[dict]]:
    """Run ``quanli check --format json`` and give exit status and problems.

    That a test's site lies in no repository goes without saying, nor has a law library, unless ``every`` problem is asked for.
    """
    capsys.readouterr()
    status = main(["check", "--site", str(site), "--format", "json", "--lang", "en", "--jobs", "1", *more])
    found = json.loads(capsys.readouterr().out)
    return status, found if every else [one for one in found if one["code"] not in OF_THE_MACHINE]


def build(site: Path, *more: str) -> int:
    """Run ``quanli build`` in this process."""
    return main(["build", "--site", str(site), "--lang", "en", "--jobs", "1", "--quiet", *more])
