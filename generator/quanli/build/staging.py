"""Everything that a build writes goes through here: into a staging folder first, into the output at the end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.jsonl"
"""In the output: a header, then a line for each file with path, SHA-256 and size, sorted by path."""
FORMAT = 1

FileRow = tuple[str, str, int]
"""Path below the output, SHA-256, size in bytes."""


def staging_folder(output: Path) -> Path:
    """Give the folder beside the output, on the same file system, where a build collects its files."""
    return output.parent / f".{output.name}.staging"


def write_file(staging: Path, path: str, data: bytes) -> FileRow:
    """Write one file of the output. The path is relative, with forward slashes."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
        raise ValueError(f"not a path below the output: {path!r}")
    target = staging / path
    try:
        target.write_bytes(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest(), len(data)


def adopt_files(staging: Path) -> Iterator[FileRow]:
    """Give the rows of files that somebody else (the host's own writer) put into the staging folder."""
    for path in sorted(staging.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield path.relative_to(staging).as_posix(), hashlib.sha256(data).hexdigest(), len(data)


def read_manifest(output: Path) -> dict[str, str]:
    """Give path → SHA-256 of the files that an earlier build left in the output."""
    try:
        with (output / MANIFEST).open(encoding="utf-8") as lines:
            if json.loads(next(lines)).get("format") != FORMAT:
                return {}
            return {row["path"]: row["sha256"] for row in map(json.loads, lines)}
    except (OSError, ValueError, KeyError, StopIteration):
        return {}


def publish_staging(staging: Path, output: Path, files: Iterable[FileRow], audience: str) -> tuple[int, int]:
    """Move the staged files into the output and remove those of the last build that are no longer made.

    Files that we did not make are left alone. Gives how many files were written anew and how many removed. The
    manifest comes last: a build that is cut off here is made good by the next one.
    """
    before = read_manifest(output)
    output.mkdir(parents=True, exist_ok=True)
    written = 0
    manifest = staging / MANIFEST
    with manifest.open("w", encoding="utf-8", newline="\n") as lines:
        lines.write(json.dumps({"format": FORMAT, "generator": "quanli", "audience": audience}) + "\n")
        for path, digest, size in files:
            lines.write(json.dumps({"path": path, "sha256": digest, "size": size}, ensure_ascii=False) + "\n")
            target = output / path
            if before.pop(path, None) == digest and target.is_file() and target.stat().st_size == size:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / path, target)  # noqa: PTH105 - one atomic rename
            written += 1
    for path in before:
        remove_file(output, path)
    os.replace(manifest, output / MANIFEST)  # noqa: PTH105
    shutil.rmtree(staging)
    return written, len(before)


def remove_file(output: Path, path: str) -> None:
    """Remove a file of ours and the folders that it leaves empty."""
    target = output / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break
