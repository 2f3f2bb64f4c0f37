"""Feeds by the standards that they follow: RFC 4287's own grammar, JSON Feed 1.1."""

import datetime
import json
import shutil
import subprocess
import threading
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from browser.chromium import chromium
from conftest import ROOT
from pipeline.test_history_pages import CODE, commit, repository
from quanli.assemble.syndication import Feed, Told, feed_files
from quanli.codes.xml_text import NOT_XML
from quanli.history.moments import beginning_of
from quanli.preview.server import PreviewServer
from sites import POWER, build, edit

SCHEMAS = ROOT / "tests/assemble/schemas"
A = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
FOUND = ("categories/permit", "changes", "data", "laws/watch", "offices/xxj", f"powers/{CODE}")
JSON_FEED = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "json-feed-1.1.schema.json").read_text()))


def jing(*files: Path) -> str:
    """Hold files against the grammar of RFC 4287; gives what is wrong, empty for nothing."""
    if not shutil.which("jing"):
        pytest.skip("jing is not installed: make test")
    done = subprocess.run(["jing", "-c", str(SCHEMAS / "atom.rnc"), *map(str, files)], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (not done.stdout), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Build a site whose texts and messages are full of what means something in XML and JSON."""
    site = repository(tmp_path_factory.mktemp("feeds"))
    edit(site, POWER, "在固定场所零售", "在“固定” & 5 < 6 的场所零售 ]]>")
    commit(site, "2021-04-20", Change_Reason='<script>alert(1)</script> \x01 & ]]> " \\ \u2028')
    with (site / "content/site.yaml").open("a") as settings:
        settings.write("license: https://creativecommons.org/licenses/by/4.0/?a=1&b=2\n")
    assert build(site) == 0
    return site


def test_every_feed_is_atom(site):
    """By jing and the grammar of RFC 4287; a feed without its moment is found."""
    files = sorted((site / "output").rglob("feed.xml"))
    assert [path.parent.relative_to(site / "output").as_posix() for path in files] == list(FOUND)
    assert jing(*files) == ""
    broken = site / "broken.xml"
    broken.write_text(files[0].read_text().replace("<updated>", "<changed>", 1).replace("</updated>", "</changed>", 1))
    assert "changed" in jing(broken)


def test_entries_say_what_happened_and_when_to_the_second(site):
    """The moment of the commit, an id of their own, the page that says more; the feed is as new as its newest entry."""
    for folder in FOUND:
        feed = etree.parse(site / "output" / folder / "feed.xml").getroot()
        entries = feed.findall("a:entry", A)
        moments = [one.findtext("a:updated", None, A) for one in entries]
        ids = [one.findtext("a:id", None, A) for one in entries]
        assert len(set(ids)) == len(ids) > 0 and feed.findtext("a:updated", None, A) == max(moments) and moments == sorted(moments, reverse=True)
        assert feed.find("a:link[@rel='self']", A).get("href") == f"https://example.gov.cn/{folder}/feed.xml"
        assert feed.find("a:link[@type='application/feed+json']", A).get("href") == f"https://example.gov.cn/{folder}/feed.json"
        assert feed.find("a:link[@rel='license']", A).get("href").endswith("?a=1&b=2")
        if folder not in {"laws/watch", "data"}:
            assert (moments[0], ids[0].partition("/")[0]) == ("2021-04-20T10:00:00+08:00", f"tag:example.gov.cn,2021-04-20:{CODE}")
            assert '理由：<script>alert(1)</script> & ]]> " \\' in entries[0].findtext("a:summary", None, A)
        for one in entries:
            page, _, place = one.find("a:link", A).get("href").removeprefix("https://example.gov.cn").partition("#")
            html = (site / f"output{page}index.html").read_text()
            assert not place or f'id="{place}"' in html
            assert one.find("h:p/h:a", A).get("href").endswith(f"#{place}" if place else page)


def test_json_feed_has_the_same_entries(site):
    """Beside each Atom feed, by the rules of JSON Feed 1.1; one without the text of an entry is found."""
    for folder in FOUND:
        feed, atom = json.loads((site / "output" / folder / "feed.json").read_bytes()), etree.parse(site / "output" / folder / "feed.xml").getroot()
        assert list(JSON_FEED.iter_errors(feed)) == []
        assert [(one["id"], one["title"], one["content_text"], one["date_published"]) for one in feed["items"]] == [
            tuple(entry.findtext(f"a:{name}", None, A) for name in ("id", "title", "summary", "published")) for entry in atom.findall("a:entry", A)
        ]
        assert feed["feed_url"] == f"https://example.gov.cn/{folder}/feed.json"
        assert feed["home_page_url"] == atom.find("a:link[@type='text/html']", A).get("href")
        del feed["items"][0]["content_text"]
        assert list(JSON_FEED.iter_errors(feed))


def test_pages_name_the_feeds_of_their_subject(site):
    """Both forms, on the pages of an item, its record, an office, a category and all changes."""
    for page, folder in ((f"powers/{CODE}", f"powers/{CODE}"), (f"powers/{CODE}/history", f"powers/{CODE}"), ("offices/xxj", "offices/xxj"), ("categories/permit", "categories/permit"), ("changes", "changes"), ("laws/watch", "laws/watch")):
        html = (site / "output" / page / "index.html").read_text()
        for kind, end in (("atom+xml", "xml"), ("feed+json", "json")):
            assert f'<link rel="alternate" type="application/{kind}" href="/{folder}/feed.{end}"' in html, page


def test_style_of_an_opened_feed_is_there(site):
    """The style sheet that feeds name keeps its address and has the site's own colours."""
    assert '<?xml-stylesheet type="text/css" href="/feed.css"?>' in (site / "output/changes/feed.xml").read_text()
    assert "--paper:" in (style := (site / "output/feed.css").read_text()) and "feed > title" in style


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_browser_shows_an_opened_feed_as_something_to_read(site, width):
    """Somebody who opens a feed finds its title, what it is for and links to the pages, in the width of the window."""
    with PreviewServer(site / "output", "127.0.0.1", 0) as server, chromium() as browser:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{server.address}changes/feed.xml")
        assert page.evaluate("[document.contentType, document.documentElement.scrollWidth <= innerWidth, getComputedStyle(document.querySelector('id')).display]") == ["application/xml", True, "none"]
        assert "变更记录" in page.locator("feed > title").text_content() and "订阅源" in page.locator("feed > p").inner_text()
        assert page.locator("entry a").first.get_attribute("href").startswith(f"https://example.gov.cn/powers/{CODE}/history/#c-")
        server.shutdown()
        thread.join()


TEXTS = st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("<>&\"']\x00\x0b\ufffe\u2028\\{%"))


@given(title=TEXTS, summary=TEXTS, words=st.lists(TEXTS, max_size=3), domain=st.sampled_from(["https://example.gov.cn", "https://city.gov.cn/a&b"]))
def test_any_text_comes_back_as_it_was(title, summary, words, domain):
    """Whatever stands in a text, both forms can be read and say it; only what XML cannot hold is left out of Atom."""
    context = SimpleNamespace(site=SimpleNamespace(domain=domain, name=title, body=summary, license="", under=""))
    told = Told("tag:a,2020-01-01:x", beginning_of(datetime.date(2020, 1, 1)), title, "/a/?b&c", summary, tuple(words))
    (_, xml), (_, text) = feed_files(Feed("/x/", "/x/", title, (told,)), context)
    feed, value = etree.fromstring(xml), json.loads(text)

    def shown(one):
        return NOT_XML.sub("", one).replace("\r\n", "\n").replace("\r", "\n")

    entry, item = feed.find("a:entry", A), value["items"][0]
    assert ((entry.findtext("a:title", None, A) or ""), (entry.findtext("a:summary", None, A) or "")) == (shown(title), shown(summary))
    assert (item["title"], item["content_text"], item.get("tags", []), item["url"]) == (title, summary, words, f"{domain}/a/?b&c")
    assert len(entry.findall("a:category", A)) == len(words) and b"<" not in text
