"""The streams of a compound file (MS-CFB): the old Office's file system in a file, read within bounds."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from quanli.records.bounds import MEGABYTE, DamagedError, unpacking

_ENTRY = 128
_FREE = 0xFFFFFFFA
"""Numbers from here on are no sectors: the end of a chain, or nothing."""
_STREAM, _ROOT = 2, 5
_READ_LIMIT = 128 * MEGABYTE
"""Bytes of all streams that are read: some may be read twice, none over and over."""


class Stream(NamedTuple):
    """An entry of the directory: its name, where its bytes begin and how many they are."""

    name: str
    kind: int
    first: int
    size: int


class CompoundFile:
    """A compound file. Raises :class:`DamagedError` where its chains lead outside or in a circle."""

    def __init__(self, data: bytes) -> None:
        self._data, self._room = data, unpacking(_READ_LIMIT)
        try:
            (shift, small), (directory,), (self._cutoff, minifat, _, difat, _) = (
                struct.unpack_from(form, data, at) for form, at in (("<HH", 30), ("<I", 48), ("<IIIII", 56)))
            if shift not in {9, 12} or small != 6:
                raise DamagedError("已损坏", "is damaged (size of sectors)")
            self._size = 1 << shift
            self._fat = self._table(self._fat_sectors(difat))
            self._minifat = self._table(self._chain(minifat, self._fat))
            whole = b"".join(self._sectors(directory))
        except struct.error as error:
            raise DamagedError("已损坏", f"is damaged ({error})") from error
        self.streams = tuple(_entries(whole))
        root = next((one for one in self.streams if one.kind == _ROOT), None)
        self._mini = b"".join(self._sectors(root.first))[: root.size] if root else b""

    def read(self, stream: Stream) -> bytes:
        """Read a stream."""
        if stream.size < self._cutoff:
            pieces: Iterator[bytes] = (self._mini[64 * at : 64 * at + 64] for at in self._chain(stream.first, self._minifat))
        else:
            pieces = self._sectors(stream.first)
        return b"".join(self._counted(pieces))[: stream.size]

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._room.take(len(piece))
            yield piece

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _sectors(self, first: int) -> Iterator[bytes]:
        return self._counted(self._sector(at) for at in self._chain(first, self._fat))

    def _fat_sectors(self, difat: int) -> Iterator[int]:
        """Give the sectors of the table: 109 in the header, the others in a chain of their own."""
        yield from struct.unpack_from("<109I", self._data, 76)
        count = self._size // 4
        for _ in range(len(self._data) // self._size + 1):
            if difat >= _FREE:
                return
            *numbers, difat = struct.unpack(f"<{count}I", self._sector(difat))
            yield from numbers
        raise DamagedError("已损坏", "is damaged (a chain in a circle)")

    def _table(self, sectors: Iterator[int]) -> array[int]:
        """Read a table of chains, no longer than there are sectors."""
        table = array("I")
        for at in sectors:
            if at < _FREE and len(table) * 4 < len(self._data):
                table.frombytes(self._sector(at).ljust(self._size, b"\xff"))
        return table

    def _chain(self, first: int, table: array[int]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if first >= _FREE:
                return
            if first >= len(table):
                raise DamagedError("已损坏", "is damaged (a chain that leads outside)")
            yield first
            first = table[first]
        raise DamagedError("已损坏", "is damaged (a chain in a circle)")


def _entries(directory: bytes) -> Iterator[Stream]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        first, size = struct.unpack_from("<II", directory, at + 116)
        if kind in {_STREAM, _ROOT}:
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield Stream(name.casefold(), kind, first, size)
