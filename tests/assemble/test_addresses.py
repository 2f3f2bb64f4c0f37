"""Which address stands for a page, and where the same is said in the other script: complete, mutual, and never for nothing."""

import pytest
from lxml import html

from assemble.rich_site import story

DOMAIN = "https://example.gov.cn"
SCRIPTS = {"zh-Hans", "zh-Hant", "x-default"}


class Head:
    """What the head of a page says of addresses."""

    def __init__(self, path) -> None:
        tree = html.parse(path)
        self.canonical = tree.xpath("//head/link[@rel='canonical']/@href")
        self.others = {one.get("hreflang"): one.get("href") for one in tree.xpath("//head/link[@rel='alternate'][@hreflang]")}
        self.indexed = not tree.xpath("//head/meta[@name='robots'][contains(@content, 'noindex')]")
        self.license = tree.xpath("//head/link[@rel='license']/@href")
        self.manifest = tree.xpath("//head/link[@rel='manifest']/@href")


def heads(output):
    """Give the heads of all whole pages, by address."""
    found = {}
    for path in output.rglob("*.html"):
        if path.read_text("utf-8").startswith("<!DOCTYPE"):
            found[f"{DOMAIN}/{path.relative_to(output).as_posix().removesuffix('index.html')}"] = Head(path)
    return found


@pytest.fixture(scope="module")
def sample_heads(sample):
    """Read the heads of the sample, which has both scripts."""
    return heads(sample / "output")


@pytest.fixture(scope="module")
def storied(tmp_path_factory):
    """Read the heads of a site with versions and items that are gone."""
    return heads(story(tmp_path_factory.mktemp("story")) / "output")


@pytest.mark.parametrize("site", ["sample_heads", "storied"])
def test_every_page_has_one_address_that_stands_for_it(site, request):
    """It is there, and stands for itself, for the answer to an unknown address too."""
    pages = request.getfixturevalue(site)
    assert {url: head.canonical for url, head in pages.items() if len(head.canonical) != 1} == {}
    aims = {url: head.canonical[0] for url, head in pages.items()}
    assert {url: aim for url, aim in aims.items() if aim not in pages or aims[aim] != aim} == {}


def test_versions_stand_for_themselves_and_have_no_other_script(storied):
    """An old text is not the one in force, and is listed by no search engine."""
    versions = {url: head for url, head in storied.items() if url.count("/") == 6 and url.rsplit("/", 2)[1][:2] == "20"}
    assert versions
    assert all(head.canonical == [url] and not head.others and not head.indexed for url, head in versions.items())


def test_pages_to_embed_name_the_page_of_the_item(sample_heads):
    """What stands in another site's page is no second page of this one."""
    own = {url: head.canonical[0].removeprefix(DOMAIN) for url, head in sample_heads.items() if url.startswith(f"{DOMAIN}/embed/")}
    assert own and all(not aim.startswith("/embed/") for url, aim in own.items() if not url.endswith("/search/"))


def test_each_script_names_both_and_itself(sample_heads):
    """The two pages say the same of each other (mutual, as search engines ask), and the first script is the default."""
    wrong = []
    for url, head in sample_heads.items():
        if not head.others:
            continue
        others = head.others
        mutual = all(sample_heads[one].others == others for one in others.values() if one in sample_heads)
        if others.keys() != SCRIPTS or not {*others.values()} <= sample_heads.keys() or not mutual or url not in others.values() or others["x-default"] != others["zh-Hans"]:
            wrong.append(url)
    assert wrong == []


def test_only_what_search_engines_list_has_other_scripts(sample_heads):
    """Every page that stands for itself and is listed has them, lists' further pages too; all others have none."""
    wrong = {url for url, head in sample_heads.items() if bool(head.others) != (head.indexed and head.canonical == [url])}
    assert wrong == set()


def test_pages_lead_to_licence_and_manifest(sample_heads):
    """Every page of the site names the licence of its data and the web manifest."""
    own = {url: head for url, head in sample_heads.items() if "/embed/" not in url}
    assert {url for url, head in own.items() if len(head.license) != 1 or head.manifest != ["/site.webmanifest"]} == set()
