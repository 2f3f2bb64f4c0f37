"""The catalogue in bulk, held row by row against the YAML of the sample."""

import csv
import io
import json

import pytest
import yaml
from openpyxl import load_workbook

from quanli.assemble.bulk_row import COLUMNS
from quanli.catalogue.terms import CATEGORIES, LIMIT_UNITS


@pytest.fixture(scope="module")
def rows(sample):
    """Give the rows of the sample's catalogue, from all its parts as JSON."""
    parts = json.loads((sample / "output/data/index.json").read_text(encoding="utf-8"))["parts"]
    found = [row for part in parts for row in json.loads((sample / f"output/{part['name']}.json").read_text(encoding="utf-8"))]
    return {row["code"]: row for row in found}


def texts(sample):
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in (sample / "content/powers").rglob("*.yaml")}


def amount_and_unit(limit):
    """Say what a limit of the YAML is in the bulk data."""
    if limit is None:
        return None, ""
    amount = int(limit.get("amount", 0))
    return (0, "immediate") if limit["unit"] == "immediate" or not amount else (amount, limit["unit"])


def test_each_limit_is_that_of_the_file(sample, rows):
    """Of each item promise and statute stand with the amount and the unit of its file, null where it has none; that holds many of each kind."""
    seen = set()
    for code, text in texts(sample).items():
        limits, row = text.get("time_limits") or {}, rows[code]
        for name, amount, unit in (("promised", row["promised"], row["promised_unit"]), ("statutory", row["statutory"], row["statutory_unit"])):
            assert (code, amount, unit) == (code, *amount_and_unit(limits.get(name)))
            seen.add((name, unit))
            said = row[f"{name}_text"]
            assert said is None if amount is None else said == (f"{amount} {LIMIT_UNITS[unit].zh}" if amount else LIMIT_UNITS["immediate"].zh)
        assert row["limit_unit"] == (row["promised_unit"] or row["statutory_unit"])
    assert {("promised", "workday"), ("promised", "day"), ("promised", ""), ("statutory", "day"), ("statutory", "")} <= seen


def test_names_stand_beside_ids(sample, rows):
    """Category, office and unit are named as their registers name them."""
    offices = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (sample / "content/offices").glob("*.yaml")}
    for row in rows.values():
        office = offices[row["office"]]
        assert (row["category_name"], row["office_name"]) == (CATEGORIES[row["category"]].zh, office["name"])
        assert row["unit_name"] == next((unit["name"] for unit in office.get("units", ()) if unit["id"] == row["unit"]), None)
    assert any(row["unit_name"] for row in rows.values())


def test_workbook_says_what_the_csv_says(sample):
    """The XLSX has the rows of the CSV in its columns, under their Chinese names, with numbers as numbers."""
    _, *lines = csv.reader(io.StringIO((sample / "output/data/catalogue.csv").read_text(encoding="utf-8-sig"), newline=""))
    sheet = load_workbook(sample / "output/data/catalogue.xlsx", read_only=True).active
    head, *body = sheet.iter_rows(values_only=True)
    assert head == tuple(column.zh for column in COLUMNS.values())
    assert len(body) == len(lines) > 90
    for cells, line in zip(body, lines, strict=True):
        for column, cell, text in zip(COLUMNS.values(), cells, line, strict=True):
            if column.type == "array":
                assert (cell or "") == text
            elif column.type == "boolean":
                assert cell == {"true": True, "false": False, "": None}[text]
            else:
                assert (cell if column.type == "integer" else cell or "") == (int(text) if column.type == "integer" and text else None if column.type == "integer" else text)


def test_columns_stand_in_the_order_of_the_schema(sample):
    """Columns of the CSV, fields of the JSON and properties of the published schema are the same, in one order."""
    head = next(csv.reader(io.StringIO((sample / "output/data/catalogue.csv").read_text(encoding="utf-8-sig"))))
    (row, *_) = json.loads((sample / "output/data/catalogue.json").read_text(encoding="utf-8"))
    schema = json.loads((sample / "output/data/schemas/catalogue-1.json").read_text(encoding="utf-8"))
    assert head == list(row) == list(schema["items"]["properties"]) == list(COLUMNS)
