"""Who signed, in the browser: marked on the record, and the signed text readable and wide enough on a phone."""

import pytest

from agreeing import Key
from browser.chromium import AXE, served
from pipeline.test_approval_pages import CODE, DAY, approved, build, change_id, commit, sign

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Serve a site with an approved change; gives its address and the change's id."""
    folder = tmp_path_factory.mktemp("approved")
    keys = Key(folder, "归集科"), Key(folder, "法规科")
    site, text = approved(folder, keys, Change_Reason="说清楚在哪里零售", Legal_Basis="《烟花爆竹安全管理条例》第三条", Effective_On="2021-05-01")
    sign(site, text, keys, "proposed-by", "legal-review")
    commit(site, DAY)
    assert build(site) == 0
    with served(site / "output") as address:
        yield address, change_id(text)


@pytest.mark.parametrize("width", [360, 1280])
def test_approvals_are_read_on_a_phone_and_at_a_desk(browser, shown, width, tmp_path):
    """The mark is seen beside each name, nothing is cut off or runs out of the page, and the way leads from the record to the signed text and on to its files."""
    address, change = shown
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    try:
        page.goto(f"{address}/powers/{CODE}/history/")
        assert page.locator(".signed-by .tag-signed").all_inner_texts() == ["已验证签名"] * 2
        assert overflow(page) == 0
        page.screenshot(path=tmp_path / f"history-{width}.png", full_page=True)
        page.get_by_role("link", name="签名的变更书").click()
        page.wait_for_url(f"{address}/approvals/{change}/")
        assert page.locator(".tag-signed").first.is_visible()
        assert overflow(page) == 0
        text = page.locator(".signed-text").first
        assert text.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
        page.add_script_tag(path=str(AXE))
        assert page.evaluate("async () => (await axe.run()).violations.map(one => one.id)") == []
        page.screenshot(path=tmp_path / f"approval-{width}.png", full_page=True)
        page.goto(f"{address}/changes/")
        assert overflow(page) == 0
        page.get_by_role("link", name="经签名的审批").click()
        page.wait_for_url(f"{address}/approvals/")
        assert overflow(page) == 0
        page.screenshot(path=tmp_path / f"approvals-{width}.png", full_page=True)
        page.locator(f'main a[href="/approvals/{change}/"]').click()
        page.wait_for_url(f"{address}/approvals/{change}/")
    finally:
        page.close()


def overflow(page):
    """Give by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
