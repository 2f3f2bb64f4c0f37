"""Sites of some files, as a build leaves them, for tests of what becomes of a target: nothing is built, all else is real."""

import datetime
import hashlib
import shutil
from pathlib import Path

from quanli.build.digests import part_bytes, part_name, root_bytes
from quanli.build.staging import write_file
from quanli.publish.folder import FolderTarget
from quanli.publish.listing import ASSETS, Listing, difference
from quanli.publish.release import NOT_REQUIRED, Release, digest, read_release
from quanli.publish.target import SignedRelease
from quanli.publish.tree import reader

SIGNATURE = b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
"""What stands in place of a signature, where who signed is not what is tested."""


def small_site(folder: Path, mark: str, pages: int = 6) -> Path:
    """Write a site of which each page bears a mark, with a page, a folder and a style sheet that only this mark has."""
    shutil.rmtree(folder, ignore_errors=True)
    texts = {f"pages/{number}/index.html": f"{mark} {number}\n" for number in range(pages)}
    texts |= {"index.html": f"{mark}\n", "404.html": "nothing here\n", f"only/{mark}/index.html": f"{mark}\n", f"static/site.{mark}.css": f"{mark}\n", "static/same.css": "same\n"}
    rows = [write_file(folder, path, text.encode()) for path, text in sorted(texts.items())]
    parts = [rows[start : start + 3] for start in range(0, len(rows), 3)]
    listed = [(part_name(part[0].path), part_bytes(part)) for part in parts]
    for name, data in listed:
        write_file(folder, name, data)
    write_file(folder, "digests.json", root_bytes("public", "甲", "2026-06-01", "", [(name, hashlib.sha256(data).hexdigest()) for name, data in listed]))
    return folder


def next_of(target: FolderTarget, output: Path) -> SignedRelease:
    """Give the release of a site that comes after all of a target."""
    new, shown = Listing(reader(output)), target.shown()
    newest = next(iter(target.records()), None)
    steps = difference(Listing(target.read) if shown else None, new)
    serial = read_release(newest[0]).serial + 1 if newest else 1
    commit = hashlib.sha1(output.name.encode(), usedforsecurity=False).hexdigest()
    kept = tuple(file for file in steps.go if file.path.startswith(ASSETS))
    release = Release("甲", commit, datetime.date(2026, 6, 1), serial, digest(newest[0]) if newest else "", new.sha256, NOT_REQUIRED, commit, kept=kept)
    return SignedRelease(release, release.record(), SIGNATURE)


def publish(target: FolderTarget, output: Path, keep: int = 2) -> Release:
    """Publish a site that lies there."""
    with target.lock():
        signed = next_of(target, output)
        target.publish(signed, output, keep)
        return signed.release


def is_whole(target: FolderTarget) -> Release:
    """See that each file that is shown is vouched for, to the byte, and none is there besides; gives the release."""
    tree = target.folder / "current"
    release, listing = read_release((tree / "release.json").read_bytes()), Listing(reader(tree))
    assert listing.sha256 == release.digests
    wanted = {file.path: file.sha256 for file in (*listing.own(), *listing.files(), *release.kept)}
    lying = {path.relative_to(tree.resolve()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in tree.resolve().rglob("*") if path.is_file()}
    del lying["release.json"]
    assert lying.pop("release.json.sig") == hashlib.sha256(SIGNATURE).hexdigest()
    assert lying == wanted
    return release


