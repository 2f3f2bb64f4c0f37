"""Outputs of a few files, and releases of them, for tests of targets: as a build leaves them, and as publishing signs them."""

import datetime
import hashlib
import shutil
from pathlib import Path

from quanli.build.digests import part_bytes, part_name, root_bytes
from quanli.publish.listing import ASSETS, Listing, difference
from quanli.publish.release import RECORD, SIGNATURE, Release, digest, read_release
from quanli.publish.target import SignedRelease
from quanli.publish.tree import reader

FIRST = {"index.html": "一", "a/index.html": "甲", "b/index.html": "乙", "static/1.css": "old", "data/all.json": "[1]", "search/index/2/manifest.json": "{}"}
SECOND = FIRST | {"index.html": "二", "c/index.html": "丙", "static/2.css": "new", "data/all.json": "[2]"}
del SECOND["b/index.html"], SECOND["static/1.css"]
THIRD = SECOND | {"index.html": "三", "d/index.html": "丁"}
del THIRD["c/index.html"]


def write_output(folder: Path, files: dict[str, str], parts: int = 2) -> Path:
    """Write files with their list of digests, in so many parts."""
    shutil.rmtree(folder, ignore_errors=True)
    rows = []
    for path, text in sorted(files.items()):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        rows.append((path, hashlib.sha256(text.encode()).hexdigest(), len(text.encode())))
    (folder / "digests").mkdir()
    listed = []
    for at in range(parts):
        some = rows[at * len(rows) // parts : (at + 1) * len(rows) // parts]
        if some:
            name, data = part_name(some[0][0]), part_bytes(some)
            (folder / name).write_bytes(data)
            listed.append((name, hashlib.sha256(data).hexdigest()))
    (folder / "digests.json").write_bytes(root_bytes("public", "站点", "2026-06-01", "", listed))
    return folder


def following(target, output: Path, commit: str = "c" * 40) -> SignedRelease:
    """Give the release that an output is, after what a target shows."""
    record = target.shown()
    new = Listing(reader(output))
    old = Listing(target.read) if record else None
    kept = tuple(file for file in difference(old, new).go if file.path.startswith(ASSETS))
    serial = read_release(record).serial + 1 if record else 1
    return signed(Release("站点", commit, datetime.date(2026, 6, 1), serial, digest(record) if record else "", new.sha256, "not required", commit, kept=kept))


def signed(release: Release) -> SignedRelease:
    """Give a release with what stands for its signature: targets keep it, and do not judge it."""
    return SignedRelease(release, release.record(), f"signature of {release.serial} {digest(release.record())}\n".encode())


def publish(target, output: Path, keep: int = 5, **more) -> SignedRelease:
    """Publish under the lock."""
    with target.lock():
        release = following(target, output)
        target.publish(release, output, keep, **more)
    return release


def expected(release: SignedRelease, output: Path, kept: dict[str, str]) -> dict[str, bytes]:
    """Give all that a target is to show of a release: its files, its record, and the static files that stay, whose texts are given."""
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    stay = {file.path: kept[file.path].encode() for file in release.release.kept}
    return files | stay | {RECORD: release.record, SIGNATURE: release.signature}


def shown(target) -> dict[str, bytes]:
    """Give all that a target shows, as it can be listed and read."""
    return {entry.path: target.read(entry.path) for entry in target.entries() if entry.nature == "file"}
