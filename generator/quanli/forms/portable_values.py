"""The values in a PDF file (ISO 32000-2, 7.3): read from a place on, however damaged, in work that is counted.

Not only what the newest table of objects leads to is read: a reader that repairs the table finds older objects, and
another table may lead anywhere. So every place where an object could begin is one.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from quanli.records.bounds import Allowance, UnreadableError

_BLANK = rb"\0\t\n\f\r "
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"[" + _BLANK + rb"]*+(?:"
    rb"(?P<name>/" + _REGULAR + rb"*)|(?P<open><<|\[)|(?P<close>>>|\])|(?P<text>\()|(?P<hex><[^<>]*>?)|(?P<note>%[^\r\n]*)"
    rb"|(?P<numbers>[0-9+.\-][0-9+.\-" + _BLANK + rb"]{0,2000})(?=[" + _BLANK + rb"()<>\[\]{}/%R]|\Z)|(?P<word>" + _REGULAR + rb"+)|(?P<other>[>)}{]))"
)
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]+")
_IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_HEX = re.compile(rb"#([0-9a-fA-F]{2})")
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
_ENDS = frozenset({b"endobj", b"obj", b"stream", b"startxref", b"xref", b"trailer"})
_DEPTH_LIMIT, _WORK_LIMIT = 100, 1_000_000
_KEPT = 4096
"""Bytes of a name or text that are kept: a key, an address, a person's name are shorter."""
_COUNTED = 1 << 14


class Name(str):
    """A name, without its slash and its escapes."""

    __slots__ = ()


class Reference(NamedTuple):
    """Stands for the object of a number."""

    number: int


class Dictionary(NamedTuple):
    """Pairs of a key and a value, in their order; a key may stand twice."""

    pairs: tuple[tuple[str, Value], ...]

    def all(self, key: str) -> list[Value]:
        """Give all values of a key."""
        return [found for name, found in self.pairs if name == key]

    def says(self, key: str, name: str) -> bool:
        """Tell whether a key has a name for a value."""
        return any(isinstance(found, Name) and found == name for found in self.all(key))


class Numbers(bytes):
    """One number, or several in a row."""

    __slots__ = ()


class Text(bytes):
    """The bytes of a text, without brackets and escapes."""

    __slots__ = ()


Value = Name | Reference | Dictionary | Numbers | Text | bytes | list["Value"]
"""What stands in an object; plain ``bytes`` are words such as ``true``."""


class Found(NamedTuple):
    """The values from a place on, and where each begins; where a stream follows them, 0 where none does."""

    values: list[Value]
    starts: set[int]
    stream: int


def work() -> Allowance:
    """Allow the work on one file: a unit for each value, and for each 64 bytes of a long one."""
    return Allowance(_WORK_LIMIT, f"内容超过 {_WORK_LIMIT} 个对象", f"holds more than {_WORK_LIMIT} values")


def read(data: bytes, at: int, allowed: Allowance, *, most: int = 0) -> Found:
    """Read values until an object ends (``most``: until so many are complete)."""
    found = Found([], set(), 0)
    stack: list[tuple[bytes, list[Value]]] = [(b"", found.values)]
    match, spent = _TOKEN.match, 0
    while token := match(data, at):
        kind, begin = token.lastgroup or "", at
        at = token.end()
        into = stack[-1][1]
        if len(stack) == 1:
            found.starts.add(token.start(kind))
        if kind == "name":
            into.append(_name(token["name"][1:_KEPT]))
        elif kind == "numbers":
            into.append(Numbers(token["numbers"]))
        elif kind == "text":
            text, at = _text(data, at, allowed)
            into.append(text)
        elif kind == "hex":
            into.append(_digits(token["hex"]))
        elif kind == "open":
            if len(stack) > _DEPTH_LIMIT:
                raise UnreadableError(f"内容嵌套超过 {_DEPTH_LIMIT} 层", f"is nested more than {_DEPTH_LIMIT} deep")
            stack.append((token["open"], []))
        elif kind == "close":
            if len(stack) > 1:
                _close(stack)
        elif kind == "word":
            if token["word"] in _ENDS:
                found = found._replace(stream=_body(data, at) if token["word"] == b"stream" else 0)
                break
            _word(into, token["word"])
        spent += 1 + (at - begin >> 6)
        if spent > 1000:
            allowed.take(spent)
            spent = 0
        if most and len(stack) == 1 and len(found.values) >= most and not isinstance(found.values[-1], Numbers):
            break
    allowed.take(spent + 1)
    while len(stack) > 1:
        _close(stack)
    return found


@functools.lru_cache(4096)
def _name(raw: bytes) -> Name:
    """Give a name; a letter of it may be written as ``#`` and its number."""
    return Name(_HEX.sub(lambda found: bytes((int(found[1], 16),)), raw).decode("utf-8", "replace"))


def integer(value: Value) -> int | None:
    """Give a number, where a value is a single whole one."""
    return int(value) if isinstance(value, Numbers) and value.strip(_BLANK).isdigit() and len(value) < 20 else None


def _close(stack: list[tuple[bytes, list[Value]]]) -> None:
    kind, items = stack.pop()
    stack[-1][1].append(_dictionary(items) if kind == b"<<" else items)


def _dictionary(items: list[Value]) -> Dictionary:
    pairs, at = list[tuple[str, Value]](), 0
    while at < len(items):
        key = items[at]
        if isinstance(key, Name):
            pairs.append((key, items[at + 1] if at + 1 < len(items) else b"null"))
            at += 1
        at += 1
    return Dictionary(tuple(pairs))


def _word(into: list[Value], word: bytes) -> None:
    """Take up a word; ``R`` makes a reference of the two numbers before it."""
    numbers = into[-1].split() if word == b"R" and into and isinstance(into[-1], Numbers) else []
    if len(numbers) < 2:
        into.append(word)
        return
    into.pop()
    if len(numbers) > 2:
        into.append(Numbers(b" ".join(numbers[:-2])))
    number = numbers[-2]
    into.append(Reference(int(number) if number.isdigit() and len(number) < 11 else -1))


def _text(data: bytes, start: int, allowed: Allowance) -> tuple[Text, int]:
    """Read a text to the bracket that ends it; gives also where it goes on behind that."""
    closed = data.find(b")", start, start + _KEPT)
    plain = data[start:closed]
    if closed >= 0 and b"(" not in plain and b"\\" not in plain:  # most texts: nothing nested, nothing escaped
        allowed.take(1)
        return Text(plain), closed + 1
    depth, count, end = 1, 0, len(data)
    for sign in _IN_TEXT.finditer(data, start):
        count += 1
        if count == _COUNTED:
            allowed.take(count)
            count = 0
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            end = sign.start()
            break
    allowed.take(count)
    raw = data[start : min(end, start + _KEPT)]
    plain = _ESCAPED.sub(lambda found: bytes((int(found[1], 8) & 255,)) if found[1].isdigit() else _CONTROLS.get(found[1], found[1]), raw)
    return Text(plain), min(len(data), end + 1)


def _digits(raw: bytes) -> Text:
    digits = _NO_DIGIT.sub(b"", raw[: 2 * _KEPT])
    return Text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))


def _body(data: bytes, at: int) -> int:
    return at + (2 if data[at : at + 2] == b"\r\n" else 1)
