"""A form's page: to read what to write, to print, to download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quanli.assemble.context import Context
from quanli.assemble.files import FormView
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import HOME, Page
from quanli.catalogue.form import Form


@dataclass(frozen=True)
class FormPageView:
    """A form with its files and the powers that ask for it."""

    form: Form
    files: FormView
    powers: tuple[Entry, ...]


def form_page(context: Context, form: str) -> Iterator[Page]:
    """Plan the page of one form."""
    record, files = context.registry.forms[form], context.forms[form]
    powers = tuple(entry_of(row, context) for row in context.index.rows(form=form))
    view = FormPageView(record, files, powers)
    yield Page(files.page.url, "form", record.name, f"{record.name}：填写、打印、下载。", view, (HOME,))
