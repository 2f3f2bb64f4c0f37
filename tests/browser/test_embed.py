"""Items within a portal's pages: a second origin, the real policy, real Chromium."""

import gzip
import json
import re
import threading

import pytest

from browser.chromium import AXE
from quanli.preview.server import PreviewServer

pytestmark = pytest.mark.browser

CODE = "YJ-XK-0001"
LOADER = '<script src="SITE/embed/quanli.js" defer></script>'
FRAME = f'<iframe src="SITE/embed/{CODE}/" title="零售许可" style="width:100%;height:600px;border:0"></iframe>'
ITEM = f'<quanli-item code="{CODE}"><a href="SITE/powers/{CODE}/">零售许可</a></quanli-item>'
PARTS = ["guide", "materials", "flow", "limits"]


@pytest.fixture
def tab(browser):
    """Open a page of a desktop."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def height_of(page, css="iframe"):
    return page.locator(css).first.evaluate("one => one.clientHeight")


def settled(page, css="iframe"):
    """Wait until a frame is as high as its page; gives the page's frame."""
    frame = page.locator(css).first.element_handle().content_frame()
    frame.wait_for_load_state()
    page.wait_for_function(
        "([css, height]) => Math.abs([...document.querySelectorAll(css)].concat([...document.querySelectorAll('*')].flatMap(one => one.shadowRoot ? [...one.shadowRoot.querySelectorAll(css)] : []))[0].clientHeight - height) < 2",
        arg=[css, frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")],
    )
    return frame


def test_the_height_follows_the_content(web, tab):
    """A frame is as high as its page from the beginning, and when something is unfolded and folded again."""
    tab.goto(web.portal + web.page(FRAME + LOADER))
    frame = settled(tab)
    before = height_of(tab)
    assert before not in {0, 600}
    frame.locator("summary").first.click()
    settled(tab)
    assert height_of(tab) > before + 20
    frame.locator("summary").first.click()
    settled(tab)
    assert height_of(tab) == before
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_an_element_shows_its_item_in_place_of_the_link(web, tab):
    """The link is there until the item has answered; attributes choose part and looks, and may change later."""
    tab.goto(web.portal + web.page(ITEM.replace("code=", 'part="limits" theme="dark" code=') + LOADER))
    frame = settled(tab)
    assert tab.get_by_role("link", name="零售许可").count() == 0
    assert frame.locator(".quanli-part:visible").evaluate_all("all => all.map(one => one.id)") == ["limits"]
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 23)"
    tab.locator("quanli-item").evaluate("one => { one.setAttribute('part', 'flow'); one.removeAttribute('theme'); }")
    tab.wait_for_function("document.querySelector('quanli-item').shadowRoot.querySelector('iframe').src.endsWith('?part=flow')")
    frame = settled(tab)
    assert frame.locator(".quanli-part:visible").evaluate_all("all => all.map(one => one.id)") == ["flow"]
    assert tab.locator("iframe").first.get_attribute("title") == "零售许可"
    tab.locator("quanli-item").evaluate("one => one.setAttribute('lang', 'zh-Hant')")
    tab.wait_for_function("document.querySelector('quanli-item').shadowRoot.querySelector('iframe').src.includes('/hant/embed/')")
    assert settled(tab).evaluate("document.documentElement.lang") == "zh-Hant"


@pytest.mark.parametrize("attributes", ['code="NO-SUCH-1"', 'code="../powers/YJ-XK-0001"', 'code=""', 'code="A/../../B"', ""])
def test_the_link_stays_where_there_is_no_such_item(web, tab, attributes):
    """A code that is not there, or that is none, leaves the link that stands within the element."""
    tab.goto(web.portal + web.page(f'<quanli-item {attributes}><a href="SITE/">所有事项</a></quanli-item>{LOADER}'))
    tab.wait_for_load_state("networkidle")
    assert tab.get_by_role("link", name="所有事项").is_visible()
    assert all(frame.url.startswith((web.portal, f"{web.site}/embed/", "chrome-error:")) for frame in tab.frames)


def test_lists_and_the_search_box_are_elements_too(web, tab):
    """A list of an office leads each line to its full page, in the portal's own tab; the search box leads to the site's search."""
    body = f'<quanli-list office="xxj"><a href="SITE/offices/xxj/">应急局</a></quanli-list><quanli-list topic="开店"></quanli-list><quanli-search></quanli-search>{LOADER}'
    path = web.page(body)
    tab.goto(web.portal + path)
    names = ["offices/xxj/", "topics/%E5%BC%80%E5%BA%97/", "search/"]
    tab.wait_for_function("[...document.querySelectorAll('main > *')].filter(one => one.shadowRoot).every(one => !one.shadowRoot.querySelector('slot'))")
    assert [frame.url for frame in tab.frames[1:]] == [f"{web.site}/embed/{name}" for name in names]
    tab.frames[1].get_by_role("link", name="烟花爆竹").first.click()
    tab.wait_for_url(f"{web.site}/powers/**")
    tab.go_back()
    tab.wait_for_function("!document.querySelector('quanli-search').shadowRoot.querySelector('slot')")
    tab.frames[3].get_by_role("searchbox").fill("烟花")
    tab.frames[3].get_by_role("button", name="查找").click()
    tab.wait_for_url(f"{web.site}/search/?q=*")


def test_the_full_page_opens_in_the_portals_tab(web, tab):
    """Back leads to the portal again: nothing opens a new window, and nothing opens within the frame."""
    tab.goto(web.portal + web.page(FRAME + LOADER))
    settled(tab).get_by_role("link", name="看完整的事项页").click()
    tab.wait_for_url(f"{web.site}/powers/{CODE}/")
    tab.go_back()
    assert tab.url.startswith(web.portal)


@pytest.mark.parametrize("body", [FRAME, ITEM])
def test_a_page_that_the_site_does_not_name_shows_nothing(web, tab, body):
    """The browser refuses the frame by the policy of the answer, in the twin too, and the element keeps its link."""
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(web.stranger + web.page(body + body.replace("/embed/", "/hant/embed/") + LOADER))
    tab.wait_for_load_state("networkidle")
    assert any("frame-ancestors" in one for one in said)
    assert all(frame.url == "chrome-error://chromewebdata/" for frame in tab.frames[1:])
    assert body is FRAME or tab.get_by_role("link", name="零售许可").first.is_visible()


def test_no_other_page_may_be_framed(web, tab):
    """Not even a portal shows an item's own page in a frame, nor the page for what is not there below /embed/."""
    tab.goto(web.portal + web.page("".join(f'<iframe src="SITE{path}" title="x"></iframe>' for path in (f"/powers/{CODE}/", "/", "/embed/nothing/"))))
    tab.wait_for_load_state("networkidle")
    assert [frame.url for frame in tab.frames[1:]] == ["chrome-error://chromewebdata/"] * 3


def test_the_preview_keeps_the_same_policy(web, tab):
    """``quanli serve`` shows pages to embed in a portal, and in no other place."""
    with PreviewServer(web.output, "127.0.0.1", 0) as server:
        server.portals = (web.portal,)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        for origin, shown in ((web.portal, True), (web.stranger, False)):
            tab.goto(origin + web.page(FRAME.replace("SITE/", server.address)))
            tab.wait_for_load_state("networkidle")
            assert tab.frames[1].url.startswith(server.address if shown else "chrome-error:")
        server.shutdown()


SAY = """([origin, height, own]) => window.dispatchEvent(new MessageEvent('message', {
  origin, source: own ? document.querySelector('iframe').contentWindow : window, data: {quanli: 'height', height} }))"""


def test_forged_messages_are_ignored(web, tab):
    """A message of another origin, of another window, or of another form changes no height, also one that really came from a frame of the portal's own."""
    forger = web.page("<script>parent.postMessage({quanli: 'height', height: 5000}, '*'); parent.postMessage('x', '*'); parent.postMessage(null, '*')</script>", "forger.html")
    tab.goto(web.portal + web.page(f'{FRAME}<iframe id="forger" src="{forger}" title="x" height="50"></iframe>{LOADER}'))
    settled(tab)
    tab.frames[2].wait_for_load_state()
    before = height_of(tab)
    for origin, height, own in [(web.portal, 900, True), ("null", 900, True), (web.site, 900, False), (web.site, "900", True), (web.site, None, True)]:
        tab.evaluate(SAY, [origin, height, own])
    assert (height_of(tab), height_of(tab, "#forger")) == (before, 50)


@pytest.mark.parametrize(("told", "height"), [(900, 900), (1e12, 20000), (-5, 60), (0, 60), (700.2, 701)])
def test_the_height_is_clamped(web, tab, told, height):
    """What a page tells is taken between 60 and 20,000 pixels."""
    tab.goto(web.portal + web.page(FRAME + LOADER))
    settled(tab)
    tab.evaluate(SAY, [web.site, told, True])
    assert height_of(tab) == height


def test_the_height_is_told_to_portals_alone(web, tab):
    """Where a portal's page is itself within a stranger's, or the page stands alone, nothing is told to anybody."""
    html = (web.output / f"embed/{CODE}/index.html").read_text(encoding="utf-8")
    assert f'data-portals="{web.portal}"' in html
    tab.route(f"{web.site}/embed/{CODE}/", lambda route: route.fulfill(body=html, content_type="text/html"))  # without the policy
    for origin, told in ((web.stranger, 0), (web.portal, 1)):
        tab.goto(origin + web.page(FRAME + "<script>said = []; addEventListener('message', one => said.push(one.origin))</script>"))
        tab.wait_for_load_state("networkidle")
        assert len(set(tab.evaluate("said"))) == told


def test_part_without_and_with_script(web, browser):
    """``#part`` shows one part without any script, ``?part=`` with one; a part that is not there shows all."""
    for scripts, suffix in [(False, "#limits"), (True, "?part=limits"), (True, "#flow"), (True, "?part=discretion"), (False, "?part=limits")]:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{web.site}/embed/{CODE}/{suffix}")
        alone = [] if "discretion" in suffix or (not scripts and "?" in suffix) else [suffix[1:].removeprefix("part=")]
        assert [one.get_attribute("id") for one in page.locator(".quanli-part:visible").all()] == (alone or PARTS), suffix
        context.close()


def test_without_scripts(web, browser):
    """Without scripts an element is a link, and a frame shows its page and scrolls within the height that the portal gave."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(web.portal + web.page(ITEM + FRAME + LOADER))
    assert page.get_by_role("link", name="零售许可").is_visible()
    frame = page.frame_locator("iframe")
    frame.locator("summary").first.click()
    assert frame.locator(".quanli-numbered li").first.is_visible()
    assert page.locator("iframe").bounding_box()["height"] == 600
    page.goto(f"{web.site}/powers/{CODE}/")
    page.locator(".embed-code > summary").click()
    assert page.locator(".embed-code-text:visible").count() == 4 and page.locator(".embed-code button").count() == 0
    context.close()


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(one => one / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const [a, b] = [light(getComputedStyle(document.querySelector('summary')).color), light(getComputedStyle(document.body).backgroundColor)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05); }"""


def test_any_accent_can_be_read(web, tab):
    """A portal's colour, whatever it is, gives links of 7:1 by day and by night; the hue stays."""
    for theme in ("light", "dark"):
        tab.goto(f"{web.site}/embed/{CODE}/?accent=ffff00&theme={theme}")
        assert "oklch" in tab.evaluate("getComputedStyle(document.querySelector('summary')).color")
        for accent in ("ffffff", "000000", "ffff00", "00ff00", "0000ff", "ff0000", "ff00ff", "00ffff", "c00000", "1e6fff", "f5a623", "808080"):
            tab.evaluate("accent => document.documentElement.style.setProperty('--portal-accent', '#' + accent)", accent)
            assert tab.evaluate(CONTRAST) >= 7, (accent, theme)


@pytest.mark.parametrize("asked", ["accent=red", "accent=00575b;background:url(//evil.example)", "accent=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "theme=evil", "theme=__proto__", "size=99", "part=%23x", "part=constructor"])
def test_what_is_asked_for_is_taken_from_a_list(web, tab, asked):
    """A query that is not of the listed forms changes nothing of the page, and nothing complains."""
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"{web.site}/embed/{CODE}/?{asked}")
    assert tab.evaluate("({...document.documentElement.dataset})") == {"portals": web.portal}
    assert (tab.evaluate("document.documentElement.getAttribute('style')"), said) == (None, [])


NOTICES = {
    "YJ-CF-0002": ("起暂停办理", True),
    "YJ-FW-0003": ("起取消，不再办理", False),
    "YJ-NB-0005": ("起，本事项已不在目录中", False),
    CODE: ("起改为新的内容", True),
}


@pytest.mark.parametrize("code", NOTICES)
def test_how_it_stands_is_said_first(web, tab, code):
    """Suspended, abolished, gone or about to change: an embedded item says so, whose it is, that it is a sample, and leads to its page; its pieces too."""
    words, parts = NOTICES[code]
    for path in (f"/embed/{code}/", f"/embed/{code}/fragment.html", f"/hant/embed/{code}/"):
        answer = tab.goto(web.site + path)
        assert answer.status == 200
        said = tab.locator("body").inner_text()
        if "hant" not in path:
            assert words in tab.get_by_role("note").first.inner_text()
            assert "某县人民政府" in said and "不作为办事依据" in said
        assert tab.get_by_role("link", name=re.compile("看完整的事[项項][页頁]|看完整的事項頁")).get_attribute("href").endswith(f"/powers/{code}/")
        assert bool(tab.locator(".quanli-part").count()) == parts


ALL = {"resultTypes": ["violations"], "elementRef": False, "preload": False, "rules": {"target-size": {"enabled": True}}}
LOOKS = ALL | {"runOnly": ["color-contrast", "target-size", "link-in-text-block"]}
WAYS = {"day": ("light", "", ALL), "night": ("dark", "", LOOKS), "large": ("light", "?size=large&accent=c00000", LOOKS)}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_looking_is_accessible(web, browser, way):
    """Axe finds nothing in any embedded page, nor in the portal around it, by day, by night, in large type; nothing is wider than its frame of 320 to 1280 pixels."""
    if not AXE.is_file():
        pytest.skip("axe is not installed: make test")
    faults, (scheme, asked, rules) = [], WAYS[way]
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(AXE.read_text(encoding="utf-8") + ";axe.configure({allowedOrigins: ['<unsafe_all_origins>']})")
    page = context.new_page()
    page.on("console", lambda message: message.type in {"error", "warning"} and faults.append((page.url, message.text)))
    paths = [f"/embed/{path}/{asked}" for path in (*NOTICES, "offices/xxj", "topics/开店", "search")]
    around = "".join(f'<quanli-item code="{code}"><a href="SITE/powers/{code}/">{code}</a></quanli-item>' for code in NOTICES) + LOADER
    for path in [*(web.site + path for path in paths), web.portal + web.page(around)]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        for width in (1280, 768, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append((path, width, "wider than the frame"))
        faults += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]]
    context.close()
    assert faults == []


def test_an_embedded_page_is_light(web, tab):
    """A page to embed with all that it fetches is at most 20 KB, compressed, and the two scripts are about 1 KB and 2 KB."""
    files = []
    tab.on("response", lambda answer: files.append(answer.body()))
    tab.goto(f"{web.site}/embed/{CODE}/")
    tab.wait_for_load_state("networkidle")
    assert 3 <= len(files) <= 4 and sum(len(gzip.compress(one, 9)) for one in files) <= 20_000
    own = next(web.output.glob("static/js/embed.*.js")).read_bytes()
    assert len(gzip.compress(own, 9)) <= 1_024 and len(gzip.compress((web.output / "embed/quanli.js").read_bytes(), 9)) <= 2_048


def test_the_panel_gives_code_that_works(web, browser):
    """Each piece of code that an item's page offers is copied by its button, and shows the item in the portal."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{web.site}/powers/{CODE}/")
    page.locator(".embed-code > summary").click()
    copied = []
    for button in page.locator(".embed-code").get_by_role("button", name="复制").all():
        button.click()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    frame, element, include, oembed = copied
    assert oembed == "https://example.gov.cn/powers/YJ-XK-0001/oembed.json" and include.endswith('/embed/YJ-XK-0001/fragment.html" -->')
    assert page.locator('link[type="application/json+oembed"]').get_attribute("href") == oembed
    answer = json.loads((web.output / "powers/YJ-XK-0001/oembed.json").read_bytes())
    for code in (frame, element, answer["html"] + LOADER):
        page.goto(web.portal + web.page(code))
        assert settled(page).locator("h1").inner_text().startswith("烟花爆竹")
    context.close()
