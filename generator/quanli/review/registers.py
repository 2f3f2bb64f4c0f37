"""The registers of what happened (台账): what their rows, columns and values are called. Codes are words of the register's own format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from quanli.catalogue import terms
from quanli.history.naming import Names
from quanli.personal.masking import MARK, masked
from quanli.review.tables import Wording

_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "cases": ("case_no",), "steps": ("case_no", "order"), "decisions": ("document_no",), "reviews": ("no",), "complaints": ("no",),
    "officers": ("certificate_no",), "orders": ("no",), "questions": ("no",), "notices": ("no",), "incidents": ("no",),
})  # fmt: skip
_NOUNS: Mapping[str, str] = MappingProxyType({
    "cases": "案件", "steps": "办理环节", "decisions": "处罚决定", "reviews": "复议或者诉讼", "complaints": "投诉举报", "officers": "执法人员",
    "orders": "督办", "questions": "答复", "notices": "公示", "incidents": "故障",
})  # fmt: skip
_BY_KIND: Mapping[tuple[str, str], str] = MappingProxyType({
    ("decisions", "grant"): "办理决定", ("decisions", "refusal"): "不予办理决定",
    ("reviews", "reconsideration"): "行政复议", ("reviews", "lawsuit"): "行政诉讼",
})  # fmt: skip
"""What a row is called by its kind: a licence that is granted is no penalty."""
_COLUMNS: Mapping[str, str] = MappingProxyType({
    "case_no": "案号", "power": "事项", "kind": "种类", "channel": "渠道", "party": "当事人", "subject": "事由", "registered_on": "登记日期",
    "accepted_on": "受理日期", "clock_start": "起算日期", "promised": "承诺时限", "state": "状态", "finished_on": "办结日期", "order": "次序", "step": "环节",
    "unit": "机构", "post": "岗位", "status": "状态", "started_at": "开始时间", "finished_at": "完成时间", "documents": "文书", "note": "说明",
    "document_no": "文号", "document_name": "文书名称", "decided_on": "决定日期", "tier": "裁量档次", "fine_yuan": "罚款（元）", "confiscated_yuan": "没收（元）",
    "fee_due": "应收费（元）", "fee_paid": "已收费（元）", "procedure": "程序", "basis": "依据", "facts": "事实", "content": "决定内容", "valid_from": "有效期自",
    "valid_to": "有效期至", "reason_outside_tier": "不按档次的理由", "organ": "机关", "organ_code": "机关代码", "no": "编号", "filed_on": "提起日期",
    "accepted": "是否受理", "outcome": "结果", "source": "来源", "received_on": "收到日期", "answered_on": "答复日期", "certificate_no": "执法证号",
    "office": "机关", "area": "执法领域", "checked_on": "审验日期", "target": "对象", "issued_on": "发出日期", "due": "期限", "closed_on": "了结日期",
    "finding": "认定", "objective_cause": "客观原因", "asked_on": "提问日期", "question": "问题", "answer": "答复", "public": "是否公开", "amount_yuan": "金额（元）",
    "published_on": "公示日期", "until": "公示至", "place": "公示地点", "objection": "异议", "paid_on": "付款日期", "found_on": "发现日期", "reported_on": "报告日期",
    "repaired_on": "修复日期", "cause": "原因", "measure": "措施", "person": "人员",
})  # fmt: skip
_VALUES: Mapping[tuple[str, str], str] = MappingProxyType({
    ("kind", "application"): "申请", ("kind", "penalty"): "处罚", ("kind", "warning"): "警告", ("kind", "criticism"): "通报批评", ("kind", "fine"): "罚款",
    ("kind", "confiscation"): "没收", ("kind", "suspension"): "暂扣许可证件", ("kind", "revocation"): "吊销许可证件", ("kind", "closure"): "责令停产停业",
    ("kind", "detention"): "行政拘留", ("kind", "other"): "其他", ("kind", "grant"): "准予", ("kind", "refusal"): "不予", ("kind", "reconsideration"): "行政复议",
    ("kind", "lawsuit"): "行政诉讼", ("kind", "inaction"): "不作为", ("kind", "misconduct"): "态度作风", ("kind", "delay"): "拖延",
    ("channel", "counter"): "窗口", ("channel", "online"): "网上", ("channel", "phone"): "电话", ("channel", "fax"): "传真", ("channel", "letter"): "信函",
    ("channel", "e-mail"): "电子邮件", ("channel", "other"): "其他", ("state", "submitted"): "已提交", ("state", "accepted"): "已受理", ("state", "handling"): "办理中",
    ("state", "done"): "办结", ("state", "withdrawn"): "撤回", ("status", "handling"): "办理中", ("status", "passed"): "通过", ("status", "rejected"): "不通过",
    ("status", "suspended"): "中止", ("status", "correction"): "补正", ("status", "returned"): "退回", ("status", "stopped"): "终止",
    ("status", "serving"): "在岗", ("status", "retired"): "退休", ("status", "moved"): "调离", ("status", "other"): "其他", ("procedure", "simple"): "简易程序",
    ("procedure", "ordinary"): "普通程序", ("outcome", "rejected"): "驳回", ("outcome", "upheld"): "维持", ("outcome", "found unlawful"): "确认违法",
    ("outcome", "revoked"): "撤销", ("outcome", "changed"): "变更", ("outcome", "ordered to act"): "责令履行", ("outcome", "mediated"): "调解",
    ("outcome", "settled"): "和解", ("outcome", "withdrawn"): "撤回", ("outcome", "other"): "其他", ("outcome", "unfounded"): "不属实",
    ("outcome", "founded"): "属实", ("outcome", "partly"): "部分属实", ("finding", "responsible"): "有责任", ("finding", "not responsible"): "没有责任",
    ("accepted", "yes"): "是", ("accepted", "no"): "否", ("public", "yes"): "是", ("public", "no"): "否",
})  # fmt: skip
_BODY = re.compile(r"公司|集团|企业|工厂|粮库|合作社|经营部|事务所|研究所|委员会|管理局|[厂店馆行社院校会局所站场库园部队中心户处政府银]\Z|[一-鿿]{7}")
"""What a party has in its name that is a body and no natural person."""
_QUANTITY = re.compile(r"(\d+) (\w+)")


def register_wording(name: str, names: Names) -> Wording:
    """Say how the rows of the register of a name are called; of one that nobody knows, by its first column."""

    def noun(cells: Mapping[str, str]) -> str:
        return _BY_KIND.get((name, cells.get("kind", ""))) or _NOUNS.get(name, f"台账 {name} 的一行")

    def cell(column: str, text: str) -> str:
        return _value(column, text, names)

    return Wording(noun, _KEYS.get(name, ()), lambda column: _COLUMNS.get(column, column), cell)


def register_title(name: str) -> str:
    """Name a register."""
    return f"{_NOUNS[name]}台账" if name in _NOUNS else f"台账 {name}"


def _value(column: str, text: str, names: Names) -> str:
    if column in {"party", "person"}:
        return party_masked(text)
    if column == "promised":
        found = _QUANTITY.fullmatch(text)
        unit = terms.LIMIT_UNITS.get(found[2] if found else text)
        return (f"{found[1]} {unit.zh}" if found else unit.zh) if unit else text
    if column in {"power", "office"}:
        return names.get((column, text), text)
    if column == "unit":
        return _unit(text, names)
    return _VALUES.get((column, text), masked(text))


def _unit(text: str, names: Names) -> str:
    """Name a unit where one office alone has a unit of that id."""
    found = {name for (kind, id_), name in names.items() if kind == "unit" and id_.rpartition("/")[2] == text}
    return found.pop() if len(found) == 1 else text


def party_masked(text: str) -> str:
    """Give the name of a party: that of a body whole, of a natural person only the first character (公示的处罚决定隐去自然人姓名)."""
    if not text or _BODY.search(text) or "某" in text or text == "匿名":
        return masked(text)
    return text[0] + MARK * (len(text) - 1)
