"""How texts are converted to Traditional characters."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quanli.render.traditional import BEGIN, END, LAW_TERMS, LOCALES, Traditional, without_marks

LINES = (Path(__file__).with_name("fixtures") / "words.txt").read_text(encoding="utf-8").splitlines()
WORDS = [line.split(" → ") for line in LINES if line and not line.startswith("#")]
PLAIN = Traditional({})
han = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("发后里干复征签准，。 a1&<\n"), max_size=60)


@pytest.mark.parametrize(("simplified", "traditional"), WORDS, ids=[simplified for simplified, _ in WORDS])
def test_words_that_are_easily_got_wrong(simplified, traditional):
    """Characters with several Traditional forms get the one that the word asks for."""
    assert PLAIN.text(simplified) == traditional


@pytest.mark.parametrize("word", ["软件", "信息", "网络", "行政诉讼", "计算机", "出租车"])
def test_only_characters_change(word):
    """Words stay those of the mainland; nothing becomes a Taiwan or Hong Kong term."""
    converted = PLAIN.text(word)
    assert converted not in {"軟體", "資訊", "網路", "電腦", "的士", "計程車"}
    assert len(converted) == len(word)


def test_a_listed_name_is_left_alone():
    """A term without a Traditional form stays as it is, wherever it stands, and what is around it is converted."""
    words = Traditional({"范后云": "范后云"})
    assert words.text("经办人范后云发现范围有误") == "經辦人范后云發現範圍有誤"


def test_a_listed_form_is_written():
    """A term with a Traditional form is written so, the site's own before those of the law."""
    words = Traditional({"于谦": "于謙", "公布": "公佈"})
    assert words.text("于谦公布") == "于謙公佈"


def test_the_longest_term_counts():
    """Of terms that begin at the same place the longest counts."""
    assert Traditional({"里": "里", "里面": "裡面"}).text("里面和里") == "裡面和里"


def test_an_interface_text_stands_as_it_is():
    """What the catalogue of interface texts says is not converted again, and its marks are gone afterwards."""
    assert PLAIN.text(f"发{BEGIN}干擾公布发{END}发") == "發干擾公布发發"


@given(han)
def test_every_text_keeps_its_length(text):
    """A converted text is as long as it was, so that a form's grid and a drawing's boxes still fit."""
    assert len(PLAIN.convert(text)) == len(text)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=60))
def test_what_is_not_han_stays(text):
    """Codes, figures and Latin words are never touched."""
    assert PLAIN.convert(text) == text
    assert PLAIN.text(text) == without_marks(text)


def test_the_terms_of_the_law_are_needed():
    """A term is listed only once, in as many characters, and none is a plain repetition of another."""
    terms = yaml.safe_load((LOCALES / LAW_TERMS).read_text(encoding="utf-8"))["terms"]
    assert all(len(term["text"]) == len(term["traditional"]) for term in terms)
    assert len({term["text"] for term in terms}) == len(terms)
