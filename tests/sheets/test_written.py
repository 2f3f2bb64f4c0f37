"""The workbooks that we write, read by openpyxl."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from quanli.sheets.written import written_workbook

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
ROWS = st.lists(st.tuples(TEXT, st.integers(0, 10**9) | st.none(), st.booleans() | st.none()), max_size=5)


def read(data):
    """Give the title of the sheet and its rows."""
    book = load_workbook(io.BytesIO(data))
    return book.active.title, [list(row) for row in book.active.iter_rows(values_only=True)]


@given(ROWS)
def test_what_was_written_is_read(rows):
    """Texts, numbers, yes and no come back as they were, whatever the texts are; empty ones as empty cells."""
    title, (head, *body) = read(written_workbook("目录", ("名", "数", "是"), [*rows, ("末", 1, True)]))
    assert (title, head) == ("目录", ["名", "数", "是"])
    assert body == [[row[0] or None, *row[1:]] for row in rows] + [["末", 1, True]]


def test_same_rows_give_the_same_bytes():
    """No time, no machine and no random number is in a workbook: every member is dated as the format begins."""
    one, other = (written_workbook("目录", ("名",), [["甲"], ["乙"]]) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {(entry.date_time, entry.create_system, entry.compress_type) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0, zipfile.ZIP_STORED)}


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "-1"])
def test_no_text_is_a_formula(text):
    """A text that begins as a formula does is a text."""
    book = load_workbook(io.BytesIO(written_workbook("目录", ("名",), [[text]])))
    assert (book.active["A2"].value, book.active["A2"].data_type) == (text, "s")


def test_what_xml_cannot_hold_is_left_out():
    """Control characters are dropped and a text longer than a cell takes is cut, so that the workbook opens."""
    assert read(written_workbook("目录", ("名",), [["a\x00b\x1f"], ["x" * 40_000]]))[1][1:] == [["ab"], ["x" * 32_767]]
