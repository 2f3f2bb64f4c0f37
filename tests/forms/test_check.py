"""What a form must keep."""

from dataclasses import replace

import pytest

from forms.attachments import put
from forms.sample_forms import NAMES, form
from quanli.catalogue.form import Form, FormField, FormSection
from quanli.catalogue.tree import FolderTree
from quanli.forms.check import check_form

FILE = "content/forms/a.yaml"


def said(folder, *fields, **more):
    made = Form(id=more.pop("id", "a"), name="表", version="1", sections=(FormSection("一", fields=fields),), **more)
    return [f"{problem.field}: {problem.code} {problem.message('en')}" for problem in check_form(made, FILE, FolderTree(folder))]


def field(**more):
    return FormField(**({"id": "x", "label": "栏目"} | more))


@pytest.mark.parametrize("name", NAMES)
def test_a_good_form_passes(name, tmp_path):
    """A realistic form raises no problem."""
    assert list(check_form(form(name), FILE, FolderTree(tmp_path))) == []


FIELDS = {
    "choice without options": (field(kind="choice"), 'options: FORM_FIELD the field "栏目" offers no choice'),
    "choice with twins": (field(kind="choice", options=("是", "是")), 'options: FORM_FIELD the field "栏目" offers an option twice'),
    "sample that is no option": (field(kind="choice", options=("是", "否"), sample=("不",)), 'sample: FORM_FIELD the field "栏目" has the sample "不", which is no option'),
    "two of one": (field(kind="choice", options=("是", "否"), sample=("是", "否")), 'sample: FORM_FIELD the field "栏目" takes one option but its sample has several'),
    "options of a text": (field(options=("是", "否")), 'options: FORM_FIELD the field "栏目" has options but is no choice'),
    "table without columns": (field(kind="table"), 'columns: FORM_FIELD the field "栏目" is a table without columns'),
    "table too wide": (field(kind="table", columns=tuple("一二三四五六七八九十百")), 'columns: FORM_FIELD the field "栏目" has 11 columns, A4 holds 10'),
    "table too long": (field(kind="table", columns=("一",), rows=100_000), 'rows: FORM_FIELD the field "栏目" must have 1 to 60 rows'),
    "sample too wide": (field(kind="table", columns=("一", "二"), sample=("1|2|3",)), 'sample: FORM_FIELD the field "栏目" has more cells than columns in the sample "1|2|3"'),
    "columns of a text": (field(columns=("一",)), 'columns: FORM_FIELD the field "栏目" has columns but is no table'),
}


@pytest.mark.parametrize("case", FIELDS)
def test_a_field_that_cannot_be_drawn_is_named(case, tmp_path):
    """A field that contradicts itself is named with its place."""
    bad, wanted = FIELDS[case]
    assert said(tmp_path, bad) == [f"sections.0.fields.0.{wanted}"]


def test_ids_are_unique(tmp_path):
    """Two fields of one form cannot bear one id."""
    assert said(tmp_path, field(), replace(field(), label="又")) == [f'sections.0.fields.1.id: DUP_ID the id "x" stands twice in {FILE}']


def test_a_form_holds_something(tmp_path):
    """A form has fields or a blank file."""
    assert said(tmp_path) == ['sections: FORM_EMPTY the form "a" has neither fields nor a blank file']
    put(tmp_path, "a.pdf", b"%PDF-")
    assert said(tmp_path, blank="a.pdf") == []


def test_the_files_of_a_form_exist(tmp_path):
    """Blank file and sample must be there."""
    assert said(tmp_path, field(), blank="a.pdf", sample="../b.pdf") == [
        "blank: MISSING_FILE a.pdf does not exist", 'sample: BAD_PATH the path "../b.pdf" is not allowed: it has a step .. or an empty one']


def test_an_id_leaves_room_for_the_sample(tmp_path):
    """No form takes the address of another's filled sample."""
    assert said(tmp_path, field(), id="a-sample") == ['id: BAD_ID "a-sample" cannot be an id']


HINTS = {
    "choice without options": ("没有可选的项", "在 options 中列出至少两项", "list at least two options"),
    "choice with twins": ("有相同的选项", "删去其中一个", "remove one of them"),
    "sample that is no option": ("的示例“不”不在选项中", "照选项的文字写", "write it as the option says"),
    "two of one": ("只能选一项，示例却有几项", "只留一项，或写 multiple: true", "keep one, or say multiple: true"),
    "options of a text": ("不是选择栏，却有选项", "改为 kind: choice，或删去 options", "make it kind: choice, or remove the options"),
    "table without columns": ("是表格，却没有列", "在 columns 中列出各列的名称", "name its columns under columns"),
    "table too wide": ("有 11 列，A4 纸上最多 10 列", "拆成两个表格", "split the table"),
    "table too long": ("的空行数应在 1 到 60 之间", "行数不够时填表人可以加行或续页", "whoever fills it in can add rows"),
    "sample too wide": ("的示例“1|2|3”比列多", "每列一格，以“|”分开", "one cell a column, separated by |"),
    "columns of a text": ("不是表格，却有列", "改为 kind: table，或删去 columns", "make it kind: table, or remove the columns"),
}


@pytest.mark.parametrize("case", HINTS)
def test_what_to_do_is_said_in_both_languages(case, tmp_path):
    """Each fault of a field is said in Chinese too, and what to do about it in both languages."""
    made = Form(id="a", name="表", version="1", sections=(FormSection("一", fields=(FIELDS[case][0],)),))
    (found,) = check_form(made, FILE, FolderTree(tmp_path))
    zh, hint_zh, hint_en = HINTS[case]
    assert zh in found.message("zh")
    assert (found.hint("zh"), found.hint("en")) == (hint_zh, hint_en)
