"""The elements that each category of power is asked for (要素完整), as one table: a row says of whom, from where, and who asks.

Code, name, category and office are asked of every power too; without them none can be read, so they have no row.
"""

from __future__ import annotations

from quanli.catalogue import terms
from quanli.frozen import frozen

ENTRY = "行政权力入库要素（南通工商局工作汇报一之一）"
SCREENED = "消除空白权力项，载明权力条件和运行程序（楚州区安监局汇报一）"
BOTH_FLOWS = "按审定的对外、对内流程运行（扬州公积金中心制度第三条、盐城食药监局制度第三条）"
EVERY_POST = "法定环节细化到每个岗位（南通工商局工作汇报三之三）"
LICENSING = "行政许可法第三十条"
DISCLOSED = "政府信息公开条例第二十条第五项、第六项"
FEES = "政府信息公开条例第二十条第八项"
SERVICE = "优化营商环境条例第三十五条、第三十六条"
ALL = frozenset(terms.CATEGORIES)
_MANAGEMENT = frozenset({"internal"})
"""The office's own affairs: nobody outside meets them, so they have neither conditions for others nor an external flow."""
_SERVICES = frozenset({"public_service"})
"""They take nothing from anybody: no law need establish them."""
_LICENSING = frozenset({"permit", "approval"})
_ON_APPLICATION = frozenset({*_LICENSING, "confirmation", "payment", "adjudication", *_SERVICES})
_PROCEEDINGS = frozenset({"permit", "penalty", "coercion", "inspection", "adjudication"})
"""The categories for which statutes lay down the procedure; a levy, a reward or a filing may have none of its own."""


@frozen
class Element:
    """One element. ``fields`` are the places of a power, ``inherited`` those of its office, any of which gives it.

    A place is a path of fields; ``basis:sanction`` is a citation in a role; of a list any entry counts.
    """

    key: str
    zh: str
    en: str
    asked: frozenset[str]
    """The categories that are asked for it; it cannot apply to the others."""
    source: str
    """Which founding article or statute asks for it."""
    help_zh: str
    help_en: str
    fields: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()

    @property
    def only(self) -> str:
        """Give the one field of a power that can hold it; empty where there are several, or the office may give it."""
        first, *others = dict.fromkeys(field.partition(".")[0].partition(":")[0] for field in self.fields)
        return "" if others or self.inherited or " " in first else first


ELEMENTS = (
    Element("summary", "简介", "summary", ALL, DISCLOSED, "一两句话说清这是什么", "say in one or two sentences what it is", ("summary",)),
    Element("basis", "实施依据", "legal basis", ALL - _SERVICES - _MANAGEMENT, SCREENED, "写明法规和条款", "name the law and its article", ("basis",)),
    Element(
        "basis.sanction", "处罚依据", "basis of the sanction", frozenset({"penalty"}), SCREENED,
        "在 basis 中写一条 role: sanction", "add an entry with role: sanction to basis", ("basis:sanction",),
    ),
    Element(
        "basis.procedure", "程序依据", "basis of the procedure", _PROCEEDINGS, EVERY_POST,
        "在 basis 中写一条 role: procedure", "add an entry with role: procedure to basis", ("basis:procedure",),
    ),
    Element(
        "unit", "承办机构", "unit in charge", ALL, ENTRY, "写机关内设机构的编号；机关没有内设机构的不用写", "name a unit of the office; an office without units needs none",
        ("unit", "office without units"),
    ),
    Element(
        "place", "办理地点", "place", ALL, ENTRY, "写窗口或地址；也可以在机关文件中写一次", "name a window or an address, here or once in the office's file",
        ("channels.windows", "contact.address"), ("address", "contact.address", "windows"),
    ),
    Element(
        "phone", "联系电话", "phone", ALL, ENTRY, "写 contact 的 phone；也可以在机关文件中写一次", "give a phone under contact, here or once in the office's file",
        ("contact.phone",), ("contact.phone", "phones"),
    ),
    Element(
        "complaint", "监督电话", "complaint phone", ALL, ENTRY, "写 complaint 的 phone；也可以在机关文件中写一次", "give a phone under complaint, here or once in the office's file",
        ("complaint.phone",), ("complaint.phone",),
    ),
    Element(
        "applicants", "服务对象", "whom it serves", _ON_APPLICATION | {"reward", "levy"}, SERVICE, "个人、企业还是其他组织", "citizens, enterprises or others", ("applicants",)
    ),
    Element(
        "conditions", "受理条件", "conditions", ALL - _MANAGEMENT, SCREENED, "逐条写明符合什么条件才办理、才处理", "say one by one when it applies", ("conditions",)
    ),
    Element("materials", "申报材料", "materials", _ON_APPLICATION, ENTRY, "逐项写明要带什么；不要材料写 []", "name what to bring; [] for nothing", ("materials",)),
    Element(
        "documents", "格式文书", "standard documents", ALL, ENTRY, "给材料配表格，或在流程环节的 documents 中写明文书", "give a form for a material, or name documents in the steps",
        ("materials.form", "materials.sample", "attachments", "flows.internal.documents", "flows.external.documents"),
    ),
    Element(
        "time_limits.statutory", "法定时限", "statutory limit", _LICENSING | {"adjudication"}, LICENSING, "法律规定的最长时限和条文", "the longest that the law allows, with the article",
        ("time_limits.statutory",),
    ),
    Element(
        "time_limits.promised", "承诺时限", "promised limit", _ON_APPLICATION - {"adjudication"}, SERVICE, "本机关承诺的时限", "what the office promises", ("time_limits.promised",)
    ),
    Element("fees", "收费", "fees", _ON_APPLICATION - {"payment"} | {"levy"}, FEES, "不收费写 []", "[] says free", ("fees",)),
    Element("results", "办理结果", "results", _ON_APPLICATION | {"reward"}, DISCLOSED, "办完拿到什么", "what is given in the end", ("results",)),
    Element("channels", "办理方式", "channels", _ON_APPLICATION, SERVICE, "在哪里办、怎样办", "where and how", ("channels",)),
    Element(
        "discretion.statutory", "法定幅度", "statutory ranges", frozenset({"penalty"}), ENTRY, "照条文写明种类和幅度", "the sanctions and ranges of the article",
        ("discretion.statutory",),
    ),
    Element(
        "discretion.tiers", "裁量档次", "tiers of discretion", frozenset({"penalty"}), ENTRY, "按情节分档，细化、量化", "grade by circumstances, in figures", ("discretion.tiers",)
    ),
    Element(
        "flows.external", "外部流程", "external flow", ALL - _MANAGEMENT, BOTH_FLOWS, "画出外面看得到的环节", "draw the steps that people see", ("flows.external",)
    ),
    Element("flows.internal", "内部流程", "internal flow", ALL, BOTH_FLOWS, "画出机关内部的环节", "draw the steps inside the office", ("flows.internal",)),
    Element(
        "duties", "岗位职责", "duties of the posts", ALL, EVERY_POST, "写环节的 duties，或在机关文件中写岗位的 duties", "give the steps duties, or the posts in the office's file",
        ("every step's duties",),
    ),
    Element(
        "responsibilities", "责任事项", "responsibilities", ALL - _SERVICES - _MANAGEMENT - {"approval"}, SCREENED, "机关在各环节要负的责任", "what the office answers for",
        ("responsibilities",),
    ),
    Element(
        "guide", "服务指南", "guide", ALL - _MANAGEMENT, ENTRY, "指明一篇指南，或写出常见问题", "name a guide, or answer what is often asked", ("guide", "faq")
    ),
)  # fmt: skip
"""All elements, in the order in which they are told. Whatever is lacking is a warning, with ``--strict`` an error."""
BY_KEY = {element.key: element for element in ELEMENTS}
APPLIED_FOR = _ON_APPLICATION
"""The categories whose powers people apply for: they must say where."""
