"""Forms in Traditional characters."""

import dataclasses
import io
import zipfile

import pytest

from forms.sample_forms import BODY, NAMES, form
from quanli.forms.document import lay_out
from quanli.forms.docx import docx_of
from quanli.render.traditional import Traditional
from quanli.render.twin_form import traditional_document

WORDS = Traditional({})


def texts(value):
    """Give every text of a document, in order."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        yield from texts(tuple(vars(value).values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_converted(name, filled):
    """Every text of a form is the conversion of what stood there, what the program adds included; nothing else changes."""
    document = lay_out(form(name), filled=filled, body=BODY)
    twin = traditional_document(document, WORDS)
    assert (document.language, twin.language) == ("zh-CN", "zh-TW")
    same = dataclasses.replace(twin, language="zh-CN")
    assert list(texts(same)) == [WORDS.text(text) for text in texts(document)]
    assert [[grid.columns for grid in part.grids] for part in twin.parts] == [[grid.columns for grid in part.grids] for part in document.parts]


def test_the_word_file_is_traditional():
    """The DOCX of the twin says its language and prints Traditional words."""
    document = traditional_document(lay_out(form(NAMES[0]), filled=True, body=BODY), WORDS)
    with zipfile.ZipFile(io.BytesIO(docx_of(document))) as packed:
        printed = packed.read("word/document.xml").decode()
        assert "<dc:language>zh-TW</dc:language>" in packed.read("docProps/core.xml").decode()
    assert WORDS.text(form(NAMES[0]).name) in printed
