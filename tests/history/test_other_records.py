"""Changes of offices, forms, laws, settings, and of the rarer parts of an item, in the words that a review gives them."""

import pytest

from quanli.catalogue.form import Form
from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.config.site import Site
from quanli.history.change import sentence
from quanli.history.diff import record_diff
from quanli.history.kinds import KINDS
from quanli.records.read import read_record

POWER = "code: A\nname: 甲\ncategory: permit\noffice: xxj\n"
OFFICE = "id: xxj\nname: 某局\n"
POST, CONTENT, CORRECTION, DISCRETION, LAW, SETTINGS, REMEDIES = (KINDS[kind].zh for kind in ("post", "content", "correction", "discretion", "law", "settings", "remedies"))


def read(record, text):
    found, problems = read_record(text.encode(), "f.yaml", record)
    assert not problems, problems
    return found


@pytest.mark.parametrize(
    ("record", "head", "before", "after", "kind", "said"),
    [
        (Office, OFFICE, "", "hours: 全天\n", POST, ["新增办公时间：全天"]),
        (Office, OFFICE, "", "level: county\ncourt: 某县人民法院\n", REMEDIES, ["新增层级：县级", "新增管辖法院：某县人民法院"]),
        (Office, OFFICE, "contact: {phone: '12345'}\n", "", POST, ["取消咨询电话：12345"]),
        (Office, OFFICE, "phones: [{name: 总机, phone: '12345'}]\n", "phones: [{name: 热线, phone: '12346'}]\n", POST, ["取消电话“总机”：电话：12345", "新增电话“热线”：电话：12346"]),
        (
            Office, OFFICE, "units: [{id: a, name: 甲科, duties: [管甲], phone: '12345'}]\n",
            "units: [{id: a, name: 乙科, duties: [管乙], phone: '12346'}, {id: b, name: 丙科, duties: [管丙, 管丁]}]\n", POST,
            ["内设机构名称：甲科 → 乙科", "取消内设机构“乙科”的职责：管甲", "新增内设机构“乙科”的职责：管乙", "内设机构“乙科”的电话：12345 → 12346", "新增内设机构“丙科”：职责：管丙、管丁"],
        ),
        (Office, OFFICE, "posts: [{id: p, name: 受理岗, unit: a}]\n", "posts: [{id: p, name: 审查岗, unit: b}]\n", POST, ["岗位名称：受理岗 → 审查岗", "岗位“审查岗”的机构：a → b"]),
        (
            Office, OFFICE, "windows: [{id: w, name: 三号窗口, address: 一楼}]\n", "windows: [{id: w, name: 三号窗口, address: 二楼}, {id: v, name: 四号窗口, address: 三楼}]\n", POST,
            ["窗口“三号窗口”的地址：一楼 → 二楼", "新增窗口“四号窗口”：地址：三楼"],
        ),
        (
            Form, "id: f\nname: 表\nversion: '1'\n", "sections: [{title: 一, fields: [{id: a, label: 姓名}, {id: b, label: 电话, required: false}]}]\n",
            "sections: [{title: 一, note: 注, fields: [{id: a, label: 名字, options: [甲]}, {id: c, label: 住址, kind: paragraph}]}, {title: 二, fields: [{id: d, label: 签名}]}]\n", CONTENT,
            ["新增部分“一”的说明：注", "取消部分“一”的栏目“电话”：必填：否", "部分“一”的栏目名称：姓名 → 名字", "新增部分“一”的栏目“名字”的选项：甲", "新增部分“一”的栏目“住址”：多行文字", "新增部分“二”：栏目：签名"],
        ),
        (
            LawRegister, "", "laws: [{id: a, title: 甲法, kind: law, versions: [{date: 2020-01-01, in_force_from: 2020-01-01}]}, {id: b, title: 乙法, kind: law}]\n",
            "laws: [{id: a, title: 甲法（新）, kind: rule, versions: [{date: 2020-01-01, in_force_from: 2020-01-01, repealed_on: 2021-01-01}, {date: 2021-01-01, number: 一号, in_force_from: 2021-01-01}]}, {id: c, title: 丙法, kind: law}]\n", LAW,
            ["取消法规《乙法》：法律", "法规名称：甲法 → 甲法（新）", "法规《甲法（新）》的种类：法律 → 规章", "新增法规《甲法（新）》2020-01-01版的废止日期：2021-01-01", "新增法规《甲法（新）》2021-01-01版：文号：一号，施行日期：2021-01-01", "新增法规《丙法》：法律"],
        ),
        (
            Site, "name: 站\nbody: 府\ndomain: https://a.example\n", "hotline: '12345'\nsought: [A]\nhall: {complaint: {text: 甲}}\n",
            "hotline: '12346'\nsample: true\nsought: [B]\nhall: {complaint: {text: 乙, limits: [{what: 事, limit: 一天}]}}\n", SETTINGS,
            ["示例：否 → 是", "热线：12345 → 12346", "取消最常办理：A", "新增最常办理：B", "公众大厅的投诉举报说明：甲 → 乙", "新增时限“事”：多久：一天"],
        ),
        (
            Power, POWER, "choices: [{id: w, question: 您是谁, options: [{id: p, label: 个人}]}]\n", "choices: [{id: w, question: 您是什么人, options: [{id: p, label: 自然人}, {id: f, label: 企业}]}]\n", CONTENT,
            ["情形问题名称：您是谁 → 您是什么人", "情形问题“您是什么人”的选项名称：个人 → 自然人", "新增情形问题“您是什么人”的选项“企业”"],
        ),
        (
            Power, POWER, "special_steps: [{name: 核查, limit: {amount: 3, unit: day}}]\n", "special_steps: [{name: 核查, limit: {amount: 5, unit: day}}, {name: 听证, basis: 某条}]\n", CONTENT,
            ["特别程序“核查”的时限：3 日 → 5 日", "新增特别程序“听证”：依据：某条"],
        ),
        (
            Power, POWER, "results: [{name: 证, type: licence, valid_for: {amount: 2, unit: year}}]\n", "results: [{name: 证书, type: approval, valid_for: {amount: 3, unit: year}}]\n", CONTENT,
            ["取消办理结果“证”：证照，有效期：2 年", "新增办理结果“证书”：批文，有效期：3 年"],
        ),
        (Power, POWER, "results: [{name: 证, valid_for: {amount: 2, unit: year}}]\n", "results: [{name: 证, valid_for: {amount: 3, unit: year}}]\n", CONTENT, ["办理结果“证”的有效期：2 年 → 3 年"]),
        (Power, POWER, "attachments: [{file: a.pdf, name: 甲}]\n", "attachments: [{file: b.pdf, name: 乙}]\n", CONTENT, ["取消附件“a.pdf”：名称：甲", "新增附件“b.pdf”：名称：乙"]),
        (Power, POWER, "faq: [{q: 问, a: 答}]\nkeywords: [甲]\n", "faq: [{q: 问, a: 另答}]\nkeywords: [乙]\n", CORRECTION, ["常见问题“问”的答：答 → 另答", "取消同义词：甲", "新增同义词：乙"]),
        (Power, POWER, "risks: [{point: 一, level: '1'}]\n", "risks: [{point: 一, level: '2'}]\n", CONTENT, ["廉政风险点“一”的等级：一级（高） → 二级（中）"]),
        (Power, POWER, "risks: [{point: 一}]\n", "risks: [{point: 一, measure: 双人}]\n", POST, ["新增廉政风险点“一”的防控措施：双人"]),
        (Power, POWER, "channels: {windows: [w1]}\n", "channels: {windows: [w2]}\n", POST, ["取消办理窗口：w1", "新增办理窗口：w2"]),
        (
            Power, POWER, "discretion: {factors: [{id: y, name: 年限, unit: 年}], exemptions: [{text: 首次}], document: 甲}\n", "discretion: {factors: [{id: y, name: 时间, unit: 年}], exemptions: [{text: 初次}], document: 乙}\n", DISCRETION,
            ["裁量因素名称：年限 → 时间", "取消不予处罚和从轻减轻情形“首次”", "新增不予处罚和从轻减轻情形“初次”", "制定文件：甲 → 乙"],
        ),
    ],
)
def test_each_part_has_its_name(record, head, before, after, kind, said):
    """What was added, taken out, renamed or changed is told by the name of its part and of its kind, each once."""
    changes = record_diff(read(record, head + before), read(record, head + after))
    assert [sentence(change) for change in changes] == said
    assert {KINDS[change.kind].zh for change in changes} == {kind}


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("time_limits: {promised: {amount: 5, unit: day}}", "time_limits: {promised: {amount: 4, unit: day}}", "better"),
        ("time_limits: {promised: {amount: 5, unit: day}}", "time_limits: {promised: {amount: 6, unit: day}}", "worse"),
        ("time_limits: {promised: {amount: 5, unit: day}}", "time_limits: {promised: {amount: 0, unit: immediate}}", "better"),
        ("time_limits: {promised: {amount: 60, unit: day}}", "time_limits: {promised: {amount: 1, unit: month}}", "better"),
        ("time_limits: {promised: {amount: 31, unit: day}}", "time_limits: {promised: {amount: 1, unit: month}}", ""),
        ("time_limits: {promised: {amount: 32, unit: day}}", "time_limits: {promised: {amount: 1, unit: month}}", "better"),
        ("time_limits: {promised: {amount: 1, unit: month}}", "time_limits: {promised: {amount: 32, unit: day}}", "worse"),
        ("time_limits: {promised: {amount: 5, unit: workday}}", "time_limits: {promised: {amount: 26, unit: day}}", ""),
        ("time_limits: {promised: {amount: 5, unit: workday}}", "time_limits: {promised: {amount: 27, unit: day}}", "worse"),
        ("time_limits: {promised: {amount: 1, unit: year}}", "time_limits: {promised: {amount: 11, unit: month}}", "better"),
        ("fees: [{name: 费, amount: 5}]", "fees: [{name: 费, amount: 6}]", "worse"),
        ("fees: [{name: 费, amount: 6}]", "fees: [{name: 费, amount: 5}]", "better"),
        ("fees: [{name: 费, amount: 6}]", "fees: [{name: 费}]", ""),
        ("fees: [{name: 费}, {name: 另费}]", "fees: [{name: 费}]", "better"),
        ("materials: [{name: 表, copies: 1}]", "materials: [{name: 表, copies: 2}]", "worse"),
        ("materials: [{name: 表, originals: 2}]", "materials: [{name: 表, originals: 1}]", "better"),
        ("materials: [{name: 表}]", "materials: [{name: 表, required: optional}]", "better"),
        ("materials: [{name: 表, required: optional}]", "materials: [{name: 表, required: conditional}]", "worse"),
        ("materials: [{name: 表}]", "materials: [{name: 表}, {name: 图}]", "worse"),
        ("materials: [{name: 表}]", "materials: [{name: 表}, {name: 图, required: optional}]", ""),
        ("channels: {visits: 2}", "channels: {visits: 1}", "better"),
        ("channels: {online: {url: 'https://a.example', depth: full}}", "channels: {online: {url: 'https://a.example', depth: download}}", "worse"),
        ("results: [{name: 证, valid_for: {amount: 2, unit: year}}]", "results: [{name: 证, valid_for: {amount: 3, unit: year}}]", "better"),
        ("results: [{name: 证, valid_for: {amount: 2, unit: year}}]", "results: [{name: 证, valid_for: {amount: 20, unit: month}}]", "worse"),
        ("discretion: {statutory: [{sanction: fine, min: 1, max: 5}]}", "discretion: {statutory: [{sanction: fine, min: 1, max: 6}]}", "heavier"),
        ("discretion: {statutory: [{sanction: fine, min: 2, max: 5}]}", "discretion: {statutory: [{sanction: fine, min: 1, max: 5}]}", "lighter"),
        ("discretion: {statutory: [{sanction: fine, min: 2, max: 5}]}", "discretion: {statutory: [{sanction: fine, min: 1, max: 6}]}", ""),
        ("discretion: {statutory: [{sanction: fine, min: 2, max: 5, unit: yuan}]}", "discretion: {statutory: [{sanction: fine, min: 3, max: 6, unit: times}]}", ""),
        ("discretion: {statutory: [{sanction: fine, min: 2, max: 5}]}", "discretion: {statutory: [{sanction: fine, min: 2}]}", ""),
    ],
)
def test_which_way_a_change_goes(before, after, direction):
    """Shorter, fewer, cheaper and nearer is better for the citizen, a sanction heavier or lighter; what cannot be compared goes no way."""
    (change,) = record_diff(read(Power, POWER + before + "\n"), read(Power, POWER + after + "\n"))
    assert change.direction == direction
