"""Who is named in the property sets of old Office files (MS-OLEPS)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from quanli.forms.findings import may_name_person, names_person, reaches_person

SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
_DOCUMENT = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")
_OWN = bytes.fromhex("05d5cdd59c2e1b10939708002b2cf9ae")
"""Names of the sets: the summary, the document's summary, what somebody made up (3.1.2 and on)."""
_TELLING: Mapping[tuple[bytes, int], Callable[[str, str], bool]] = MappingProxyType({
    **dict.fromkeys(((SUMMARY, 4), (SUMMARY, 8), (_DOCUMENT, 14)), lambda _, text: names_person(text)),
    **dict.fromkeys(((SUMMARY, number) for number in (2, 3, 5, 6)), lambda _, text: reaches_person(text)),
})
"""What is asked of author, last author and manager; of title, subject, keywords and comments."""
_BYTES, _WIDE = 0x1E, 0x1F
_COUNT, _SIZE = 256, 512
_ENCODINGS = ("utf-8", "gb18030")


def persons(data: bytes) -> Iterator[str]:
    """Give the names of persons in the property sets of a stream: a set is a count, pairs of id and offset, and values."""
    try:
        (count,) = struct.unpack_from("<I", data, 24)
        for at in range(28, 28 + 20 * min(count, 2), 20):
            kind, (start,) = data[at : at + 16], struct.unpack_from("<I", data, at + 16)
            yield from _of_set(data, kind, start)
    except struct.error:
        return


def _of_set(data: bytes, kind: bytes, start: int) -> Iterator[str]:
    (count,) = struct.unpack_from("<I", data, start + 4)
    places = dict(struct.unpack_from("<II", data, start + 8 + 8 * i) for i in range(min(count, _COUNT)))
    wide = 1 in places and struct.unpack_from("<H", data, start + places[1] + 4)[0] == 1200
    names = _dictionary(data, start + places[0], wide=wide) if kind == _OWN and 0 in places else {}
    for number, at in places.items():
        tells = may_name_person if kind == _OWN else _TELLING.get((kind, number))
        if number < 2 or tells is None:
            continue
        type_, size = struct.unpack_from("<II", data, start + at)
        raw = data[start + at + 8 : start + at + 8 + min(size * (2 if type_ == _WIDE else 1), _SIZE)]
        text = decoded(raw, wide=type_ == _WIDE or (wide and type_ == _BYTES))
        if type_ & 0xFFFF in {_BYTES, _WIDE} and tells(names.get(number, ""), text):
            yield text


def _dictionary(data: bytes, at: int, *, wide: bool) -> dict[int, str]:
    """Read the names of properties that somebody made up."""
    names: dict[int, str] = {}
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    for _ in range(min(count, _COUNT)):
        number, length = struct.unpack_from("<II", data, at)
        size = length * 2 if wide else length
        names[number] = decoded(data[at + 8 : at + 8 + min(size, _SIZE)], wide=wide)
        at += 8 + size + (-size % 4 if wide else 0)
    return names


def decoded(raw: bytes, *, wide: bool = False) -> str:
    """Decode a text up to its zero: two bytes a letter, or what Chinese systems write."""
    if wide:
        return raw[: len(raw) & ~1].decode("utf-16-le", "replace").partition("\0")[0]
    text = raw.partition(b"\0")[0]
    for encoding in _ENCODINGS:
        try:
            return text.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text.decode("latin-1")
