"""Page types in a real browser, under a policy that allows nothing foreign: with and without scripts, by keyboard, on paper."""

import json

import pytest

from browser.html import one_of_each_type

pytestmark = pytest.mark.browser


BROKEN = """() => [...document.querySelectorAll('.data-table tbody .figure, .data-table tbody th')].filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const tops = new Set([...range.getClientRects()].map(one => Math.round(one.bottom)));
    return cell.textContent.trim().length <= 5 && tops.size > 1;
}).map(cell => cell.textContent)"""


@pytest.fixture(scope="module")
def types(sample):
    """Choose one page of each type."""
    return one_of_each_type(sample / "output")


def watched(context, address):
    """Open a page that writes down what goes wrong: console errors, exceptions, requests to another host, failed ones."""
    page, faults = context.new_page(), []
    page.on("console", lambda message: message.type in {"error", "warning"} and faults.append((page.url, message.text)))
    page.on("pageerror", lambda error: faults.append((page.url, str(error))))
    page.on("request", lambda request: request.url.startswith((address, "data:")) or faults.append((page.url, request.url)))
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or faults.append((page.url, f"failed: {request.url}")))
    return page, faults


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_load_without_a_fault(width, browser, address, types):
    """No page type writes to the console, fails in a script, or asks another host for anything, under the policy of the documentation."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page, faults = watched(context, address)
    for url in types.values():
        page.goto(address + url)
        page.mouse.wheel(0, 2000)
    context.close()
    assert faults == []


def test_numbers_and_heads_of_tables_stay_whole(browser, address, types):
    """On a wide screen no number of a table is broken over two lines, and no short name at the head of a row."""
    page, broken = browser.new_page(viewport={"width": 1280, "height": 800}), []
    for kind, url in types.items():
        page.goto(address + url)
        broken += [(kind, text) for text in page.evaluate(BROKEN)]
    page.close()
    assert broken == []


def test_pages_work_without_scripts(browser, address, types):
    """Without JavaScript every page shows its main part, every link can be followed and every fold opens."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page, faults = watched(context, address)
    for kind, url in types.items():
        page.goto(address + url)
        if len(page.locator("main").inner_text()) < 20:
            faults.append((kind, "nothing to read"))
        folds = page.locator("main details:visible")
        if folds.count():
            folds.first.locator("summary").first.click()
            if folds.first.get_attribute("open") is None:
                faults.append((kind, "a fold that does not open"))
        dead = page.locator("main button:visible:not([popovertarget]):not([type=submit])")
        if dead.count():
            faults.append((kind, f"a button that does nothing: {dead.first.inner_text()}"))
    page.goto(address + "/")
    page.locator('a[href="/categories/"]').first.click()
    page.wait_for_url(f"{address}/categories/")
    context.close()
    assert faults == []


def test_paper_has_no_navigation(browser, address, types):
    """In print no navigation, tool or button is shown, and the address of the page stands at its foot; what is embedded is printed with the portal's page."""
    context = browser.new_context()
    page, faults = watched(context, address)
    page.emulate_media(media="print")
    for kind, url in types.items():
        page.goto(address + url)
        shown = page.locator("nav:visible, button:visible, .site-tools:visible, .search-box:visible")
        if shown.count():
            faults.append((kind, shown.first.evaluate("one => one.outerHTML.slice(0, 120)")))
        if not page.locator(".print-only:visible").count() and not kind.startswith("embed"):
            faults.append((kind, "no address"))
    context.close()
    assert faults == []


def test_keyboard_reaches_the_main_part(browser, address):
    """The first stop of the tab key skips to the main part, and every stop of a power's page shows its focus."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, faults = watched(context, address)
    page.goto(address + "/powers/GJJ-XK-0001/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow] })()"
        )
        if style[0] != "BODY" and (style[1] == "none" or style[2] < 2) and style[3] == "none":
            faults.append(tuple(style))
    context.close()
    assert faults == []


def test_choice_of_display_stays(browser, address):
    """What a reader chooses (type size, night) holds on the next page."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, faults = watched(context, address)
    page.goto(address + "/")
    page.evaluate("chosen => localStorage.setItem('display', chosen)", json.dumps({"size": "large", "theme": "dark"}))
    page.goto(address + "/offices/")
    assert page.evaluate("({...document.documentElement.dataset})") == {"size": "large", "theme": "dark"}
    context.close()
    assert faults == []


def test_missing_page_helps(browser, address):
    """An address that leads nowhere is answered by a page with ways on, whatever folder it names."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "/404.html")
    assert page.locator("main a").count() >= 2
    context.close()
