"""Data for other programs, as a built site holds it."""

import csv
import io
import json

from sites import POWER, build, edit, make_site


def test_each_limit_stands_with_its_own_unit(tmp_path):
    """The catalogue as CSV and JSON says of the promise and of the statute in what they count."""
    site = make_site(tmp_path)
    edit(site, POWER, "statutory: {amount: 20, unit: day", "statutory: {amount: 3, unit: month")
    assert build(site) == 0
    text = (site / "output/data/catalogue.csv").read_text(encoding="utf-8-sig")
    (row,) = [one for one in csv.DictReader(io.StringIO(text)) if one["code"] in POWER]
    wanted = {"promised": 10, "limit_unit": "workday", "statutory": 3, "statutory_unit": "month"}
    assert {key: row[key] for key in wanted} == {key: str(value) for key, value in wanted.items()}
    (entry,) = [one for one in json.loads((site / "output/data/catalogue.json").read_text("utf-8")) if one["code"] in POWER]
    assert {key: entry[key] for key in wanted} == wanted
