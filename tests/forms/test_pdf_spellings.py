"""PDF files: what must not be in them is found however the format lets one spell it, in every object that is anywhere."""

import base64
import zlib

import pytest

from forms import attachments as make
from forms.attachments import pdf_of, stream
from forms.test_package_spellings import told

JS = "ACTIVE_CONTENT has active content (JavaScript)"
ZHANG = "DOC_METADATA holds the name of its author (张三) in its properties"
PACKED = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
SCRIPT = "<< /S /JavaScript /JS (x) >>"
CATALOG = "<< /Type /Catalog >>"
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmlns:dc="d" xmlns:pdf="p"{}>{}</rdf:Description></rdf:RDF></x:xmpmeta>'
CREATOR = XMP.format("", "<dc:creator><rdf:Seq><rdf:li>张三</rdf:li></rdf:Seq></dc:creator>")


def packed(text, dictionary=PACKED, pack=zlib.compress):
    """Make a stream of packed objects."""
    return stream(dictionary, pack(text))


def metadata(data, more=""):
    """Make a stream of metadata."""
    return stream(f"/Type /Metadata /Subtype /XML {more}", data)


def info(author):
    """Make the document's information."""
    return b"<< /Producer (x) /Author " + author + b" >>"


HIDDEN_IN_TEXT = b"7 0 (<< /S /JavaScript >>)"
FOUND = {
    # names and where they stand
    "a name with escapes": (pdf_of("<< /S /#4a#61vaScript >>"), JS),
    "no blanks": (pdf_of("<</S/JavaScript/JS(x)>>"), JS),
    "a remark between": (pdf_of("<< /S %)\n /JavaScript >>"), JS),
    "a remark before the object": (b"%PDF-1.7\n1 0 % x\nobj << /S /JavaScript >> endobj\n%%EOF", JS),
    "no end of the object": (b"%PDF-1.7\n1 0 obj << /S /JavaScript\n%%EOF", JS),
    "no blank before the object": (b"%PDF-1.7\n1 0obj<</S/JavaScript>>endobj\n%%EOF", JS),
    "an end in a text": (pdf_of("<< /A (2 0 obj endobj) /S /JavaScript >>"), JS),
    "an end in a remark": (pdf_of("<< /A 1 % endobj \n /S /JavaScript >>"), JS),
    "an end in digits": (pdf_of("<< /A <endobj > /S /JavaScript >>"), JS),
    "in an older version": (pdf_of("<< /S /JavaScript >>") + pdf_of("<< /S /GoTo >>", head=b""), JS),
    "in an object that nothing leads to": (pdf_of(CATALOG, "<< /S /JavaScript >>"), JS),
    "inside a stream": (pdf_of(stream("", b"9 0 obj << /S /JavaScript >> endobj")), JS),
    "a bare name": (pdf_of("<< /S 2 0 R >>", "/JavaScript"), JS),
    "a trailer": (pdf_of(CATALOG, trailer="/Root << /Names << /JavaScript 1 0 R >> >>"), JS),
    # packed objects
    "packed": (pdf_of(packed(b"7 0 " + SCRIPT.encode())), JS),
    "packed, its type with escapes": (pdf_of(packed(b"7 0 " + SCRIPT.encode(), PACKED.replace("ObjStm", "O#62jStm"))), JS),
    "packed, without a type": (pdf_of(packed(b"7 0 " + SCRIPT.encode(), PACKED.replace("/Type /ObjStm", ""))), JS),
    "packed twice": (pdf_of(packed(b"7 0 " + SCRIPT.encode(), PACKED.replace("/FlateDecode", "[/FlateDecode /FlateDecode]"), lambda text: zlib.compress(zlib.compress(text)))), JS),
    "packed and cut off": (pdf_of(packed(b"7 0 " + SCRIPT.encode() + b" " * 5000, pack=lambda text: zlib.compress(text, 0)[:-4000])), JS),
    "not packed": (pdf_of(packed(b"7 0 " + SCRIPT.encode(), "/Type /ObjStm /N 1 /First 4", bytes)), JS),
    "packed, begun inside a text": (pdf_of(packed(b"7 1 " + b"(<< /S /JavaScript >>)")), JS),
    "packed, the word endstream inside": (pdf_of(packed(b"7 0 (endstream) " + SCRIPT.encode(), pack=lambda text: zlib.compress(text, 0))), JS),
    "packed in another way": (pdf_of(packed(b"x", PACKED.replace("Flate", "LZW"))), "NOT_EXAMINED cannot be looked into: it is packed in an unusual way"),
    "packed in lines": (pdf_of(packed(b"x", PACKED + " /DecodeParms << /Predictor 12 >>")), "NOT_EXAMINED cannot be looked into: it is packed in an unusual way"),
    "packed as an object says": (pdf_of(packed(b"x", PACKED.replace("/FlateDecode", "9 0 R"))), "NOT_EXAMINED cannot be looked into: it is packed in an unusual way"),
    "packed and broken": (pdf_of(packed(b"x", pack=lambda _: b"no zlib")), "NOT_EXAMINED cannot be looked into: it has a part that cannot be unpacked"),
    "encrypted": (pdf_of(CATALOG, trailer="/Encrypt 9 0 R"), "NOT_EXAMINED cannot be looked into: it is encrypted or restricted"),
    # what runs, is attached, is fetched
    **{f"name {name}": (pdf_of(f"<< /S /{name} >>"), f"ACTIVE_CONTENT has active content ({name})")
       for name in ("Launch", "SubmitForm", "ImportData", "GoToE", "Sound", "Movie", "Rendition")},
    **{f"key {name}": (pdf_of(f"<< /{name} 9 0 R >>"), f"ACTIVE_CONTENT has active content ({name})") for name in ("XFA", "RichMedia", "EmbeddedFiles", "JS")},
    "a page when opened": (pdf_of("<< /OpenAction << /S /URI /URI (http://evil/) >> >>"), "EXTERNAL_LINK loads http://evil/ when opened"),
    "a page when opened, elsewhere": (pdf_of("<< /OpenAction 2 0 R >>", "3 0 R", "<< /S /URI /URI 4 0 R >>", "(http://evil/)"), "EXTERNAL_LINK loads http://evil/ when opened"),
    "a page after another action": (pdf_of("<< /OpenAction << /S /GoTo /Next [2 0 R] >> >>", "<< /S /URI /URI <687474703a2f2f6576696c2f> >>"), "EXTERNAL_LINK loads http://evil/ when opened"),
    "a page when a page is shown": (pdf_of("<< /AA << /O << /S /URI /URI (http://evil/) >> >> >>"), "EXTERNAL_LINK loads http://evil/ when opened"),
    "a file of a share": (pdf_of("<< /S /GoToR /F (\\\\\\\\evil\\\\a.pdf) >>"), "LINK_TARGET has a link to \\\\evil\\a.pdf"),
    "a file of a share in a dictionary": (pdf_of("<< /S /GoToR /F 2 0 R >>", "<< /F (//evil/a.pdf) >>"), "LINK_TARGET has a link to //evil/a.pdf"),
    "a link to a file": (pdf_of("<< /S /URI /URI (file:///c:/a.exe) >>"), "LINK_TARGET has a link to file:///c:/a.exe"),
    # who is named
    "an author elsewhere": (pdf_of(info(b"2 0 R"), b"<FEFF5F204E09>"), ZHANG),
    "an author after several steps": (pdf_of(info(b"2 0 R"), "3 0 R", b"<FEFF5F204E09>"), ZHANG),
    "an author in packed objects": (pdf_of(packed(b"7 0 " + info(b"<FEFF5F204E09>"))), ZHANG),
    "an author in an older version": (pdf_of(info(b"<FEFF5F204E09>")) + pdf_of(info(b"()"), head=b""), ZHANG),
    "an author with his key escaped": (pdf_of(info(b"<FEFF5F204E09>").replace(b"/Author", b"/A#75thor")), ZHANG),
    "an author in UTF-16 with its little end first": (pdf_of(info(b"<FFFE205F094E>")), ZHANG),
    "an author in UTF-8": (pdf_of(info("(\ufeff张三)".encode())), ZHANG),
    "an author in GBK": (pdf_of(info("(张三)".encode("gbk"))), ZHANG),
    "an author in octal": (pdf_of(info(b"(\\376\\377\\137 \\116\\t)")), ZHANG),
    "a name under a key of one's own": (pdf_of("<< /Producer (x) /SourceEditor <FEFF5F204E09> >>"), ZHANG),
    "a remark's author": (pdf_of("<< /Subtype /Highlight /Rect [0 0 1 1] /T <FEFF5F204E09> >>"), ZHANG),
    "a remark": (pdf_of("<< /Subtype /Text /Rect [0 0 1 1] >>"), "DOC_METADATA holds comments in its properties"),
    "metadata": (pdf_of(metadata(CREATOR.encode())), ZHANG),
    "metadata in UTF-16": (pdf_of(metadata(CREATOR.encode("utf-16"))), ZHANG),
    "metadata, packed": (pdf_of(metadata(zlib.compress(CREATOR.encode()), "/Filter [/FlateDecode]")), ZHANG),
    "metadata in an attribute": (pdf_of(metadata(XMP.format(' pdf:Author="张三"', "").encode())), ZHANG),
    "metadata that is no XML": (pdf_of(metadata(b"<a>" + CREATOR.encode() + b"</b>")), ZHANG),
    "metadata with a document type": (pdf_of(metadata(b"<!DOCTYPE a>" + CREATOR.encode())), ZHANG),
    # two files in one
    "an archive behind it": (pdf_of(CATALOG) + make.docx()[:-22] + b"PK\x05\x06" + bytes(18) + b"%%EOF", "TYPE_MISMATCH is not a PDF file"),
    "a page before it": (pdf_of(CATALOG, head=b"%PDF-1.7\n<ScRiPt>x()</script>\n"), "TYPE_MISMATCH is not a PDF file"),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_pdf_is_read_as_any_reader_reads_it(case):
    """However it is spelled, it is found, and nothing else is said."""
    data, said = FOUND[case]
    assert told(data, "pdf") == [said]


QUIET = {
    "opened at a page": pdf_of("<< /OpenAction [3 0 R /XYZ null null 0] >>"),
    "opened at a page, and links": pdf_of("<< /OpenAction << /S /GoTo /D [2 0 R /Fit] >> >>", "<< /Annots [3 0 R] >>", "<< /Subtype /Link /A << /S /URI /URI (https://a.gov.cn) >> >>"),
    "a reset button": pdf_of("<< /S /ResetForm >>"),
    "a body": pdf_of(info("(样例市应急管理局)".encode("gbk"))),
    "words in a text": pdf_of("<< /Title (/JavaScript /Author \\(x\\)) >>"),
    "words in a stream": pdf_of(stream("", b"/JavaScript /AA (x)")),
    "words in a packed picture": pdf_of(stream("/Subtype /Image", base64.b64encode(bytes(range(256))) + b"/JS (")),
    "a title and a date": pdf_of("<< /Title (\\(x) /Keywords (Zhang San) /Producer (x) /CreationDate (D:2026) /x.y <41> >>"),
    "nothing at all": b"%PDF-1.7\n%%EOF\n",
    "an author in a loop": pdf_of("<< /Author 1 0 R /OpenAction 2 0 R /AA 1 0 R >>", "<< /Next [2 0 R 1 0 R] >>"),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_may_be_there_is_not_told(case):
    """Pages, links, texts that only look like it, and bodies raise nothing."""
    assert told(QUIET[case], "pdf") == []
