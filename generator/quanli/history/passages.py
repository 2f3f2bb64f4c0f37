"""Versions of an item's file, read passage by passage: only what differs from the version before is parsed.

A passage is a top-level key with all that belongs to it. That passages may be read apart is proved, not assumed: in the
first version the keys found at the margin must be the very keys that the parser finds, and each new passage, parsed
alone, must hold its one key. A file for which this fails is parsed whole. Either way the same record comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from quanli.catalogue.power import Power
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.personal.masking import personal_numbers
from quanli.records.characters import PERSONAL
from quanli.records.fields import fields_of
from quanli.records.read import REQUIRED, UNKNOWN_FIELD, read_value
from quanli.records.strict_yaml import Tree, parse
from quanli.records.text_file import SIZE_LIMIT

_KEY = re.compile(rb"^([a-z][a-z_]*):(?=[ \r\n])", re.MULTILINE)
_SEVERAL_DOCUMENTS = re.compile(rb"^(?:---|\.\.\.|%|\xef\xbb\xbf)", re.MULTILINE)
_BEFORE_THE_FIRST = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*\Z")


@frozen
class Parsed:
    """What a version says. ``power`` is None when it cannot be read; ``faults`` are the codes of its errors.

    ``personal`` says that numbers of persons stood in it. They are masked, and no fault: what was decided is still shown.
    """

    power: Power | None
    faults: tuple[str, ...] = ()
    personal: bool = False


@frozen
class _Passage:
    key: str
    value: Any
    faults: frozenset[str] = frozenset()
    personal: bool = False


class PassageReader:
    """Reads versions of one item, oldest first for speed; any order gives the same answers."""

    def __init__(self) -> None:
        self._known: Mapping[bytes, _Passage] = {}

    def read(self, data: bytes | None) -> Parsed:
        """Read a version. None stands for an object that is missing or too large."""
        if data is None:
            return Parsed(None)
        pieces = _pieces(data)
        passages = self._apart(pieces)
        if passages is not None:
            self._known = dict(zip(pieces.values(), passages, strict=True))
            return _parsed(passages)
        tree, problems, personal = _masked(data)
        if tree.__class__ is not dict:
            return Parsed(None, _codes(problems))
        held = {key for key, text in pieces.items() if personal and personal_numbers(text.decode())}
        passages = [_passage(key, value, personal=key in held) for key, value in tree.items()]
        provable = list(tree) == list(pieces) and not problems
        self._known = dict(zip(pieces.values(), passages, strict=True)) if provable else {}
        return _parsed(passages, _codes(problems), personal=personal)

    def _apart(self, pieces: Mapping[str, bytes]) -> list[_Passage] | None:
        if not self._known or not pieces:
            return None
        passages = []
        for key, text in pieces.items():
            passage = self._known.get(text) or _alone(key, text)
            if passage is None:
                return None
            passages.append(passage)
        return passages


def passages_of(data: bytes) -> frozenset[bytes]:
    """Give the passages of a file, to see how much two files have in common."""
    return frozenset(_pieces(data).values())


def _pieces(data: bytes) -> dict[str, bytes]:
    """Cut a file before each key at the margin; nothing when it cannot be cut so."""
    starts = list(_KEY.finditer(data))
    if not starts or len(data) > SIZE_LIMIT or _SEVERAL_DOCUMENTS.search(data):
        return {}
    if not _BEFORE_THE_FIRST.match(data[: starts[0].start()]):
        return {}
    ends = [start.start() for start in starts[1:]] + [len(data)]
    pieces = {
        start.group(1).decode(): data[start.start() : end] for start, end in zip(starts, ends, strict=True)
    }
    return pieces if len(pieces) == len(starts) else {}


def _alone(key: str, text: bytes) -> _Passage | None:
    tree, problems, personal = _masked(text)
    return _passage(key, tree[key], personal=personal) if not problems and tree.__class__ is dict and list(tree) == [key] else None


def _masked(data: bytes) -> tuple[Tree, list[Problem], bool]:
    """Parse a text; that numbers of persons are masked in it is no problem here."""
    tree, problems = parse(data, "")
    others = [found for found in problems if found.rule not in PERSONAL]
    return tree, others, len(others) < len(problems)


def _passage(key: str, tree: Tree, *, personal: bool) -> _Passage:
    if key not in fields_of(Power):
        return _Passage(key, None, frozenset({UNKNOWN_FIELD.code}), personal)
    value, problems = read_value(tree, Power, key, "")
    return _Passage(key, value, frozenset(_codes(problems)), personal)


def _parsed(passages: Iterable[_Passage], faults: Iterable[str] = (), *, personal: bool = False) -> Parsed:
    given = {passage.key: passage for passage in passages}
    found = set(faults).union(*(passage.faults for passage in given.values()))
    values = {}
    for key, field in fields_of(Power).items():
        if key in given:
            values[field.attribute] = given[key].value
        else:
            values[field.attribute] = field.default
            if field.about.required:
                found.add(REQUIRED.code)
    return Parsed(Power(**values), tuple(sorted(found)), personal or any(passage.personal for passage in given.values()))


def _codes(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(sorted({found.code for found in problems if found.severity == "error"}))
