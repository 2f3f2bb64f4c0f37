"""Names of files are UTF-8, whatever the locale: where Python takes another encoding for them, the command begins again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import NoReturn


def begin_again() -> NoReturn:
    """Put the same command in the place of this process, in Python's UTF-8 mode; the terminal keeps its encoding.

    A word that is the name of something that is there is passed on as it was typed, any other as the text that it is.
    """
    said = sys.stdout.encoding if sys.stdout else ""
    if said and said.lower() not in {"ascii", "us-ascii", "ansi_x3.4-1968", "utf-8"}:
        os.environ.setdefault("PYTHONIOENCODING", f"{said}:backslashreplace")
    os.environ["PYTHONUTF8"] = "1"  # for the processes that this one starts
    os.execv(sys.executable, [os.fsencode(sys.executable), b"-X", b"utf8", *_words()])  # noqa: S606 - ourselves


def _words() -> Iterator[bytes]:
    for word in sys.orig_argv[1:]:
        there = os.path.lexists(word.partition("=")[2] or word)
        yield os.fsencode(word) if there else word.encode("utf-8", "surrogateescape")
