"""Ten errands that people come for, each by keyboard alone, on a phone of 360 pixels, in at most three steps from the home page."""

import io
import zipfile

import pytest

pytestmark = pytest.mark.browser

STEPS = 3
STOPS = 250
"""How often the tab key is pressed before a visitor gives up."""


class Visitor:
    """Somebody with a keyboard and no mouse. A step is a link followed or a control used; choosing and typing are part of it."""

    def __init__(self, page, address):
        self.page, self.steps = page, 0
        page.goto(address + "/")

    def reach(self, words="", css="a, button, summary, input, label"):
        """Press the tab key until what is focused begins with these words and matches; it must be in sight, its focus too."""
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED, [css, words])
            if found:
                assert found["seen"], f"{words or css}: focused but not in sight"
                assert found["ring"], f"{words or css}: focus does not show"
                return
        raise AssertionError(f"no {words or css} within {STOPS} stops on {self.page.url}")

    def follow(self, words, css="a"):
        """Follow the link with these words: one step."""
        self.reach(words, css)
        self._step()
        if self.page.evaluate(LEADS_AWAY):
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Enter")

    def use(self, words="", css="button"):
        """Press the control with these words: one step."""
        self.reach(words, css)
        self._step()
        self.page.keyboard.press("Space")

    def _step(self):
        self.steps += 1
        assert self.steps <= STEPS, "more than three steps"

    def reads(self, css):
        """Give the words that are in sight there."""
        return self.page.locator(css).first.inner_text()


FOCUSED = """([css, words]) => {
  const one = document.activeElement;
  if (!one || !one.matches(css) || !one.innerText.trim().startsWith(words)) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


LEADS_AWAY = """(() => {
  const one = document.activeElement;
  return one.tagName === 'A' && !one.hasAttribute('download') && one.pathname !== location.pathname;
})()"""


@pytest.fixture
def visitor(browser, address):
    """Open the home page on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce", accept_downloads=True)
    yield Visitor(context.new_page(), address)
    context.close()


def test_withdraw_provident_fund(visitor):
    """How to withdraw the provident fund for a home is one step from the home page; the five answers are in the first screen."""
    visitor.follow("购买自住住房提取住房公积金")
    assert visitor.page.locator("h1").inner_text() == "购买自住住房提取住房公积金"
    answers = visitor.page.locator(".answers").bounding_box()
    assert answers["y"] + answers["height"] < 740
    assert [one for one in ("谁可以办", "带什么", "在哪办", "多久", "多少钱") if one not in visitor.reads(".answers")] == []


def test_withdraw_provident_fund_by_search(visitor, sample):
    """The everyday word finds it: typed on the home page, chosen from the results."""
    if not (sample / "output/search/index").is_dir():
        pytest.skip("this site has no search index")
    visitor.reach(css="#find")
    visitor.page.keyboard.type("买房提取公积金")
    visitor.steps += 1
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector('[data-search="results"] a')
    visitor.follow("购买自住住房提取住房公积金")
    assert visitor.page.locator("h1").inner_text() == "购买自住住房提取住房公积金"


def test_materials_of_a_company(visitor):
    """A company sees what it brings: its own papers, not a citizen's."""
    visitor.follow("政府信息公开申请办理")
    visitor.follow("", css='.answers a[href="#materials"]')
    visitor.reach(css='input[name="case-applicant"]')
    visitor.steps += 1
    for _ in range(3):
        if visitor.page.evaluate("document.activeElement.value") == "company":
            break
        visitor.page.keyboard.press("ArrowDown")
    visible = visitor.page.locator(".material:visible .material-name").all_inner_texts()
    assert "营业执照或者法人证书" in visible
    assert "身份证" not in visible
    assert visitor.steps <= STEPS


def test_print_the_checklist(visitor):
    """The checklist is printed with boxes to tick, without navigation."""
    visitor.page.add_init_script("window.print = () => { window.printed = true; }")
    visitor.follow("购买自住住房提取住房公积金")
    visitor.use("打印")
    assert visitor.page.evaluate("window.printed")
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".material:visible").count() >= 3
    assert visitor.page.locator("nav:visible, button:visible").count() == 0


def test_fine_for_two_years_without_registration(visitor):
    """Two years without registration: the table says which tier, from how much to how much."""
    visitor.follow("劳动权益")
    visitor.follow("对单位不办理住房公积金缴存登记的处罚")
    visitor.follow("单位罚款", css='a[href="#discretion"]')
    (row,) = [text for text in visitor.page.locator(".tiers tbody tr").all_inner_texts() if "2 年以上不满 4 年" in text]
    assert "1 万元以上 2 万元以下" in row


def test_fine_is_found_by_typing_the_years(visitor):
    """Typing two years shows the tier and the lawful range, and says that it is no decision."""
    visitor.follow("劳动权益")
    visitor.follow("对单位不办理住房公积金缴存登记的处罚")
    visitor.reach(css="#factor-years")
    visitor.steps += 1
    visitor.page.keyboard.type("2")
    said = visitor.reads(".explorer")
    assert "一般" in said
    assert "1 万元以上 2 万元以下" in said
    assert "不是处罚决定" in said
    assert visitor.steps <= STEPS


def test_by_when_a_permit_is_decided(visitor):
    """A permit accepted before the National Day holidays is decided ten working days on; the worked Saturday counts."""
    visitor.follow("开店")
    visitor.follow("食品经营许可")
    visitor.reach(css="#calculator-start")
    visitor.steps += 1
    visitor.page.locator("#calculator-start").fill("2026-09-28")
    visitor.page.wait_for_selector("#calculator .deciding:visible")
    assert "2026 年 10 月 16 日" in visitor.reads("#calculator .deciding")
    assert visitor.steps <= STEPS


def test_download_and_open_the_form(visitor):
    """The form is downloaded from the item's page and is a document that opens."""
    visitor.follow("购买自住住房提取住房公积金")
    with visitor.page.expect_download() as waiting:
        visitor.follow("下载表格")
    data = waiting.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        text = document.read("word/document.xml").decode()
    assert "住房公积金提取" in text


def test_the_same_in_traditional(visitor, sample):
    """One step changes the script; the item and its form are Traditional too."""
    if not (sample / "output/hant").is_dir():
        pytest.skip("this site has no Traditional twin")
    visitor.follow("繁體")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-Hant"
    visitor.follow("購買自住住房提取住房公積金")
    with visitor.page.expect_download() as waiting:
        visitor.follow("下載表格")
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as document:
        assert "住房公積金提取" in document.read("word/document.xml").decode()


def test_suspended_item_and_why(visitor):
    """What is suspended can be listed; the item says since when, by which document and why."""
    visitor.follow("事项")
    visitor.follow("暂停的事项")
    visitor.follow("商业性个人住房贷款转住房公积金贷款")
    said = visitor.reads(".notice")
    assert [one for one in ("暂停", "决定文件", "个贷率连续三个月超过 90%", "2026 年 4 月 1 日") if one not in said] == []


def test_complain(visitor):
    """Whom to complain to is one step away: a number to dial, an address, and how long the answer takes."""
    visitor.follow("投诉举报")
    visitor.reach("12345", css='a[href^="tel:"]')
    assert visitor.page.locator('#offices a[href^="tel:"]').count() >= 5
    assert "60 日" in visitor.reads("#limits")


def test_ask_for_disclosure(visitor):
    """How to ask for disclosure, its limit, the form and the addresses of the offices stand on one page."""
    visitor.follow("依申请公开")
    assert "20 个工作日" in visitor.reads("#limits")
    assert visitor.page.locator("#offices .place").count() >= 5
    visitor.follow("政府信息公开申请表")
    assert visitor.page.url.endswith("/forms/xinxi-gongkai-shenqing.html")

