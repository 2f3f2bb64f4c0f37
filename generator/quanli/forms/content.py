"""What is hidden inside an attached file: another type than its name says, macros, objects, remote parts, names of staff."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from quanli.errors import Problem
from quanli.forms.compound import compound_findings
from quanli.forms.findings import NOT_EXAMINED, TYPE_MISMATCH, Finding
from quanli.forms.office import office_findings
from quanli.forms.picture import JPEG, PNG, picture_findings
from quanli.forms.portable import pdf_findings
from quanli.records.bounds import DamagedError, UnreadableError
from quanli.records.text_file import LFS_POINTER, POINTER

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ALLOWED: Mapping[str, tuple[bytes, ...]] = MappingProxyType({
    ".pdf": (b"%PDF-",),
    ".docx": (_ZIP,),
    ".xlsx": (_ZIP,),
    ".ofd": (_ZIP,),
    ".doc": (_COMPOUND,),
    ".xls": (_COMPOUND,),
    ".wps": (_COMPOUND, _ZIP),
    ".et": (_COMPOUND, _ZIP),
    ".jpg": (JPEG,),
    ".png": (PNG,),
})
"""Types that may be attached, by suffix, with the bytes that they begin with."""
_LOOKERS: tuple[tuple[bytes, Callable[[bytes, str], Iterator[Finding]]], ...] = (
    (_ZIP, office_findings),
    (_COMPOUND, compound_findings),
    (b"%PDF-", pdf_findings),
    (PNG, picture_findings),
    (JPEG, picture_findings),
)
_MOST = 20
"""Findings of one file that are told."""
_known: dict[tuple[bytes, str], tuple[Finding, ...]] = {}


def check_content(data: bytes, suffix: str, label: str) -> Iterator[Problem]:
    """Check the bytes of one file. What it is goes by its first bytes, not by its name."""
    if data.startswith(POINTER):
        yield LFS_POINTER.at(label, path=label)
        return
    starts = ALLOWED.get(suffix)
    if starts and not data.startswith(starts):
        yield TYPE_MISMATCH.at(label, path=label, type=suffix[1:].upper())
        return
    for rule, args in findings(data, suffix):
        more: dict[str, Any] = {"path": label, "type": suffix[1:].upper(), **args}
        yield rule.at(label, **more)


def findings(data: bytes, suffix: str) -> tuple[Finding, ...]:
    """Look into a file; what cannot be looked into is a finding too.

    The same bytes are looked into once in a process: for the check, and again for what is published.
    """
    key = hashlib.sha256(data).digest(), suffix
    if key not in _known:
        _known[key] = _look(data, suffix)
    return _known[key]


def _look(data: bytes, suffix: str) -> tuple[Finding, ...]:
    """Say each thing once, and no more than a reader takes in."""
    found: dict[tuple[str, ...], Finding] = {}
    try:
        for rule, args in chain.from_iterable(look(data, suffix) for start, look in _LOOKERS if data.startswith(start)):
            found.setdefault((rule.code, *args.values()), (rule, args))
            if len(found) == _MOST:
                break
    except DamagedError:
        found[()] = TYPE_MISMATCH, {}
    except UnreadableError as error:
        found[()] = NOT_EXAMINED, {"what_zh": error.zh, "what_en": error.en}
    return tuple(found.values())
