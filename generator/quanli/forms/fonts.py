"""The Chinese font with which pictures and forms are set: one, found by its name, and its folder alone is seen."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from quanli.frozen import frozen


@frozen
class Font:
    """A font that is installed: its family, and the folder in which its files lie."""

    family: str
    folder: Path


def first_installed(families: Sequence[str]) -> Font | None:
    """Give the first of some families that is installed; None where none is."""
    installed = _installed()
    return next((Font(name, installed[name]) for name in families if name in installed), None)


@functools.cache
def _installed() -> dict[str, Path]:
    import typst  # noqa: PLC0415 - 20 MB, wanted only where something is set

    return {font.family: Path(font.path).parent for font in typst.Fonts(include_embedded_fonts=False).fonts() if font.path}
