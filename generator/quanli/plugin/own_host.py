"""Pelican without its one habit that a stranger could use."""

from __future__ import annotations

from pelican import Pelican


class OwnHost(Pelican):  # type: ignore[misc]
    """Looks for modules where the program is installed, and not in the current folder, which may be that of a stranger's branch."""

    def init_path(self) -> None:
        """Leave the paths of modules alone; Pelican puts the current folder before them."""
