"""A ZIP file from outside: what it lists is held against what it holds, and its members are unpacked within bounds.

Two programs can see two different contents in one ZIP file: what stands before it or between its members, two members of
one name, members that overlap. None of that is needed, so all of it is damage here. ``zipfile`` reads the list; it does
not look at the bytes until it is asked for a member.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from quanli.records.bounds import MEGABYTE, DamagedError, UnreadableError, unpacking

MEMBER_LIMIT = 5_000
_RATIO = 1_100
"""Deflate cannot make more than 1,032 bytes of one."""
_ENTRY, _END = b"PK\x01\x02", b"PK\x05\x06"
_END_SIZE, _LOCAL_SIZE = 22, 30
_DESCRIPTOR = 24
"""Bytes of the longest record that may follow a member: its sizes, once more."""
_LOCKED = 0x1 | 0x40 | 0x2000
"""Flags of a member that is encrypted, or whose list is."""
_PIECE = 1 << 16
_STEPS = re.compile(r"/{2,}|/\./|^\./")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, IndexError)
"""What ``zipfile`` raises when it trips over damage."""


class Archive:
    """The members of a ZIP file, in the order of its list.

    Raises :class:`DamagedError` where list and bytes do not fit, :class:`UnreadableError` where the file is encrypted, or
    holds more than :data:`MEMBER_LIMIT` members or, by what it says itself, more than ``limit`` bytes.
    """

    def __init__(self, data: bytes, limit: int) -> None:
        if data.count(_ENTRY) > MEMBER_LIMIT:  # before ``zipfile`` makes an object of each
            raise UnreadableError(f"内含超过 {MEMBER_LIMIT} 个文件", f"holds more than {MEMBER_LIMIT} files")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = self._zip.infolist()
        except _BROKEN as error:
            raise _damaged(str(error)) from error
        self.names = tuple(entry.filename for entry in self._entries)
        self._by_name = {common_name(name): entry for name, entry in zip(self.names, self._entries, strict=True)}
        self._check_names()
        for entry in self._entries:
            _check_entry(entry)
        if sum(entry.file_size for entry in self._entries) > limit:
            raise UnreadableError(f"解压后超过 {limit // MEGABYTE} MB", f"unpacks to more than {limit // MEGABYTE} MB")
        _check_order(data, self._zip.start_dir, self._entries, self._zip.comment)

    def __contains__(self, name: str) -> bool:
        return common_name(name) in self._by_name

    def size(self, name: str) -> int:
        """Give how many bytes a member says that it has."""
        return self._by_name[common_name(name)].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack a member piece by piece. Raises :class:`DamagedError` where it is not what the list says."""
        entry = self._by_name[common_name(name)]
        count = unpacking(entry.file_size)
        try:
            with self._zip.open(entry) as member:
                while piece := member.read(_PIECE):
                    count.take(len(piece))
                    yield piece
        except _BROKEN as error:
            raise _damaged(f"{name}: {error}") from error
        if count.left:
            raise _damaged(f"{name} is cut off")

    def read(self, name: str) -> bytes:
        """Unpack a member whole."""
        return b"".join(self.pieces(name))

    def _check_names(self) -> None:
        if len(self._by_name) < len(self._entries):
            raise _damaged("two members have one name")
        for entry in self._entries:
            steps = common_name(entry.filename).split("/")
            if ".." in steps or "\0" in entry.orig_filename or not entry.filename:
                raise _damaged(f"a member is called {entry.orig_filename[:80]!r}")


def common_name(name: str) -> str:
    """Give the form in which names of members count as the same.

    Office folds case (ECMA-376-2, 6.2.2.3); a slash may lead or be the other one, and a letter be written as ``%41``.
    """
    return _STEPS.sub("/", unquote(name).replace("\\", "/")).lstrip("/").casefold()


def _damaged(why: str) -> DamagedError:
    return DamagedError("已损坏", f"is damaged ({why[:120]})")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _LOCKED:
        raise UnreadableError("设有密码", "is encrypted")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableError("用了少见的压缩方法", "is packed in an unusual way")
    if entry.file_size > max(1, entry.compress_size) * _RATIO:
        raise _damaged(f"{entry.filename} says {entry.file_size} bytes")


def _check_order(data: bytes, directory: int, entries: list[zipfile.ZipInfo], comment: bytes) -> None:
    """Check that members fill the file from its first byte to the list, one after the other, and that nothing follows it."""
    if comment or data[-_END_SIZE:][:4] != _END:
        raise _damaged("something stands behind its end")
    spans = sorted(_span(data, entry) for entry in entries)
    if not spans or spans[0][0] != 0:
        raise _damaged("something stands before its first member")
    for (_, end), (start, _) in pairwise([*spans, (directory, directory)]):
        if not 0 <= start - end <= _DESCRIPTOR:
            raise _damaged("members overlap" if start < end else "something stands between its members")


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Give where a member begins and ends. Its own header must say the same as the list."""
    start = entry.header_offset
    try:
        signature, _, flags, method = struct.unpack_from("<4sHHH", data, start)
        name, extra = struct.unpack_from("<HH", data, start + 26)
    except struct.error as error:
        raise _damaged(str(error)) from error
    if signature != b"PK\x03\x04" or flags & _LOCKED or method != entry.compress_type:
        raise _damaged(f"{entry.filename} contradicts the list")
    return start, start + _LOCAL_SIZE + name + extra + entry.compress_size
