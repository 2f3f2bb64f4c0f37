"""Where the theme of a site lies."""

from __future__ import annotations

from pathlib import Path


def theme_folder(root: Path) -> Path:
    """Give the site's own theme, or the one that this package carries."""
    own = root / "theme"
    if (own / "templates").is_dir():
        return own
    package = Path(__file__).resolve().parents[1]
    packed = package / "theme"
    return packed if packed.is_dir() else package.parents[1] / "theme"
