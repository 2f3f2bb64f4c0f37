"""What browsers suggest for the beginning of a name (OpenSearch Suggestions 1.1), on a site of files."""

import json
from urllib.parse import quote, unquote

from lxml import etree

from pipeline.incremental import same_as_clean
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import beginnings
from sites import POWER, build, edit, make_site

S = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def suggested(site, typed: str):
    """Ask as a browser does, by the template of the description; None where nothing is."""
    description = etree.parse(site / "output/search/opensearch.xml")
    template = description.find("o:Url[@type='application/x-suggestions+json']", S).get("template")
    file = site / "output" / unquote(template.replace("{searchTerms}", quote(typed)).removeprefix("https://example.gov.cn/"))
    return json.loads(file.read_bytes()) if file.exists() else None


def test_names_are_suggested_for_what_they_begin_with(tmp_path):
    """For a character and for two, with their pages and what was typed; for longer words nothing; a new name takes the place of the old one."""
    site = make_site(tmp_path)
    assert build(site) == 0
    found = ["烟花爆竹经营（零售）许可"], [""], ["https://example.gov.cn/powers/YJ-XK-0001/"]
    assert suggested(site, "烟") == ["烟", *found] and suggested(site, "烟花") == ["烟花", *found]
    assert suggested(site, "烟花爆") is None and suggested(site, "花") is None
    edit(site, POWER, "烟花爆竹经营（零售）许可\n", "零售烟花爆竹许可\n")
    assert build(site) == 0
    assert suggested(site, "烟") is None and suggested(site, "零售")[1] == ["零售烟花爆竹许可"]
    same_as_clean(site, tmp_path)


def test_beginnings_make_addresses():
    """Nothing that would lead elsewhere, or hide a file, begins a name that is suggested."""
    row = dict.fromkeys(PowerRow.__dataclass_fields__, "")
    assert [beginnings(PowerRow(**row | {"name": name})) for name in ("甲乙丙", "甲", "../a", "“甲”", "甲/乙", "A1b", "")] == [("甲", "甲乙"), ("甲",), (), (), ("甲",), ("A", "A1"), ()]
