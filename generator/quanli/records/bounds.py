"""What a file from outside may cost: whatever opens one counts its work against a limit, and says in words what is too much."""

from __future__ import annotations

MEGABYTE = 1 << 20


class UnreadableError(ValueError):
    """A file cannot be looked into: it is damaged, locked, or larger inside than a limit. ``zh`` and ``en`` say which, as clauses without a subject."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class DamagedError(UnreadableError):
    """A file is not what its kind of file is, or contradicts itself."""


class Allowance:
    """How much work may still be done on one file, in units that the caller names."""

    __slots__ = ("_left", "_too_much")

    def __init__(self, limit: int, zh: str, en: str) -> None:
        self._left, self._too_much = limit, (zh, en)

    @property
    def left(self) -> int:
        """Give what is left, never less than nothing."""
        return self._left

    def take(self, amount: int) -> None:
        """Count work. Raises :class:`UnreadableError` when it is too much."""
        self._left -= amount
        if self._left < 0:
            self._left = 0
            raise UnreadableError(*self._too_much)


def unpacking(limit: int) -> Allowance:
    """Allow so many bytes to be unpacked."""
    size = limit // MEGABYTE
    return Allowance(limit, f"解压后超过 {size} MB", f"unpacks to more than {size} MB")
