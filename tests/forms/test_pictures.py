"""Pictures that are attached, or lie in an attached file: whom they name, where they were taken, what stands behind their end."""

import zlib

import pytest

from forms import attachments as make
from forms.attachments import chunk, exif, jpg, png
from quanli.forms.content import findings

AUTHOR, PLACE = "DOC_METADATA holds the name of its author ({}) in its properties", "DOC_METADATA holds the place where it was taken in its properties"
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description {0}><dc:creator>{1}</dc:creator></rdf:Description></x:xmpmeta>'
NAME = "王小明"


def told(data, suffix):
    """Give what is said of a file, in English."""
    return [f"{rule.code} " + rule.en.format_map({"path": "", "type": suffix.upper(), **args}).strip() for rule, args in findings(data, f".{suffix}")]


NAMED = exif((0x013B, NAME.encode() + b"\0"))
PICTURES = {
    "a text of a PNG": (png(chunk(b"tEXt", b"Author\0Wang Xiaoming")), "png", AUTHOR.format("Wang Xiaoming")),
    "a packed text": (png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(NAME.encode()))), "png", AUTHOR.format(NAME)),
    "an international text": (png(chunk(b"iTXt", b"Author\0\0\0zh\0\0" + NAME.encode())), "png", AUTHOR.format(NAME)),
    "a packed international text": (png(chunk(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(NAME.encode()))), "png", AUTHOR.format(NAME)),
    "XMP of a PNG": (png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format("", NAME).encode())), "png", AUTHOR.format(NAME)),
    "Exif of a PNG": (png(chunk(b"eXIf", NAMED)), "png", AUTHOR.format(NAME)),
    "Exif in digits": (png(chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n  9\n" + (b"Exif\0\0" + NAMED).hex().encode()))), "png", AUTHOR.format(NAME)),
    "Exif of a JPEG": (jpg((0xE1, b"Exif\0\0" + NAMED)), "jpg", AUTHOR.format(NAME)),
    "the other order of bytes": (jpg((0xE1, b"Exif\0\0" + exif((0xA430, NAME.encode()), order=">"))), "jpg", AUTHOR.format(NAME)),
    "as Windows writes it": (jpg((0xE1, b"Exif\0\0" + exif((0x9C9D, NAME.encode("utf-16-le") + b"\0\0")))), "jpg", AUTHOR.format(NAME)),
    "in GB 18030": (jpg((0xE1, b"Exif\0\0" + exif((0x013B, NAME.encode("gb18030"))))), "jpg", AUTHOR.format(NAME)),
    "a place": (jpg((0xE1, b"Exif\0\0" + exif(more=(1, 2)))), "jpg", PLACE),
    "XMP of a JPEG": (jpg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format("", NAME).encode())), "jpg", AUTHOR.format(NAME)),
    "a place in XMP": (jpg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.format('exif:GPSLatitude="1"', "").encode())), "jpg", PLACE),
    "a by-line": (jpg((0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x09" + NAME.encode())), "jpg", AUTHOR.format(NAME)),
    "a remark": (jpg((0xFE, f"{NAME} 13812345678".encode())), "jpg", AUTHOR.format(f"{NAME} 13812345678")),
    "a number in a description": (png(chunk(b"tEXt", b"Description\x0011010519491231002X")), "png", AUTHOR.format("11010519491231002X")),
    "a photograph in a document": (make.docx(**{"word/media/image1.jpeg": jpg((0xE1, b"Exif\0\0" + exif(more=(2,))))}), "docx", PLACE),
    "a picture of another name": (make.docx(**{"word/media/image1.bin": png(chunk(b"eXIf", NAMED))}), "docx", AUTHOR.format(NAME)),
    "an archive behind a PNG": (png(behind=make.docx()), "png", "TYPE_MISMATCH is not a PNG file"),
    "a page behind a JPEG": (jpg(behind=b"<script>alert(1)</script>"), "jpg", "TYPE_MISMATCH is not a JPG file"),
    "a page that begins as a PNG": (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "png", "TYPE_MISMATCH is not a PNG file"),
    "a JPEG without an end": (b"\xff\xd8\xff\xe0\0\x04ab", "jpg", "TYPE_MISMATCH is not a JPG file"),
    "a text that grows": (png(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(9 << 20)))), "png", "NOT_EXAMINED cannot be looked into: it unpacks to more than 1 MB"),
    "by-lines within by-lines": (jpg(*[(0xED, b"8BIM" + b"\x1c\x02\x50\x7f\xff" * 12_000)] * 50), "jpg", AUTHOR.format("P" * 8)),
    "more parts than a picture has": (png(*[chunk(b"abCd", b"")] * 50_000), "png", "NOT_EXAMINED cannot be looked into: it holds more than 50000 parts"),
}


@pytest.mark.parametrize("case", PICTURES)
def test_what_a_picture_tells_is_found(case):
    """Names, places and other files are found however a picture holds them, within bounds."""
    data, suffix, said = PICTURES[case]
    assert told(data, suffix) == [said]


@pytest.mark.parametrize(("data", "suffix"), [
    (png(), "png"),
    (png(chunk(b"tEXt", b"Software\0GIMP 2.10"), chunk(b"tEXt", "Author\0样例市应急管理局".encode()), chunk(b"iTXt", "Title\0\0\0\0\0方案".encode())), "png"),
    (png(behind=bytes(16)), "png"),
    (jpg((0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), (0xFE, b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v80)")), "jpg"),
    (jpg((0xE1, b"Exif\0\0" + exif((0x010F, b"HUAWEI\0"), (0x8298, "某某公司版权所有".encode())))), "jpg"),
    (jpg((0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff")), "jpg"),
    (make.docx(**{"word/media/image1.png": b"\x89PNG\r\n\x1a\ncut"}), "docx"),
])
def test_a_picture_that_tells_nothing_may_be_attached(data, suffix):
    """A body's name, a camera's make, a program's remark and damage that tells nothing are no fault."""
    assert told(data, suffix) == []
