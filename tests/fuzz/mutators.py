"""Small damage to real inputs: bytes flipped, cut, doubled and spliced; values, members and lines replaced by odd ones."""

import copy
import io
import json
import random
import zipfile
from collections.abc import Sequence
from typing import TypeVar

Text = TypeVar("Text", str, bytes)

ODD = (
    "", " ", "~", "null", "[]", "{}", "[[]]", "- ", "? ", "true", "NO", "0", "-1", "9" * 5000, "1e400", "-.inf", ".nan", "0x1F", "0o17", "1_000", "9999-12-31", "0000-01-01", "2024-02-30",
    "2024-01-01T00:00:00Z", "'", '"', "\0", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "\x85", "\ud800", "\U000e0001", "&a", "*a", "!!python/none x", "<<: *a", "%TAG ! x", "---", "...", "|", ">-", "# ",
    "[" * 300, "{a: " * 300, "<script>", "](javascript:x)", "`" * 300, "> " * 300, "<!--", "{{ 1/0 }}", "{% raw %}", "../" * 9, "https://[::1", "第" * 300, "一" * 5000, "《" * 300, "（" * 300, "甲" * 40_000, "10 个工作日内", "9" * 400 + "个工作日",
)  # fmt: skip


def damaged(seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """Give a seed with one to three kinds of damage, the same for the same state of ``rng``.

    Most leave its shape as it is (UTF-8, JSON, a ZIP file that can be opened), so that what reads further in is tried too.
    """
    data = rng.choice(seeds)
    shaped = _member if data[:2] == b"PK" else _value if data[:1] in (b"{", b"[") else _line
    for _ in range(rng.choice((1, 1, 2, 3))):
        if rng.random() < 0.7:
            data = shaped(data, seeds, rng)
        elif shaped is _member or rng.random() < 0.1:
            data = rng.choice((_flip, _cut, _double, _splice))(data, seeds, rng)
        else:
            text = data.decode("utf-8", "surrogateescape")
            others = [one.decode("utf-8", "surrogateescape") for one in seeds]
            data = _bytes(rng.choice((_swap, _cut, _double, _splice))(text, others, rng))
    return data


def _flip(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 32)) if data else 0):
        changed[rng.randrange(len(changed))] = rng.choice((0, 0xFF, 0x80, 0x22, 0x0A, rng.randrange(256)))
    return bytes(changed)


def _swap(text: str, _: Sequence[str], rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice((*"\n\"':-[]{},#&*!|>%@`<()《》（）、；。 \t", _odd(rng))) + text[at + 1 :]


def _cut(data: Text, _: Sequence[Text], rng: random.Random) -> Text:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _double(data: Text, _: Sequence[Text], rng: random.Random) -> Text:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def _splice(data: Text, seeds: Sequence[Text], rng: random.Random) -> Text:
    other = rng.choice(seeds)
    start, end = _span(other, rng)
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _span(data: Text, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 3, 20, 200, 2000)))


def _odd(rng: random.Random) -> str:
    return rng.choice(ODD)


def _written(rng: random.Random) -> str:
    """Give an odd value as it is, or in quotes, so that it is a text whatever stands in it."""
    return _odd(rng) if rng.random() < 0.5 else json.dumps(_odd(rng), ensure_ascii=False)


def _line(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    """Replace a value, a key or the depth of a line, or move lines about."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = rng.randrange(len(lines))
    line = lines[at]
    key, colon, value = line.partition(":")
    indent = line[: len(line) - len(line.lstrip())]
    match rng.randrange(7):
        case 0:
            lines[at] = f"{key}{colon} {_written(rng)}"
        case 1:
            lines[at] = f"{indent}{_odd(rng)}{colon}{value}"
        case 2:
            lines[at] = f"{indent}{'- ' * (line.lstrip()[:2] == '- ')}{_written(rng)}"
        case 3:
            lines[at] = " " * rng.randrange(9) + line.lstrip()
        case 4:
            lines.insert(at, rng.choice(lines))
        case 5:
            del lines[at]
        case 6:
            lines[at] = f"{key}{colon} {value.strip()}{_odd(rng)}"
    return b"\n".join(map(_bytes, lines))


def _bytes(line: str) -> bytes:
    """Write a line: bytes that were no UTF-8 as they were, half characters as they come."""
    try:
        return line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogatepass")


_VALUES = (None, True, 0, -1, 10**400, 1.5, "", "x", "9" * 5000, [], {}, [[]], [None], [1], {"": ""}, [{}], "甲" * 40_000, "第一条" * 99)


def _value(data: bytes, seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """Replace a value somewhere in JSON."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return _flip(data, seeds, rng)
    at = tree
    for _ in range(rng.randrange(1, 6)):
        if not isinstance(at, dict | list) or not at:
            break
        key = rng.choice(list(at)) if isinstance(at, dict) else rng.randrange(len(at))
        if not isinstance(at[key], dict | list) or rng.random() < 0.4:
            at[key] = copy.deepcopy(rng.choice((*_VALUES, _odd(rng))))
        at = at[key]
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")


def _member(data: bytes, seeds: Sequence[bytes], rng: random.Random) -> bytes:
    """Pack a ZIP file anew with one member damaged, renamed, doubled or left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [(one.filename, packed.read(one)) for one in packed.infolist()]
    except Exception:  # noqa: BLE001 - damaged already
        return _flip(data, seeds, rng)
    if not members:
        return data
    at = rng.randrange(len(members))
    name, inner = members[at]
    match rng.randrange(6):
        case 0:
            members[at] = (rng.choice((name.upper(), f"/{name}", f"../{name}", _odd(rng)[:99] or "x")), inner)
        case 1:
            del members[at]
        case 2:
            members[at] = (name, rng.choice((_cut, _double, _flip))(inner, seeds, rng))
        case _:
            members[at] = (name, _text(inner, rng))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one, text in dict(members).items():
            packed.writestr(zipfile.ZipInfo(one.encode("utf-8", "replace").decode().replace("\0", "_") or "x"), text)
    return out.getvalue()


def _text(data: bytes, rng: random.Random) -> bytes:
    """Replace what stands between two marks of XML."""
    parts = data.split(b'"' if rng.random() < 0.6 else b">")
    at = rng.randrange(len(parts))
    mark = b'"' if data.count(b'"') + 1 == len(parts) else b">"
    parts[at] = _odd(rng).encode("utf-8", "replace")
    return mark.join(parts)
