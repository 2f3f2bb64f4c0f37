"""Where the theme of a site lies."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from pathlib import Path


def theme_folder(root: Path) -> Path:
    """Give the site's own theme, or the one that this package carries."""
    from pathlib import Path  # noqa: PLC0415

    return Path(theme_of(root))


def theme_of(root: Path | str) -> str:
    """Give the same as text."""
    own = f"{root}/theme"
    if os.path.isdir(f"{own}/templates"):  # noqa: PTH112
        return own
    return packaged_theme()


def packaged_theme() -> str:
    """Give the theme that this package carries; in a working copy of the program it lies beside it."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
    packed = f"{package}/theme"
    return packed if os.path.isdir(packed) else f"{os.path.dirname(os.path.dirname(package))}/theme"  # noqa: PTH112, PTH120
