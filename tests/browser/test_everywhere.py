"""Every page type, looked at in every way that readers may choose: day, night, large type, contrast, paper; narrow to wide."""

from itertools import pairwise

import pytest

from browser.chromium import AXE
from browser.html import one_of_each_type

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
QUICK = {"resultTypes": ["violations"], "elementRef": False, "preload": False}
LOOKS = QUICK | {"runOnly": ["color-contrast", "target-size", "link-in-text-block"], "rules": {"target-size": {"enabled": True}}}
"""What may differ between two ways of looking at the same page."""
ALL = QUICK | {"rules": {"target-size": {"enabled": True}}}
CONTRAST = QUICK | {"runOnly": ["color-contrast"]}
WAYS = {
    "day": ("light", {}, ALL),
    "night": ("dark", {}, LOOKS),
    "large": ("light", {"size": "large"}, LOOKS),
    "contrast": ("dark", {"contrast": "more", "size": "large"}, LOOKS),
}


@pytest.fixture(scope="module")
def types(sample):
    """Choose one page of each type. Of the powers four stand for all: test_pages looks at every category."""
    found = one_of_each_type(sample / "output")
    powers = {"power permit", "power penalty", "power permit abolished", "power public_service suspended"}
    assert powers <= found.keys()
    return {kind: url for kind, url in found.items() if kind in powers or not kind.startswith("power ")}


@pytest.fixture
def axe():
    """Find axe, or skip."""
    if not AXE.is_file():
        pytest.skip("axe is not installed: make test")
    return AXE


def violations(page, rules):
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found]


def unfold(page):
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


@pytest.mark.parametrize("way", WAYS)
def test_accessible_in_every_way_and_width(way, browser, address, types, axe):
    """Axe finds no violation on any page type at 320, 768 and 1280 pixels, and nothing is wider than the screen."""
    scheme, chosen, rules = WAYS[way]
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(path=axe)
    page, faults = context.new_page(), []
    for kind, url in types.items():
        page.goto(address + url)
        page.evaluate("chosen => Object.assign(document.documentElement.dataset, chosen)", chosen)
        unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            faults += [(kind, width, *one) for one in violations(page, rules if width == WIDTHS[0] else LOOKS)]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                faults.append((kind, width, "wider than the screen", wide))
    context.close()
    assert faults == []


def test_accessible_on_paper(browser, address, types, axe):
    """On paper text has its contrast whatever the reader's screen is set to, and nothing is wider than the sheet."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 680, "height": 980})
    context.add_init_script(path=axe)
    page, faults = context.new_page(), []
    page.emulate_media(media="print", color_scheme="dark")
    for kind, url in types.items():
        page.goto(address + url)
        faults += [(kind, *one) for one in violations(page, CONTRAST)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append((kind, "wider than the sheet", wide))
    context.close()
    assert faults == []


def test_text_at_twice_its_size(browser, address, types):
    """With text at 200 % no page type scrolls sideways and no text is cut off, on a screen of 640 pixels."""
    context = browser.new_context(viewport={"width": 640, "height": 800})
    page, faults = context.new_page(), []
    for kind, url in types.items():
        page.goto(address + url)
        page.evaluate("document.documentElement.style.setProperty('--root', '200%')")
        unfold(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append((kind, "wider than the screen", wide))
        cut = page.evaluate(CUT_OFF)
        faults += [(kind, "cut off", text) for text in cut]
    context.close()
    assert faults == []


CUT_OFF = """[...document.querySelectorAll('main *, footer *, header *')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
  return hides && !one.closest('.unseen, svg') && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.className + ': ' + one.textContent.slice(0, 40))"""
"""Elements whose text does not fit and cannot be scrolled to."""


def test_every_page_says_where_it_stands(browser, address, types):
    """Every page type but the home pages has a way back up, one main heading, and headings that skip no level."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, faults = context.new_page(), []
    for kind, url in types.items():
        page.goto(address + url)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => +one.tagName[1])")
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append((kind, "main heading", levels[:4]))
        if any(after > before + 1 for before, after in pairwise(levels)):
            faults.append((kind, "a level is skipped", levels))
        if not kind.endswith("home") and "/embed/" not in url and not page.locator(".breadcrumbs a").count():
            faults.append((kind, "no way back"))
    context.close()
    assert faults == []
