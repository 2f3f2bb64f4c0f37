"""Where the theme of a site lies, and how large its files may be."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from pathlib import Path


THEME = "theme"
"""The folder of a site's own theme."""
_LIMITS = {"templates": 1024 * 1024, "static": 50 * 1024 * 1024}
"""Bytes. Fonts with all Chinese characters are large."""
LARGEST = max(_LIMITS.values())


def limit_of(path: str) -> int:
    """Give the most bytes that a file of a theme may have, by its path from the site; nothing for what is no part of one."""
    return _LIMITS.get(path.split("/")[1] if path.count("/") > 1 else "", 0)


def theme_folder(root: Path) -> Path:
    """Give the site's own theme, or the one that this package carries."""
    from pathlib import Path  # noqa: PLC0415

    return Path(theme_of(root))


def theme_of(root: Path | str) -> str:
    """Give the same as text."""
    own = f"{root}/{THEME}"
    if os.path.isdir(f"{own}/templates"):  # noqa: PTH112
        return own
    return packaged_theme()


def packaged_theme() -> str:
    """Give the theme that this package carries; in a working copy of the program it lies beside it."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
    packed = f"{package}/theme"
    return packed if os.path.isdir(packed) else f"{os.path.dirname(os.path.dirname(package))}/theme"  # noqa: PTH112, PTH120
