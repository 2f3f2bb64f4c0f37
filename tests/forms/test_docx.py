"""Forms as DOCX, read back by other people's programs."""

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from forms.attachments import put
from forms.sample_forms import BODY, NAMES, form, odd_forms, words
from quanli.catalogue.tree import FolderTree
from quanli.forms.docx import docx
from quanli.forms.files import check_files

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text):
    return re.sub(r"\s", "", text)


def text_of(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = ElementTree.fromstring(archive.read(part))
    return "".join("\n" if node.tag == W + "br" else node.text or "" for node in tree.iter() if node.tag in {W + "t", W + "br"})


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_reads_every_label(name):
    """A reader of Word files finds title, headings, labels, hints, column heads and notes."""
    document = Document(io.BytesIO(docx(form(name), body=BODY)))
    found = [paragraph.text for paragraph in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = squeezed("\n".join(found))
    for field in (field for section in form(name).sections for field in section.fields):
        assert squeezed(field.label) in text or field.kind == "photo"
        assert all(squeezed(column) in text for column in field.columns)
    assert document.core_properties.title == form(name).name
    assert document.core_properties.language == "zh-CN"


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_all_there(name):
    """Whatever the form prints stands in the file, options and samples too."""
    text = squeezed(text_of(docx(form(name), filled=True)))
    assert [word for word in words(form(name)) if squeezed(word) not in text] == []


def test_every_field_can_be_filled_in_word():
    """Each field is a content control that bears its id, choices are boxes that tick, a table's rows can be added."""
    data = docx(form("spjy-xuke"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        source = archive.read("word/document.xml").decode()
    tags = set(re.findall(r'<w:tag w:val="([^"]*)"', source))
    wanted = {field.id for section in form("spjy-xuke").sections for field in section.fields if field.kind not in {"photo", "signature"}}
    assert tags == wanted
    assert source.count("<w14:checkbox>") == 5 + 3 + 8 + 2
    assert source.count("<w15:repeatingSection/>") == 2
    assert source.count("<w:tblHeader/>") == 4
    assert source.count("<w:date>") == 1


def test_a_filled_sample_is_marked_on_every_page():
    """The mark stands in the header, which every page repeats, and body, form and version in the footer."""
    data = docx(form("gjj-tiqu"), filled=True, body=BODY)
    assert text_of(data, "word/header1.xml").startswith("示范文本")
    assert text_of(data, "word/footer1.xml").startswith(f"{BODY}　表单 gjj-tiqu　2026-01 版")
    assert text_of(docx(form("gjj-tiqu")), "word/header1.xml") == ""


def test_libreoffice_opens_and_converts(tmp_path):
    """LibreOffice opens blank and filled forms and makes PDFs that hold every label."""
    for name in NAMES:
        (tmp_path / f"{name}.docx").write_bytes(docx(form(name), body=BODY))
        (tmp_path / f"{name}-filled.docx").write_bytes(docx(form(name), filled=True, body=BODY))
    files = sorted(path.name for path in tmp_path.glob("*.docx"))
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", *files],
                   cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for file in files:
        reader = PdfReader(tmp_path / file.replace(".docx", ".pdf"))
        text = squeezed("".join(page.extract_text() for page in reader.pages))
        name = file.removesuffix(".docx").removesuffix("-filled")
        assert [word for word in words(form(name)) if squeezed(word) not in text] == []
        for page in reader.pages:
            assert ("示范文本" in page.extract_text()) == file.endswith("-filled.docx")


def test_what_is_written_passes_the_check_of_attached_files(tmp_path):
    """A form of ours may be attached: no macros, no remote parts, no names of persons."""
    put(tmp_path, "a.docx", docx(form("gjj-tiqu"), filled=True, body=BODY))
    assert list(check_files(FolderTree(tmp_path))) == []


def test_the_same_form_gives_the_same_bytes(tmp_path):
    """Hash seed, time zone, day and folder change nothing."""
    code = f"import sys, hashlib; sys.path.insert(0, {str(Path(__file__).parents[1])!r})\nfrom forms.sample_forms import form\nfrom quanli.forms.docx import docx\nprint(hashlib.sha256(docx(form('spjy-xuke'), filled=True)).hexdigest())"
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True,
                       env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}).stdout
        for folder, seed, zone in ((tmp_path, "1", "Asia/Shanghai"), (Path(__file__).parent, "2", "America/Lima"))
    ]
    assert runs[0] == runs[1]


@settings(max_examples=40)
@given(odd_forms(st.text(max_size=20)), st.booleans())
def test_any_text_is_only_text(odd, filled):
    """Whatever stands in a form, the file is well-formed and holds it; what XML cannot hold becomes U+FFFD."""
    data = docx(odd, filled=filled, body=odd.name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    text = squeezed(text_of(data))
    for word in (odd.name, odd.sections[0].title, odd.sections[0].note, *odd.notes):
        assert squeezed(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", word)) in text
