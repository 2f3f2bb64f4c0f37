"""What is to come, seen: at 360 and 1280 pixels the announcement stands on the page of the text in force, before the text to come."""

import pytest

from browser.chromium import AXE, served
from pipeline.test_history_pages import CODE, commit, repository
from sites import POWER, build, edit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """Serve a site with an item of which two texts wait."""
    site = repository(tmp_path_factory.mktemp("coming"))
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, "2021-04-20", Effective_On="2027-01-01", Change_Reason="说清楚")
    for old, new in (("周围 50 米", "周围 60 米"), ("100 米以上", "200 米以上"), ("由专人销售", "由专门的人销售"), ("春节前临时", "春节以前临时")):
        edit(site, POWER, old, new)
    commit(site, "2021-04-21", Effective_On="2027-06-01")
    assert build(site) == 0
    with served(site / "output") as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_an_announcement_is_seen_beside_the_text_in_force(browser, waiting, width):
    """Each says from when, a few changes openly and more behind a fold; nothing is wider than the screen, and nothing hinders anybody."""
    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(f"{waiting}/powers/{CODE}/")
    first, second = page.locator(".coming").all()
    assert "2027 年 1 月 1 日" in first.inner_text()
    assert first.locator("table").is_visible()
    assert "在固定的场所零售" in first.inner_text()
    assert not second.locator("table").is_visible()
    second.locator("summary").click()
    assert "周围 60 米" in second.locator("table").inner_text()
    assert "在固定场所零售" in page.locator(".lead").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.add_script_tag(path=str(AXE))
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    first.locator(".coming-links a").click()
    assert "现在还不适用" in page.locator(".version-note").inner_text()
    page.close()
