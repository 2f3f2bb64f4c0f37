"""A site's list of terms for the Traditional twin."""

from quanli.catalogue.content_kinds import TERMS
from quanli.catalogue.reading import read_script_terms
from quanli.catalogue.script_terms import script_terms
from quanli.catalogue.tree import FolderTree


def said(text):
    """Give the places and English messages of a list's problems."""
    return [f"{found.place}: {found.code} {found.message('en')}" for found in script_terms(text.encode(), TERMS.file())[1]]


def test_a_site_without_terms(tmp_path):
    """A site needs no list."""
    assert read_script_terms(FolderTree(tmp_path)) == ({}, [])


def test_a_list_is_read(tmp_path):
    """A term says how it is written; one that says nothing stays as it is."""
    (tmp_path / "content").mkdir()
    text = "terms:\n  - text: 范后云\n  - {text: 于谦, traditional: 于謙}\n"
    (tmp_path / TERMS.file()).write_text(text, encoding="utf-8")
    assert read_script_terms(FolderTree(tmp_path)) == ({"范后云": "范后云", "于谦": "于謙"}, [])


def test_a_term_listed_twice():
    """The second of two equal terms is refused where it stands."""
    assert said("terms:\n  - text: 于谦\n  - text: 于谦\n") == [
        'content/terms.yaml:3:11: TERM_TWICE the term "于谦" is listed twice',
    ]


def test_a_form_of_another_length():
    """A Traditional form with more characters is a change of words, and refused."""
    assert said("terms:\n  - text: 软件\n    traditional: 電腦軟件\n") == [
        'content/terms.yaml:3:18: TERM_LENGTH "電腦軟件", the Traditional form of "软件", has another number of characters',
    ]


def test_a_term_without_text():
    """A term must say which text it means."""
    assert said("terms:\n  - traditional: 于謙\n") == ['content/terms.yaml:2:5: REQUIRED "text" is empty but required']
