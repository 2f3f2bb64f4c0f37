"""The catalogues of interface texts."""

import re

import jinja2
import pytest

from quanli.render.environment import PageEnvironment
from quanli.render.texts import translator
from quanli.render.traditional import BEGIN, END, Traditional, without_marks
from quanli.render.twin import Twin
from script.interface_texts import MO, PO, POT, compiled, read, said

HINT = "run: python tests/script/interface_texts.py"
PLACES = re.compile(r"[%{}]|[A-Za-z0-9]+")


@pytest.fixture(scope="module")
def translations():
    """Read the Traditional catalogue: its messages by text."""
    return {message.id: message for message in read(PO, "zh_Hant") if message.id}


def test_the_template_is_complete():
    """The template of the catalogues holds every interface text of the theme, and no other."""
    assert sorted(message.id for message in read(POT) if message.id) == sorted(said()), HINT


def test_every_text_is_translated(translations):
    """The Traditional catalogue has every text, none of them empty or waiting to be read by somebody."""
    assert sorted(translations) == sorted(said()), HINT
    assert [text for text, message in translations.items() if message.fuzzy or not message.string] == [], HINT


def test_no_text_was_left_simplified(translations):
    """A translation is what the conversion makes, or what it makes of what is Traditional already."""
    words = Traditional({})
    assert [text for text, message in translations.items() if words.text(text) != message.string] == []


def test_places_to_fill_are_kept(translations):
    """Signs that scripts and templates fill in stand in the translation as they stand in the text."""
    assert [text for text, message in translations.items() if PLACES.findall(text) != PLACES.findall(message.string)] == []


def test_the_compiled_catalogue_is_the_translated_one():
    """The file that the program reads is what the translations compile to."""
    assert MO.read_bytes() == compiled(), HINT


def test_simplified_texts_are_the_templates_own():
    """The Simplified page says what the templates say."""
    assert translator("zh-Hans")("下载表格") == "下载表格"


def test_traditional_texts_come_between_marks():
    """A translated text is marked, so that it is not converted once more; an unknown one is converted with the page."""
    translate = translator("zh-Hant")
    assert translate("下载表格") == f"{BEGIN}下載表格{END}"
    assert translate("主题自己的发明") == "主题自己的发明"


def test_the_twin_of_a_template():
    """Interface texts from the catalogue and content from the conversion meet in one page without a trace of the marks."""
    environment = PageEnvironment(translator("zh-Hant"), autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.from_string('<p title="{{ _("下载表格") }}" data-x="{{ _("关闭") }}">{{ _("下载表格") }}：{{ it }}</p>').render(it="发展<后>")
    assert Twin(Traditional({})).page(page) == '<p title="下載表格" data-x="關閉">下載表格：發展&lt;後&gt;</p>'
    assert without_marks(page) != page
