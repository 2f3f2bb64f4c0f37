"""Files of others' folders are written by a rule: what this program wrote and nobody changed may be written anew, nothing else.

The last line of a file vouches for the lines before it by their SHA-256, so that a hand's change is told from our own text.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from quanli.forge.outputs import Output
from quanli.frozen import frozen
from quanli.gate import NotPlainError, TooLargeError, lay_down, read_file

_MARK = "quanli forge sha256:"
_LIMIT = 4 * 1024 * 1024
_RUN, _READ = 0o755, 0o644
Fate = Literal["new", "renewed", "same", "foreign", "edited"]
REFUSED: frozenset[Fate] = frozenset({"foreign", "edited"})


@frozen
class Written:
    """What becomes of a file: ``foreign`` is another's, ``edited`` ours with a hand's changes."""

    path: str
    fate: Fate


def sealed(text: str, comment: str) -> bytes:
    """Give a file's bytes: its text, and the line that vouches for it."""
    body = text if text.endswith("\n") else text + "\n"
    return (body + comment.format(_MARK + hashlib.sha256(body.encode()).hexdigest()) + "\n").encode()


def is_ours(data: bytes, comment: str) -> Literal["foreign", "edited", "ours"]:
    """Tell whether a file is one that this program wrote, and whether it is as it was written."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    body, _, last = text.removesuffix("\n").rpartition("\n")
    if _MARK not in text:
        return "foreign"
    return "ours" if sealed(body + "\n", comment).decode().splitlines()[-1] == last else "edited"


def write(folder: Path, texts: Iterable[tuple[Output, str]], *, force: bool = False) -> list[Written]:
    """Write files below a folder: all of them, or none where one is refused. Raises ``OSError``."""
    planned = [(output, sealed(text, output.comment)) for output, text in texts]
    fates = [Written(output.path, _fate(folder, output, data)) for output, data in planned]
    if any(one.fate in REFUSED for one in fates) and not force:
        return fates
    for (output, data), one in zip(planned, fates, strict=True):
        if one.fate != "same":
            _replace(folder, output, data)
    return fates


def _fate(folder: Path, output: Output, data: bytes) -> Fate:
    try:
        there = read_file(folder, output.path, _LIMIT)
    except FileNotFoundError:
        return "new"
    except (NotPlainError, TooLargeError):
        return "foreign"
    if there == data:
        return "same"
    found = is_ours(there, output.comment)
    return "renewed" if found == "ours" else found


def _replace(folder: Path, output: Output, data: bytes) -> None:
    beside = f"{output.path}.new"
    (folder / beside).unlink(missing_ok=True)
    lay_down(folder, beside, data)
    (folder / beside).chmod(_RUN if output.run else _READ)
    os.replace(folder / beside, folder / output.path)  # noqa: PTH105 - as a whole or not at all
