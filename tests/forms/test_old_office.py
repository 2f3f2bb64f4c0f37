"""Old Office files: what must not be in them is found in their streams, wherever the sectors lie."""

import struct

import pytest

from forms import attachments as make
from forms.test_package_spellings import told

ZHANG = "DOC_METADATA holds the name of its author (张三) in its properties"
DIARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
DOCUMENT = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")
OWN = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")


def record(number, body=b""):
    """Make a record of an old workbook."""
    return struct.pack("<HH", number, len(body)) + body


def text(words, wide=True):
    """Make a text of an old workbook: its length, how wide it is, its letters."""
    return struct.pack("<HB", len(words), int(wide)) + words.encode("utf-16-le" if wide else "latin-1")


def properties(kind, number, value, wide=False, name=""):
    """Make a property set of one property, after the code page and the names."""
    raw = value.encode("utf-16-le" if wide else "gbk") + b"\0\0"
    typed = struct.pack("<II", 31 if wide else 30, len(raw) // (2 if wide else 1)) + raw
    page = struct.pack("<II", 2, 936)
    called = name.encode("gbk") + b"\0"
    names = struct.pack("<III", 1, number, len(called)) + called
    places = ((1, page), (0, names), (number, typed))
    at, head, body = 8 + 8 * len(places), b"", b""
    for one, data in places:
        head += struct.pack("<II", one, at + len(body))
        body += data.ljust(-(-len(data) // 4) * 4, b"\0")
    return struct.pack("<HHI16sI", 0xFFFE, 0, 2, bytes(16), 1) + kind + struct.pack("<I", 48) + struct.pack("<II", 0, len(places)) + head + body


def word(body=b"", flags=0, **places):
    """Make the stream of an old Word file; ``places`` are tables by number, with where they are and how long."""
    head = bytearray(1200)
    struct.pack_into("<H", head, 10, flags)
    for number, place in places.items():
        struct.pack_into("<II", head, 154 + 8 * int(number[1:]), *place)
    return bytes(head) + body


def strings(*words):
    """Make a table of strings."""
    return struct.pack("<HHH", 0xFFFF, len(words), 0) + b"".join(struct.pack("<H", len(one)) + one.encode("utf-16-le") for one in words)


SHEET = record(0x85, struct.pack("<IBB", 0, 0, 0) + b"\2\0AB")
CASES = {
    "macros in other letters": ("doc", {"WordDocument": word(), "mAcRoS": b""}, "MACRO contains macros"),
    "macros in a workbook": ("xls", {"Workbook": SHEET, "_vba_project_cur": b""}, "MACRO contains macros"),
    "an object": ("xls", {"Workbook": SHEET, "\x01ole10native": b""}, "ACTIVE_CONTENT has an embedded object"),
    "a locked package": ("doc", {"WordDocument": word(), "EncryptedPackage": b""}, "NOT_EXAMINED cannot be looked into: it is encrypted"),
    "a locked document": ("doc", {"WordDocument": word(flags=0x100)}, "NOT_EXAMINED cannot be looked into: it is encrypted"),
    "a field": ("doc", {"WordDocument": word(b'\x13 ddeauto "cmd" x \x14 1\x15')}, "EXTERNAL_LINK loads cmd when opened"),
    "a field in wide letters": ("doc", {"WordDocument": word('\x13INCLUDEPICTURE "http://evil/"\x14x\x15'.encode("utf-16-le"))}, "EXTERNAL_LINK loads http://evil/ when opened"),
    "comments": ("doc", {"WordDocument": word(f4=(0, 9))}, "DOC_METADATA holds comments in its properties"),
    "who changed it": ("doc", {"WordDocument": word(flags=0x200, f51=(8, 30)), "1Table": bytes(8) + strings("Unknown", "张三")}, ZHANG),
    "who saved it": ("doc", {"WordDocument": word(f71=(0, 60)), "0Table": strings("张三", "C:\\Users\\x\\a.doc")}, ZHANG),
    "its author": ("doc", {"WordDocument": word(), "\x05SummaryInformation": properties(DIARY, 4, "张三")}, ZHANG),
    "who saved it last, in wide letters": ("xls", {"Workbook": SHEET, "\x05SUMMARYINFORMATION": properties(DIARY, 8, "张三", wide=True)}, ZHANG),
    "its manager": ("doc", {"WordDocument": word(), "\x05DocumentSummaryInformation": properties(DOCUMENT, 14, "张三")}, ZHANG),
    "a property of one's own": ("doc", {"WordDocument": word(), "\x05DocumentSummaryInformation": properties(OWN, 2, "王会局长", name="经办人")}, ZHANG.replace("张三", "王会局长")),
    "a macro sheet": ("xls", {"Workbook": record(0x85, struct.pack("<IBB", 0, 0, 1) + b"\2\0AB")}, "MACRO contains macros"),
    "a hidden sheet": ("xls", {"Workbook": record(0x85, struct.pack("<IBB", 0, 2, 0) + b"\2\0AB")}, "HIDDEN_CONTENT holds a hidden sheet (AB), which whoever opens it can see"),
    "another workbook": ("xls", {"Book": SHEET + record(0x1AE, struct.pack("<H", 1) + text("\x01\\evil\\a.xls"))}, "EXTERNAL_LINK loads \\evil\\a.xls when opened"),
    "another program": ("xls", {"Workbook": SHEET + record(0x1AE, struct.pack("<H", 0) + text("cmd\x03/c calc", wide=False))}, "EXTERNAL_LINK loads cmd|/c calc when opened"),
    "a query": ("xls", {"Workbook": SHEET + record(0x1AD)}, "EXTERNAL_LINK loads QUERY when opened"),
    "a name that runs": ("xls", {"Workbook": record(0x18, struct.pack("<HBBHH", 0x20, 0, 1, 0, 0) + bytes(6) + b"\0\1")}, "MACRO contains macros"),
    "a comment": ("xls", {"Workbook": SHEET + record(0x1C)}, "DOC_METADATA holds comments in its properties"),
    "a locked workbook": ("xls", {"Workbook": record(0x2F)}, "NOT_EXAMINED cannot be looked into: it is encrypted"),
    "whoever writes": ("xls", {"Workbook": record(0x5C, text("张三").ljust(112))}, ZHANG),
    "a link to a file": ("xls", {"Workbook": SHEET + record(0x1B8, bytes(28) + bytes.fromhex("0303000000000000c000000000000046") + bytes(6) + b"C:\\a.exe\0")}, "LINK_TARGET has a link to file:C:\\a.exe"),
    "a link to a script": ("xls", {"Workbook": SHEET + record(0x1B8, bytes(28) + bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b") + bytes(4) + "javascript:x\0".encode("utf-16-le"))}, "LINK_TARGET has a link to javascript:x"),
    "another program's file": ("doc", {"PowerPoint Document": b""}, "TYPE_MISMATCH is not a DOC file"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_old_file_is_read_as_office_reads_it(case):
    """However it is spelled, it is found, and nothing else is said."""
    suffix, streams, said = CASES[case]
    assert told(make.compound_of(**streams), suffix) == [said]


@pytest.mark.parametrize(("suffix", "streams"), [
    ("doc", {"WordDocument": word(b"\x13 PAGE \x14 1\x15 Macros"), "Data": "乙Macros\0\0".encode("utf-16-le"), "\x05SummaryInformation": properties(DIARY, 4, "某市应急管理局")}),
    ("xls", {"Workbook": SHEET + record(0x1AE, b"\1\0\1\4") + record(0x5C, text("WPS Office").ljust(112)) + record(0x1B8, bytes(9))}),
])
def test_what_may_be_there_is_not_told(suffix, streams):
    """Fields, texts, bodies and programs raise nothing."""
    assert told(make.compound_of(**streams), suffix) == []


def test_a_stream_is_put_together_from_its_sectors():
    """A field that is cut by the end of a sector, whose other half lies elsewhere, is found."""
    whole = bytearray(make.compound_of(WordDocument=word(bytes(512 - 1200 % 512 - 6) + b"\x13 DDE cmd x\x15")))
    fat = whole.rindex(struct.pack("<I", 1) + struct.pack("<I", 2))
    struct.pack_into("<8I", whole, fat, 1, 2, 7, 0xFFFFFFFE, 5, 6, 3, 4)  # the fourth sector and the eighth change places
    fourth, eighth = (slice(512 * (number + 1), 512 * (number + 2)) for number in (3, 7))
    whole[fourth], whole[eighth] = whole[eighth], whole[fourth]
    assert told(bytes(whole), "doc") == ["EXTERNAL_LINK loads cmd when opened"]


@pytest.mark.parametrize("damage", [
    lambda data: data[:76] + struct.pack("<I", 0) * 109 + data[512:],
    lambda data: data[:48] + struct.pack("<I", 7_000) + data[52:],
    lambda data: data[:-512] + struct.pack("<128I", *range(128)),
    lambda data: data[:-512] + struct.pack("<128I", *[0] * 128),
    lambda data: data[:68] + struct.pack("<II", 0, 1) + data[76:],
    lambda data: data[:640],
])
def test_chains_in_a_circle_come_to_an_end(damage):
    """A file whose chains lead in a circle or outside is still searched for what its names say."""
    data = damage(make.compound_of(Macros=b"", WordDocument=word()))
    assert "MACRO contains macros" in told(data + make.compound("Macros")[512:], "doc")
