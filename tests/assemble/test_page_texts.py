"""What each kind of page says, word for word and in order: the pages of a tiny site in which everything is said once."""

from pathlib import Path

import pytest

from assemble.rich_site import lines, rich_site

PAGES = (Path(__file__).parent / "fixtures/pages.txt").read_text(encoding="utf-8").split("=== ")[1:]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site once."""
    return rich_site(tmp_path_factory.mktemp("rich"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.partition("\n")[0])
def test_page_says(site, page):
    """A page gives its title, its one line for search engines, and then what it has to say, nothing missing and nothing twice."""
    address, _, said = page.partition("\n")
    assert lines(site, address) == said.splitlines()


def test_no_part_of_the_site_is_left_out(site):
    """Of each part of the site at least one page is told here."""
    built = {path.relative_to(site / "output").parts[0] for path in (site / "output").rglob("*.html")}
    assert built - {"index.html"} == {page.partition("\n")[0].split("/")[1] for page in PAGES} - {""}
