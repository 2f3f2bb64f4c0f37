"""A tiny site in which everything is said once, and its pages as a reader hears them: line by line."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from sites import POWER, build, edit, make_site, put

DAY = "2026-06-01"
ITEM = "content/powers/xxj/{}.yaml"

SITE = """\
name: 某县权力公开
title: 某县权力事项
body: 某县人民政府
domain: https://example.gov.cn
hotline: "12345"
site_code: "3208000001"
icp: 某备1号
address: 公园路 1 号
sought: [YJ-XK-0001, YJ-FW-0003]
life_events: [退休, 开店]
map: https://map.example/?q=
hall:
  disclosure:
    text: 先看有没有公开。
    limits: [{what: 不能当场答复的, limit: 20 个工作日, basis: 政府信息公开条例第三十三条}]
    entrances: [{name: 申请, note: 可以邮寄。, powers: [YJ-XK-0001]}]
  registration:
    entrances: [{name: 年检, powers: [YJ-FW-0003]}]
accessibility: {tested_on: 2026-05-01, way: 用读屏软件读过。, known: [图表只有文字]}
"""
OFFICE = """\
id: xxj
name: 某某应急管理局
short_name: 应急局
nature: organ
level: county
summary: 管安全的机关。
address: 公园路 2 号
hours: 工作日 9:00 到 17:00
contact: {phone: 0000-5550100, hours: 上班时间, note: 先打电话。}
complaint: {phone: 0000-5550101, address: 公园路 3 号}
phones: [{name: 值班, phone: 0000-5550102}]
units: [{id: weihua, name: 危化科, duties: [受理申请], phone: 0000-5550103}]
posts: [{id: shouli, name: 受理岗, unit: weihua, duties: [看材料]}]
windows:
  - {id: zhengwu-3, name: 三号窗口, address: 政务中心 1 楼, hours: 上午, phone: 0000-5550104, traffic: 坐 3 路车, map: 'https://map.example/own'}
reconsideration: 某县人民政府
court: 某县人民法院
"""
SECOND_OFFICE = "id: yjj\nname: 某某粮食局\naddress: 公园路 9 号\n"
LAWS = """\
laws:
  - id: fireworks-safety-regulation
    title: 烟花爆竹安全管理条例
    kind: regulation
    issuer: 国务院
    versions:
      - {date: 2006-01-21, number: 国务院令第455号, in_force_from: 2006-01-21, repealed_on: 2016-02-06}
      - {date: 2016-02-06, number: 国务院令第666号, in_force_from: 2016-02-06}
  - id: old-rule
    title: 旧办法
    kind: rule
    issuer: 某部
    versions: [{date: 2000-01-01, in_force_from: 2000-02-01, repealed_on: 2020-01-01}]
"""
PERMIT = """\
code: YJ-XK-0001
national_code: ""
name: 烟花爆竹零售许可
category: permit
office: xxj
unit: weihua
level: county
power_source: entrusted-above
entrusted_by: 某市应急管理局
effective_on: 2026-02-01
reviewed_on: 2026-01-05
summary: 在固定场所零售，须先取得许可证。
basis:
  - {law: fireworks-safety-regulation, version: 2016-02-06, article: 第十六条, paragraph: 2, text: 经营布点应当经审批。}
  - {law: fireworks-safety-regulation, version: 2016-02-06, article: 第十九条, item: 3, role: limit}
applicants: [citizen, enterprise]
conditions: [店面符合要求。, 由专人销售。]
choices:
  - {id: who, question: 您是谁, options: [{id: person, label: 个人}, {id: firm, label: 企业}]}
materials:
  - {name: 申请书, required: always, originals: 1, copies: 2, medium: paper, source: applicant, form: lingshou-shenqing, basis: 条例第十九条, note: 盖章。}
  - {name: 营业执照, required: conditional, for: [firm], copies: 1, medium: both, source: government}
  - {name: 委托书, required: conditional, when: 委托他人的, originals: 1}
time_limits:
  statutory: {amount: 20, unit: workday, basis: 条例第十九条}
  promised: {amount: 5, unit: workday, note: 从受理起算。}
  correction: {amount: 5, unit: day}
special_steps: [{name: 现场核查, limit: {amount: 3, unit: day}, basis: 条例第二十条, unit: 危化科}]
fees: [{name: 工本费, amount: 20, per: 本, basis: 某文, reduction: 困难的免收。}, {name: 检验费, standard: 按次计。}]
results: [{name: 零售许可证, type: licence, valid_for: {amount: 2, unit: year}}]
channels: {online: {url: 'https://a.example/', depth: submission}, windows: [zhengwu-3], mail: 寄到窗口。, visits: 1}
contact: {phone: 0000-5550200}
faq: [{q: 摆摊也要吗, a: 要。}]
responsibilities: [依法受理]
accountability: [不依法受理的]
risks: [{point: 核查不实, level: "1", measure: 两人到场}]
guide: lingshou
related: [YJ-CF-0002]
keywords: [卖鞭炮]
life_events: [开店]
note: 春节前**办理**较多。
flows:
  external:
    - {id: apply, name: 申请, kind: start, actor: 申请人}
    - {id: accept, name: 受理, actor: 窗口, limit: {amount: 1, unit: workday}, documents: [受理通知书], next: done}
    - {id: done, name: 送达, kind: end}
  internal:
    - {id: apply, name: 收到, kind: start}
    - {id: accept, name: 受理, post: 受理岗, limit: {amount: 1, unit: workday}, documents: [受理通知书]}
    - {id: done, name: 归档, kind: end}
"""
CHILD = """\
code: YJ-XK-0004
name: 烟花爆竹零售许可变更
category: permit
parent: YJ-XK-0001
office: xxj
summary: 变更。
applicants: [enterprise]
materials: []
fees: []
time_limits: {promised: {amount: 0, unit: immediate}, statutory: {amount: 20, unit: workday}}
channels: {windows: [zhengwu-3], mail: 寄来也可以。, visits: 0}
"""
PENALTY = """\
code: YJ-CF-0002
name: 对无证销售的处罚
category: penalty
office: xxj
summary: 无证销售的，处罚。
basis: [{law: fireworks-safety-regulation, version: 2016-02-06, article: 第三十八条, role: sanction}]
time_limits: {promised: {amount: 3, unit: month}}
discretion:
  bounds: lower-inclusive
  statutory: [{sanction: fine, subject: 单位, min: 10000, max: 50000, unit: yuan, note: 可以并处}, {sanction: confiscate-goods}]
  factors: [{id: years, name: 年限, unit: 年}]
  tiers:
    - {grade: 轻微, when: {years: {to: 2}}, sanctions: [{sanction: fine, subject: 单位, min: 10000, max: 20000, unit: yuan}]}
    - {grade: 严重, when: {years: {from: 2}}, circumstances: 拒不改正, sanctions: [{sanction: fine, subject: 单位, min: 20000, max: 50000, unit: yuan}, {sanction: confiscate-goods}]}
  exemptions: [{text: 首次且改正的不罚。, basis: 行政处罚法第三十三条}]
  default_rule: 未列明的由集体讨论。
  document: 某县裁量基准
states:
  - {state: active, on: 2020-01-01}
  - {state: suspended, on: 2024-01-01, document: 某文件, reason: 修订中。}
"""
SERVICE = """\
code: YJ-FW-0003
name: 安全知识咨询
category: public_service
office: yjj
summary: 讲安全。
applicants: [citizen]
life_events: [开店, 退休]
channels: {online: {url: 'https://b.example/', depth: full}}
states: [{state: abolished, on: 2026-05-01, document: 取消文件}]
"""
INTERNAL = """\
code: YJ-NB-0005
name: 采购管理
category: internal
office: yjj
summary: 采购。
flows:
  internal:
    - {id: a, name: 提出, kind: start, post: 经办岗}
    - {id: b, name: 研究, post: 党组, collective: true, publicity: true}
    - {id: c, name: 归档, kind: end}
"""
GUIDE = """\
Title: 怎么开店
Slug: lingshou
Summary: 从店面到许可证。
Date: 2026-01-05
Powers: YJ-XK-0001, YJ-XK-0004, YJ-CF-0002

## 先看店面

先办[许可](/powers/YJ-XK-0001/)，别[无证](/powers/YJ-CF-0002/)。

[变更](/powers/YJ-XK-0004/)
"""


def rich_site(folder: Path) -> Path:
    """Make and build the site."""
    items = {ITEM.format("YJ-XK-0004"): CHILD, ITEM.format("YJ-CF-0002"): PENALTY}
    others = {"content/powers/yjj/YJ-FW-0003.yaml": SERVICE, "content/powers/yjj/YJ-NB-0005.yaml": INTERNAL}
    site = put(make_site(folder), **{POWER: PERMIT, **items, **others})
    put(site, **{"content/site.yaml": SITE, "content/laws.yaml": LAWS, "content/offices/xxj.yaml": OFFICE, "content/offices/yjj.yaml": SECOND_OFFICE})
    put(site, **{"content/guides/lingshou.md": GUIDE})
    assert build(site, "--as-of", DAY) == 0
    return site


class _Lines(HTMLParser):
    """What a page says: a line for each block; links as ``words <address>``; drawings left out."""

    BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "tr", "th", "td", "caption", "summary", "legend", "div", "section", "header", "nav", "ul", "ol", "dl", "table", "details", "article", "main", "br", "label", "figure", "figcaption", "form", "button", "fieldset", "footer"})
    SILENT = frozenset({"svg", "script", "style"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.out, self.deep, self.address = [""], 0, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in self.SILENT:
            self.deep += 1
        if tag in self.BLOCKS:
            self.out.append("")
        if tag == "a":
            self.address.append(attributes.get("href", ""))

    def handle_endtag(self, tag):
        if tag in self.SILENT:
            self.deep -= 1
        if tag == "a":
            self.out[-1] += f" <{self.address.pop()}>"
        if tag in self.BLOCKS:
            self.out.append("")

    def handle_data(self, data):
        if not self.deep:
            self.out[-1] += data


def lines(site: Path, address: str) -> list[str]:
    """Give title and description of a page, and what its main part says, line by line; a feed as it stands.

    Sizes of files and the hashes of git are left out.
    """
    name = address.strip("/")
    file = site / "output" / (name if "." in name else f"{name}/index.html" if name else "index.html")
    text = file.read_text(encoding="utf-8")
    if name.endswith(".xml"):
        said = text.splitlines()
    else:
        head = re.findall(r'<title>(.*?)</title>|<meta name="(?:description|robots)" content="(.*?)">|(<link rel="canonical".*?>)', text)
        main = re.search(r"<main.*</main>", text, re.DOTALL)
        said = [re.sub(r"\s+", " ", line).strip() for line in [*map("".join, head), *_Lines(main[0]).out]]
    return [re.sub(r"\b(?:[0-9a-f]{40}|[0-9a-f]{12})\b", "…", re.sub(r" \d+ KB", "", line)) for line in said if line]


@contextmanager
def committed(site: Path) -> Iterator[Callable[[str, str], None]]:
    """Keep a site in git while a story is told; gives what commits it with a day and a message. At the end it is built."""
    (site / ".gitignore").write_text("/output/\n/.quanli/\n/.output.staging/\n")
    _git(site, "init", "-q", "-b", "main")

    def commit(day: str, message: str) -> None:
        _git(site, "add", "-A")
        _git(site, "commit", "-q", "-m", message, moment=f"{day}T10:00:00+08:00")

    yield commit
    assert build(site) == 0


def story(folder: Path, settings: str = "", after: Callable[..., None] = lambda *_: None, **more: str) -> Path:
    """Make the site in git and tell what became of it: published, promised sooner, disturbed, moved on, and partly removed.

    With more settings or files of its own, by path, the story ends later, on 1 June 2026.
    """
    site = make_site(folder)
    with committed(site) as commit:
        _tell(site, commit)
        if settings or more:
            put(site, **{"content/site.yaml": (site / "content/site.yaml").read_text(encoding="utf-8") + settings}, **more)
            commit("2026-06-01", "更多")
        after(site, commit)
    return site


def _tell(site: Path, commit: Callable[[str, str], None]) -> None:
    put(site, **{POWER: PERMIT, ITEM.format("YJ-XK-0004"): CHILD, ITEM.format("YJ-CF-0002"): PENALTY.partition("states:")[0]})
    put(site, **{"content/site.yaml": SITE.partition("sought")[0], "content/laws.yaml": LAWS, "content/offices/xxj.yaml": OFFICE})
    put(site, **{"content/offices/yjj.yaml": SECOND_OFFICE, "content/powers/yjj/YJ-NB-0005.yaml": INTERNAL})
    commit("2024-03-01", "首次公布\n\nDocument: 第一号文件\n")
    for name in (POWER, ITEM.format("YJ-XK-0004")):
        edit(site, name, "statutory: {amount: 20, unit: workday", "statutory: {amount: 15, unit: workday")
    edit(site, POWER, "effective_on: 2026-02-01", "effective_on: 2025-05-01")
    commit("2025-04-20", "提速\n\nChange-Reason: 压减时限\nLegal-Basis: 行政许可法第四十二条\nApproved-By: 某人\n")
    put(site, **{ITEM.format("YJ-CF-0002"): PENALTY.replace("max: 50000, unit: yuan}, {sanction", "max: 40000, unit: yuan}, {sanction")})
    commit("2025-06-10", "暂停\n\nDocument: 某文件\n")
    put(site, **{"content/powers/yjj/YJ-NB-0005.yaml": None})
    commit("2025-06-20", "移出\n\nChange-Reason: 不再公开\n")
    edit(site, POWER, "amount: 20, per", "amount: 10, per")
    edit(site, POWER, "- {id: accept, name: 受理, actor: 窗口", "- {id: accept, name: 收件, actor: 窗口")
    edit(site, POWER, "effective_on: 2025-05-01", "effective_on: 2026-12-01")
    commit("2026-02-02", "降费\n\nChange-Reason: 减负\n")


def _git(site: Path, *words: str, moment: str = "") -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment} if moment else {}
    subprocess.run(["git", "-C", str(site), *who, *words], check=True, capture_output=True, env={**os.environ, **when})
