"""Open Graph as those read it who show a page elsewhere: with a picture that is there, and the address of each script."""

import datetime

import pytest
from lxml import html

from assemble.rich_site import rich_site
from quanli.assemble.open_graph import open_graph
from quanli.assemble.page import Page
from quanli.assemble.sort import FRONT, PLAIN, SERVICE_ARTICLE
from quanli.config.site import Site

BOTH = Site(name="某县权力公开", body="某县人民政府", domain="https://example.gov.cn", languages=("zh-Hans", "zh-Hant"))


def page(sort, **more):
    return Page("/x/", "x", "名称", "说明", None, sort=sort, **more)


def test_an_item_is_an_article_with_its_moment():
    """Title, words, address, site, script and picture are said, and since when."""
    found = open_graph(page(SERVICE_ARTICLE, since=datetime.date(2026, 5, 1)), BOTH, "zh-Hans")
    assert found == [
        ("og:type", "article"), ("og:title", "名称"), ("og:description", "说明"), ("og:url", "https://example.gov.cn/x/"),
        ("og:site_name", "某县权力公开"), ("og:locale", "zh_CN"), ("og:locale:alternate", "zh_TW"),
        ("og:image", "https://example.gov.cn/icons/card.png"), ("og:image:type", "image/png"), ("og:image:width", "1200"),
        ("og:image:height", "630"), ("og:image:alt", "某县权力公开，某县人民政府"), ("article:published_time", "2026-05-01T00:00:00+08:00"),
    ]  # fmt: skip


def test_the_other_script_has_its_own_address():
    """The twin of a page names itself, and the first script as the alternate; what has no twin names itself in any case."""
    found = dict(open_graph(page(FRONT), BOTH, "zh-Hant"))
    assert (found["og:type"], found["og:url"], found["og:locale"], found["og:locale:alternate"]) == ("website", "https://example.gov.cn/hant/x/", "zh_TW", "zh_CN")
    alone = dict(open_graph(page(FRONT, indexed=False), BOTH, "zh-Hans"))
    assert alone["og:url"] == "https://example.gov.cn/x/" and "og:locale:alternate" not in alone


def test_what_is_no_page_of_the_site_says_nothing():
    """The answer to an unknown address is passed on by nobody."""
    assert open_graph(page(PLAIN), BOTH, "zh-Hans") == []


def test_a_portal_reads_it_out_of_every_page(tmp_path):
    """The extractor of the field finds the four properties that every object must have, and a picture that is in the output."""
    extruct = pytest.importorskip("extruct", reason="extruct is not installed: make test")
    output = rich_site(tmp_path) / "output"
    read = 0
    for path in output.rglob("index.html"):
        text = path.read_text("utf-8")
        if not html.fromstring(text.encode()).xpath("//meta[@property]"):
            continue
        (found,) = extruct.extract(text, base_url="https://example.gov.cn/", syntaxes=["opengraph"])["opengraph"]
        properties = dict(found["properties"])
        assert all(properties[name] for name in ("og:title", "og:type", "og:image", "og:url"))
        assert (output / properties["og:image"].removeprefix("https://example.gov.cn/")).is_file()
        read += 1
    assert read > 20
