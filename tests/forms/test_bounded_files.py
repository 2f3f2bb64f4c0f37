"""No attached file takes more than five seconds or 500 MB, however it is made: a process that may take no more looks at each."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from forms import attachments as make
from forms.attachments import pdf_of, stream
from forms.bounded import BYTES

MEGA = 1 << 20
TOO_MUCH = ["NOT_EXAMINED"]


def docx_with(body, size):
    """Make a Word file with a part of a body repeated up to a size."""
    return make.docx(**{"word/x.xml": b"<a>" + body * (size // len(body)) + b"</a>"})


def members(count):
    """Make an archive of many members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"{number}.xml"), b"<a/>")
    return out.getvalue()


def overlapping(count):
    """Make an archive whose many members are one and the same, large one (CVE-2024-0450)."""
    one = make.docx(**{"word/x.xml": b"<a>" + b" " * (9 * MEGA) + b"</a>"})
    start = one.rindex(b"PK\x01\x02")
    entry = one[start : one.rindex(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"word/x.xml", b"w%08d.x" % number) for number in range(count))
    end = bytearray(one[one.rindex(b"PK\x05\x06") :])
    struct.pack_into("<HHII", end, 8, count, count, len(entries), start)
    return one[:start] + entries + bytes(end)


def pdf(body):
    """Make a PDF of some bytes."""
    return b"%PDF-1.7\n" + body + b"\n%%EOF\n"


def packed(text):
    """Make a stream of packed objects."""
    return stream("/Type /ObjStm /Filter /FlateDecode", zlib.compress(text))


def biff(count):
    """Make an old workbook of empty records."""
    return make.compound_of(Workbook=bytes(4) * count)


CASES = {
    "a DOCX that opens to gigabytes": (".docx", lambda: docx_with(b" " * 1000, 300 * MEGA), TOO_MUCH),
    "a million names": (".docx", lambda: make.docx(**{"word/x.xml": b"<a>" + b"".join(b'<b%d c%d=""/>' % (n, n) for n in range(300_000)) + b"</a>"}), TOO_MUCH),
    "a deep nesting": (".docx", lambda: make.docx(**{"word/x.xml": b"<a>" * 500_000}), TOO_MUCH),
    "a huge attribute": (".docx", lambda: make.docx(**{"word/x.xml": b'<a b="' + b"x" * (50 * MEGA) + b'"/>'}), TOO_MUCH),
    "many attributes": (".docx", lambda: make.docx(**{"word/x.xml": b"<a " + b"".join(b'b%d="" ' % n for n in range(500_000)) + b"/>"}), TOO_MUCH),
    "entities in entities": (".docx", lambda: make.docx(**{"word/x.xml": '<!DOCTYPE a [<!ENTITY b "&c;&c;&c;"><!ENTITY c "&d;&d;&d;"><!ENTITY d "x">]><a>&b;</a>'}), ["TYPE_MISMATCH"]),
    "one long field": (".docx", lambda: docx_with(b"<instrText>dde </instrText>", 40 * MEGA), TOO_MUCH),
    "one long formula": (".xlsx", lambda: make.xlsx(**{"xl/a.xml": b"<a><f>" + b"'a|[\\" * (4 * MEGA) + b"</f></a>"}), TOO_MUCH),
    "formulas": (".xlsx", lambda: make.xlsx(**{"xl/a.xml": b"<a>" + b"<f>A1+'a'|</f>" * MEGA + b"</a>"}), ["EXTERNAL_LINK", "NOT_EXAMINED"]),
    "many members": (".docx", lambda: members(6_000), TOO_MUCH),
    "overlapping members": (".docx", lambda: overlapping(4_000), ["TYPE_MISMATCH"]),
    "repeated authors": (".pdf", lambda: pdf(b"/Author(" * 60_000), []),
    "repeated authors in objects": (".pdf", lambda: pdf(b"1 0 obj << /Author (" * 100_000), TOO_MUCH),
    "objects": (".pdf", lambda: pdf(b"0obj" * (12 * MEGA)), TOO_MUCH),
    "names": (".pdf", lambda: pdf(b"1 0 obj " + b"/#41" * (12 * MEGA)), TOO_MUCH),
    "one long name": (".pdf", lambda: pdf(b"1 0 obj /" + b"#41" * (16 * MEGA)), []),
    "dictionaries": (".pdf", lambda: pdf(b"1 0 obj (" + b") << >> (" * (6 * MEGA)), TOO_MUCH),
    "an object stream that inflates": (".pdf", lambda: pdf_of(packed(bytes(400 * MEGA))), TOO_MUCH),
    "many object streams": (".pdf", lambda: pdf_of(*[packed(b"<< /JS 1 >>")] * 60_000), TOO_MUCH),
    "a list of places": (".pdf", lambda: pdf_of(stream("/Type /ObjStm /First 9000000", b"".join(b"%d %d " % (n, n) for n in range(600_000)).ljust(9_000_000) + b"(/AA" * 500_000)), TOO_MUCH),
    "references to references": (".pdf", lambda: pdf_of(*(f"{number + 2} 0 R" for number in range(100_000)), "<< /Author 1 0 R >>"), []),
    "references in a circle": (".pdf", lambda: pdf_of("<< /OpenAction 1 0 R /AA 1 0 R /Author 1 0 R /Next [1 0 R 1 0 R] >>"), []),
    "metadata of tags": (".pdf", lambda: pdf_of(stream("/Type /Metadata", b"<a><a" + b"<creator>" * (3 * MEGA))), []),
    "records": (".xls", lambda: biff(1_700_000), []),
    "a large stream": (".doc", lambda: make.compound_of(WordDocument=b"\x13a" * (3 * MEGA)), TOO_MUCH),
    "names of macros": (".doc", lambda: make.compound_of(WordDocument="xMacros\0".encode("utf-16-le") * 400_000), None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_takes_no_more_than_is_promised(case, tmp_path):
    """It is looked into, or given up with a sentence, within five seconds of the processor and 500 MB."""
    suffix, _, said = CASES[case]
    path = str(tmp_path / f"a{suffix}")
    run("make", case, path)
    told = json.loads(run("look", suffix, path))
    assert told["memory"] < BYTES
    if said is not None:
        assert told["said"] == said


def run(*arguments):
    """Run a process of this test; it must come to its end by itself."""
    root = Path(__file__).parents[2]
    found = {**os.environ, "PYTHONPATH": f"{root / 'generator'}{os.pathsep}{root / 'tests'}"}
    done = subprocess.run([sys.executable, "-m", "forms.bounded", *arguments], capture_output=True, text=True, check=False, env=found)
    assert done.returncode == 0, done.stderr[-2000:] or f"ended by signal {-done.returncode}"
    return done.stdout
