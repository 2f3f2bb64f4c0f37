"""A form (表格): defined field by field, or a blank file with a sample."""

from __future__ import annotations

from quanli.catalogue import terms
from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class FormField:
    """One field of a form. ``sample`` is what the filled sample shows; a table's sample is its rows, cells by “|”."""

    id: str = about("编号", "id", kind="id", required=True)
    label: str = about("栏目名称", "label", required=True, limit=120)
    kind: str = about("类型", "kind", kind="choice", choices=terms.FIELD_KINDS, default="text")
    required: bool = about("必填", "required", kind="flag", default=True)
    hint: str = about("填写提示", "hint", limit=400)
    options: tuple[str, ...] = about("选项", "options", "选择栏的选项", "of a choice", default=(), limit=120)
    multiple: bool = about("可多选", "several may be chosen", "选择栏可选几项", "of a choice", kind="flag", default=False)
    width: str = about("宽度", "width", "不写则按内容定", "by what it holds if missing", kind="choice", choices=terms.FIELD_WIDTHS)
    columns: tuple[str, ...] = about("列", "columns", "表格的列", "of a table", default=(), limit=60)
    rows: int = about("行数", "rows", "表格的空行数", "empty rows of a table", kind="integer", default=3)
    sample: tuple[str, ...] = about("示例", "sample", "填写示例；多行或表格的每行一条", "filled example; one entry a line or row", default=())


@frozen
class FormSection:
    """A part of a form."""

    title: str = about("标题", "title", required=True)
    note: str = about("说明", "note", limit=1000)
    fields: tuple[FormField, ...] = about("栏目", "fields", default=(), required=True)


@frozen
class Form:
    """One form."""

    id: str = about("编号", "id", "与文件名相同", "equals the file's name", kind="id", required=True, example="tiqu-shenqing")
    name: str = about("名称", "name", required=True, example="住房公积金提取申请表")
    version: str = about("版本", "version", "如：2026-01", "e.g. 2026-01", required=True, example="2026-01")
    number: str = about("表号", "form number", "印在表格上的编号", "printed on the form")
    notes: tuple[str, ...] = about("填表说明", "notes", default=(), limit=1000)
    sections: tuple[FormSection, ...] = about("部分", "sections", default=())
    blank: str = about("空白表", "blank file", "forms/files/ 中的空白表", "a file in forms/files/", kind="path")
    sample: str = about("示范文本", "filled sample", "forms/files/ 中填好的示范", "a filled one in forms/files/", kind="path")
