"""ZIP files from outside: what is not as it says is refused, and none costs more than its bounds."""

import io
import struct
import zipfile

import pytest

from quanli.records.archive import MEMBER_LIMIT, Archive
from quanli.records.bounds import DamagedError, UnreadableError

LIMIT = 1 << 20


def packed(*members, method=zipfile.ZIP_DEFLATED, comment=b""):
    """Pack members, given as name and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, method)
        archive.comment = comment
    return out.getvalue()


GOOD = packed(("a.xml", b"<a/>" * 9), ("b/c.bin", bytes(70_000)))


def listed(data, member, **fields):
    """Change what the list says of a member: ``flags``, ``method``, ``size`` or ``offset``."""
    out, at = bytearray(data), -1
    for _ in range(member + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    places = {"flags": (8, "<H"), "method": (10, "<H"), "size": (24, "<I"), "offset": (42, "<I")}
    for field, value in fields.items():
        struct.pack_into(places[field][1], out, at + places[field][0], value)
    return bytes(out)


def refused(data, limit=LIMIT):
    """Open and unpack everything; gives what is said."""
    with pytest.raises(UnreadableError) as told:
        archive = Archive(data, limit)
        for name in archive.names:
            archive.read(name)
    assert told.value.zh
    return type(told.value), told.value.en


def test_what_is_sound_is_unpacked_as_it_is():
    """Members are found by name, whatever the case, the slashes or the escapes, and come as they were."""
    archive = Archive(GOOD, LIMIT)
    assert archive.names == ("a.xml", "b/c.bin")
    assert archive.read("a.xml") == b"<a/>" * 9
    assert [archive.size(name) for name in ("b/c.bin", "/B\\C.BIN", "b/%63.bin", "b//c.bin")] == [70_000] * 4
    assert "c.bin" not in archive


def test_streamed_members_may_be_followed_by_their_sizes():
    """A member written to a pipe has its sizes behind it, which is sound."""
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a/>")
        archive.writestr("b.xml", b"<b/>")
    assert Archive(out.getvalue(), LIMIT).read("b.xml") == b"<b/>"


OVERLAPPING = listed(packed(("a", b"x" * 99), ("a2", b"x" * 99), method=zipfile.ZIP_STORED), 1, offset=0)
DAMAGED = {
    "no list": (b"PK\x03\x04" + bytes(90), "File is not a zip file"),
    "cut off": (GOOD[:-9], "File is not a zip file"),
    "nothing in it": (packed(), "something stands before its first member"),
    "a page before it": (b"<html>" + GOOD, "something stands before its first member"),
    "a page behind it": (GOOD + b"<html>", "something stands behind its end"),
    "a page as its comment": (packed(("a", b""), comment=b"<html>"), "something stands behind its end"),
    "two of a name": (packed(("word/a.xml", b""), ("word/A.XML", b"")), "two members have one name"),
    "two of a name, one escaped": (packed(("a.xml", b""), ("%61.xml", b"")), "two members have one name"),
    "up and away": (packed(("../a.xml", b"")), "a member is called '../a.xml'"),
    "overlapping (CVE-2024-0450)": (listed(GOOD, 1, offset=0), "members overlap"),
    "hidden between": (GOOD[: GOOD.index(b"PK\x01\x02")] + bytes(25) + GOOD[GOOD.index(b"PK\x01\x02") :], ""),
    "larger than it says": (listed(GOOD, 1, size=9), "b/c.bin: "),
    "smaller than it says": (listed(GOOD, 1, size=70_001), "b/c.bin"),
    "far larger than it can be": (listed(GOOD, 0, size=900_000), "a.xml says 900000 bytes"),
    "packed otherwise than listed": (listed(GOOD, 1, method=0), "b/c.bin contradicts the list"),
    "not packed at all": (GOOD.replace(b"a.xml", b"b.xml", 1), "a.xml"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_contradicts_itself_is_damaged(case):
    """Where list and bytes do not fit, nothing is taken from either."""
    data, why = DAMAGED[case]
    kind, said = refused(data)
    assert kind is DamagedError
    assert why in said


@pytest.mark.parametrize(("data", "said"), [
    (listed(GOOD, 0, flags=1), "is encrypted"),
    (packed(("a", b"x" * 999), method=zipfile.ZIP_LZMA), "is packed in an unusual way"),
    (packed(("a", bytes(LIMIT)), ("b", b"1")), "unpacks to more than 1 MB"),
    (packed(*((f"{n}", b"") for n in range(MEMBER_LIMIT + 1))), f"holds more than {MEMBER_LIMIT} files"),
])
def test_what_cannot_be_looked_into_is_said(data, said):
    """A file that is locked, or holds too much, is refused with the reason."""
    assert refused(data) == (UnreadableError, said)


def test_no_more_is_unpacked_than_is_said(monkeypatch):
    """A member that holds a hundred times what the list says is given up at once: what is unpacked is counted."""
    large = listed(packed(("a", bytes(40 << 20))), 0, size=1000)
    seen = []
    whole = zipfile.ZipExtFile._read1

    def counted(self, size):
        data = whole(self, size)
        seen.append(size)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "_read1", counted)
    assert refused(large)[0] is DamagedError
    assert sum(seen) < 200_000
