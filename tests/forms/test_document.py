"""How a form is laid out on paper."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.sample_forms import BODY, NAMES, form, odd_forms
from quanli.catalogue.form import FormField
from quanli.forms.document import lay_out
from quanli.forms.grid import COLUMNS, grids


def labels(row):
    return ["".join(cell.lines) for cell in row.cells if cell.kind == "label"]


def field(label, **more):
    return FormField(id=label, label=label, **more)


def rows(*fields, filled=False):
    (grid,) = grids(fields, filled=filled)
    return grid.body


def test_short_fields_share_a_row():
    """Two short fields stand side by side; a long one, and one that says so, takes the whole row."""
    laid = rows(field("姓名"), field("电话"), field("住址", kind="paragraph"), field("邮编"), field("单位", width="full"))
    assert [labels(row) for row in laid] == [["姓名", "电话"], ["住址"], ["邮编"], ["单位"]]


def test_a_photograph_stands_beside_the_first_rows():
    """The photograph's cell reaches down beside as many rows as make its height."""
    laid = rows(*(field(f"栏{i}") for i in range(8)), field("照片", kind="photo"))
    photo = next(cell for cell in laid[0].cells if cell.kind == "photo")
    assert sum(row.height for row in laid[: photo.rows]) >= 54
    assert [labels(row) for row in laid[photo.rows :]] == [["栏6", "栏7"]]


def test_a_table_grows_with_its_sample():
    """A table has its empty rows, or as many as its sample needs; its head is repeated on each page."""
    table = field("人员", kind="table", columns=("姓名", "职务"), rows=2, sample=("甲|乙", "丙", "丁|戊"))
    (blank,), (filled,) = grids([table], filled=False), grids([table], filled=True)
    assert [len(blank.body), len(filled.body), len(blank.head)] == [2, 3, 2]
    assert [[cell.lines for cell in row.cells] for row in filled.body] == [[("甲",), ("乙",)], [("丙",), ()], [("丁",), ("戊",)]]


def test_what_may_be_left_out_says_so():
    """A field that is not required is marked, not the many that are."""
    assert labels(rows(field("传真", required=False))[0]) == ["传真（选填）"]


def test_a_filled_sample_is_marked():
    """A filled sample bears its mark, shows the samples and writes dates as one does on paper; a blank form shows neither."""
    blank, filled = lay_out(form("gjj-tiqu"), body=BODY), lay_out(form("gjj-tiqu"), filled=True, body=BODY)
    assert (blank.mark, filled.mark[:4]) == ("", "示范文本")
    assert "2025年3月20日" in str(filled)
    assert "2025" not in str(blank)


def test_the_foot_names_body_form_and_version():
    """Every page says whose form this is, which, and of what version."""
    assert lay_out(form("gjj-tiqu"), body=BODY).foot == f"{BODY}　表单 gjj-tiqu　2026-01 版"


def test_notes_have_a_heading_only_where_there_are_any():
    """The heading of the notes stands above notes."""
    whole = form("gjj-tiqu")
    assert lay_out(replace(whole, notes=("其一",))).notes_heading == "填表说明"
    assert lay_out(replace(whole, notes=())).notes_heading == ""


def test_sections_are_numbered_unless_they_are():
    """Sections count in Han numerals; one that brings its own, and a single one, are left alone."""
    whole = form("gjj-tiqu")
    assert [part.heading for part in lay_out(whole).parts][:2] == ["一、申请人", "二、提取事项"]
    own = replace(whole, sections=(replace(whole.sections[0], title="第一部分"), *whole.sections[1:]))
    assert lay_out(own).parts[0].heading == "第一部分"
    assert lay_out(replace(whole, sections=whole.sections[:1])).parts[0].heading == "申请人"


@pytest.mark.parametrize("name", NAMES)
def test_a_filled_sample_has_the_places_of_the_blank_form(name):
    """Blank and filled form have the same cells at the same places, so that one can be read beside the other."""
    def places(filled):
        return [[(cell.kind, cell.field, cell.columns) for row in grid.body for cell in row.cells]
                for part in lay_out(form(name), filled=filled).parts for grid in part.grids if not grid.field]

    assert places(filled=True) == places(filled=False)


@given(odd_forms(st.text(max_size=12)), st.booleans())
def test_every_row_is_full(odd, filled):
    """Whatever the fields are, each row of a grid is exactly as wide as the grid, with what hangs down from above."""
    for part in lay_out(odd, filled=filled).parts:
        for grid in part.grids:
            assert len(grid.columns) == COLUMNS or grid.field
            hanging = []
            for row in (*grid.head, *grid.body):
                assert sum(cell.columns for cell in row.cells) + sum(width for _, width in hanging) == len(grid.columns)
                hanging = [(left - 1, width) for left, width in hanging if left > 1]
                hanging += [(cell.rows - 1, cell.columns) for cell in row.cells if cell.rows > 1]
            assert hanging == []
