"""Data blocks under the site's policy: a browser leaves them alone, and blocks nothing."""

import json

import pytest

BLOCK = 'script[type="application/ld+json"]'


def told(browser, address, path, change=None):
    """Open a page; gives what its console said and what its data block holds. ``change`` is made to the page on its way."""
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    if change:
        def changed(route):
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(*change))

        page.route(f"{address}{path}", changed)
    page.goto(f"{address}{path}")
    blocks = page.locator(BLOCK).all_text_contents()
    page.close()
    return said, [json.loads(block)["@graph"] for block in blocks]


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/powers/GJJ-GG-0001/", "/offices/gjj/", "/guides/"])
def test_nothing_is_blocked_and_the_data_are_there(browser, address, path):
    """The console says nothing of a page with its data block, served with the policy, and a program in the page can read the block."""
    said, blocks = told(browser, address, path)
    assert said == []
    assert len(blocks) == 1
    assert blocks[0]


@pytest.mark.browser
def test_a_script_in_its_place_would_be_blocked(browser, address):
    """Were the block one that a browser runs, the policy would block it, and the console say so."""
    said, _ = told(browser, address, "/powers/GJJ-GG-0001/", ('<script type="application/ld+json">', "<script>"))
    assert any("Content Security Policy" in line for line in said)
