"""Forms as files: drawn from their definitions, or copied as they were given; then described for the pages."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quanli.assemble.files import FileView, FormView
from quanli.assemble.form import ATTACHED, DOCUMENT
from quanli.assemble.page import Link, form_url
from quanli.build.executor import Executor
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.content_kinds import FORM_FILE, is_ignored
from quanli.catalogue.file_names import name_problems
from quanli.catalogue.form import Form
from quanli.catalogue.reading import read_script_terms
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import files_of
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.render.twin import twin_path

if TYPE_CHECKING:
    from quanli.forms.document import Document


@frozen
class FormTask:
    """A form to be drawn."""

    form: str
    place: Workplace


@frozen
class Documents:
    """What pages show of forms (by id) and of attached files (by name); ``drawn`` are the forms without what is attached."""

    drawn: dict[str, FormView]
    files: dict[str, FileView]

    def forms(self, registry: Registry) -> dict[str, FormView]:
        """Give the forms with the blank file and the filled sample that their definitions name."""
        return {form: _with_attached(view, registry.forms[form], self.files) for form, view in self.drawn.items()}


def write_documents(
    place: Workplace, known: Documents, forms: Iterable[str], files: Iterable[str], executor: Executor, left: list[Problem],
) -> tuple[Documents, list[FileRow]]:
    """Write some forms and some attached files, describe them, and forget those that are gone.

    What is wrong with files of the past, which are left out, is added to ``left``.
    """
    registry = opened_registry(place)
    copied = [row for name in sorted(set(files)) for row in _copied(place, name, left)]
    described = {row.key: _file_view(row) for row in copied}
    there = {name: view for name, view in known.files.items() if name not in set(files)}
    drawn = {form: view for form, view in known.drawn.items() if form in registry.forms}
    written = list(copied)
    tasks = [FormTask(form, place) for form in registry.forms if form in set(forms)]
    for view, rows in executor.map(write_form, tasks):
        drawn[view.id] = view
        written += rows
    order = {form: drawn[form] for form in registry.forms}
    return Documents(order, dict(sorted((there | described).items()))), written


def keep_documents(place: Workplace, documents: Documents) -> None:
    """Lay the description of forms and files where workers find it."""
    (place.scratch / "documents.pickle").write_bytes(pickle.dumps(documents, protocol=5))


def kept_documents(place: Workplace) -> Documents:
    """Open what :func:`keep_documents` laid down."""
    documents: Documents = pickle.loads((place.scratch / "documents.pickle").read_bytes())  # noqa: S301 - our own
    return documents


def attached_files(place: Workplace) -> list[str]:
    """List the attached files of the site."""
    return [FORM_FILE.id_of(path) or "" for path in files_of(place.tree, FORM_FILE)]


def write_form(task: FormTask) -> tuple[FormView, tuple[FileRow, ...]]:
    """Draw one form as DOCX and PDF, blank and, where its fields have samples, filled (in a worker)."""
    registry = opened_registry(task.place)
    form = registry.forms[task.form]
    blanks: list[FileView] = []
    samples: list[FileView] = []
    rows: list[FileRow] = []
    if form.sections:
        blanks, rows = _drawn(form, registry.site.body, task.place, filled=False)
        if any(field.sample for section in form.sections for field in section.fields):
            samples, more = _drawn(form, registry.site.body, task.place, filled=True)
            rows += more
    page = Link(form.name, form_url(form.id))
    return FormView(form.id, form.name, form.version, form.number, page, tuple(blanks), tuple(samples)), tuple(rows)


def _drawn(form: Form, body: str, place: Workplace, *, filled: bool) -> tuple[list[FileView], list[FileRow]]:
    from quanli.forms.document import lay_out  # noqa: PLC0415 - heavy, and only needed where there are forms
    from quanli.forms.docx import docx_of  # noqa: PLC0415
    from quanli.forms.pdf import pdf_of  # noqa: PLC0415

    views, rows = [], []
    stem = f"forms/{form.id}-sample" if filled else f"forms/{form.id}"
    name = f"{form.name}（填写示范）" if filled else form.name
    document = lay_out(form, filled=filled, body=body)
    twin = _traditional(document, place)
    for suffix, draw in (("docx", docx_of), ("pdf", pdf_of)):
        row = write_file(place.staging, f"{stem}.{suffix}", draw(document), DOCUMENT.name, form.id)
        views.append(FileView(name, f"/{row.path}", suffix.upper(), row.size, row.sha256))
        rows.append(row)
        if twin:
            rows.append(write_file(place.staging, twin_path(row.path), draw(twin), DOCUMENT.name, form.id))
    return views, rows


def _traditional(document: Document, place: Workplace) -> Document | None:
    """Give a form in Traditional characters, where the site has both scripts."""
    if "zh-Hant" not in opened_registry(place).site.languages:
        return None
    from quanli.render.traditional import Traditional  # noqa: PLC0415
    from quanli.render.twin_form import traditional_document  # noqa: PLC0415

    return traditional_document(document, Traditional(read_script_terms(place.tree)[0]))


def _copied(place: Workplace, name: str, left: list[Problem]) -> Iterator[FileRow]:
    """Copy an attached file to the output, the very bytes that were looked into; one that is gone gives nothing.

    A faulty one stops the build, whenever it came to be there; one of the past is left out, and ``left`` says why.
    """
    from quanli.forms.files import examined  # noqa: PLC0415 - looks into files of many formats

    path = FORM_FILE.file(name)
    if is_ignored(path) or not place.tree.stamp(path):
        return
    data, found = examined(place.tree, path)
    errors = [one for one in (*name_problems(path), *found) if one.severity == "error"]
    if not errors:
        yield write_file(place.staging, f"forms/files/{name}", data, ATTACHED.name, name)
    elif place.stood:
        left += errors
    else:
        raise ProblemsFoundError(errors)


def _file_view(row: FileRow) -> FileView:
    return FileView(row.key, f"/{row.path}", PurePosixPath(row.key).suffix.removeprefix(".").upper(), row.size, row.sha256)


def _with_attached(view: FormView, form: Form, files: dict[str, FileView]) -> FormView:
    """Add the blank file and the filled sample that the form's definition names."""
    blanks = view.blanks + ((files[form.blank],) if form.blank in files else ())
    samples = view.samples + ((files[form.sample],) if form.sample in files else ())
    return FormView(view.id, view.name, view.version, view.number, view.page, blanks, samples)
