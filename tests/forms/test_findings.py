"""Who is named in an attached file: names of persons are refused, names of bodies and programs are not."""

import zlib

import pytest

from forms import attachments as make
from quanli.catalogue.tree import FolderTree
from quanli.forms.files import check_files

BODIES = ("样例市应急管理局", "国家发展改革委", "某管理委员会", "服务中心", "样例市政府", "政务服务办", "区政府办公室", "某省某厅", "某组织部", "某研究院",
          "某研究所", "政策法规处", "综合业务科", "某值班室", "某检查站", "某审计署", "某某协会", "某某学校", "某某学院", "某某大学", "某某银行",
          "某某集团", "某某公司", "某某平台")
PROGRAMS = ("Administrator", "admin", "user", "User1", "Users", "Author", "unknown", "guest", "root", "quanli", "python-docx", "openpyxl", "Microsoft Office User",
            "Microsoft Windows", "WPS Office", "Apache POI", "LibreOffice", "Lenovo", "HP", "Dell", "PC 12", "LibreOffice 7.4", "", "  ", "2019")
PERSONS = ("张三", "李会", "王小院", "Zhang San", "administrator zhang", "user12345", "某局张三", "组织部")


def found_in(site):
    """Check the attached files of a site."""
    return list(check_files(FolderTree(site)))


def said(folder, name):
    """Check a Word file that names an author."""
    make.put(folder, "a.docx", make.docx(**{"docProps/core.xml": make.CORE.format(name, "")}))
    return [problem.message("zh") for problem in found_in(folder)]


@pytest.mark.parametrize("name", [*BODIES, *PROGRAMS])
def test_a_body_or_a_program_is_no_person(tmp_path, name):
    """The name of a body, of a program or of a nameless account may stand in a file."""
    assert said(tmp_path, name) == []


@pytest.mark.parametrize("name", PERSONS)
def test_whoever_may_be_a_person_is_named(tmp_path, name):
    """Any other name may be a person's, a short one that ends like a body's too, and is told."""
    (message,) = said(tmp_path, name)
    assert f"作者姓名（{name}）" in message


def test_a_long_name_is_cut(tmp_path):
    """Forty characters of a name are told."""
    (message,) = said(tmp_path, "张" * 41)
    assert f"（{'张' * 40}）" in message


@pytest.mark.parametrize(("part", "said"), [
    ("word/vbaProject.bin", "MACRO"), ("word/vbaData.xml", "MACRO"), ("xl/macrosheets/sheet1.xml", "MACRO"), ("WORD/VBAPROJECT.BIN", "MACRO"),
    ("word/activeX/activeX1.bin", "ACTIVE_CONTENT"), ("xl/ctrlProps/ctrlProp1.bin", "ACTIVE_CONTENT"), ("word/embeddings/a.bin", "ACTIVE_CONTENT"),
    ("word/comments.xml", "DOC_METADATA"), ("word/commentsExtended.xml", "DOC_METADATA"), ("xl/threadedComments/x.bin", "DOC_METADATA"),
    ("xl/persons/person.bin", "DOC_METADATA"), ("word/people.xml", "DOC_METADATA"), ("word/media/image1.png", ""), ("word/settings.xml", "")])
def test_parts_that_run_or_tell_are_found_by_their_names(tmp_path, part, said):
    """Macros, objects, controls and comments are found wherever a package keeps them."""
    make.put(tmp_path, "a.docx", make.docx(**{part: "<x/>"}))
    assert [problem.code for problem in found_in(tmp_path)] == ([said] if said else [])


@pytest.mark.parametrize("mark", ["ins", "del", "moveFrom", "moveTo"])
def test_tracked_changes_are_found(tmp_path, mark):
    """Each kind of tracked change is found."""
    document = f'<w:document {make.W}><w:body><w:p><w:{mark} w:id="1"/></w:p></w:body></w:document>'
    make.put(tmp_path, "a.docx", make.docx(**{"word/document.xml": document}))
    (found,) = found_in(tmp_path)
    assert "修订痕迹" in found.message("zh")
    assert "tracked changes" in found.message("en")


@pytest.mark.parametrize("field", ["INCLUDEPICTURE", "includetext", "DDEAUTO", "DDE", "IMPORT"])
def test_fields_that_fetch_are_found(tmp_path, field):
    """A field that fetches something when the file is opened is found, however it is written."""
    simple = f'<w:document {make.W}><w:p><w:fldSimple w:instr=" {field} &quot;http://evil/x&quot; "/></w:p></w:document>'
    make.put(tmp_path, "a.docx", make.docx(**{"word/document.xml": simple}))
    (found,) = found_in(tmp_path)
    assert (found.code, "http://evil/x" in found.message("en")) == ("EXTERNAL_LINK", True)


@pytest.mark.parametrize("suffix", ["xlsx", "ofd"])
def test_a_package_of_another_kind_is_no_such_file(tmp_path, suffix):
    """A Word file is neither a workbook nor an OFD file, whatever its name says."""
    make.put(tmp_path, f"a.{suffix}", make.docx())
    assert [problem.code for problem in found_in(tmp_path)] == ["TYPE_MISMATCH"]


@pytest.mark.parametrize(("suffix", "main"), [("xlsx", "xl/workbook.xml"), ("ofd", "OFD.xml")])
def test_a_package_of_its_kind_passes(tmp_path, suffix, main):
    """A package that holds the main part of its kind is one."""
    make.put(tmp_path, f"a.{suffix}", make.docx(**{main: "<x/>"}))
    assert found_in(tmp_path) == []


def test_an_author_of_an_ofd_file_is_found(tmp_path):
    """The author in OFD.xml is one of the names."""
    make.put(tmp_path, "a.ofd", make.docx(**{"OFD.xml": "<o:OFD xmlns:o='x'><o:Author>张三</o:Author></o:OFD>"}))
    assert [problem.code for problem in found_in(tmp_path)] == ["DOC_METADATA"]


@pytest.mark.parametrize(("name", "said"), [
    ("_VBA_PROJECT", "MACRO"), ("_VBA_PROJECT_CUR", "MACRO"), ("Macros", "MACRO"), ("ObjectPool", "ACTIVE_CONTENT"), ("\x01Ole10Native", "ACTIVE_CONTENT"),
    ("\x01CompObjStream", "ACTIVE_CONTENT"), ("Data", ""), ("MacrosOf", "")])
def test_old_office_files_are_looked_into(tmp_path, name, said):
    """Macros and objects of an old Office file are found by the names in its directory."""
    make.put(tmp_path, "a.doc", make.compound(name))
    assert [problem.code for problem in found_in(tmp_path)] == ([said] if said else [])


@pytest.mark.parametrize("name", ["JavaScript", "JS", "Launch", "EmbeddedFile", "RichMedia", "XFA", "SubmitForm", "ImportData"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_runs_in_a_pdf_is_found(tmp_path, name, packed):
    """Scripts, programs, attachments and forms that send are found and named, in packed objects too."""
    data = make.pdf(catalog=f"/Names << /{name} 9 0 R >>") if not packed else stream("/Type /ObjStm /N 1", f"<< /{name} 9 0 R >>".encode())
    make.put(tmp_path, "a.pdf", data)
    (found,) = found_in(tmp_path)
    assert (found.code, f"（{name}）" in found.message("zh")) == ("ACTIVE_CONTENT", True)


def stream(kind, data):
    """Make a PDF that holds a packed stream."""
    whole = make.pdf()
    at = whole.index(b"xref")
    return whole[:at] + f"5 0 obj\n<< {kind} /Filter /FlateDecode >>\nstream\r\n".encode() + zlib.compress(data) + b"\nendstream\nendobj\n" + whole[at:]


@pytest.mark.parametrize(("author", "name"), [
    (b"/Author (Zhang San)", "Zhang San"), (b"/Author(Zhang \\(San\\))", "Zhang (San)"), (b"/Author <5A68616E672053616E>", "Zhang San"),
    (b"/Author <FEFF 5F20 4E09>", "张三"), (b"/Author <FEFF5F204E0>", "张一"), (b"/Author (\\376\\377\\137\\040\\116\\011)", "张三")])
def test_the_author_of_a_pdf_is_read_however_it_is_written(tmp_path, author, name):
    """A name is found in letters, in digits, in UTF-16 and behind escapes."""
    make.put(tmp_path, "a.pdf", make.pdf().replace(b"<<  >>", b"<< " + author + b" >>"))
    (found,) = found_in(tmp_path)
    assert f"作者姓名（{name}）" in found.message("zh")


def test_the_creator_in_the_metadata_of_a_pdf_is_found(tmp_path):
    """The creator in XMP is one of the names, a body's is none."""
    words = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
    make.put(tmp_path, "a.pdf", stream("/Type /Metadata", words.format("张三").encode()))
    (found,) = found_in(tmp_path)
    assert "（张三）" in found.message("zh")
    make.put(tmp_path, "a.pdf", stream("/Type /Metadata", words.format("某应急管理局").encode()))
    assert found_in(tmp_path) == []
