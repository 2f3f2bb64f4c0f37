"""docs/embedding.md, followed to the letter by a portal with a real server of its own."""

import re
from urllib.parse import urlsplit

import pytest

from conftest import ROOT
from web_servers import nginx, running

pytestmark = pytest.mark.browser

PAGE = (ROOT / "docs/embedding.md").read_text(encoding="utf-8")
HERE = {"GJJ-XK-0001": "YJ-XK-0001", 'office="gjj"': 'office="xxj"', "/offices/gjj/": "/offices/xxj/", "买房": "开店"}
"""What the page names of the sample, and what stands for it in the site that is tried."""


def blocks(language: str) -> list[str]:
    """Give the page's code in a language, for the site that is tried."""
    found = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    for old, new in HERE.items():
        found = [one.replace(old, new) for one in found]
    return found


def test_every_frame_and_element_shows_what_it_names(web, browser):
    """Each piece of code with a frame or an element, copied into a portal's page, shows its item or list."""
    page = browser.new_page()
    page.set_default_timeout(60_000)
    codes = [one for one in blocks("html") if "<iframe" in one or "<quanli-" in one]
    assert len(codes) == 4
    for code in codes:
        page.goto(web.portal + web.page(code))
        page.wait_for_function("[...document.querySelectorAll('quanli-item, quanli-list, quanli-search')].every(one => one.shadowRoot && !one.shadowRoot.querySelector('slot'))")
        page.wait_for_load_state("networkidle")
        shown = page.frames[1:]
        assert len(shown) == code.count("<iframe") + code.count("<quanli-")
        assert all(frame.url.startswith(f"{web.site}/embed/") and frame.locator("h1").count() == 1 for frame in shown)
    page.close()


def test_pieces_stand_in_a_portals_own_page(web, browser, tmp_path):
    """A portal's nginx takes the pieces into its page by the settings that the page gives; they have its colours, and links lead to the site."""
    settings = blocks("nginx")[0].replace("https://example.gov.cn/", f"{web.site}/").replace("example.gov.cn", urlsplit(web.site).netloc).replace("/srv/portal", str(web.pages))
    includes, looks = (next(one for one in blocks("html") if word in one) for word in ("#include", "stylesheet"))
    name = web.page(looks + includes, "piece.html")
    with running(nginx, f"server {{ listen 80; charset utf-8; {settings} }}", tmp_path / "portal") as port:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}{name}")
        assert page.locator(".quanli").count() == 2
        assert page.locator(".quanli h4").first.inner_text().strip() == "办事指南"
        assert page.locator(".quanli summary").first.evaluate("one => getComputedStyle(one).color") == "rgb(179, 48, 28)"
        assert page.locator(".quanli script, .quanli [id], .quanli [style]").count() == 0
        assert {one for one in page.locator(".quanli [class]").evaluate_all("all => all.flatMap(one => [...one.classList])") if not one.startswith("quanli-")} == set()
        page.locator(".quanli .quanli-whole").first.evaluate("(one, site) => { one.href = one.href.replace('https://example.gov.cn', site) }", web.site)
        page.locator(".quanli .quanli-whole").first.click()
        page.wait_for_url(f"{web.site}/powers/YJ-XK-0001/")
        page.close()


def test_the_page_names_what_there_is(web):
    """Each address that the page gives for the site leads to a file of it."""
    named = {re.split("[?#]", one)[0] for one in re.findall(r'https://example\.gov\.cn(/[^\s"`*<]*)', "\n".join(blocks("html")))}
    assert len(named) >= 8
    for path in named:
        assert (web.output / (path[1:] + "index.html" if path.endswith("/") else path[1:])).is_file(), path
