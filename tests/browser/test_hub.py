"""A hub as people meet it: found by words with a script, by lists without one, on narrow and wide screens."""

import pytest

from browser.chromium import AXE, served
from errors.hub_inputs import ROW, published
from quanli.cli import main


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """Serve a hub of two bodies, of which one was not reached."""
    folder = tmp_path_factory.mktemp("hub")
    published(folder / "a", ROW | {"name": "烟花爆竹经营许可", "keywords": ["卖鞭炮"], "promised_text": "10 个工作日"}, ROW | {"code": "A-2", "name": "住房公积金提取", "category": "public_service", "url": "https://a.example/powers/A-2/"})
    (folder / "hub.yaml").write_text("name: 某市总目录\nbody: 某市人民政府\nsites:\n  - {id: a, address: 'https://a.example', data: a, name: 甲局}\n  - {id: b, address: 'http://127.0.0.1:9', name: 乙局}\n", encoding="utf-8")
    assert main(["hub", str(folder), "--day", "2026-06-01", "--quiet"]) == 1
    with served(folder / "output") as address:
        yield address


def test_words_and_choices_find(browser, hub):
    """What is typed finds by name, everyday word and code, choices narrow it, and the address holds the state."""
    page = browser.new_page()
    page.goto(f"{hub}/")
    page.fill("#hub-text", "鞭炮")
    link = page.locator('[data-hub="results"] a')
    link.wait_for()
    assert (link.text_content(), link.get_attribute("href")) == ("烟花爆竹经营许可", "https://a.example/powers/A-1/")
    assert "q=" in page.url
    page.fill("#hub-text", "")
    page.select_option("select[name=category]", "公共服务")
    page.wait_for_function("document.querySelector('[data-hub=results]').textContent.includes('住房公积金提取')")
    page.goto(f"{hub}/?q=没有这样的事")
    page.wait_for_function("document.querySelector('[data-hub=status]').textContent.startsWith('没有找到')")
    page.close()


def test_without_a_script_lists_lead_to_every_item(browser, hub):
    """Without a script there is no box that does nothing, and lists lead to the items."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub}/")
    assert not page.locator("#hub-text").is_visible()
    assert page.get_by_text("这次没有连上，还没有内容").is_visible()
    page.get_by_role("link", name="甲局").click()
    assert page.get_by_role("link", name="住房公积金提取").get_attribute("href") == "https://a.example/powers/A-2/"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(browser, hub, scheme):
    """No page of a hub has a fault that axe sees, is wider than a small screen, or asks for anything from elsewhere."""
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 320, "height": 800})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/?q=许可", "/bodies/a/", "/bodies/b/", "/categories/permit/", "/sources/", "/404.html"):
        page.goto(f"{hub}{path}", wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.add_script_tag(path=str(AXE))
        assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == [], path
    assert {url for url in asked if not url.startswith(hub)} == set()
    context.close()
