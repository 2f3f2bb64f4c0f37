"""The conventions of the web and of government websites that the site keeps: each is there, and each is proved by a test."""

import ast
from pathlib import Path
from typing import NamedTuple
from urllib.robotparser import RobotFileParser

import pytest

ROOT = Path(__file__).resolve().parents[2]
ITEM = "powers/GJJ-GG-0001/index.html"


class Convention(NamedTuple):
    """A convention: who asks for it, a file with words that show that it is kept, and the tests that prove it."""

    by: str
    file: str
    words: str
    tests: tuple[str, ...]


CONVENTIONS = {
    "government tags": Convention("国办发〔2017〕47号", ITEM, 'name="ContentSource" content="样例市', ("assemble/test_tags.py::test_every_page_has_the_tags_of_its_sort", "assemble/test_tags.py::test_a_text_stands_there_since_its_commit_or_its_legal_day")),
    "Open Graph with a picture": Convention("ogp.me", ITEM, 'property="og:image" content="https://', ("assemble/test_open_graph.py::test_a_portal_reads_it_out_of_every_page", "browser/test_manifest.py::test_chromium_reads_the_manifest_without_an_error")),
    "canonical": Convention("RFC 6596", ITEM, 'rel="canonical" href="https://', ("assemble/test_addresses.py::test_every_page_has_one_address_that_stands_for_it",)),
    "hreflang": Convention("HTML, RFC 8288", ITEM, 'hreflang="x-default"', ("assemble/test_addresses.py::test_each_script_names_both_and_itself",)),
    "Atom": Convention("RFC 4287", "", "", ("pipeline/test_feeds.py::test_every_feed_is_atom", "pipeline/test_feeds.py::test_browser_shows_an_opened_feed_as_something_to_read")),
    "JSON Feed": Convention("JSON Feed 1.1", "", "", ("pipeline/test_feeds.py::test_json_feed_has_the_same_entries",)),
    "site map with lastmod": Convention("sitemaps.org 0.9", "sitemap.xml", "<sitemapindex", ("pipeline/test_site_maps.py::test_maps_and_their_index_fit_the_schemas", "pipeline/test_site_maps.py::test_day_is_that_of_the_last_change_of_the_item")),
    "OpenSearch": Convention("OpenSearch 1.1", "search/opensearch.xml", "<OpenSearchDescription", ("search/test_document.py::test_browsers_can_add_the_search",)),
    "oEmbed": Convention("oEmbed 1.0", "powers/GJJ-GG-0001/oembed.json", '"version"', ("browser/test_embed.py::test_the_panel_gives_code_that_works",)),
    "robots": Convention("RFC 9309", "robots.txt", "Sitemap: https://", ("docs/test_conventions.py::test_robots_may_read_the_site_and_find_its_map",)),
    "security.txt": Convention("RFC 9116", ".well-known/security.txt", "Expires: ", ("config/test_security.py::test_the_file_says_what_the_settings_say", "config/test_security.py::test_a_build_goes_on_until_the_contact_expires")),
    "web manifest": Convention("W3C Web App Manifest", "site.webmanifest", '"start_url"', ("browser/test_manifest.py::test_chromium_reads_the_manifest_without_an_error", "browser/test_manifest.py::test_typescript_knows_the_manifest")),
    "icons": Convention("W3C Web App Manifest", ITEM, 'rel="apple-touch-icon"', ("render/test_icons.py::test_each_has_its_size_and_the_same_bytes_again", "render/test_icons.py::test_the_favicon_holds_three_sizes")),
    "redirect maps": Convention("nginx, Caddy, _redirects", "", "", ("docs/test_web_servers.py::test_what_was_given_another_code_is_found_below_the_new_one",)),
    "CODEOWNERS": Convention("GitHub, GitLab, Gitea", "", "", ("forge/test_writing.py::test_accounts_of_the_settings_own_the_files",)),
    "rel=license": Convention("HTML, RFC 4946", ITEM, 'rel="license" href="https://', ("assemble/test_addresses.py::test_pages_lead_to_licence_and_manifest",)),
    "links in headers": Convention("RFC 8288", "", "", ("docs/test_web_servers.py::test_what_belongs_to_an_answer_is_linked",)),
}  # fmt: skip
"""What a site of powers owes portals, search engines, readers and browsers."""


def test_there_are_seventeen():
    """None is forgotten."""
    assert len(CONVENTIONS) == 17


@pytest.mark.parametrize("name", CONVENTIONS)
def test_each_is_kept_and_proved(name, sample):
    """What shows it stands in the sample, where the sample can have it, and every test that is named is there."""
    convention = CONVENTIONS[name]
    if convention.file:
        assert convention.words in (sample / "output" / convention.file).read_text("utf-8")
    assert convention.tests
    for test in convention.tests:
        file, _, function = test.partition("::")
        tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


def test_robots_may_read_the_site_and_find_its_map(sample):
    """A parser of the field reads that everything may be fetched, and where the site map is."""
    rules = RobotFileParser()
    rules.parse((sample / "output/robots.txt").read_text("utf-8").splitlines())
    assert rules.can_fetch("any", "https://example.gov.cn/powers/GJJ-GG-0001/")
    assert rules.site_maps() == ["https://example.gov.cn/sitemap.xml"]
