"""Real attached files for tests: packages, compound files and PDFs, made here byte by byte."""

import io
import struct
import zipfile
import zlib

from quanli.catalogue.content_kinds import FORM_FILE

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = f"<w:document {W}><w:body><w:p><w:r><w:t>申请表</w:t></w:r></w:p></w:body></w:document>"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>'
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)


def put(site, name, data):
    """Attach a file to a site."""
    path = site / FORM_FILE.file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def docx(**parts):
    """Make a Word file; ``parts`` are added or replaced."""
    members = {"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT, **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(info="", catalog=""):
    """Make a one-page PDF."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", f"<< {info} >>"]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return out + f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def compound(*names, author="", kind=4):
    """Make the parts of an old Office file that are looked at: header, directory names, summary."""
    out = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    for name in ("Root Entry", "WordDocument", *names):
        out += name.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    if author:
        text = author.encode("gb18030") + b"\0"
        section = struct.pack("<IIII", 24 + len(text), 1, kind, 16) + struct.pack("<II", 30, len(text)) + text
        out += struct.pack("<HHI16sI", 0xFFFE, 0, 2, bytes(16), 1) + bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9") + struct.pack("<I", 48) + section
    return out


def related(kind, target, mode="", strict=False):
    """Make the relationships of a part: one, of a kind."""
    space = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f' TargetMode="{mode}"' if mode else ""
    return (f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{space}/{kind}"'
            f' Target="{target}"{more}/></Relationships>')


def word(body, strict=False):
    """Make the main part of a Word file."""
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main" if strict else "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(**parts):
    """Make a workbook of one sheet; ``parts`` are added or replaced."""
    book = f'<workbook {S}><sheets><sheet name="表" sheetId="1"/></sheets></workbook>'
    return docx(**{"word/document.xml": "<x/>", "xl/workbook.xml": book, **parts})


def pdf_of(*objects, trailer="/Root 1 0 R", head=b"%PDF-1.7\n"):
    """Make a PDF of objects, given as text or bytes; tables are left to whoever repairs them."""
    texts = (body.encode("latin-1") if isinstance(body, str) else body for body in objects)
    out = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(texts, 1))
    return head + out + f"trailer << {trailer} >>\nstartxref\n0\n%%EOF\n".encode("latin-1")


def stream(dictionary, data):
    """Make a stream object."""
    return f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode("latin-1") + data + b"\nendstream"


def compound_of(**streams):
    """Make a whole compound file (MS-CFB): each stream in sectors of its own, one after the other, in a table that says so."""
    data, entries, table = [], [], []
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first = len(table)
        table += [*range(first + 1, first + len(padded) // 512), 0xFFFFFFFE]
        data.append(padded)
        entries.append(_entry(name, 2, first, len(padded)))
    entries.insert(0, _entry("Root Entry", 5, 0xFFFFFFFE, 0))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first = len(table)
    table += [*range(first + 1, first + len(directory) // 512), 0xFFFFFFFE]
    count = -(-(len(table) + 1) // 127)
    where = list(range(len(table), len(table) + count))
    table += [0xFFFFFFFD] * count
    fat = struct.pack(f"<{len(table)}I", *table).ljust(count * 512, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, count, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return header + struct.pack("<109I", *where, *[0xFFFFFFFF] * (109 - count)) + b"".join(data) + directory + fat


def _entry(name, kind, first, size):
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBB3I16xI8x8xIQ", len(raw) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0, first, size)


def chunk(kind, held):
    """Make a chunk of a PNG."""
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def png(*chunks, behind=b""):
    """Make a picture of one point."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"") + behind


def jpg(*segments, behind=b""):
    """Make a picture of segments, each a mark and what it holds; its scan has a byte FF and starts again."""
    parts = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(held) + 2) + held for mark, held in segments)
    return b"\xff\xd8" + parts + b"\xff\xda\0\x08\1\1\0\0\x3f\0a\xff\0b\xff\xd0c\xff\xff\xd9" + behind


def exif(*entries, order="<", more=()):
    """Make a table of entries (tag, text or bytes), and of ``more`` below the first, an entry of which leads there."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    count = len(entries) + bool(more)
    below = 8 + 2 + 12 * count + 4
    rest = struct.pack(f"{order}H", len(more)) + b"".join(struct.pack(f"{order}HHI4s", tag, 2, 2, b"N\0") for tag in more) + bytes(4) if more else b""
    table = b""
    for tag, held in entries:
        table += struct.pack(f"{order}HHII", tag, 2, len(held), below + len(rest))
        rest += held
    if more:
        table += struct.pack(f"{order}HHII", 0x8825, 4, 1, below)
    return mark + struct.pack(f"{order}I", 8) + struct.pack(f"{order}H", count) + table + bytes(4) + rest
