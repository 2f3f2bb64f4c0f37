"""The page of an item and of a form, used: at 360 pixels, by keyboard, with and without scripts, on paper."""

import datetime

import pytest

from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.config.working_days import calendar_json

pytestmark = pytest.mark.browser

PERMIT, PENALTY, DISCLOSURE = "/powers/GJJ-XK-0001/", "/powers/GJJ-CF-0001/", "/powers/GJJ-GG-0006/"
FORM = "/forms/gjj-daikuan-shenqing.html"


@pytest.fixture
def phone(browser, address):
    """Open a page on a phone on 10 March 2026; nothing may go wrong on it."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, base_url=address, timezone_id="Asia/Shanghai", reduced_motion="reduce")
    page, faults = context.new_page(), []
    page.clock.set_fixed_time(datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC))
    page.on("console", lambda said: said.type in {"error", "warning"} and faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def shown(page):
    """Name the materials that are shown."""
    return page.locator(".material:visible .material-name").all_inner_texts()


def test_first_screen_answers(phone):
    """May I, what do I bring, where, how long, how much: all answered in a phone's first screen, with the way to more."""
    phone.goto(PERMIT)
    answers = phone.locator(".answers").bounding_box()
    assert phone.locator(".answer dt").all_inner_texts() == ["谁可以办", "带什么", "在哪办", "多久", "多少钱"]
    assert answers["y"] + answers["height"] <= 640


def test_checklist_narrows(phone):
    """A choice leaves the materials of that case, says how many they are, and stays when the page is opened again."""
    phone.goto(DISCLOSURE)
    assert len(shown(phone)) == 4
    phone.get_by_role("group", name="谁申请").get_by_label("单位").check()
    phone.get_by_role("group", name="自己办还是委托别人").get_by_label("自己办").check()
    assert shown(phone) == ["政府信息公开申请表", "营业执照或者法人证书"]
    phone.get_by_label("营业执照或者法人证书").check()
    assert phone.locator(".checklist-count").inner_text() == "清单上 2 份，已备好 1 份"
    phone.reload()
    assert shown(phone) == ["政府信息公开申请表", "营业执照或者法人证书"]
    assert phone.get_by_label("营业执照或者法人证书").is_checked()
    phone.get_by_role("button", name="清除勾选").click()
    assert len(shown(phone)) == 4
    assert phone.evaluate("localStorage.length") == 0


def test_checklist_prints_alone(phone):
    """The button prints the list and nothing else: boxes instead of controls, ticks where there were ticks."""
    phone.goto(DISCLOSURE)
    phone.evaluate("window.print = () => { window.printed = document.documentElement.dataset.print }")
    phone.get_by_label("政府信息公开申请表").check()
    phone.get_by_role("button", name="打印清单").click()
    assert phone.evaluate("window.printed") == "checklist"
    phone.emulate_media(media="print")
    assert phone.locator("main section:visible").evaluate_all("all => all.map((one) => one.id)") == ["materials"]
    assert phone.locator("main input:visible").count() == 0
    assert phone.locator(".material").first.evaluate("one => getComputedStyle(one, '::before').content") == '"✓"'
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    assert phone.locator("#basis:visible").count() == 1


def test_calculator(phone, sample):
    """Accepted today, decided by when: today's answer is there at once; another day answers as it is chosen; a far year is no promise."""
    phone.route("**/data/calendar.json", lambda route: route.fulfill(body=calendar_json(read_registry(FolderTree(sample))[0].calendars)))
    phone.goto(f"{PERMIT}#calculator")
    answer = phone.locator(".calculator [role=status]")
    answer.get_by_text("2026 年 3 月 24 日（周二）").wait_for()
    assert phone.get_by_label("哪天受理").input_value() == "2026-03-10"
    phone.get_by_label("哪天受理").fill("2026-04-30")
    assert answer.locator(".deciding").inner_text() == "2026 年 5 月 18 日（周一）"
    assert answer.locator("[data-unsure]").is_hidden()
    phone.get_by_label("哪天受理").fill("2026-12-25")
    assert answer.locator("[data-unsure]").is_visible()
    phone.get_by_label("哪天受理").fill("")
    assert answer.inner_text().strip() == ""


def test_calculator_without_its_calendar(browser, address):
    """Where the calendar cannot be had, the page says so and leaves the rule in words."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/data/calendar.json", lambda route: route.abort())
    page.goto(f"{PERMIT}#calculator")
    page.get_by_text("放假安排没有取到").wait_for()
    assert page.get_by_text("从受理的第二天起数工作日").is_visible()
    context.close()


def test_explorer(phone):
    """Three years without registration: the tier, its fine, the rule at the bounds, and that it is no decision."""
    phone.goto(PENALTY)
    explorer = phone.get_by_role("group", name="按情节查一查")
    status = explorer.get_by_role("status")
    assert "填了情节" in status.inner_text()
    phone.get_by_label("应当登记而未登记的时间").fill("3")
    assert "一般" in status.inner_text()
    assert "1 万元以上 2 万元以下" in status.inner_text()
    assert "不是处罚决定" in explorer.inner_text()
    assert "“以上”含本数" in explorer.inner_text()
    assert phone.locator("tr[data-met] th").all_inner_texts() == ["一般"]
    phone.get_by_label("应当登记而未登记的时间").fill("2")
    assert phone.locator("tr[data-met] th").all_inner_texts() == ["一般"]
    phone.get_by_label("应当登记而未登记的时间").fill("")
    assert "填了情节" in status.inner_text()


def test_suspended_item_says_why(phone):
    """A suspended item says since when, why, by which document, and what there is instead; nothing invites to apply."""
    phone.goto("/powers/GJJ-GG-0009/")
    notice = phone.get_by_role("note").inner_text()
    assert "2026 年 4 月 1 日起暂停办理" in notice
    assert "个贷率连续三个月超过 90%" in notice
    assert "样公积金委〔2026〕2号" in notice
    assert phone.get_by_role("note").get_by_role("link").count() >= 1
    assert phone.get_by_role("link", name="今天受理，何时办结").count() == 0


def test_item_without_scripts(browser, address):
    """Without scripts every material is listed with its case, the rule of the limit is in words, and no dead control is shown."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PERMIT)
    assert page.locator(".material:visible").count() == 5
    assert page.get_by_text("以停产、半停产为理由申请的").is_visible()
    assert page.get_by_text("例如 2026 年 3 月 10 日（周二）受理，最晚 2026 年 3 月 24 日（周二）办结").is_visible()
    for part in (".choice", ".checklist-tools", ".calculator-ask", ".explorer", "main button:not([popovertarget])"):
        assert page.locator(f"{part}:visible").count() == 0
    context.close()


def test_tables_stay_tables_on_phones(phone):
    """Although its rows are blocks on a phone, the discretion table is a table with headers to a screen reader."""
    phone.goto(PENALTY)
    table = phone.get_by_role("table", name="裁量档次")
    assert table.get_by_role("row").count() == 6
    assert table.get_by_role("rowheader", name="特别严重").count() == 1


def test_form_is_filled_and_prints(phone):
    """A form is filled with labels, hints and choices, its tables grow, nothing can be sent, and paper shows what was filled in."""
    phone.goto(FORM)
    assert phone.locator("main form").count() == 0
    phone.get_by_label("姓名", exact=True).fill("李某某")
    phone.get_by_role("group", name="婚姻状况").get_by_label("已婚").check()
    assert phone.get_by_label("月收入（元）", exact=True).evaluate("one => document.getElementById(one.getAttribute('aria-describedby')).textContent") == "税前，与缴存基数核对"
    phone.get_by_role("button", name="加一行").first.click()
    assert phone.evaluate("document.activeElement.getAttribute('aria-label')") == "姓名，第 3 行"
    phone.emulate_media(media="print")
    assert phone.locator(".sheet").get_by_label("姓名", exact=True).is_visible()
    assert phone.locator("header:visible, button:visible").count() == 0
    phone.emulate_media(media="screen")
    phone.get_by_role("button", name="清空重填").click()
    assert phone.get_by_label("姓名", exact=True).input_value() == ""
    assert phone.evaluate("location.search + localStorage.length") == "0"


def test_form_has_every_field_once(phone, sample):
    """Every field that one types into is on the page once, in the order of the form's definition."""
    sections = read_registry(FolderTree(sample))[0].forms["gjj-daikuan-shenqing"].sections
    asked = [field.label for section in sections for field in section.fields if field.kind in {"text", "number", "date", "paragraph"}]
    phone.goto(FORM)
    labels = phone.locator(".sheet-grid label[for]").evaluate_all("all => all.map((one) => one.textContent.replace('（选填）', ''))")
    assert labels == asked
