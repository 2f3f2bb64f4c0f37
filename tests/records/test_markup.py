"""XML from outside: what grows without end, or in a shape that costs too much, is refused with the reason."""

import pytest

from quanli.records.bounds import DamagedError, UnreadableError
from quanli.records.markup import DEPTH_LIMIT, MARK_LIMIT, NAME_LIMIT, SIZE_LIMIT, TAG_LIMIT, Room, walk


def seen(*pieces):
    """Walk through XML and note all that comes."""
    found = []
    walk(pieces, Room(), lambda name, attributes: found.append((name, dict(attributes))), found.append, lambda name: found.append(f"/{name}"))
    return found


def test_all_comes_in_order():
    """Elements with their namespaces and attributes, texts and ends come as they stand, in whatever pieces."""
    whole = '<a xmlns="u" b="1">甲&lt;<c/></a>'
    expected = [("u a", {"b": "1"}), "甲<", ("u c", {}), "/u c", "/u a"]
    assert seen(whole.encode()) == expected
    assert seen(*(bytes([byte]) for byte in whole.encode())) == [*expected[:1], "甲", "<", *expected[2:]]
    assert seen(whole.encode("utf-16")) == expected


@pytest.mark.parametrize(("xml", "why"), [
    (b"<a>", "no element found"), (b"", "no element found"), (b"<a></b>", "mismatched tag"), (b"PK", "syntax error"),
    (b'<?xml version="1.0" encoding="gb2312"?><a/>', "multi-byte encodings are not supported"), (b"<a>\xff</a>", "not well-formed"),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "has a document type"), (b"<!DOCTYPE a SYSTEM 'http://evil/'><a/>", "has a document type"),
    ("<!DOCTYPE a><a/>".encode("utf-16"), "has a document type"), (b" " * 70_000 + b"<!DOCTYPE a><a/>", "has a document type"),
])
def test_what_is_no_plain_xml_is_damaged(xml, why):
    """Damage, and a document type wherever it stands and however it is encoded, is told."""
    with pytest.raises(DamagedError) as told:
        seen(xml)
    assert why in told.value.en


def pieces(*parts):
    """Give parts, each repeated, in pieces of 64 KB."""
    for part, count in parts:
        at_once = max(1, 65536 // len(part))
        for start in range(0, count, at_once):
            yield part * min(at_once, count - start)


@pytest.mark.parametrize(("parts", "said"), [
    ([(b"<a>", DEPTH_LIMIT + 1)], f"is nested more than {DEPTH_LIMIT} deep"),
    ([(b"<a>", 1), (b"<b/>", MARK_LIMIT)], f"holds more than {MARK_LIMIT} elements and attributes"),
    ([(b"<a>", 1), (b'<b c="" d="" e=""/>', MARK_LIMIT // 4)], f"holds more than {MARK_LIMIT} elements and attributes"),
    ([(b"<a>", 1), *((b"<b%d/>" % n, 1) for n in range(NAME_LIMIT + 1))], f"holds more than {NAME_LIMIT} kinds of elements and attributes"),
    ([(b"<a ", 1), (b"x", TAG_LIMIT * 2)], "has a tag of more than 1 MB"),
    ([(b'<a b="', 1), (b"x", TAG_LIMIT * 2)], "has a tag of more than 1 MB"),
    ([(b"<a><!--", 1), (b"x", TAG_LIMIT * 2)], "has a tag of more than 1 MB"),
    ([(b"<a>", 1), (b"\n", SIZE_LIMIT)], "unpacks to more than 64 MB"),
])
def test_what_costs_too_much_is_given_up(parts, said):
    """Depth, number, length of a tag and size are bounded, each with a sentence."""
    with pytest.raises(UnreadableError) as told:
        walk(pieces(*parts), Room(), lambda *_: None)
    assert (told.value.en, bool(told.value.zh)) == (said, True)


def test_the_parts_of_a_file_share_its_room():
    """What several parts hold is counted together."""
    room = Room()
    parts = [(b"<a>", 1), (b"<b/>", MARK_LIMIT // 2), (b"</a>", 1)]
    walk(pieces(*parts), room, lambda *_: None)
    with pytest.raises(UnreadableError):
        walk(pieces(*parts), room, lambda *_: None)
