"""What a cell becomes: a row a cell, one import for all of them."""

import csv
import datetime

import pytest

from exchange.importing_sites import empty_site, powers, run_import

FIXED = ("权力编码", "权力名称", "权力类别")
UNDERSTOOD = [
    ("承诺时限", "5个工作日", "time_limits", {"promised": {"amount": 5, "unit": "workday"}}),
    ("法定期限（工作日）", "20", "time_limits", {"statutory": {"amount": 20, "unit": "workday"}}),
    ("办理期限（单位：天）", "20", "time_limits", {"statutory": {"amount": 20, "unit": "day"}}),
    ("补正告知时限", "5日", "time_limits", {"correction": {"amount": 5, "unit": "day"}}),
    ("收费", "不收费。", "fees", []),
    ("收费", "无", "fees", []),
    ("收费", "—", "fees", None),
    ("收费标准", "每证 10 元", "fees", [{"name": "收费", "standard": "每证 10 元"}]),
    ("申报材料", "无需材料", "materials", []),
    ("申报材料", "无", "materials", []),
    ("申报材料", "略", "materials", None),
    ("申报材料", "1.申请书\n2.身份证", "materials", [{"name": "申请书"}, {"name": "身份证"}]),
    ("申请材料", "申请书；身份证;\n（3）照片", "materials", [{"name": "申请书"}, {"name": "身份证"}, {"name": "照片"}]),
    ("办理结果", "营业执照〔证照〕\n通知书〔不知道〕", "results", [{"name": "营业执照", "type": "licence"}, {"name": "通知书〔不知道〕"}]),
    ("办理结果", "无", "results", None),
    ("常见问题", "问：甲？\n答：乙。\n丙。\n问: 丁?\n答: 戊。", "faq", [{"q": "甲？", "a": "乙。\n丙。"}, {"q": "丁?", "a": "戊。"}]),
    ("常见问题", "暂无", "faq", None),
    ("咨询", "0517－85910002", "contact", {"phone": "0517-85910002"}),
    ("咨询电话", "到二楼大厅问", "contact", {"note": "到二楼大厅问"}),
    ("咨询", "无", "contact", None),
    ("监督投诉", "12345", "complaint", {"phone": "12345"}),
    ("办理地点", "一楼；二楼", "channels", {"windows": ["一楼", "二楼"]}),
    ("办理窗口", "/", "channels", None),
    ("网上办理", "https://example.gov.cn/a〔全程网办〕", "channels", {"online": {"url": "https://example.gov.cn/a", "depth": "full"}}),
    ("网上办理", "http://example.gov.cn/", "channels", {"online": {"url": "http://example.gov.cn/"}}),
    ("网上办理", "无", "channels", None),
    ("到办事现场次数", "最多跑1次", "channels", {"visits": 1}),
    ("跑动次数", "0", "channels", {"visits": 0}),
    ("跑动次数", "无", "channels", None),
    ("权力状态", "在用", "states", None),
    ("权力状态", "无", "states", None),
    ("服务对象", "自然人、企业法人；个人 4", "applicants", ["citizen", "enterprise", "institution"]),
    ("行使层级", "县区级", "level", "county"),
    ("行使层级", "市", "level", "city"),
    ("受理条件", "1、年满 18 岁；\n2、有<b>店面</b>。", "conditions", ["年满 18 岁；", "有&lt;b>店面&lt;/b>。"]),
    ("受理条件", "1. 甲\n乙", "conditions", ["1. 甲", "乙"]),
    ("受理条件", "无", "conditions", None),
    ("同义词", "炮仗，鞭炮、烟花", "keywords", ["炮仗", "鞭炮", "烟花"]),
    ("简介", "第一行\r\n\r\n\r\n\r\n第二　　行\u200b", "summary", "第一行\n\n第二 行"),
    ("简介", "N/A", "summary", None),
    ("复核日期", "2024.1.5", "reviewed_on", datetime.date(2024, 1, 5)),
    ("复核日期", "2024 年 01 月 05 日", "reviewed_on", datetime.date(2024, 1, 5)),
    ("复核日期", "45296.0", "reviewed_on", datetime.date(2024, 1, 5)),
    ("委托或授权机关", "区\n政府　办公室", "entrusted_by", "区政府办公室"),
    ("委托或授权机关", "Ａ局 １号", "entrusted_by", "A局 1号"),
    ("实施依据", "《某法》第三条第二款", "basis", [{"law": "某法", "article": "第三条", "paragraph": 2}]),
    ("处罚依据", "《某法》第三条", "basis", [{"law": "某法", "article": "第三条", "role": "sanction"}]),
    ("实施依据", "无", "basis", None),
    ("备注", "无", "note", None),
]
NOT_UNDERSTOOD = [
    ("承诺时限", "尽快", "其中没有唯一的时限"),
    ("收费", "是", "收费，但没有写明项目和标准"),
    ("常见问题", "随便问问", "没有写成“问：”“答：”"),
    ("网上办理", "example.gov.cn", "不是网址"),
    ("到办事现场次数", "多次", "不是次数"),
    ("权力状态", "已取消", "状态变动须有日期和文件"),
    ("行使层级", "宇宙级", "不是其中之一：国家级、省级、市级、县级、乡级"),
    ("实施依据", "《某法》第三条；上级来文", "不是《…》第…条：上级来文"),
    ("廉政风险点", "收受礼金", "这一栏只能写成 YAML"),
    ("复核日期", "去年", "不是日期"),
    ("不知名的栏", "不知何意", "没有与这一栏对应的字段"),
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """Import all cells at once; give the powers by their code, and the lines of what was not understood."""
    folder = tmp_path_factory.mktemp("cells")
    site, file, report = empty_site(folder), folder / "sheet.csv", folder / "report.txt"
    cells = [(heading, text) for heading, text, *_ in (*UNDERSTOOD, *NOT_UNDERSTOOD)]
    headings = list(dict.fromkeys(heading for heading, _ in cells))
    with file.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow([*FIXED, *headings])
        for number, (heading, text) in enumerate(cells):
            sheet.writerow([f"A-{number}", f"事项{number}", "行政许可", *(text if one == heading else "" for one in headings)])
    assert run_import(site, file, "--report", str(report)) == 0
    return {one["code"]: one for one in powers(site).values()}, report.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", range(len(UNDERSTOOD)), ids=lambda number: "".join(UNDERSTOOD[number][:2]))
def test_a_cell_becomes_the_value_of_its_field(imported, number):
    """A cell is read as a clerk means it; a filler says nothing, and a column that was not filled leaves its field away."""
    _, _, key, expected = UNDERSTOOD[number]
    power = imported[0][f"A-{number}"]
    assert power.get(key) == expected
    assert set(power) == {"code", "name", "category", "office"} | ({key} if expected is not None else set())


@pytest.mark.parametrize("number", range(len(NOT_UNDERSTOOD)), ids=lambda number: "".join(NOT_UNDERSTOOD[number][:2]))
def test_a_cell_that_is_not_understood_is_kept_and_the_reason_said(imported, number):
    """What has no meaning for its field is never guessed: it stands in the note, and in the list with its row and the reason."""
    heading, text, why = NOT_UNDERSTOOD[number]
    powers_by_code, lines = imported
    assert powers_by_code[f"A-{len(UNDERSTOOD) + number}"]["note"] == f"〔导入时未识别〕{heading}：{text}"
    (line,) = (line for line in lines if line.startswith(f"sheet!{len(UNDERSTOOD) + number + 2}\t"))
    assert line.split("\t")[1:3] == [heading, text]
    assert why in line.split("\t")[3]


def test_nothing_else_is_reported(imported):
    """What was understood is not in the list."""
    heading, *lines = imported[1]
    assert heading == "位置\t栏目\t文字\t原因"
    assert len(lines) == len(NOT_UNDERSTOOD)
