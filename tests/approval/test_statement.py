"""The text that is approved: what is written reads back as the same, and nothing else reads at all."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.approval.statement import (
    STATEMENTS,
    Statement,
    StatementError,
    Step,
    change_id,
    digest_of,
    read_kept,
    read_statement,
    shown,
    text_of,
)
from signing import BLOB, PLAIN

TEXT = text_of(PLAIN)
LINES = [*TEXT.split("\n"), *(f"{term.zh}（{key}）：x" for key, term in STATEMENTS.items()), "- content/x", "  前 （无）", "（无）", "（未写明）"]
blobs = st.text("0123456789abcdef", min_size=40, max_size=40)
words = st.one_of(st.text().map(shown), st.sampled_from(LINES), st.tuples(st.sampled_from(LINES), st.text().map(shown)).map("".join))
names = words.filter(lambda text: text and text == text.strip())
values = words.filter(lambda text: text and text == text.strip() and text != "（未写明）")
steps = st.lists(st.tuples(names, blobs, blobs | st.just("")).filter(lambda one: one[1] != one[2]).map(lambda one: Step(*one)), min_size=1, unique_by=lambda one: one.path)
statements = st.builds(
    Statement,
    blobs,
    st.lists(words, min_size=1).filter(any).map(tuple),
    steps.map(lambda found: tuple(sorted(found, key=lambda one: one.path))),
    st.dictionaries(st.sampled_from(list(STATEMENTS)), values),
)


@given(statements)
def test_what_is_written_reads_back(statement):
    """A statement is read back as the same, whatever look-alike headings its words, values and paths hold."""
    assert read_statement(text_of(statement)) == statement


@given(st.lists(st.sampled_from(LINES), max_size=30).map("\n".join), st.text())
def test_only_what_would_be_written_is_read(text, more):
    """A text that reads as a statement is the very text that the statement is written as."""
    for one in (text, f"{text}{more}", f"{TEXT}{more}", TEXT.replace("改正", more), TEXT.replace("20 日", text)):
        try:
            found = read_statement(one)
        except StatementError:
            continue
        assert text_of(found) == one


@given(st.integers(0, len(TEXT) - 1), st.characters())
def test_each_letter_counts(at, letter):
    """A text with one character put in, or one taken out, is another change or none."""
    for text in (TEXT[:at] + letter + TEXT[at:], TEXT[:at] + TEXT[at + 1 :]):
        try:
            found = read_statement(text)
        except (StatementError, UnicodeEncodeError):
            continue
        assert found != PLAIN or text == TEXT
        assert change_id(text) != change_id(TEXT)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"said": {"Change-Reason": "改正\n法律依据（Legal-Basis）：某法"}}, "换行"),
        ({"said": {"Change-Reason": "改\u202e正"}}, "看不见"),
        ({"said": {"Change-Reason": "（未写明）"}}, "Change-Reason"),
        ({"said": {"Legal-Review": "某某"}}, "没有"),
        ({"words": ("a\nb",)}, "看不见"),
        ({"words": ("a\u200bb",)}, "看不见"),
        ({"words": ("",)}, "变更内容"),
        ({"steps": ()}, "至少"),
        ({"steps": (Step("b", "", BLOB), Step("a", "", BLOB))}, "排列"),
        ({"steps": (Step("a\nb", "", BLOB),)}, "文件名"),
        ({"steps": (Step("a", BLOB, BLOB),)}, "前后"),
        ({"steps": (Step("a", "", "xyz"),)}, "前后"),
        ({"base": "main"}, "基准"),
    ],
)
def test_what_cannot_be_stated(change, told):
    """What would not read back as the same, or holds what nobody sees, is not written."""
    with pytest.raises(StatementError) as found:
        text_of(dataclasses.replace(PLAIN, **change))
    assert told in found.value.what.zh


def test_names_the_line():
    """A text that somebody has edited is refused with the line that is not as it is written."""
    with pytest.raises(StatementError) as found:
        read_statement(TEXT.replace("（Document）：", "（Document）"))
    assert found.value.line == TEXT.split("\n").index("文件（Document）：（未写明）") + 1


def test_a_statement_of_the_past_is_read_whatever_its_lines_were_called():
    """What the program calls otherwise by now makes no kept statement unreadable; nobody can be asked to sign such a one."""
    kept = TEXT.replace("变更理由（Change-Reason）", "改动的缘由（Change-Reason）")
    assert read_kept(kept) == PLAIN
    with pytest.raises(StatementError):
        read_statement(kept)


def test_a_line_that_is_none_of_a_statement_is_named_in_one_of_the_past():
    """A kept statement that somebody has edited is refused with the line."""
    with pytest.raises(StatementError) as found:
        read_kept(TEXT.replace("（Document）：", "（Document）"))
    assert found.value.line == TEXT.split("\n").index("文件（Document）：（未写明）") + 1


def test_hidden_characters_are_shown():
    """What turns or hides text is written out, so that whoever signs sees it."""
    assert shown("付\u202e款\u200b\n") == "付⟨U+202E⟩款⟨U+200B⟩⟨U+000A⟩"


def test_digest_names_the_change():
    """A change is named by the beginning of the digest of its text."""
    assert digest_of(TEXT).startswith(change_id(TEXT))
    assert len(change_id(TEXT)) == 16
