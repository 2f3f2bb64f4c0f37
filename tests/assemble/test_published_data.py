"""The data that other programs read: keys that they rely on, values as they are, nothing that a spreadsheet would run."""

import csv
import io
import json
import re
from itertools import chain
from urllib.parse import unquote

import pytest

from pipeline.incremental import cut_small
from sites import POWER, build, make_site, put

PENALTY = """\
code: YJ-CF-0002
name: "=1+1"
category: penalty
office: xxj
summary: 含‹与“引号”,逗号。
states:
  - {state: active, on: 2020-01-01}
  - {state: suspended, on: 2024-01-01, document: 某文件}
discretion:
  statutory: [{sanction: fine, min: 0.5, max: 3, unit: yuan}]
"""
LIMITS = "time_limits: {promised: {amount: 0, unit: immediate}}\nfees: [{name: 工本费, amount: 10}]\nchannels: {visits: 0}\n"


@pytest.fixture
def site(tmp_path):
    """Build a site with the starter's permit and a suspended penalty."""
    made = put(make_site(tmp_path), **{"content/powers/xxj/YJ-CF-0002.yaml": PENALTY + LIMITS})
    assert build(made, "--as-of", "2026-06-01") == 0
    return made


def data(site, name):
    return json.loads((site / "output" / name).read_text(encoding="utf-8"))


def test_list_of_parts_names_site_body_and_each_part(site):
    """``data/index.json`` leads to the parts of the catalogue, each with the code that begins it, and says which version this is."""
    files = {end: f"https://example.gov.cn/data/catalogue.{end}" for end in ("csv", "json", "xlsx")}
    assert data(site, "data/index.json") == {
        "site": "某某县权力事项公开",
        "body": "某某县人民政府",
        "sample": True,
        "parts": [{"name": "data/catalogue", "first": "YJ-CF-0002", **files}],
        "version": 1,
        "license": None,
        "versions": [{"version": 1, "until": None}],
        "row_schema": "https://example.gov.cn/data/schemas/catalogue-1.json",
        "changed": "https://example.gov.cn/data/changed/index.json",
    }


def test_catalogue_has_a_row_a_power(site):
    """A row of ``data/catalogue.json`` has what a list needs, under names that stay: figures as numbers, unknown as null."""
    penalty, permit = data(site, "data/catalogue.json")
    assert penalty.items() >= {
        "code": "YJ-CF-0002", "name": "=1+1", "category": "penalty", "office": "xxj", "state": "suspended", "state_on": "2024-01-01",
        "summary": "含‹与“引号”,逗号。", "promised": 0, "statutory": None, "limit_unit": "immediate", "free": False, "visits": 0,
        "url": "https://example.gov.cn/powers/YJ-CF-0002/",
    }.items()
    assert permit.items() >= {
        "code": "YJ-XK-0001", "name": "烟花爆竹经营（零售）许可", "category": "permit", "office": "xxj", "state": "active", "state_on": None,
        "summary": "在固定场所零售烟花爆竹，须先取得许可证。", "promised": 10, "statutory": 20, "limit_unit": "workday", "free": True, "visits": 1,
        "url": "https://example.gov.cn/powers/YJ-XK-0001/",
    }.items()


def test_catalogue_as_csv_says_the_same(site):
    """The CSV begins with a byte order mark, has the same columns and values, and puts a sign before what a spreadsheet would calculate."""
    raw = (site / "output/data/catalogue.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert head == list(data(site, "data/catalogue.json")[0])
    penalty, permit = (dict(zip(head, row, strict=True)) for row in rows)
    assert penalty.items() >= {
        "code": "YJ-CF-0002", "name": "'=1+1", "category": "penalty", "office": "xxj", "state": "suspended", "state_on": "2024-01-01", "summary": "含‹与“引号”,逗号。",
        "promised": "0", "statutory": "", "limit_unit": "immediate", "free": "false", "visits": "0", "url": "https://example.gov.cn/powers/YJ-CF-0002/",
    }.items()
    assert permit.items() >= {"state": "active", "state_on": "", "free": "true", "visits": "1"}.items()


@pytest.mark.parametrize("name", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_is_a_formula(tmp_path, name):
    """Whatever sign a name begins with, half or full width, a spreadsheet shows it and does not run it."""
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8").replace("name: 烟花爆竹经营（零售）许可\n", f"name: '{name}'\n")
    assert build(put(site, **{POWER: text})) == 0
    rows = list(csv.reader(io.StringIO((site / "output/data/catalogue.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{name}"


def test_item_as_json_has_its_fields_address_and_state(site):
    """``/powers/<code>.json`` gives the fields by the names of the model, without those left empty, with address and state on the day."""
    penalty = data(site, "powers/YJ-CF-0002.json")
    assert penalty["state"] == {"state": "suspended", "state_name": "暂停", "on": "2024-01-01"}
    assert penalty["url"] == "https://example.gov.cn/powers/YJ-CF-0002/"
    fine = {"sanction": "fine", "sanction_name": "罚款", "min": 0.5, "max": 3, "unit": "yuan", "unit_name": "元"}
    assert penalty["discretion"] == {"bounds": "lower-inclusive", "bounds_name": "以上含本数，不满不含本数", "statutory": [fine]}
    assert penalty["fees"] == [{"name": "工本费", "amount": 10}]
    assert not {"internal", "note", "materials", "related"} & penalty.keys()
    permit = data(site, "powers/YJ-XK-0001.json")
    assert permit["state"] == {"state": "active", "state_name": "在用", "on": None}
    assert permit["fees"] == []
    assert permit["reviewed_on"] == "2026-01-05"


def test_markup_in_data_is_written_so_that_no_browser_reads_it(tmp_path):
    """A less-than sign in data stands as an escape, and means itself when it is read."""
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8").replace("name: 烟花爆竹经营（零售）许可\n", "name: 面积 < 50 的许可\n")
    assert build(put(site, **{POWER: text})) == 0
    for name in ("powers/YJ-XK-0001.json", "data/catalogue.json"):
        assert "<" not in (site / "output" / name).read_text(encoding="utf-8")
    assert data(site, "powers/YJ-XK-0001.json")["name"] == "面积 < 50 的许可"


def test_page_of_data_and_index_lead_to_every_part(tmp_path, monkeypatch):
    """A catalogue of several parts: the first under the plain name, the others after the code that begins them; page and index name all."""
    cut_small(monkeypatch)
    site = make_site(tmp_path)
    text = (site / POWER).read_text(encoding="utf-8")
    assert build(put(site, **{f"content/powers/xxj/YJ-XK-1{n:03}.yaml": text.replace("YJ-XK-0001", f"YJ-XK-1{n:03}") for n in range(9)})) == 0
    parts = data(site, "data/index.json")["parts"]
    assert len(parts) > 1
    assert [one["name"] for one in parts] == ["data/catalogue", *(f"data/catalogue-{one['first']}" for one in parts[1:])]
    codes = [[row["code"] for row in data(site, one["name"] + ".json")] for one in parts]
    assert [part[0] for part in codes] == [one["first"] for one in parts]
    assert list(chain(*codes)) == ["YJ-XK-0001", *(f"YJ-XK-1{n:03}" for n in range(9))]
    page = (site / "output/data/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<a href="(/data/catalogue[^"]*)">(\w+) 文件</a> <small>自 (\S+) 起</small>', page)
    assert found == [(f"/{one['name']}.{kind.lower()}", kind, one["first"]) for one in parts for kind in ("CSV", "JSON", "XLSX")]


def test_site_maps_name_every_page_once(tmp_path, monkeypatch):
    """Robots are led to an index of site maps, and these to every page that is to be found, by its encoded address."""
    cut_small(monkeypatch)
    site = make_site(tmp_path)
    assert build(site) == 0
    output = site / "output"
    assert (output / "robots.txt").read_text() == "User-agent: *\nAllow: /\nSitemap: https://example.gov.cn/sitemap.xml\n"
    maps = places(output / "sitemap.xml", "sitemapindex", "sitemap")
    assert len(maps) > 1
    pages = [page for one in maps for page in places(output / unquote(one), "urlset", "url")]
    files = {path.relative_to(output).as_posix() for path in output.rglob("*.html") if "embed" not in path.parts} - {"404.html", "laws/watch/index.html"}
    assert "topics/%E5%BC%80%E5%BA%97/" in pages
    assert sorted(map(unquote, pages)) == sorted(name.removesuffix("index.html") for name in files)


def places(path, root, entry):
    """Read a site map: its addresses, below the domain."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n')
    assert text.endswith(f"</{root}>\n")
    return re.findall(rf"<{entry}><loc>https://example\.gov\.cn/([^<]*)</loc>(?:<lastmod>[0-9-]+</lastmod>)?</{entry}>\n", text)
