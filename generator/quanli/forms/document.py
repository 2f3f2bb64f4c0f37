"""A form as it lies on paper: sections of grids of cells, the same for DOCX, PDF and HTML."""

from __future__ import annotations

from typing import Literal

from quanli.catalogue.form import Form, FormSection
from quanli.codes.numerals import numeral
from quanli.forms.grid import Grid, grids
from quanli.frozen import frozen

_MARK = "示范文本　填写示例，内容均为虚构，请勿照抄提交"
_NUMERALS = "一二三四五六七八九十第"


@frozen
class Part:
    """A section of a form: its numbered heading, an explanation, and its grids from top to bottom."""

    heading: str
    note: str
    grids: tuple[Grid, ...]


@frozen
class Document:
    """Everything that is printed.

    The words that the program adds are here too, so that a twin in the other script is made by converting one value.
    ``mark`` stands at the top of every page and is empty on a blank form; ``foot`` stands at the foot of every page,
    before the page number, whose words are ``page`` (before, between and after the two figures).
    """

    title: str
    reference: tuple[str, str]
    parts: tuple[Part, ...]
    notes_heading: str
    notes: tuple[str, ...]
    mark: str
    foot: str
    page: tuple[str, str, str]
    body: str
    language: Literal["zh-CN", "zh-TW"] = "zh-CN"


def lay_out(form: Form, *, filled: bool = False, body: str = "") -> Document:
    """Lay a form out, blank or as its filled sample; ``body`` is the publishing body's name."""
    return Document(
        title=form.name,
        reference=(f"表号：{form.number}" if form.number else "", f"版本：{form.version}"),
        parts=tuple(_part(section, i, len(form.sections), filled=filled) for i, section in enumerate(form.sections, 1)),
        notes_heading="填表说明" if form.notes else "",
        notes=form.notes,
        mark=_MARK if filled else "",
        foot="　".join(text for text in (body, f"表单 {form.id}", f"{form.version} 版") if text),
        page=("第 ", " 页，共 ", " 页"),
        body=body,
    )


def _part(section: FormSection, number: int, count: int, *, filled: bool) -> Part:
    numbered = count > 1 and section.title[:1] not in _NUMERALS
    heading = f"{numeral(number)}、{section.title}" if numbered else section.title
    return Part(heading, section.note, tuple(grids(section.fields, filled=filled)))
