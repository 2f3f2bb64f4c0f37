"""Times a form as DOCX and PDF against python-docx writing the same words, in turn on the same forms.

usage: python bench/documents.py [ROUNDS]

Every document differs from the one before in its name and version, so that nothing remembered is measured.
"""

import io
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import docx as python_docx

from quanli.catalogue.form import Form
from quanli.forms.document import lay_out
from quanli.forms.docx import docx
from quanli.forms.pdf import pdf
from quanli.records.read import read_record

FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "forms" / "fixtures"


def by_python_docx(form):
    """Write the same words in the same cells, without the controls, spans and styles."""
    laid = lay_out(form)
    document = python_docx.Document()
    document.add_heading(laid.title, 0)
    for part in laid.parts:
        document.add_heading(part.heading, 1)
        document.add_paragraph(part.note)
        for grid in part.grids:
            rows = (*grid.head, *grid.body)
            table = document.add_table(rows=len(rows), cols=max(len(row.cells) for row in rows))
            for made, row in zip(table.rows, rows, strict=True):
                for cell, given in zip(made.cells, row.cells, strict=False):
                    cell.text = "\n".join((*given.lines, *(option.text for option in given.options), given.hint))
    for note in laid.notes:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def milliseconds(make, form, rounds):
    """Give the median CPU time of making one document, after warming up."""
    spent = []
    for i in range(rounds + 3):
        one = replace(form, name=form.name + chr(0x4E00 + i), version=f"2026-{i:02}")
        start = time.process_time()
        make(one)
        spent.append((time.process_time() - start) * 1e3)
    return statistics.median(spent[3:])


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(f"{'form':<16}{'DOCX ms':>9}{'python-docx':>13}{'ratio':>8}{'PDF ms':>9}{'DOCX KB':>9}{'PDF KB':>8}")
    for path in sorted(FIXTURES.glob("*.yaml")):
        form, problems = read_record(path.read_bytes(), path.name, Form)
        assert not problems
        ours, peer, press = (milliseconds(make, form, n) for make, n in ((docx, rounds * 10), (by_python_docx, max(3, rounds // 3)), (pdf, rounds)))
        sizes = len(docx(form)) / 1024, len(pdf(form)) / 1024
        print(f"{path.stem:<16}{ours:9.2f}{peer:13.1f}{ours / peer:8.3f}{press:9.1f}{sizes[0]:9.0f}{sizes[1]:8.0f}")


if __name__ == "__main__":
    main()
