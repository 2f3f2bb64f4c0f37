"""The page that says which field becomes which property says what the program does."""

import json

from conftest import ROOT
from quanli.assemble.cpsv_words import CLASSES, TERMS
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.records.fields import fields_of

PAGE = (ROOT / "docs/linked-data.md").read_text(encoding="utf-8")


def rows(record, path="", deep=True):
    """Give a row for each field that has a property, of a record and of what it holds."""
    for field in fields_of(record).values():
        name = field.about.cpsv
        if name:
            property_ = TERMS[name].name if name in TERMS else CLASSES.get(name, f"schema:{name}")
            yield f"| `{path}{field.key}` | {field.about.zh} {field.about.en} | `{name}` | `{property_}` |"
        if deep and field.shape in {"record", "records"}:
            yield from rows(field.element, f"{path}{field.key}.")


def test_the_table_is_that_of_the_fields():
    """Each field that has a property of CPSV-AP has its row, and there are no others."""
    wanted = [*rows(Power), *rows(Office, "office.", deep=False)]
    assert [line for line in PAGE.split("\n") if line.startswith("| `") and line.count("|") == 5 and "/" not in line] == wanted


def test_each_property_of_the_table_is_written(sample):
    """Every property that the fields name stands in the file of some item of the sample, or is of another form."""
    written = set()

    def note(value):
        if isinstance(value, dict):
            written.update(value)
            for one in value.values():
                note(one)
        elif isinstance(value, list):
            for one in value:
                note(one)

    for path in (sample / "output/powers").glob("*.cpsv.jsonld"):
        node = json.loads(path.read_text(encoding="utf-8"))
        del node["@context"]
        note(node)
    named = {row.split("`")[3] for row in (*rows(Power), *rows(Office, "", deep=False))}
    assert named - written == {"FAQPage", "PublicOrganisation", "notation"}
    assert written - TERMS.keys() - {"id", "type", "zh-Hans", "en"} == set()
