"""Version 1 of the data: what was published once stays, a reader of then works now, and nothing is described that is not so."""

import csv
import importlib.util
import io
import json
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assemble.test_published_data import LIMITS, PENALTY
from conftest import ROOT
from quanli.assemble.power_schemas import SCHEMAS, published_schema
from sites import build, make_site, put

HERE = Path(__file__).with_name("contract")
NAMES = tuple(SCHEMAS.keys(None))


def reader():
    """Load the reader, which is no part of this program."""
    known = importlib.util.spec_from_file_location("reader", HERE / "reader.py")
    module = importlib.util.module_from_spec(known)
    known.loader.exec_module(module)
    return module


def before(name):
    return json.loads((HERE / "before" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Build today the site of which the data of before was made."""
    made = put(make_site(tmp_path_factory.mktemp("site")), **{"content/powers/xxj/YJ-CF-0002.yaml": PENALTY + LIMITS})
    assert build(made, "--as-of", "2026-06-01") == 0
    return made / "output"


def now(output, name):
    return json.loads((output / name).read_text(encoding="utf-8"))


def missing(old, new, path=""):
    """Give the places at which something was published that is there no more, or is another."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in old.items():
            yield from missing(value, new[key], f"{path}/{key}") if key in new else (f"{path}/{key}",)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from missing(one, other, f"{path}/{at}")
    elif old != new:
        yield path


NOW = {"power.json": "powers/YJ-XK-0001.json", "penalty.json": "powers/YJ-CF-0002.json", "index.json": "data/index.json", "catalogue.json": "data/catalogue.json"}


@pytest.mark.parametrize("name", NOW)
def test_all_that_was_published_is_there_under_its_name(output, name):
    """Every value of before stands at its place; alone a limit that there is not is no longer said to be 0."""
    assert set(missing(before(name), now(output, NOW[name]))) <= {"/0/statutory"}


def test_columns_of_before_come_first_in_their_order(output):
    """A reader of the CSV that counts columns reads the same; new ones come at the end."""
    old, new = (list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))) for path in (HERE / "before/catalogue.csv", output / "data/catalogue.csv"))
    assert [row[: len(old[0])] for row in new] == [[*row[:8], "", *row[9:]] if row[0] == "YJ-CF-0002" else row for row in old]


def test_reader_of_before_reads_the_same(output):
    """The reader that was kept makes the same of today's data as of those that it was written for."""
    read = reader()
    for name in ("power.json", "penalty.json"):
        assert read.card(now(output, NOW[name])) == read.card(before(name))
    assert [read.line(row) for row in now(output, NOW["catalogue.json"])] == [read.line(row) for row in before("catalogue.json")]
    assert read.parts(now(output, NOW["index.json"])) == read.parts(before("index.json"))


MAPPINGS = {"branches", "when", "national"}
"""Fields of which the keys are the item's own."""


def grown(value):
    """Add a field that nobody knows to every record."""
    if isinstance(value, dict):
        return {"a_field_of_later": {"x": 1}, **{key: one if key in MAPPINGS else grown(one) for key, one in value.items()}}
    return [grown(one) for one in value] if isinstance(value, list) else value


def test_reader_works_after_a_field_was_added(output):
    """A field added to any record disturbs neither the kept reader nor the schema."""
    read, item, rows = reader(), grown(now(output, NOW["power.json"])), grown(now(output, NOW["catalogue.json"]))
    assert read.card(item) == read.card(before("power.json"))
    assert [read.line(row) for row in rows] == [read.line(row) for row in before("catalogue.json")]
    assert list(Draft202012Validator(published_schema("power-1")).iter_errors(item)) == []


def lost(old, new, path=""):
    """Give what a schema promised and promises no more: fields, that they are there, their types and words."""
    if set(old.get("required", ())) - set(new.get("required", ())):
        yield f"{path}: no longer required: {sorted(set(old['required']) - set(new.get('required', ())))}"
    if set(old.get("enum", ())) - set(new.get("enum", ())):
        yield f"{path}: words gone"
    for key in ("type", "$ref", "const", "pattern", "anyOf"):
        if old.get(key) != new.get(key):
            yield f"{path}: another {key}"
    for key, inner in old.get("properties", {}).items():
        yield from lost(inner, new["properties"][key], f"{path}/{key}") if key in new.get("properties", {}) else (f"{path}/{key}: gone",)
    for key, inner in old.get("$defs", {}).items():
        yield from lost(inner, new["$defs"][key], f"{path}#{key}") if key in new.get("$defs", {}) else (f"{path}#{key}: gone",)
    for key in ("items", "additionalProperties"):
        if key in old:
            yield from lost(old[key], new[key], f"{path}/{key}") if isinstance(new.get(key), dict) else (f"{path}/{key}: gone",)


@pytest.mark.parametrize("name", NAMES)
def test_schema_keeps_what_it_promised(name):
    """No field of a published schema vanishes, changes its type or is no longer sure to be there: that would be version 2."""
    assert list(lost(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")), published_schema(name))) == []


def spoilt(how):
    """Give the schema of an item with a promise broken."""
    schema = deepcopy(published_schema("power-1"))
    how(schema)
    return schema


@pytest.mark.parametrize(
    "how",
    [
        lambda schema: schema["properties"].pop("summary"),
        lambda schema: schema["$defs"]["Material"]["properties"].pop("name"),
        lambda schema: schema["$defs"].pop("Window"),
        lambda schema: schema["properties"]["since"].update(type="string"),
        lambda schema: schema["properties"]["conditions"]["items"].update(type="object"),
        lambda schema: schema["required"].remove("office_name"),
        lambda schema: schema["properties"]["category"]["enum"].remove("permit"),
    ],
)
def test_a_broken_promise_is_seen(how):
    """A field that is gone, has another type, need not be there any more, or lost a word is told."""
    assert list(lost(json.loads((HERE / "power-1.json").read_text(encoding="utf-8")), spoilt(how))) != []


@pytest.mark.parametrize("name", NAMES)
def test_schema_closes_nothing(name):
    """Every schema is a sound one of 2020-12 and nowhere forbids further fields."""
    Draft202012Validator.check_schema(published_schema(name))
    assert '"additionalProperties": false' not in json.dumps(published_schema(name))


def validators(output):
    found = (json.loads(path.read_text(encoding="utf-8")) for path in (output / "data/schemas").iterdir())
    return {one["$id"]: Draft202012Validator(one) for one in found}


def test_every_file_of_the_sample_is_as_its_schema_says(sample):
    """The JSON of all items, the parts of the catalogue and of the list of changes fit the published schemas."""
    output = sample / "output"
    known, base = validators(output), "https://example.gov.cn/data/schemas/"
    for path in [*(output / "powers").glob("*.json"), *(output / "data/changed").glob("*.json")]:
        value = json.loads(path.read_text(encoding="utf-8"))
        if "$schema" in value:
            assert [(path.name, one.json_path, one.message) for one in known[value["$schema"]].iter_errors(value)] == []
    for path in (output / "data").glob("catalogue*.json"):
        assert list(known[base + "catalogue-1.json"].iter_errors(json.loads(path.read_text(encoding="utf-8")))) == []


def test_schema_refuses_what_is_not_so(output):
    """A missing name, a number for a word, a date that is none: each is found by the published schema."""
    item, judge = now(output, NOW["power.json"]), validators(output)["https://example.gov.cn/data/schemas/power-1.json"]
    assert list(judge.iter_errors(item)) == []
    for change in ({"office_name": None}, {"category": 3}, {"since": "2020"}, {"version": 2}, {"materials": [{"name": "x", "required": "perhaps", "required_name": "?"}]}):
        assert list(judge.iter_errors({**item, **change})) != []
    assert list(judge.iter_errors({key: value for key, value in item.items() if key != "url"})) != []


def test_snapshot_has_every_schema():
    """A schema that is published for the first time is kept too: ``python -m assemble.test_contract`` in ``tests`` writes those that are not there yet."""
    assert {path.stem for path in HERE.glob("*-1.json")} == set(NAMES)


if __name__ == "__main__":
    for one in NAMES:
        if not (ROOT / f"tests/assemble/contract/{one}.json").exists():
            (HERE / f"{one}.json").write_text(json.dumps(published_schema(one), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
