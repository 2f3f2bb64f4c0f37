"""The search page's script in Chromium, with its part of the template and the files of a small index."""

import re

import jinja2
import pytest

from browser.chromium import chromium, served
from search.catalogues import SCRIPTS, document, indexed, published

pytestmark = pytest.mark.browser
TEMPLATES = SCRIPTS.parents[1] / "templates"


def page_html():
    """Render the part of the search page that the script fills."""
    text = (TEMPLATES / "pages" / "search.html").read_text(encoding="utf-8")
    part = text[text.index('<section class="search"') :]
    part = part[: part.index("</section>") + len("</section>")]
    head = '{% from "components/icon.html" import icon %}'
    names = {"asset": lambda name: f"/{name}", "_": lambda said: said}
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    environment.globals |= names
    body = environment.from_string(head + part).render()
    return f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>查找</title><main>{body}</main><script type="module" src="/js/search.js"></script>'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve the page and an index of some items."""
    folder = tmp_path_factory.mktemp("page")
    items = [
        document(),
        document("GJJ-XK-0001", name="单位住房公积金缓缴审批", category="permit", applicants=("enterprise",), online=False),
        document("SCJG-XK-0002", name="<b>食品</b>经营许可", office="scjg", category="permit", state="abolished", keywords=("开饭店",)),
        *(document(f"L-{number}", name=f"粮食收购备案第{number}类") for number in range(25)),
    ]
    published(indexed(folder, *items), folder)
    (folder / "search" / "index.html").write_text(page_html(), encoding="utf-8")
    (folder / "js").symlink_to(SCRIPTS)
    with served(folder) as found:
        yield f"{found}/search/"


@pytest.fixture(scope="module")
def browser():
    """Start Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser, address):
    """Open the page; a script error fails the test."""
    context = browser.new_context()
    made = context.new_page()
    errors = []
    made.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 - Playwright wants a function of its own
    made.goto(address)
    yield made
    context.close()
    assert errors == []


def wait_for_entries(page, count):
    """Wait until exactly so many items are listed."""
    from playwright.sync_api import expect

    expect(page.locator(".entry")).to_have_count(count)


def wait_for_status(page, begins):
    """Wait until what is announced begins with these words."""
    page.locator('[role="status"]').filter(has_text=re.compile(f"^{begins}")).wait_for()


def names(page):
    return page.locator(".entry-name").all_inner_texts()


def test_results_as_one_types(page):
    """What is typed is found without pressing anything; the words are marked, and the address holds the query."""
    page.get_by_role("searchbox").press_sequentially("緩繳")
    page.locator(".entry-name").first.wait_for()
    assert names(page) == ["单位住房公积金缓缴审批"]
    assert page.locator(".entry-name mark").all_inner_texts() == ["缓缴"]
    assert page.locator('[role="status"]').inner_text() == "找到 1 个事项"
    page.wait_for_url("**?q=%E7%B7%A9%E7%B9%B3")


def test_an_address_with_a_query(page, address):
    """An address with query and facets shows the same again."""
    page.goto(f"{address}?q=公积金&category=permit")
    page.locator(".entry-name").first.wait_for()
    assert names(page) == ["单位住房公积金缓缴审批"]


def test_facets(page, address):
    """Facets have counts, combine, and go into the address."""
    page.goto(f"{address}?q=公积金")
    page.locator(".entry-name").first.wait_for()
    page.get_by_label("行政许可").check()
    wait_for_entries(page, 1)
    assert "category=permit" in page.url
    page.get_by_label("公共服务").check()
    page.locator(".entry").nth(1).wait_for()
    page.go_back()
    wait_for_entries(page, 1)


def test_markup_is_text(page):
    """Markup in a query or a name is shown as it is written; a state other than in force is said."""
    page.get_by_role("searchbox").fill("<b>食品</b> <img src=x onerror=alert(1)>")
    page.locator(".state-abolished").wait_for()
    assert names(page)[0] == "<b>食品</b>经营许可"
    assert page.locator(".state-abolished").inner_text() == "取消"


def test_nothing_found(page):
    """Where nothing is found it is said what to do."""
    page.get_by_role("searchbox").fill("🎉")
    wait_for_status(page, "没有找到")


def test_more(page):
    """More results are shown on demand, and the keyboard goes on at the first of them."""
    page.get_by_role("searchbox").fill("粮食收购")
    page.locator(".entry").first.wait_for()
    assert page.locator(".entry").count() == 10
    page.get_by_role("button", name="再显示一些").press("Enter")
    wait_for_entries(page, 20)
    assert page.evaluate("document.activeElement.closest('.entry') === document.querySelectorAll('.entry')[10]")


def test_recent_searches_stay_on_the_device(page, address):
    """What was searched for is offered again where nothing is typed, and can be forgotten."""
    page.get_by_role("searchbox").fill("开饭店")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".entry").first.wait_for()
    page.goto(address)
    page.get_by_role("button", name="开饭店").click()
    page.locator(".entry").first.wait_for()
    page.goto(address)
    page.locator('[data-search="forget"]').click()
    assert not page.get_by_role("button", name="开饭店").is_visible()


def test_composing_is_waited_for(page):
    """While an input method composes nothing is searched."""
    page.evaluate("""() => {
        const input = document.querySelector('input[type=search]');
        input.value = 'shi';
        input.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
    }""")
    page.wait_for_timeout(300)
    assert "q=" not in page.url
    page.evaluate("""() => {
        const input = document.querySelector('input[type=search]');
        input.value = '食品';
        input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    }""")
    page.locator(".entry").first.wait_for()


def test_an_index_that_cannot_be_had(page, address):
    """Where the index cannot be had it is said, and the page's links remain."""
    page.route("**/index/2/**", lambda route: route.abort())
    page.get_by_role("searchbox").fill("公积金")
    wait_for_status(page, "查找用不了")


@pytest.mark.parametrize(("width", "stands_open"), [(360, False), (1280, True)])
def test_what_narrows_stands_open_where_there_is_room(page, address, width, stands_open):
    """On a wide screen what narrows stands open beside the results, on a phone it is folded above them."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}?q=公积金")
    page.locator(".entry-name").first.wait_for()
    assert page.locator("details").evaluate("one => one.open") is stands_open
