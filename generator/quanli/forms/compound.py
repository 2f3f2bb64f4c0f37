"""A look into the old binary Office files (MS-CFB): macros, objects, what is fetched, and who is named."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.forms.compound_file import CompoundFile
from quanli.forms.findings import MACRO, NOT_EXAMINED, TRACKED, TYPE_MISMATCH, Finding, author, embedded
from quanli.forms.old_properties import SUMMARY, persons
from quanli.forms.old_word import word_findings
from quanli.forms.old_workbook import records, workbook_findings
from quanli.forms.part import judged
from quanli.records.bounds import DamagedError

_ENTRY = 128
_NAMES: tuple[tuple[tuple[str, ...], Finding], ...] = (
    (("_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "VBA", "PROJECTwm"), (MACRO, {})),
    (
        ("ObjectPool", "\x01Ole10Native", "\x01CompObjStream", "\x03ObjInfo", "\x03OCXName", "Ctls"),
        embedded("对象", "an embedded object"),
    ),
    (("EncryptedPackage", "EncryptionInfo"), (NOT_EXAMINED, {"what_zh": "设有密码", "what_en": "is encrypted"})),
    (("Revision Log",), TRACKED),
)
"""What entries of the directory tell by their names, which are compared without case."""
_DOCUMENTS = ("WordDocument", "Workbook", "Book")
_PROPERTIES = ("\x05summaryinformation", "\x05documentsummaryinformation")


def compound_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look at the names of the directory, then into the streams.

    Names are looked for in the whole file: an entry lies at a multiple of its size, whatever chain its sector belongs to.
    Where the chains are damaged, Office may still find its way: then the whole file is taken for each stream.
    """
    upper = data.upper()
    for names, finding in _NAMES:
        if any(_has(upper, name) for name in names):
            yield finding
    if not any(_has(upper, name) for name in _DOCUMENTS):
        yield TYPE_MISMATCH, {}
    try:
        yield from _in_streams(data)
    except DamagedError:
        at = data.find(SUMMARY)
        yield from map(author, persons(data[at - 28 :]) if at >= 28 else ())
        yield from word_findings(data, {}, judged())


def _in_streams(data: bytes) -> Iterator[Finding]:
    file, allowed, words = CompoundFile(data), records(), judged()
    tables = {one.name: file.read(one) for one in file.streams if one.name in {"0table", "1table"}}
    for stream in file.streams:
        if stream.name == "worddocument":
            yield from word_findings(file.read(stream), tables, words)
        elif stream.name in {"workbook", "book"}:
            yield from workbook_findings(file.read(stream), allowed)
        elif stream.name in _PROPERTIES:
            yield from map(author, persons(file.read(stream)))


def _has(upper: bytes, name: str) -> bool:
    """Tell whether the directory has a name."""
    wanted = name.upper().encode("utf-16-le") + b"\0\0"
    at = upper.find(wanted)
    while at >= 0:
        if at % _ENTRY == 0:
            return True
        at = upper.find(wanted, at + 1)
    return False
