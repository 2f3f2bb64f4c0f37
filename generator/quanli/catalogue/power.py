"""A power (行政权力事项) and its parts. Each field is described here, once, beside its type."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quanli.catalogue import terms
from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Quantity:
    """An amount of time, e.g. 20 working days."""

    amount: int = about("数量", "amount", "整数；当场办结写 0", "a whole number; 0 with immediate", kind="integer", default=0)
    unit: str = about("单位", "unit", kind="choice", choices=terms.LIMIT_UNITS, required=True)


@frozen
class Limit(Quantity):
    """A time limit with its ground."""

    basis: str = about("依据", "basis", "规定这一时限的条文", "the article that sets it")
    note: str = about("说明", "note", "起算、例外", "when it starts, exceptions", kind="prose")


@frozen
class TimeLimits:
    """The limits of a case."""

    statutory: Limit | None = about("法定时限", "statutory limit", "法律规定的最长时限", "the longest that the law allows",
                                    default=None, headings=("法定期限", "法定办结时限"), national="anticipate_day", cpsv="processingTime")
    promised: Limit | None = about("承诺时限", "promised limit", "本机关承诺的时限，不得长于法定时限",
                                   "what the office promises; never over the statutory limit",
                                   default=None, headings=("承诺期限", "承诺办结时限"), national="promise_day", cpsv="processingTime")
    correction: Limit | None = about("补正告知时限", "limit for naming what is missing", "一次告知补正内容的时限",
                                     "within which missing materials are named", default=None, cpsv="follows")


@frozen
class StateEntry:
    """One entry of the state log."""

    state: str = about("状态", "state", kind="choice", choices=terms.STATES, required=True, national="task_state", cpsv="status")
    on: datetime.date | None = about("日期", "date", "生效日期", "the day it takes effect", kind="date", default=None, required=True)
    document: str = about("文件", "document", "决定的文件名和文号", "title and number of the document")
    reason: str = about("理由", "reason", kind="prose")


@frozen
class Basis:
    """A provision that the power rests on."""

    law: str = about("法规", "law", "laws.yaml 中的编号", "its id in laws.yaml", kind="id", required=True, national="law_name")
    version: datetime.date | None = about("版本", "version", "所引版本的公布或修订日期", "day of publication or amendment", kind="date", default=None)
    article: str = about("条", "article", "如：第三十七条", "e.g. 第三十七条", kind="article", national="clause_number")
    paragraph: int = about("款", "paragraph", kind="integer", default=0)
    item: int = about("项", "item", kind="integer", default=0)
    role: str = about("作用", "role", kind="choice", choices=terms.BASIS_ROLES, default="establishes")
    text: str = about("条文", "text", "照录原文，省略处用“……”", "the words of the article; …… marks what is left out", limit=4000, national="clause_content")


@frozen
class ChoiceOption:
    """One answer to a question about the applicant's case. Its id is unique in the item: materials name it."""

    id: str = about("编号", "id", kind="id", required=True)
    label: str = about("说法", "label", "如：企业、首次办理", "e.g. a company, the first time", required=True, limit=60)


@frozen
class Choice:
    """A question that narrows the list of materials: who applies, for the first time or again."""

    id: str = about("编号", "id", kind="id", required=True)
    question: str = about("问题", "question", "如：您是谁、办哪一种", "e.g. who applies", required=True, limit=60)
    options: tuple[ChoiceOption, ...] = about("选项", "options", default=(), required=True)


@frozen
class Material:
    """Something that an applicant hands in.

    With ``for_`` it is needed where, of each question that it names an option of, one of those options holds.
    """

    name: str = about("材料名称", "name", required=True, national="material_name", cpsv="hasInput")
    required: str = about("必要性", "needed", kind="choice", choices=terms.MATERIAL_NEEDS, default="always", national="is_need")
    when: str = about("适用情形", "when", "何种情形才需要", "in which case it is needed", national="handle_case")
    for_: tuple[str, ...] = about("对应选项", "for", "选了其中一项才需要；choices 中选项的编号", "needed with one of these options of choices",
                                  key="for", kind="id", default=())
    originals: int = about("原件份数", "originals", kind="integer", default=0, national="original_amount")
    copies: int = about("复印件份数", "copies", kind="integer", default=0, national="copy_amount")
    medium: str = about("形式", "medium", kind="choice", choices=terms.MATERIAL_MEDIA, national="material_type")
    source: str = about("来源", "source", kind="choice", choices=terms.MATERIAL_SOURCES, national="source_type")
    form: str = about("表格", "form", "forms/ 中表格的编号", "the id of a form", kind="id", national="form_guid")
    sample: str = about("示范文本", "filled sample", "forms/files/ 中的文件", "a file in forms/files/", kind="path", national="example_guid")
    basis: str = about("要求依据", "basis", national="by_law")
    note: str = about("说明", "note", kind="prose", national="source_explain")


@frozen
class SpecialStep:
    """A step whose time is not counted: hearing, inspection, expert review."""

    name: str = about("名称", "name", required=True, national="special_name")
    limit: Quantity | None = about("时限", "limit", default=None, national="special_date")
    basis: str = about("依据", "basis", national="special_desc")
    unit: str = about("实施单位", "unit", national="special_dept")


@frozen
class Fee:
    """A fee. An empty list of fees says that the service is free."""

    name: str = about("收费项目", "name", required=True, national="fee_name", cpsv="hasCost")
    amount: Decimal | None = about("金额", "amount", "元", "yuan", kind="number", default=None, national="fee_stand")
    per: str = about("计费单位", "per", "如：本、次", "e.g. a copy", national="fee_stand")
    standard: str = about("收费标准", "standard", "不是固定金额时写明标准", "when it is no fixed amount", kind="prose", national="fee_stand")
    basis: str = about("收费依据", "basis", national="by_law")
    reduction: str = about("减免", "reduction", kind="prose", national="desc_explain")


@frozen
class Result:
    """What the applicant receives."""

    name: str = about("结果名称", "name", required=True, national="result_name", cpsv="produces")
    type: str = about("结果类型", "type", kind="choice", choices=terms.RESULT_TYPES, national="result_type")
    valid_for: Quantity | None = about("有效期", "valid for", default=None)
    sample: str = about("样本", "sample", kind="path", national="result_guid")


@frozen
class Online:
    """Where and how far it can be done online."""

    url: str = about("网址", "address", kind="link", required=True, national="online_handle_url")
    depth: str = about("网办深度", "depth", kind="choice", choices=terms.ONLINE_DEPTHS, national="online_handle_depth")


@frozen
class Channels:
    """How and where a case can be handed in."""

    online: Online | None = about("网上办理", "online", default=None, national="handle_type", cpsv="hasChannel")
    windows: tuple[str, ...] = about("办理窗口", "windows", "机关文件中窗口的编号", "ids of the office's windows", kind="id", default=(),
                                     headings=("办理地点",), national="windows", cpsv="hasChannel")
    mail: str = about("邮寄办理", "by mail", "邮寄地址与要求", "address and conditions", kind="prose", cpsv="hasChannel")
    visits: int | None = about("到办事现场次数", "visits", "申请人必须到场的次数", "how often one must come", kind="integer", default=None,
                               national="limit_scene_num")


@frozen
class Contact:
    """How somebody is reached."""

    phone: str = about("电话", "phone", kind="phone")
    email: str = about("电子邮箱", "e-mail", "单位邮箱，不用个人邮箱", "an office's address, never a person's")
    address: str = about("地址", "address")
    hours: str = about("时间", "hours")
    url: str = about("网址", "web page", kind="link")
    note: str = about("说明", "note", kind="prose")


@frozen
class SanctionRange:
    """A sanction with its range. ``min`` and ``max`` count in ``unit``; with ``base`` they are multiples of it."""

    sanction: str = about("种类", "sanction", kind="choice", choices=terms.SANCTIONS, required=True)
    subject: str = about("对象", "subject", "受罚的人，如：单位、直接负责的主管人员", "who is punished")
    base: str = about("基数", "base", "如：违法所得、货值金额", "what it is a multiple of")
    min: Decimal | None = about("下限", "min", kind="number", default=None)
    max: Decimal | None = about("上限", "max", kind="number", default=None)
    unit: str = about("单位", "unit", kind="choice", choices=terms.SANCTION_UNITS)
    note: str = about("说明", "note")
    name: str = about("法定名称", "statutory name", "条文用的名称，如：责令停业整顿、吊销营业执照；不写则用种类的名称",
                      "what the statute calls it; the name of its kind if missing", limit=100)


@frozen
class Factor:
    """A circumstance that can be measured and decides the tier."""

    id: str = about("编号", "id", kind="id", required=True)
    name: str = about("名称", "name", required=True)
    unit: str = about("单位", "unit")


@frozen
class Interval:
    """From … to …; what holds at the bounds is said by ``Discretion.bounds``."""

    from_: Decimal | None = about("以上", "from", key="from", kind="number", default=None)
    to: Decimal | None = about("以下", "to", kind="number", default=None)


@frozen
class Tier:
    """A grade of discretion: what circumstances lead to which sanctions."""

    grade: str = about("档次", "grade", required=True, limit=60)
    when: Mapping[str, Interval] | None = about("量化情节", "when", "裁量因素的编号与区间", "factor ids with their intervals", default=None)
    circumstances: str = about("情节", "circumstances", kind="prose")
    sanctions: tuple[SanctionRange, ...] = about("处罚", "sanctions", default=())


@frozen
class Exemption:
    """When no penalty, or a lighter one, is given."""

    text: str = about("情形", "text", kind="prose", required=True)
    basis: str = about("依据", "basis")


@frozen
class Discretion:
    """The discretion benchmark (裁量权基准) of a power."""

    bounds: str = about("区间规则", "bounds", kind="choice", choices=terms.BOUNDS, default="lower-inclusive")
    statutory: tuple[SanctionRange, ...] = about("法定幅度", "statutory ranges", default=())
    factors: tuple[Factor, ...] = about("裁量因素", "factors", default=())
    tiers: tuple[Tier, ...] = about("裁量档次", "tiers", default=())
    exemptions: tuple[Exemption, ...] = about("不予处罚和从轻减轻", "exemptions", default=())
    default_rule: str = about("情节不明时", "default rule", "查不清情节时怎么办", "what holds when the facts stay unknown", kind="prose")
    document: str = about("制定文件", "document", "裁量基准的文件名和文号", "title and number of the benchmark document")


@frozen
class Step:
    """A step of a flow. It leads to the step after it unless ``next`` or ``branches`` says otherwise."""

    id: str = about("编号", "id", kind="id", required=True)
    name: str = about("名称", "name", required=True, limit=200)
    kind: str = about("类型", "kind", kind="choice", choices=terms.STEP_KINDS, default="step")
    actor: str = about("办理者", "actor", "申请人、窗口、承办机构", "applicant, window, unit", limit=60)
    post: str = about("岗位", "post", "岗位名称，不写人名", "the post, never a person's name", limit=60)
    unit: str = about("机构", "unit", kind="id")
    duties: tuple[str, ...] = about("职责", "duties", kind="prose", default=())
    limit: Quantity | None = about("时限", "limit", default=None)
    documents: tuple[str, ...] = about("文书", "documents", default=(), limit=200)
    next: str = about("下一步", "next", kind="id")
    branches: Mapping[str, str] | None = about("分支", "branches", "判断结果 → 下一步", "outcome → next step", kind="id", default=None)
    collective: bool = about("集体研究", "decided collectively", kind="flag", default=False)
    publicity: bool = about("公示", "made public", kind="flag", default=False)
    seen_as: str = about("外部所见", "seen as", "内部环节对应的外部环节", "the external step that this one is seen as", kind="id")


@frozen
class Flows:
    """How a case flows: as the public sees it, and inside the office."""

    external: tuple[Step, ...] = about("外部流程", "external flow", default=(), national="handle_flow")
    internal: tuple[Step, ...] = about("内部流程", "internal flow", default=())


@frozen
class Question:
    """A question that is often asked."""

    q: str = about("问", "question", required=True, national="question")
    a: str = about("答", "answer", kind="prose", required=True, national="answer")


@frozen
class Risk:
    """A point where integrity is at risk (廉政风险点)."""

    point: str = about("风险点", "point", required=True)
    level: str = about("等级", "level", kind="choice", choices=terms.RISK_LEVELS)
    measure: str = about("防控措施", "measure", kind="prose")


@frozen
class Attachment:
    """A document that belongs to the item."""

    file: str = about("文件", "file", "forms/files/ 中的文件", "a file in forms/files/", kind="path", required=True)
    name: str = about("名称", "name")


@frozen
class Power:
    """One power."""

    code: str = about("权力编码", "code", "与文件名相同，公布后不得更改", "equals the file's name; never changes",
                      kind="code", required=True, headings=("编码", "事项编码", "职权编码"), national="local_code", cpsv="identifier", example="XK-0001")
    national_code: str = about("实施编码", "national code", "国家政务服务平台的31位实施编码，或33、34位办理项、材料编码",
                               "31 characters of the national platform, or 33 or 34", kind="national_code", national="task_code", cpsv="notation")
    name: str = about("权力名称", "name", "事项的正式名称", "its official name", required=True, limit=300,
                      headings=("事项名称", "职权名称", "项目名称"), national="task_name", cpsv="name", example="单位住房公积金缓缴审批")
    category: str = about("权力类别", "category", kind="choice", choices=terms.CATEGORIES, required=True,
                          headings=("事项类型", "职权类别", "类别"), national="task_type", cpsv="isClassifiedBy", example="permit")
    parent: str = about("主项", "main item", "主项的编码", "code of the main item", kind="code", national="catalog", cpsv="relation")
    office: str = about("实施机关", "office", "机关文件的编号", "id of the office", kind="id", required=True,
                        headings=("行使主体", "实施主体"), national="dept_name", cpsv="hasCompetentAuthority")
    unit: str = about("承办机构", "unit", "机关内设机构的编号", "id of a unit of the office", kind="id", headings=("承办科室",))
    level: str = about("行使层级", "level", kind="choice", choices=terms.LEVELS, national="use_level", cpsv="isClassifiedBy")
    power_source: str = about("权力来源", "source of the power", kind="choice", choices=terms.POWER_SOURCES, national="power_source")
    entrusted_by: str = about("委托或授权机关", "entrusted by", national="entrust_name", cpsv="hasCompetentAuthority")
    jointly_with: tuple[str, ...] = about("共同作出决定的机关", "decided jointly with", "机关文件 organs 中的名称", "names under organs of the office", default=(), national="other_dept", cpsv="hasCompetentAuthority")
    states: tuple[StateEntry, ...] = about("权力状态", "state log", "状态变动记录，按日期先后", "changes of state, oldest first", default=(), cpsv="status")
    effective_on: datetime.date | None = about("生效日期", "effective on", "现行内容开始适用的日期", "the day from which this text applies", kind="date", default=None, national="plan_effective_date", cpsv="valid")
    reviewed_on: datetime.date | None = about("复核日期", "reviewed on", "法制机构最近一次复核", "when the legal office last reviewed it", kind="date", default=None)
    summary: str = about("简介", "summary", "一两句话说清这是什么", "one or two sentences", kind="prose", national="exercise_content", cpsv="description", limit=1000)
    basis: tuple[Basis, ...] = about("实施依据", "legal basis", default=(), headings=("法律依据", "设定依据"), national="by_law", cpsv="hasLegalResource")
    applicants: tuple[str, ...] = about("服务对象", "whom it serves", kind="choice", choices=terms.APPLICANTS, default=(), national="serve_type", cpsv="addressee")
    conditions: tuple[str, ...] = about("受理条件", "conditions", "逐条写明谁可以办", "who may apply, one condition an entry", kind="prose", default=(),
                                        headings=("办理条件",), national="accept_condition", cpsv="holdsRequirement")
    choices: tuple[Choice, ...] = about("办理情形", "cases", "先问清情形，只列这种情形要带的材料", "questions that narrow the list of materials", default=())
    materials: tuple[Material, ...] | None = about("申报材料", "materials", "逐项写明要带什么；[] 表示不需要材料", "what to bring; [] says nothing",
                                            default=None, headings=("申请材料",), national="material", cpsv="hasInput")
    time_limits: TimeLimits | None = about("时限", "time limits", default=None, cpsv="follows")
    special_steps: tuple[SpecialStep, ...] = about("特别程序", "steps not counted", default=(), national="special", cpsv="follows")
    fees: tuple[Fee, ...] | None = about("收费", "fees", "[] 表示不收费", "[] says free", default=None, headings=("收费依据及标准", "收费标准"), national="is_fee", cpsv="hasCost")
    results: tuple[Result, ...] = about("办理结果", "results", default=(), national="result_name", cpsv="produces")
    channels: Channels | None = about("办理方式", "channels", default=None)
    contact: Contact | None = about("咨询", "contact", "不写则用机关的", "the office's if missing", default=None, headings=("联系电话", "咨询电话"), national="link_way", cpsv="contactPoint")
    complaint: Contact | None = about("监督投诉", "complaint", "不写则用机关的", "the office's if missing", default=None, headings=("监督电话", "投诉电话"), national="supervise_way")
    discretion: Discretion | None = about("裁量基准", "discretion", default=None, headings=("裁量阶次",), national="punishment_method")
    flows: Flows | None = about("流程", "flows", default=None)
    disputes: tuple[str, ...] = about("争议性质", "disputes", "决定什么；不写按类别和办理结果判断，合同、欠款等民事争议要写明",
                                      "what disputes are about; read from category and results if missing", kind="choice", choices=terms.DISPUTES, default=())
    redress: str = about("救济途径", "redress", "不写则依法算出；自己写的要与算出的一致", "computed by law if missing; your own words must agree with it",
                         kind="prose", national="reconsiderat")
    faq: tuple[Question, ...] = about("常见问题", "questions", default=(), national="qa", cpsv="FAQPage")
    responsibilities: tuple[str, ...] = about("责任事项", "responsibilities", kind="prose", default=())
    accountability: tuple[str, ...] = about("追责情形", "accountability", kind="prose", default=())
    risks: tuple[Risk, ...] = about("廉政风险点", "integrity risks", default=())
    attachments: tuple[Attachment, ...] = about("附件", "attachments", default=())
    guide: str = about("指南", "guide", "指南的 slug", "slug of a guide", kind="id")
    related: tuple[str, ...] = about("相关事项", "related items", "事项编码", "codes of items", kind="code", default=(), cpsv="relation")
    keywords: tuple[str, ...] = about("同义词", "keywords", "老百姓怎么说", "the words that people use", default=(), limit=60, cpsv="keyword")
    life_events: tuple[str, ...] = about("主题", "life events", "如：买房、开店、退休", "e.g. buying a home", kind="id", default=(), limit=30, cpsv="isGroupedBy")
    note: str = about("备注", "note", kind="prose", headings=("说明",))
    internal: Mapping[str, Any] | None = about("内部信息", "internal", "只在内部目录中使用，从不公开", "only in the internal tree, never published",
                                               kind="open", default=None, public=False)
