"""A form's page: to read what to write, to print, to download."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quanli.assemble.context import Context
from quanli.assemble.edges import Holding, Lines, Own
from quanli.assemble.facts import Reason
from quanli.assemble.files import FormView
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import HOME, Page, form_url
from quanli.assemble.page_kind import FileKind, PageKind
from quanli.assemble.sort import SERVICE_COLUMN
from quanli.catalogue.form import Form
from quanli.forms.document import Document, lay_out
from quanli.frozen import frozen

_SHOWN = 50
"""Powers that a form's page lists."""


@frozen
class FormPageView:
    """A form with its files and the powers that ask for it; ``document`` is it as it lies on paper, blank."""

    form: Form
    document: Document
    files: FormView
    powers: tuple[Entry, ...]
    more: bool
    """Whether further powers ask for it: a form that everybody hands in must not list the whole catalogue."""


def form_page(context: Context, form: str) -> Iterator[Page]:
    """Plan the page of one form."""
    record, files = context.registry.forms[form], context.forms[form]
    rows = list(islice(context.index.rows(form=form), _SHOWN + 1))
    powers = tuple(entry_of(row, context) for row in rows[:_SHOWN])
    view = FormPageView(record, lay_out(record, body=context.site.body), files, powers, len(rows) > _SHOWN)
    yield Page(files.page.url, "form", record.name, f"{record.name}：填写、打印、下载。", view, (HOME,))


FORM_PAGE = PageKind(
    "form",
    form_url,
    ("form",),
    lambda context: context.registry.forms,
    form_page,
    (
        Own("form"),
        Holding("form", "form-file"),
        Lines(lambda row: row.forms, Reason("用到表格的事项有变", "a power that uses the form changed")),
    ),
    sort=SERVICE_COLUMN,
)
DOCUMENT = FileKind("document", lambda form: form_url(form).replace(".html", ".pdf"), (Own("form"),))
"""A form as DOCX and PDF, blank and filled."""
ATTACHED = FileKind("attached", lambda name: f"/forms/files/{name}", (Own("form-file"),))
"""A file given as it is."""
