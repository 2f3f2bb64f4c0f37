"""Forms as files: drawn from their definitions, or copied as they were given; then described for the pages."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.assemble.files import FileView, FormView
from quanli.assemble.page import Link
from quanli.build.executor import Executor
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.form import Form
from quanli.catalogue.registry import Registry
from quanli.catalogue.script_terms import read_script_terms
from quanli.frozen import frozen
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.render.twin import twin_path

if TYPE_CHECKING:
    from quanli.forms.document import Document

FILES = "content/forms/files"


@frozen
class FormTask:
    """A form to be drawn."""

    form: str
    place: Workplace


@frozen
class Documents:
    """What pages show of forms (by id) and of attached files (by name)."""

    forms: dict[str, FormView]
    files: dict[str, FileView]


def write_documents(place: Workplace, registry: Registry, executor: Executor) -> tuple[Documents, list[FileRow]]:
    """Write every form and every attached file, and describe them."""
    files: dict[str, FileView] = {}
    written: list[FileRow] = []
    for name, row in _copies(place):
        files[name] = _file_view(place.root / FILES, name)
        written.append(row)
    forms: dict[str, FormView] = {}
    for view, rows in executor.map(write_form, [FormTask(form, place) for form in registry.forms]):
        forms[view.id] = _with_attached(view, registry.forms[view.id], files)
        written += rows
    return Documents(forms, files), written


def keep_documents(place: Workplace, documents: Documents) -> None:
    """Lay the description of forms and files where workers find it."""
    (place.scratch / "documents.pickle").write_bytes(pickle.dumps(documents, protocol=5))


def kept_documents(place: Workplace) -> Documents:
    """Open what :func:`keep_documents` laid down."""
    documents: Documents = pickle.loads((place.scratch / "documents.pickle").read_bytes())  # noqa: S301 - our own
    return documents


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
    page = Link(form.name, f"/forms/{form.id}.html")
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
        row = write_file(place.staging, f"{stem}.{suffix}", draw(document))
        views.append(FileView(name, f"/{row[0]}", suffix.upper(), row[2], row[1]))
        rows.append(row)
        if twin:
            rows.append(write_file(place.staging, twin_path(row[0]), draw(twin)))
    return views, rows


def _traditional(document: Document, place: Workplace) -> Document | None:
    """Give a form in Traditional characters, where the site has both scripts."""
    if "zh-Hant" not in opened_registry(place).site.languages:
        return None
    from quanli.render.traditional import Traditional  # noqa: PLC0415
    from quanli.render.twin_form import traditional_document  # noqa: PLC0415

    return traditional_document(document, Traditional(read_script_terms(place.root)[0]))


def _copies(place: Workplace) -> Iterator[tuple[str, FileRow]]:
    folder = place.root / FILES
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(folder).as_posix()
            yield name, write_file(place.staging, f"forms/files/{name}", path.read_bytes())


def _file_view(folder: Path, name: str) -> FileView:
    from quanli.forms.files import attached  # noqa: PLC0415 - looks into files of many formats

    described = attached(folder, name)
    return FileView(described.name, f"/forms/files/{name}", described.format, described.size, described.sha256)


def _with_attached(view: FormView, form: Form, files: dict[str, FileView]) -> FormView:
    """Add the blank file and the filled sample that the form's definition names."""
    blanks = view.blanks + ((files[form.blank],) if form.blank in files else ())
    samples = view.samples + ((files[form.sample],) if form.sample in files else ())
    return FormView(view.id, view.name, view.version, view.number, view.page, blanks, samples)
