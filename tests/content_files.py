"""Files of each kind that may lie under ``content/``: good in any number of wordings, and broken."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import openpyxl

from quanli.approval.statement import change_id, text_of
from quanli.catalogue.content_kinds import KINDS, ContentKind
from quanli.frozen import frozen
from signing import PLAIN
from sites import picture

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE"
STATED = {f"{change_id(text)}/change": text for text in (text_of(replace(PLAIN, said={"Change-Reason": why})) for why in ("甲", "乙"))}
"""Two statements by the folder and the name of their files: each has its own, so that neither can be reworded."""
IDS: Mapping[str, tuple[str, str]] = {
    "approval": (min(STATED), max(STATED)),
    "power": ("T-001", "T-002"),
    "office": ("second", "third"),
    "calendar": ("2026", "2027"),
    "law-text": ("fireworks-safety-regulation-2016-02-06", "other-2020-01-01"),
    "form-file": ("a/blank.png", "b.png"),
    "approved": ("lists", "others"),
    "approved-csv": ("lists", "others"),
    "approved-xlsx": ("lists", "others"),
}
"""Two ids of each kind; of the others the usual ones."""


def workbook(rows: list[list[str]]) -> bytes:
    """Make a workbook of one sheet."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@frozen
class Example:
    """How a file of a kind may look: ``good`` words it in the way of a number, for an id; ``broken`` is an error.

    From the number 10 on it refers to examples of other kinds, which must then be there.
    """

    good: Callable[[str, int], str | bytes]
    broken: str | bytes | None = "[:"
    """None where no file of this kind can be wrong."""


def power(name: str, n: int) -> str:
    """Word a power that cites the starter's law."""
    links = "parent: YJ-XK-0001\nrelated: [T-002]\nguide: example\nmaterials:\n  - {name: 甲, form: example, sample: a/blank.png}\nattachments:\n  - {name: 乙, file: b.png}\n"
    return (
        f"code: {name}\nname: 事项{n}\ncategory: {('permit', 'penalty', 'other')[n % 3]}\noffice: xxj\nsummary: 第 {n} 种说法。\n"
        f"basis:\n  - {{law: fireworks-safety-regulation, version: 2016-02-06, article: 第三条}}\nlife_events: [{('开店', '退休')[n % 2]}]\n"
        + links * (n > 9 and name == "T-001")
    )


def form(name: str, n: int) -> str:
    """Word a form of one field."""
    return (
        f"id: {name}\nname: 表格{n}\nversion: 2026-01\nsections:\n  - title: 申请人\n    fields:\n      - {{id: a, label: 店名{n}, sample: [某店]}}\n"
        + "blank: a/blank.png\nsample: b.png\n" * (n > 9)
    )


def guide(name: str, n: int) -> str:
    """Word a guide that links to the starter's item."""
    return f"Title: 指南{n}\nSlug: {name}\nSummary: 第 {n} 种说法。\nPowers: YJ-XK-0001{', T-001' * (n > 9)}\n\n## 步骤\n\n第 {n} 步。\n"


EXAMPLES: Mapping[str, Example] = {
    "power": Example(power, "code: [x\n"),
    "office": Example(lambda name, n: f"id: {name}\nname: 第{n}局\nunits:\n  - {{id: weihua, name: 科室}}\nwindows:\n  - {{id: zhengwu-3, name: 窗口{n}, address: 一楼, hours: 工作日, phone: '12345'}}\n"),
    "form": Example(form),
    "form-file": Example(lambda _, n: picture(b"%d" % n), "no picture"),
    "guide": Example(guide, "no title"),
    "laws": Example(
        lambda _, n: "laws:\n  - {id: fireworks-safety-regulation, title: 烟花爆竹安全管理条例, kind: regulation,"
        f" issuer: 国务院{n}, versions: [{{date: 2016-02-06, number: 国务院令第666号, in_force_from: 2016-02-06}}]}}\n"
    ),
    "law-text": Example(
        lambda _, n: f"# 条例\n\n第三条　国家对烟花爆竹实行许可证制度。{n}\n\n"
        "第十六条　第一款。\n从事烟花爆竹批发的企业和零售经营者的经营布点，应当经安全生产监督管理部门审批。\n\n第十九条　第一款。\n受理申请的部门应当自受理申请之日起20日内作出决定。\n",
        b"\xff\xfe\x00",
    ),
    "calendar": Example(lambda name, n: f"year: {name}\nholidays: [{name}-01-0{n % 9 + 1}]\n", "year: x\n"),
    "benchmark": Example(
        lambda _, n: f"benchmarks:\n  - {{city: 第{n}市, factor: 年限, tiers: [{{to_years: 2, fine: [1, 2]}}, {{from_years: 2, fine: [3, 4]}}]}}\n"
    ),
    "register": Example(lambda _, n: f"case_no,order\nA{n},1\n", None),
    "approvers": Example(lambda _, n: f'# {n}\nlegal-review@xxj namespaces="git,quanli-approval" {KEY} 法规科\n', "somebody\n"),
    "revoked-keys": Example(lambda _, n: f"2026-01-0{n % 9 + 1} {KEY} 遗失\n", "lost\n"),
    "approval": Example(lambda name, _: STATED[name], "没有变更书\n"),
    "approved": Example(
        lambda _, n: f"title: 目录{n}\nnumber: 某政发〔2026〕{n}号\ndate: 2026-01-0{n % 9 + 1}\noffices: [xxj]\ncounts: [{{category: permit, count: {n}}}]\n"
    ),
    "approved-csv": Example(lambda _, n: f"编码,事项名称,类别,实施机关\nYJ-XK-0001,烟花爆竹经营（零售）许可,行政许可,xxj\nT-00{n % 3},事项{n},其他行政权力,县应急局\n", b"\xff\xfe\x00"),
    "approved-xlsx": Example(lambda _, n: workbook([["事项名称", "类别"], ["烟花爆竹经营（零售）许可", "行政许可"], [f"事项{n}", "行政处罚"]]), "no workbook"),
    "directory": Example(lambda _, n: f"基本编码,名称\n00012500{n % 9}000,烟花爆竹经营（零售）许可{n}\n", "甲,乙\n1,2\n"),
    "synonyms": Example(lambda _, n: f"synonyms:\n  - {{words: [放炮{n}], means: [烟花]}}\n"),
    "terms": Example(lambda _, n: f"terms:\n  - {{text: 面馆{n}, traditional: 麵館{n}}}\n"),
    "site": Example(
        lambda _, n: f"name: 某县{n}\nbody: 某县人民政府\nlanguages: [{('zh-Hans', 'zh-Hans, zh-Hant')[n % 2]}]\nsought: [YJ-XK-0001{', T-001' * (n > 9)}]\n"
    ),
}


def id_of(kind: ContentKind, which: int = 0) -> str:
    """Give an id of a kind's examples; there is but one of what a site has once."""
    return IDS.get(kind.name, ("example", "other"))[which if kind.many else 0]


def path_of(kind: ContentKind, which: int = 0) -> str:
    """Give the path of an example."""
    folder, _, name = id_of(kind, which).rpartition("/") if kind.name == "approval" else ("xxj", "", id_of(kind, which))
    return kind.file(name, office=folder)


def good(kind: ContentKind, n: int, which: int = 0) -> str | bytes:
    """Word an example in the way of a number."""
    return EXAMPLES[kind.name].good(id_of(kind, which), n)


assert EXAMPLES.keys() == {kind.name for kind in KINDS}, "each kind of content needs an example"
