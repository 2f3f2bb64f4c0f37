"""XML from outside, walked through once without building a tree: no document type, no long tag, no deep nesting.

Expat reads UTF-8 and UTF-16 alike, so that what is looked for is found however a part is encoded. A document type is the
door of entities, which can grow without end; no format that is read here has one. Expat before 2.6 looks again at all of a
tag whenever a piece of it arrives, and keeps all its attributes: so a tag has a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from quanli.records.bounds import MEGABYTE, Allowance, DamagedError, UnreadableError, unpacking

SIZE_LIMIT, MARK_LIMIT, DEPTH_LIMIT, TAG_LIMIT = 64 * MEGABYTE, 2_000_000, 256, MEGABYTE
"""Bytes of a file's XML, its elements and attributes, how deep elements lie in each other, and bytes of a tag with its attributes."""

NAME_LIMIT = 20_000
"""Different names of elements and attributes in one part; expat keeps each."""

Start = Callable[[str, Mapping[str, str]], None]
Text = Callable[[str], None]


class Room:
    """What the XML of one file may hold, all its parts together."""

    __slots__ = ("bytes", "marks")

    def __init__(self) -> None:
        self.bytes = unpacking(SIZE_LIMIT)
        self.marks = Allowance(MARK_LIMIT, f"内容超过 {MARK_LIMIT} 个元素和属性", f"holds more than {MARK_LIMIT} elements and attributes")


def walk(
    pieces: Iterable[bytes], room: Room, start: Start, text: Text | None = None, end: Callable[[str], None] | None = None, *, namespaces: bool = True,
) -> None:
    """Walk through XML that comes in pieces. Names come as ``namespace name``, in one word where there is no namespace.

    Without ``namespaces`` they come as they are written: ``prefix:name``, whether or not the prefix was declared.

    Raises :class:`DamagedError` where it is no XML, :class:`UnreadableError` where there is no room for it.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_LIMIT:
            raise UnreadableError(f"内容嵌套超过 {DEPTH_LIMIT} 层", f"is nested more than {DEPTH_LIMIT} deep")
        room.marks.take(1 + len(attributes))
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    def typed(*_: object) -> None:
        raise DamagedError("含有文档类型声明", "has a document type")

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = typed
    if text:
        parser.CharacterDataHandler = text
    fed = 0
    try:
        for piece in pieces:
            room.bytes.take(len(piece))
            parser.Parse(piece, False)
            fed += len(piece)
            if len(parser.intern) > NAME_LIMIT:
                raise UnreadableError(f"内容超过 {NAME_LIMIT} 种元素和属性", f"holds more than {NAME_LIMIT} kinds of elements and attributes")
            if fed - max(0, parser.CurrentByteIndex) > TAG_LIMIT:
                raise UnreadableError(f"有一个标记超过 {TAG_LIMIT // MEGABYTE} MB", f"has a tag of more than {TAG_LIMIT // MEGABYTE} MB")
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise DamagedError("已损坏", f"is damaged ({error})") from error
