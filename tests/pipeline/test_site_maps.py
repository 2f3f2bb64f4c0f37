"""Site maps: held against their own schema, with days that are true."""

import re
from pathlib import Path

import pytest
from lxml import etree

from conftest import ROOT
from pipeline.incremental import cut_small, same_as_clean
from pipeline.test_history_pages import CODE, ITEM, commit, repository
from sites import POWER, build, edit, put

SCHEMAS = ROOT / "tests/assemble/schemas"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    cut_small(monkeypatch)


def lastmod(site: Path) -> dict[str, str]:
    """Give the days that the maps say, by address below the domain."""
    texts = "".join(path.read_text() for path in sorted((site / "output/sitemaps").iterdir()))
    return dict(re.findall(r"<loc>https://example\.gov\.cn(/[^<]*)</loc>(?:<lastmod>([0-9-]+)</lastmod>)?</url>", texts))


def faults(file: Path, schema: str) -> list[str]:
    """Hold a file against a schema of sitemaps.org; gives what is wrong."""
    judge = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    judge.validate(etree.parse(file))
    return [error.message for error in judge.error_log]


def test_maps_and_their_index_fit_the_schemas(sample):
    """By the schemas of sitemaps.org; a day that is none is found."""
    output = sample / "output"
    assert faults(output / "sitemap.xml", "siteindex.xsd") == []
    maps = sorted((output / "sitemaps").iterdir())
    assert [(path.name, faults(path, "sitemap.xsd")) for path in maps if faults(path, "sitemap.xsd")] == [] != maps
    broken = maps[0].read_text().replace("</loc>", "</loc><lastmod>gestern</lastmod>", 1)
    judge = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    assert not judge.validate(etree.fromstring(broken.encode()))


def test_day_is_that_of_the_last_change_of_the_item(tmp_path):
    """By commit, or as it stated once that has come; what is not known has none; an edit of one item makes its maps anew and nothing else of them."""
    site = repository(tmp_path)
    put(site, **{"content/powers/xxj/T-1.yaml": ITEM.format(code="T-1", name="某", category="permit", office="xxj", summary="一。", related="")})
    commit(site, "2020-06-01")
    assert build(site) == 0
    own, record = f"/powers/{CODE}/", f"/powers/{CODE}/history/"
    days = lastmod(site)
    assert (days[own], days[record], days["/powers/T-1/"], days["/"], days["/offices/xxj/"]) == ("2020-03-01", "2020-03-01", "2020-06-01", "", "")
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20", Effective_On="2021-05-01")
    before = {path: path.stat().st_mtime_ns for path in (site / "output/sitemaps").iterdir()}
    assert build(site) == 0
    days = lastmod(site)
    assert (days[own], days[record], days["/powers/T-1/"]) == ("2021-04-20", "2021-04-20", "2020-06-01")
    assert 0 < sum(path.stat().st_mtime_ns != at for path, at in before.items()) < len(before) / 2
    same_as_clean(site, tmp_path)
    commit(site, "2021-05-02", "别的")
    assert build(site) == 0
    assert lastmod(site)[own] == "2021-05-01"
    same_as_clean(site, tmp_path)
    (site / "content/powers/xxj/T-1.yaml").unlink()
    commit(site, "2022-01-01", Change_Reason="取消")
    assert build(site) == 0
    assert lastmod(site)["/powers/T-1/"] == "2022-01-01"
    same_as_clean(site, tmp_path)


def test_site_without_git_knows_no_days(tmp_path):
    """Then no map says any."""
    from sites import make_site

    site = make_site(tmp_path)
    assert build(site) == 0
    assert set(lastmod(site).values()) == {""}
