"""Real attached files for tests: packages, compound files and PDFs, made here byte by byte."""

import io
import struct
import zipfile

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


def compound(*names, author=""):
    """Make the parts of an old Office file that are looked at: header, directory names, summary."""
    out = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    for name in ("Root Entry", "WordDocument", *names):
        out += name.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    if author:
        text = author.encode("gb18030") + b"\0"
        section = struct.pack("<IIII", 24 + len(text), 1, 4, 16) + struct.pack("<II", 30, len(text)) + text
        out += struct.pack("<HHI16sI", 0xFFFE, 0, 2, bytes(16), 1) + bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9") + struct.pack("<I", 48) + section
    return out
