"""Realistic forms, read from their YAML, and the ways in which Hypothesis varies one."""

from pathlib import Path

from hypothesis import strategies as st

from quanli.catalogue.form import Form, FormField, FormSection
from quanli.records.read import read_record

FIXTURES = Path(__file__).with_name("fixtures")
BODY = "样例市住房公积金管理中心"
NAMES = tuple(path.stem for path in sorted(FIXTURES.glob("*.yaml")))


def form(name):
    """Read a fixture, which must be free of problems."""
    value, problems = read_record((FIXTURES / f"{name}.yaml").read_bytes(), f"content/forms/{name}.yaml", Form)
    assert problems == []
    return value


def words(form):
    """Give every word that a form prints whether it is filled or not."""
    yield form.name
    yield from form.notes
    for section in form.sections:
        yield from filter(None, (section.title, section.note))
        for field in section.fields:
            yield from filter(None, (field.label if field.kind != "photo" else "", field.hint, *field.options, *field.columns))


KINDS = ("text", "paragraph", "date", "number", "choice", "table", "signature", "photo")


@st.composite
def odd_forms(draw, text):
    """Make a form with the given texts in every field."""
    fields = tuple(
        FormField(id=f"f{i}", label=draw(text), kind=draw(st.sampled_from(KINDS)), required=draw(st.booleans()), hint=draw(text),
                  options=tuple(draw(st.lists(text, max_size=3))), columns=tuple(draw(st.lists(text, max_size=4))),
                  rows=draw(st.integers(0, 4)), sample=tuple(draw(st.lists(text, max_size=3))), width=draw(st.sampled_from(("", "half", "full"))))
        for i in range(draw(st.integers(0, 5))))
    section = FormSection(title=draw(text), note=draw(text), fields=fields)
    return Form(id="odd", name=draw(text), version=draw(text), number=draw(text), notes=tuple(draw(st.lists(text, max_size=2))), sections=(section,))
