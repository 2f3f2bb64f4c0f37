"""Addresses of a page put under the path where the site stands."""

import pytest

from quanli.render.placed import placed, placed_style

MOVED = {
    '<a class="x" href="/powers/">': '<a class="x" href="/q/powers/">',
    "<a href='/'>": "<a href='/q/'>",
    "<a href=/about/>": "<a href=/q/about/>",
    '<FORM ACTION="/search/">': '<FORM ACTION="/q/search/">',
    '<p data-calendar="/data/calendar.json">': '<p data-calendar="/q/data/calendar.json">',
    '<script type="module" src="/static/x.js"></script>': '<script type="module" src="/q/static/x.js"></script>',
    '<a title="a > b" href="/x">': '<a title="a > b" href="/q/x">',
}
STAYING = (
    '<a href="//elsewhere.cn/x">', '<a href="https://example.gov.cn/x">', '<a href="#x">', '<a href="x/">', '<td data-label="/件">', 'href="/x"', '<!-- <a href="/x"> -->',
    '<script type="application/ld+json">{"a": "<a href=\\"/x\\">"}</script>', '<meta content="/x">', '<p title="见 href=/x">',
)  # fmt: skip


@pytest.mark.parametrize("html", MOVED)
def test_addresses_from_the_top_get_the_path(html):
    """Links, forms, assets and addresses that a script is told, whatever their quotes."""
    assert placed(html.encode(), "/q").decode() == MOVED[html]


@pytest.mark.parametrize("html", STAYING)
def test_all_else_stays(html):
    """Words, comments, data, other hosts, relative addresses and what is shown stay byte for byte."""
    assert placed(html.encode(), "/q").decode() == html


def test_at_the_top_of_a_host_nothing_is_done():
    """Without a path a page is the very object that it was."""
    page = b'<a href="/x">'
    assert placed(page, "") is page and placed_style(page, "") is page


def test_pictures_of_a_style_sheet():
    """An address from the top gets the path, in quotes or without; data and relative ones stay."""
    assert placed_style(b"a{b:url(/x.png);c:url('/y');d:url(z);e:url(data:,)}", "/q") == b"a{b:url(/q/x.png);c:url('/q/y');d:url(z);e:url(data:,)}"
