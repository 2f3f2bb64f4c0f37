"""What each kind of page says, word for word and in order: the pages of a tiny site in which everything is said once."""

from pathlib import Path

import pytest

from assemble.rich_site import lines, rich_site, story

FIXTURES = Path(__file__).parent / "fixtures"
PAGES, RECORDS = ((FIXTURES / name).read_text(encoding="utf-8").split("=== ")[1:] for name in ("pages.txt", "records.txt"))


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """Build the site once."""
    return rich_site(tmp_path_factory.mktemp("rich"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.partition("\n")[0])
def test_page_says(rich, page):
    """A page gives its title, its one line for search engines, and then what it has to say, nothing missing and nothing twice."""
    address, _, said = page.partition("\n")
    assert lines(rich, address) == said.splitlines()


@pytest.fixture(scope="module")
def storied(tmp_path_factory):
    """Build the site with its story once."""
    return story(tmp_path_factory.mktemp("story"))


@pytest.mark.parametrize("page", RECORDS, ids=lambda page: page.partition("\n")[0])
def test_record_says(storied, page):
    """The record of an item, its versions, the pages of changes, the notice of a removed item and the feeds say what happened, no more and no less."""
    address, _, said = page.partition("\n")
    assert lines(storied, address) == said.splitlines()


def test_no_part_of_the_site_is_left_out(rich):
    """Of each part of the site at least one page is told here."""
    built = {path.relative_to(rich / "output").parts[0] for path in (rich / "output").rglob("*.html")}
    assert built - {"index.html"} == {page.partition("\n")[0].split("/")[1] for page in PAGES} - {""}
