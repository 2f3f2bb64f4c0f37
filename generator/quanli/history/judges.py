"""Which sources decide what the record says: when one of them changes, what was kept is worth nothing.

They are found by following imports from where commits are taken in. What only asks the record, shows it or makes up a
past for a demonstration is not among them, and may change without all history being read anew.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
from pathlib import Path

import yaml

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOTS = ("history/catch_up",)
"""What takes commits in: files of the package without their ending."""
_IMPORT = re.compile(rb"from quanli\.([\w.]+) import (?:\(([^)]*)\)|(.*))")
_NAME = re.compile(rb"\w+")


@functools.cache
def judges_stamp() -> str:
    """Give the version of all that decides: a hash of the sources, with the versions of Python and of the YAML parser."""
    found = hashlib.sha256(f"{sys.version} {yaml.__version__}".encode())
    for _, source in sorted(judges().items()):
        found.update(source)
    return found.hexdigest()


def judges() -> dict[str, bytes]:
    """Give the sources that decide, by file; those that are imported for their types only are among them."""
    found, seen, waiting = dict[str, bytes](), set(_ROOTS), list(_ROOTS)
    while waiting:
        file = waiting.pop()
        if source := _source(f"{_PACKAGE}/{file}"):
            found[file] = source
            new = _imported(source) - seen
            seen |= new
            waiting += new
    return found


def _imported(source: bytes) -> set[str]:
    """Name the files that a source may import: a name taken from a room may be a file in it."""
    found = set[str]()
    for whole, several, some in _IMPORT.findall(source):
        file = whole.decode().replace(".", "/")
        found.add(file)
        if "/" not in file:
            found |= {f"{file}/{name.decode()}" for name in _NAME.findall(several or some.partition(b"#")[0])}
    return found


def _source(file: str) -> bytes:
    """Read a file, or what a room says as a whole; nothing where there is neither."""
    for path in (f"{file}.py", f"{file}/__init__.py"):
        try:
            with open(path, "rb") as found:  # noqa: PTH123 - every build reads these
                return found.read()
        except FileNotFoundError:
            continue
    return b""
