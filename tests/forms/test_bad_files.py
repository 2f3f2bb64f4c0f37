"""Each bad attached file gets the answer that it must get, made here as the real file that the case describes."""


import pytest
import yaml

from forms import attachments as make
from quanli.catalogue.content_kinds import FORM_FILE
from quanli.catalogue.misplaced import misplaced
from quanli.catalogue.tree import FolderTree
from quanli.errors import sorted_problems
from quanli.forms.files import check_files, check_path
from shared_data import SHARED
from sites import picture

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
TRACKED = f'<w:document {make.W}><w:body><w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:body></w:document>'
FILES = {
    "A09": {"a.docm": make.docx(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})},
    "A11": {"a.docx": make.docx(**{"word/_rels/settings.xml.rels": make.RELATION.format("attachedTemplate", "http://evil/t.dotm")})},
    "A12": {"a.docx": make.docx(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"})},
    "A14": {"a.pdf": b"MZ\x90\0"},
    "A15": {"a.html": b"<p>x", "a.svg": b"<svg/>", "a.exe": b"MZ", "a.lnk": b"L", "a.js": b"1"},
    "A17": {"a.docx": make.docx(**{"docProps/core.xml": make.CORE.format("张三", "李四 13800000000")})},
    "A18": {"a.docx": make.docx(**{"word/document.xml": TRACKED, "word/comments.xml": f"<w:comments {make.W}/>"})},
    "A20": {"é.pdf": make.pdf(), "e\u0301.pdf": make.pdf()},
    "A23": {"form\u202excod.exe": b"MZ"},
    "A24": {"a.pdf": LFS},
}
FIELDS = {"A02": "/etc/passwd", "A03": "..\\..\\x.doc", "A05": "forms/none.docx", "A21": "表" * 86}


def cases():
    path = SHARED / "bad-inputs.yaml"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skipif(True, reason="shared data is not on this machine"))]
    return [pytest.param(case, id=case["id"]) for case in yaml.safe_load(path.read_text(encoding="utf-8")) if case["area"] == "attachment"]


@pytest.mark.parametrize("case", cases())
def test_a_bad_file_gets_its_answer(case, tmp_path):
    """A file or path that must not be published is refused with its code, in both languages, with what to do."""
    code = case["id"]
    if code in FIELDS:
        problems = list(check_path(FIELDS[code], FolderTree(tmp_path), "content/powers/demo/0101.yaml", ("attachments", 0, "file")))
    else:
        if code == "A06":
            (tmp_path / FORM_FILE.folder).mkdir(parents=True)
            (tmp_path / FORM_FILE.file("p.png")).symlink_to("/etc/passwd")
        elif code == "A08":
            make.put(tmp_path, ".git/hooks/x", b"")
        for name, data in FILES.get(code, {}).items():
            make.put(tmp_path, name, data)
        problems = problems_of(tmp_path)
    assert case["code"] in {problem.code for problem in problems}
    if code != "A20":
        assert len({problem.place.file for problem in problems}) == max(1, len(FILES.get(code, {})))
    for problem in problems:
        for text in (problem.message("zh"), problem.message("en"), problem.hint("zh"), problem.hint("en")):
            assert text
            assert "{" not in text


def problems_of(site):
    tree = FolderTree(site)
    return sorted_problems([*misplaced(tree), *check_files(tree)])


def said(site, name, data):
    make.put(site, name, data)
    return [f"{problem.code} {problem.message('en')}" for problem in problems_of(site)]


GOOD = {
    "空白表.docx": make.docx(**{"docProps/core.xml": make.CORE.format("样例市住房公积金管理中心", "Microsoft Office User")}),
    "a.pdf": make.pdf("/Author (python-docx)"),
    "a.doc": make.compound(author="样例市应急管理局"),
    "a.png": picture(),
    "link.docx": make.docx(**{"word/_rels/document.xml.rels": make.RELATION.format("hyperlink", "https://example.gov.cn/")}),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_passes(name, tmp_path):
    """A file of an allowed type with nothing hidden in it raises no problem; a hyperlink and a body's name are nothing hidden."""
    assert said(tmp_path, name, GOOD[name]) == []


BAD = {
    "docx that is an xlsx": ("a.docx", make.docx().replace(b"word/document.xml", b"xl/workbook.xmlxx"), "TYPE_MISMATCH content/forms/files/a.docx is not a DOCX file"),
    "docx cut off": ("a.docx", make.docx()[:200], "TYPE_MISMATCH content/forms/files/a.docx is not a DOCX file"),
    "docx with a document type": ("a.docx", make.docx(**{"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "TYPE_MISMATCH content/forms/files/a.docx is not a DOCX file"),
    "remote picture in a field": ("a.docx", make.docx(**{"word/document.xml": f'<w:document {make.W}><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://evil/p.png"</w:instrText></w:r></w:p></w:document>'}), "EXTERNAL_LINK content/forms/files/a.docx loads http://evil/p.png when opened"),
    "macro in a doc": ("a.doc", make.compound("_VBA_PROJECT"), "MACRO content/forms/files/a.doc contains macros"),
    "object in a doc": ("a.xls", make.compound("\x01Ole10Native"), "ACTIVE_CONTENT content/forms/files/a.xls has an embedded object"),
    "author of a doc": ("a.doc", make.compound(author="张三"), "DOC_METADATA content/forms/files/a.doc holds the name of its author (张三) in its properties"),
    "author of a PDF": ("a.pdf", make.pdf("/Author <FEFF5F204E09>"), "DOC_METADATA content/forms/files/a.pdf holds the name of its author (张三) in its properties"),
    "number in a PDF": ("a.pdf", make.pdf("/Title (11010519491231002X) /Producer (x)"), "DOC_METADATA content/forms/files/a.pdf holds the name of its author (11××××××××××××××××) in its properties"),
    "number in a doc": ("a.doc", make.compound(author="13812345678", kind=2), "DOC_METADATA content/forms/files/a.doc holds the name of its author (13×××××××××) in its properties"),
    "script in a PDF": ("a.pdf", make.pdf(catalog="/OpenAction << /S /J#61vaScript /JS (app.alert(1)) >>"), "ACTIVE_CONTENT content/forms/files/a.pdf has active content (JavaScript)"),
    "PDF cut off": ("a.pdf", make.pdf()[:150], "TYPE_MISMATCH content/forms/files/a.pdf is not a PDF file"),
    "colon in a name": ("a:b.pdf", make.pdf(), "BAD_PATH the path \"content/forms/files/a:b.pdf\" is not allowed: a name cannot hold ':'"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_hidden_is_said(case, tmp_path):
    """What is hidden in a file is named exactly, and nothing else is said."""
    name, data, wanted = BAD[case]
    assert said(tmp_path, name, data) == [wanted]


def test_names_that_differ_in_case_collide(tmp_path):
    """Two names that one file system keeps apart and another does not are refused."""
    make.put(tmp_path, "Form.pdf", make.pdf())
    assert said(tmp_path, "form.PDF", make.pdf()) == ["NAME_COLLISION the names content/forms/files/Form.pdf and content/forms/files/form.PDF look the same"]


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    """A field cannot reach outside through a linked folder."""
    (tmp_path / FORM_FILE.folder).mkdir(parents=True)
    (tmp_path / FORM_FILE.file("out")).symlink_to("/etc")
    assert [problem.code for problem in check_path("out/passwd", FolderTree(tmp_path), "x.yaml", ("blank",))] == ["SYMLINK"]


def test_a_sign_that_no_name_may_hold_is_named_in_chinese_too(tmp_path):
    """What is wrong with a name is said in both languages."""
    make.put(tmp_path, "a:b.pdf", make.pdf())
    (found,) = problems_of(tmp_path)
    assert "文件名不能含有 ':'" in found.message("zh")
