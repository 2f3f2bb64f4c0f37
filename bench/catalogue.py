"""Makes a catalogue of any size for benchmarks: the same number and seed give the same bytes, item i does not depend on N.

usage: python bench/catalogue.py N DIR
"""

import random
import sys
from pathlib import Path

BUREAUS = ["住房公积金", "市场监督", "公安", "人力资源", "自然资源", "生态环境", "住房建设", "交通运输", "卫生健康", "教育", "民政", "应急管理", "水利", "农业农村", "林业", "文化旅游", "税务", "城市管理", "粮食储备", "财政", "消防救援", "气象", "司法", "发展改革", "科学技术", "医疗保障", "退役军人", "残疾人事务", "档案", "烟草专卖"]
THINGS = ["道路客运", "食品生产", "医疗器械", "特种设备", "排污", "取水", "燃气经营", "房屋租赁", "户外广告", "林木采伐", "种子经营", "动物诊疗", "公共场所", "养老机构", "校车使用", "河道采砂", "烟花爆竹", "危险化学品", "建筑垃圾", "船舶营运", "演出活动", "印刷经营", "文物修缮", "测绘成果", "人防工程", "职业培训", "劳务派遣", "代理记账", "网约车", "停车设施"]
ACTS = {"permit": "许可", "penalty": "违法行为的处罚", "inspection": "监督检查", "confirmation": "登记确认", "public_service": "咨询服务", "other": "备案"}
PHRASES = ["有与业务规模相适应的固定场所", "有符合规定的专业技术人员", "有健全的管理制度和操作规程", "近三年没有重大违法记录", "场所符合消防和安全要求", "设备经检验合格", "已依法办理登记", "资金来源合法"]
PAPERS = ["申请表", "营业执照", "法定代表人身份证明", "场所平面图", "房屋权属证明", "管理制度文本", "技术人员资格证书", "设备清单", "检测报告", "授权委托书", "诚信承诺书"]
GRADES = ("轻微", "一般", "较重", "严重")
LAWS = (("administrative-penalty-law", "中华人民共和国行政处罚法", "行政处罚法", "2021-01-22", "2021-07-15"),
        ("administrative-licensing-law", "中华人民共和国行政许可法", "行政许可法", "2019-04-23", "2019-04-23"))
VERTICAL = {"税务": ("国家税务总局样例市税务局", "国家税务总局样例省税务局")}
"""Offices that answer to the one above and not to the government of the place, which reconsiders what they decide (行政复议法第二十七条)."""
POSTS = ("受理岗", "审查岗", "核查岗", "决定岗", "送达岗")


def office_id(number: int) -> str:
    return f"b{number:02}"


def code_of(number: int) -> str:
    return f"{office_id(number % len(BUREAUS)).upper()}-{number:06}"


def power(number: int) -> str:
    """Write item ``number`` as YAML, about 7 KB."""
    pick = random.Random(f"quanli:{number}")
    bureau = number % len(BUREAUS)
    category = pick.choice(tuple(ACTS))
    thing = pick.choice(THINGS) + pick.choice(("", "新办", "变更", "延续", "注销", "跨区", "简易"))
    name = f"{'对' if category == 'penalty' else ''}{thing}{ACTS[category]}（{number}）"
    law = LAWS[0] if category == "penalty" else LAWS[1]
    days = pick.randint(9, 15)
    lines = [f'code: "{code_of(number)}"', f"name: {name}", f"category: {category}", f"office: {office_id(bureau)}", f"unit: u{pick.randint(1, 4)}",
             "level: city", "power_source: statutory", "reviewed_on: 2026-01-05"]
    if pick.random() < 0.06:
        lines += ["states:", "  - {state: active, on: 2019-01-01, document: 权力清单公告}",
                  f"  - {{state: {pick.choice(('suspended', 'abolished'))}, on: 2025-0{pick.randint(1, 9)}-01, document: 关于调整{thing}事项的通知, reason: 依据所涉制度调整。}}"]
    lines += [f"summary: {BUREAUS[bureau]}部门依法办理{thing}事项。{pick.choice(PHRASES)}的申请人可以提出申请，符合规定的依法予以办理。",
              "basis:", f"  - {{law: {law[0]}, version: {law[3]}, article: 第{pick.choice('三四五六七八九十')}条, role: {'sanction' if category == 'penalty' else 'establishes'}}}",
              f"  - {{law: {law[0]}, version: {law[3]}, article: 第{pick.choice('三四五六七')}十{pick.choice('一二三四五六七')}条, role: procedure}}",
              "applicants: [citizen, enterprise]", "conditions:"]
    lines += [f"  - {phrase}，并符合{thing}的专门规定（第{i + 1}项）。" for i, phrase in enumerate(pick.sample(PHRASES, 5))]
    lines.append("materials:")
    lines += [f"  - {{name: {thing}{paper}, required: {pick.choice(('always', 'always', 'conditional'))}, originals: 1, copies: {pick.randint(0, 2)}, medium: both, source: applicant, note: 复印件须与原件核对一致，加盖公章。}}"
              for paper in pick.sample(PAPERS, 6)]
    lines += ["time_limits:", f"  statutory: {{amount: 20, unit: workday, basis: {law[2]}规定的期限}}", f"  promised: {{amount: {days}, unit: workday, note: 自受理之日起算，听证和检验的时间不计入。}}",
              "fees: []", "results:", f"  - {{name: {thing}{pick.choice(('许可证', '决定书', '备案回执'))}, type: licence, valid_for: {{amount: {pick.randint(1, 5)}, unit: year}}}}",
              "channels:", f"  online: {{url: 'https://example.gov.cn/item/{number}', depth: submission}}", "  windows: [w1]", f"  visits: {pick.randint(0, 2)}",
              "flows:", "  external:", "    - {id: apply, name: 提出申请, kind: start, actor: 申请人}",
              "    - {id: accept, name: 受理, actor: 窗口, limit: {amount: 1, unit: workday}, documents: [受理通知书]}",
              "    - {id: full, name: 材料是否齐全, kind: decision, actor: 窗口, branches: {是: review, 否: correct}}",
              "    - {id: correct, name: 一次告知补正, actor: 窗口, next: accept}",
              f"    - {{id: review, name: {thing}审查, actor: 承办机构, limit: {{amount: {days - 6}, unit: workday}}}}",
              "    - {id: decide, name: 作出决定, actor: 承办机构, limit: {amount: 3, unit: workday}, documents: [决定书]}", "    - {id: done, name: 送达, kind: end, actor: 窗口}",
              "  internal:", "    - {id: apply, name: 收到申请, kind: start, post: 受理岗}"]
    inner = (("accept", "受理登记", 1, "受理通知书"), ("full", "核对材料", 1, "材料清单"), ("correct", "制作补正告知", 0, "补正告知书"),
             ("review", f"{thing}实质审查", days - 6, "审查意见"), ("decide", "决定", 3, "决定书"))
    lines += [f"    - {{id: {id_}, name: {title}, post: {post}, duties: [依照规定办理{title}并留存记录], limit: {{amount: {amount}, unit: workday}}, documents: [{paper}]}}"
              for (id_, title, amount, paper), post in zip(inner, POSTS, strict=True) if id_ != "correct"]
    lines += ["    - {id: notice, name: 制作补正告知, post: 受理岗, duties: [一次告知需要补正的全部内容], limit: {amount: 0, unit: workday}, documents: [补正告知书], seen_as: correct}",
              "    - {id: done, name: 送达归档, kind: end, post: 送达岗}"]
    if category == "penalty":
        lines += ["discretion:", "  statutory: [{sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan}]",
                  "  factors: [{id: months, name: 违法行为持续的时间, unit: 个月}]", "  tiers:"]
        lines += [f"    - {{grade: {grade}, when: {{months: {{from: {at * 6}{f', to: {at * 6 + 6}' if at < 3 else ''}}}}}, sanctions: [{{sanction: fine, subject: 单位, min: {(at + 1) * 10000}, max: {min((at + 2) * 10000, 50000)}, unit: yuan}}]}}"
                  for at, grade in enumerate(GRADES)]
    lines.append("faq:")
    lines += [f"  - {{q: {thing}{ask}, a: {pick.choice(PHRASES)}即可，详情向{BUREAUS[bureau]}部门窗口咨询，也可拨打咨询电话。}}" for ask in ("要准备什么", "可以委托他人办理吗", "办好以后怎么领取", "信息变了怎么办")]
    lines += ["responsibilities:"] + [f"  - {duty}：依照{law[2]}办理{thing}事项，一次告知需要补正的内容，按时作出决定并说明理由。" for duty in ("受理责任", "审查责任", "决定责任", "送达责任")]
    lines += ["accountability:"] + [f"  - 对符合条件的{thing}申请{fault}的，依法追究责任。" for fault in ("不予受理", "超过期限不作决定", "收受财物或者谋取其他利益")]
    lines += [f"keywords: [{thing}怎么办, {thing}材料, 办{thing}]", f"life_events: [{pick.choice(('开店', '买房', '退休', '出行', '办企业'))}]"]
    return "\n".join(lines) + "\n"


def office(number: int) -> str:
    units = "".join(f"  - {{id: u{i}, name: {title}, duties: [办理{title}事务]}}\n" for i, title in enumerate(("政策法规科", "行政审批科", "监督管理科", "执法队"), 1))
    name, above = VERTICAL.get(BUREAUS[number], (f"样例市{BUREAUS[number]}局", "样例市人民政府"))
    return (f"id: {office_id(number)}\nname: {name}\nnature: organ\nlevel: city\naddress: 样例市政务路{number + 1}号\ncontact: {{phone: 0000-555{number:04}}}\n"
            f"complaint: {{phone: '12345'}}\nunits:\n{units}windows:\n  - {{id: w1, name: 综合窗口, address: 样例市政务服务中心, hours: 工作日 9:00–17:00, phone: 0000-555{number:04}}}\n"
            f"reconsideration: {above}\ncourt: 样例市人民法院\n")


def make(count: int, folder: Path) -> None:
    """Write a whole site with so many powers."""
    content = folder / "content"
    for number in range(len(BUREAUS)):
        (content / "powers" / office_id(number)).mkdir(parents=True, exist_ok=True)
    (content / "offices").mkdir(exist_ok=True)
    for number in range(len(BUREAUS)):
        (content / "offices" / f"{office_id(number)}.yaml").write_text(office(number), encoding="utf-8")
    laws = "".join(f"  - {{id: {id_}, title: {title}, short: {short}, kind: law, versions: [{{date: {date}, in_force_from: {start}}}]}}\n" for id_, title, short, date, start in LAWS)
    (content / "laws.yaml").write_text("laws:\n" + laws, encoding="utf-8")
    (content / "site.yaml").write_text("name: 样例市权力事项公开\nbody: 样例市人民政府\ndomain: https://example.gov.cn\nsample: true\nnotice: 基准测试用的样例。\n", encoding="utf-8")
    for number in range(count):
        (content / "powers" / office_id(number % len(BUREAUS)) / f"{code_of(number)}.yaml").write_text(power(number), encoding="utf-8")


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
