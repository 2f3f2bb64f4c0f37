"""What a form must keep so that it can be laid out, filled in and published."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.form import Form, FormField
from quanli.catalogue.ids import DUP_ID
from quanli.catalogue.tree import Tree
from quanli.errors import Path as FieldPath
from quanli.errors import Problem, Rule
from quanli.forms.files import check_path
from quanli.records.scalars import BAD_ID

FORM_EMPTY = Rule(
    "FORM_EMPTY", "error",
    zh="表单“{form}”既没有栏目也没有空白表", en='the form "{form}" has neither fields nor a blank file',
    hint_zh="定义 sections，或给出 blank", hint_en="define sections, or name a blank file",
)
FORM_FIELD = Rule(
    "FORM_FIELD", "error",
    zh="栏目“{label}”{what_zh}", en='the field "{label}" {what_en}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)

COLUMN_LIMIT, ROW_LIMIT = 10, 60
"""Of a table: more does not fit on A4, or belongs in an attachment."""
_DERIVED = "-sample"
"""``/forms/<id>-sample.docx`` is the filled sample of ``<id>``: no form may bear such an id itself."""

Fault = tuple[str, str, str, str, str]
"""The key that is wrong, what is wrong in Chinese and English, and the hints."""


def check_form(form: Form, file: str, tree: Tree) -> Iterator[Problem]:
    """Check a form, also one whose file has other faults. ``tree`` holds attached files, ``file`` is named in problems."""
    if not form.blank and not any(section.fields for section in form.sections):
        yield FORM_EMPTY.at(file, ("sections",), form=form.id)
    if form.id.lower().endswith(_DERIVED):
        yield BAD_ID.at(
            file, ("id",), text=form.id,
            hint_zh=f"结尾的 {_DERIVED} 留给示范文本的网址", hint_en=f"the ending {_DERIVED} is kept for the filled sample's address")
    for key, name in (("blank", form.blank), ("sample", form.sample)):
        if name:
            yield from check_path(name, tree, file, (key,))
    seen: set[str] = set()
    for i, section in enumerate(form.sections):
        for j, field in enumerate(section.fields):
            at: FieldPath = ("sections", i, "fields", j)
            if field.id in seen:
                yield DUP_ID.at(file, (*at, "id"), id=field.id, where=file)
            seen.add(field.id)
            for key, zh, en, hint_zh, hint_en in _faults(field):
                yield FORM_FIELD.at(
                    file, (*at, key) if key else at, label=field.label,
                    what_zh=zh, what_en=en, hint_zh=hint_zh, hint_en=hint_en)


def _faults(field: FormField) -> Iterator[Fault]:
    if field.kind == "choice":
        yield from _choice_faults(field)
    elif field.options:
        yield "options", "不是选择栏，却有选项", "has options but is no choice", "改为 kind: choice，或删去 options", "make it kind: choice, or remove the options"
    if field.kind == "table":
        yield from _table_faults(field)
    elif field.columns:
        yield "columns", "不是表格，却有列", "has columns but is no table", "改为 kind: table，或删去 columns", "make it kind: table, or remove the columns"


def _choice_faults(field: FormField) -> Iterator[Fault]:
    if len(field.options) < 2:
        yield "options", "没有可选的项", "offers no choice", "在 options 中列出至少两项", "list at least two options"
    elif len(set(field.options)) < len(field.options):
        yield "options", "有相同的选项", "offers an option twice", "删去其中一个", "remove one of them"
    unknown = [text for text in field.sample if text not in field.options]
    if unknown:
        yield "sample", f"的示例“{unknown[0]}”不在选项中", f'has the sample "{unknown[0]}", which is no option', "照选项的文字写", "write it as the option says"
    elif len(field.sample) > 1 and not field.multiple:
        yield "sample", "只能选一项，示例却有几项", "takes one option but its sample has several", "只留一项，或写 multiple: true", "keep one, or say multiple: true"


def _table_faults(field: FormField) -> Iterator[Fault]:
    if not field.columns:
        yield "columns", "是表格，却没有列", "is a table without columns", "在 columns 中列出各列的名称", "name its columns under columns"
        return
    if len(field.columns) > COLUMN_LIMIT:
        yield "columns", f"有 {len(field.columns)} 列，A4 纸上最多 {COLUMN_LIMIT} 列", f"has {len(field.columns)} columns, A4 holds {COLUMN_LIMIT}", "拆成两个表格", "split the table"
    if field.rows is not None and not 1 <= field.rows <= ROW_LIMIT:  # None where the file says no number
        yield "rows", f"的空行数应在 1 到 {ROW_LIMIT} 之间", f"must have 1 to {ROW_LIMIT} rows", "行数不够时填表人可以加行或续页", "whoever fills it in can add rows"
    for row in field.sample:
        if row.count("|") >= len(field.columns):
            yield "sample", f"的示例“{row}”比列多", f'has more cells than columns in the sample "{row}"', "每列一格，以“|”分开", "one cell a column, separated by |"
            return
