"""The list of digests: every file of the output with its SHA-256, in parts, under one root that vouches for all of them.

``digests.json`` lists the parts with their digests; ``digests/<part>.jsonl`` has a line a file, sorted by path. A changed
page changes its part and the root, nothing else. Earlier versions called it ``manifest.json``, a name that browsers know for
something else: such a list is read where no other is, and taken away by the next build.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from quanli.build.staging import FileRow

ROOT, FOLDER = "digests.json", "digests/"
FORMER_ROOT, FORMER_FOLDER = "manifest.json", "manifest/"
"""What earlier versions called them: outputs and releases have these names as long as they are kept."""
FORMAT = 2
LARGEST = 64 * 1024 * 1024
"""Bytes of a root: of more parts than any site has."""


def part_name(first: str) -> str:
    """Name the part that begins with a path."""
    import hashlib  # noqa: PLC0415

    return f"{FOLDER}{hashlib.sha256(first.encode()).hexdigest()[:16]}.jsonl"


def part_bytes(rows: Iterable[FileRow]) -> bytes:
    """Write a part."""
    from json.encoder import encode_basestring  # noqa: PLC0415 - the whole encoder, a line at a time, takes ten times longer

    lines = (f'{{"path": {encode_basestring(path)}, "sha256": "{digest}", "size": {size}}}\n' for path, digest, size, *_ in rows)
    return "".join(lines).encode()


def root_bytes(audience: str, site: str, day: str, laws: str, parts: Sequence[tuple[str, str]]) -> bytes:
    """Write the root: ``site`` says whose the output is, ``day`` (an ISO date) of which day it speaks, ``laws`` by which texts of the law.

    ``laws`` is a digest of what the law library has of the laws in the register, empty where there is none; ``parts`` are
    name and SHA-256 of each part, in the order of their paths.
    """
    import json  # noqa: PLC0415

    head = {"format": FORMAT, "generator": "quanli", "audience": audience, "site": site, "day": day, "laws": laws}
    listed = ",\n".join(f'{{"name": "{name}", "sha256": "{digest}"}}' for name, digest in parts)
    return (json.dumps(head, ensure_ascii=False)[:-1] + f', "parts": [\n{listed}\n]}}\n').encode()


def root_digest(output: Path) -> str:
    """Give the SHA-256 of the root that lies in an output; empty where there is none."""
    import hashlib  # noqa: PLC0415

    try:
        return hashlib.sha256(read_root(output)).hexdigest()
    except OSError:
        return ""


def read_root(output: Path) -> bytes:
    """Read the root that lies in an output, where others may have put anything. Raises ``OSError`` where there is none."""
    from quanli.gate import read_file  # noqa: PLC0415 - a build with nothing to do reads none

    try:
        return read_file(output, ROOT, LARGEST)
    except OSError:
        return read_file(output, FORMER_ROOT, LARGEST)


def digest_parts(output: Path) -> list[str]:
    """Give the names of the parts that lie in an output."""
    return _parts_in(output, FOLDER)


def former_list(output: Path) -> list[str]:
    """Give the files of a list that an earlier version left in an output; nothing where it is no list of ours."""
    import json  # noqa: PLC0415

    from quanli.gate import read_file  # noqa: PLC0415

    try:
        root = json.loads(read_file(output, FORMER_ROOT, LARGEST))
        ours = root["generator"] == "quanli" and isinstance(root["parts"], list)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [FORMER_ROOT, *_parts_in(output, FORMER_FOLDER)] if ours else []


def _parts_in(output: Path, folder: str) -> list[str]:
    return sorted(f"{folder}{path.name}" for path in (output / folder).glob("*.jsonl"))


def read_digests(output: Path) -> Iterator[tuple[str, str]]:
    """Give path and SHA-256 of the files that an earlier build left in the output; nothing when it cannot be told."""
    import json  # noqa: PLC0415

    from quanli.build.staging import is_below  # noqa: PLC0415

    try:
        root = json.loads(read_root(output))
        if root["format"] != FORMAT:
            return
        for part in root["parts"]:
            if not is_below(part["name"]):
                continue
            with (output / part["name"]).open(encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if is_below(row["path"]):
                        yield row["path"], row["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return
