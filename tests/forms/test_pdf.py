"""Forms as PDF, read back by pypdf."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from forms.attachments import put
from forms.sample_forms import BODY, NAMES, form, odd_forms, words
from quanli.catalogue.tree import FolderTree
from quanli.errors import ProblemsFoundError
from quanli.forms import pdf as press
from quanli.forms.files import check_files
from quanli.forms.pdf import pdf


def squeezed(text):
    return re.sub(r"\s", "", text)


def text_of(reader):
    return squeezed("".join(page.extract_text() for page in reader.pages))


def fonts_of(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("filled", [False, True])
def test_every_word_is_there_and_every_font_embedded(name, filled):
    """A reader of PDFs finds every label, and the fonts that draw them inside the file."""
    reader = PdfReader(io.BytesIO(pdf(form(name), filled=filled, body=BODY)))
    text = text_of(reader)
    assert [word for word in words(form(name)) if squeezed(word) not in text] == []
    fonts = list(fonts_of(reader))
    assert fonts
    assert all(font.keys() & {"/FontFile", "/FontFile2", "/FontFile3"} for font in fonts)
    assert all("+" in font["/FontName"] for font in fonts)


def test_the_file_is_accessible():
    """Title, language and structure are set, and conformance to PDF/UA-1 is claimed."""
    data = pdf(form("spjy-xuke"), body=BODY)
    reader = PdfReader(io.BytesIO(data))
    catalog = reader.trailer["/Root"]
    assert (reader.metadata.title, reader.metadata.author) == ("食品经营许可申请书", BODY)
    assert catalog["/Lang"].lower().startswith("zh")
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert [entry.title for entry in reader.outline[1]][:2] == ["一、申请人基本情况", "二、申请事项"]


def test_every_page_says_what_it_is():
    """Each page bears body, form, version and its number; each page of a sample its mark; a table's head is repeated."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf(form("spjy-xuke"), filled=True, body=BODY))).pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"{BODY}表单spjy-xuke2026-02版" in page
        assert f"第{number}页，共{len(pages)}页" in page
        assert "示范文本" in page
    assert sum("健康证明编号" in page for page in pages) == 2


def test_the_same_form_gives_the_same_bytes():
    """What was typeset before and when changes nothing."""
    first = pdf(form("gjj-tiqu"), filled=True, body=BODY)
    pdf(form("spjy-xuke"))
    press._press.cache_clear()
    assert pdf(form("gjj-tiqu"), filled=True, body=BODY) == first
    assert b"/CreationDate" not in first


def test_what_is_written_passes_the_check_of_attached_files(tmp_path):
    """A form of ours may be attached."""
    put(tmp_path, "a.pdf", pdf(form("gjj-tiqu"), filled=True, body=BODY))
    assert list(check_files(FolderTree(tmp_path))) == []


def test_a_missing_font_is_named(monkeypatch):
    """Without a Chinese font nothing is typeset, and the command that installs one is given."""
    monkeypatch.setattr(press, "_FAMILIES", {"zh-CN": ("No Such Font",)})
    press._press.cache_clear()
    with pytest.raises(ProblemsFoundError) as raised:
        pdf(form("gjj-tiqu"))
    press._press.cache_clear()
    (found,) = raised.value.problems
    assert (found.code, found.hint("en")) == ("TOOL_MISSING", "install it: apt-get install fonts-noto-cjk")


HAN = st.text(st.sampled_from("权力公开表格申请人甲乙丙丁#*_`$[]{}<>@=-+/\\\"'~0123456789abcXYZ&;"), max_size=16)


@settings(max_examples=40)
@given(HAN)
def test_markup_is_only_text(text):
    """Whatever marks of Typst stand in a field, they are printed and not read."""
    whole = form("xinxi-gongkai")
    section = whole.sections[0]
    fields = (replace(section.fields[0], sample=(text,)), replace(section.fields[1], label=f"联系{text}"), *section.fields[2:])
    made = replace(whole, notes=(text,), sections=(replace(section, note=text, fields=fields),))
    found = text_of(PdfReader(io.BytesIO(pdf(made, filled=True))))
    assert found.count(squeezed(text)) >= 4 or not squeezed(text)


@settings(max_examples=40)
@given(odd_forms(st.text(max_size=20)), st.booleans())
def test_any_form_can_be_typeset(odd, filled):
    """Whatever stands in a form, a PDF comes out."""
    assert len(PdfReader(io.BytesIO(pdf(odd, filled=filled, body=odd.name))).pages) >= 1
