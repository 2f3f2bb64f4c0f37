"""What the parts of a record are called in a sentence, and how their values are said."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from quanli.catalogue.form import FormField, FormSection
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.office import Phone, Post, Unit, Window
from quanli.catalogue.power import (
    Attachment,
    Basis,
    Choice,
    ChoiceOption,
    Exemption,
    Factor,
    Fee,
    Limit,
    Material,
    Quantity,
    Question,
    Result,
    Risk,
    SanctionRange,
    SpecialStep,
    Step,
    Tier,
)
from quanli.catalogue.script_terms import ScriptTerm
from quanli.catalogue.synonyms import Synonym
from quanli.catalogue.wording import duration, fee_amount, measured, price, sanction_amount, sanction_name
from quanli.codes.articles import cited_place
from quanli.history.align import identity
from quanli.records.fields import Field, fields_of

Names = Mapping[tuple[str, str], str]
"""What ids stand for, by field key and id: ``("law", "housing-fund-regulation")``; an id without a name stands for itself."""

NO_NAMES: Names = MappingProxyType({})

_NOUNS: Mapping[type, str] = MappingProxyType({
    Material: "材料“{}”", SpecialStep: "特别程序“{}”", Fee: "收费项目“{}”", Result: "办理结果“{}”", Factor: "裁量因素“{}”", Tier: "裁量“{}”档",
    Exemption: "不予处罚和从轻减轻情形“{}”", Question: "常见问题“{}”", Risk: "廉政风险点“{}”", Attachment: "附件“{}”", Step: "环节“{}”",
    Unit: "内设机构“{}”", Post: "岗位“{}”", Window: "窗口“{}”", Phone: "电话“{}”", Law: "法规《{}》", LawVersion: "{}版",
    FormSection: "部分“{}”", FormField: "栏目“{}”", Choice: "情形问题“{}”", ChoiceOption: "选项“{}”", Synonym: "说法“{}”", ScriptTerm: "词语“{}”",
})  # fmt: skip
_CALLED_BY: Mapping[type, str] = MappingProxyType({
    Factor: "name", Step: "name", Unit: "name", Post: "name", Window: "name", Law: "title", FormField: "label",
    Choice: "question", ChoiceOption: "label",
})  # fmt: skip
"""Records that are known by an id are called by this field; the others by their first."""

_COUNTED = MappingProxyType({"originals": "份", "copies": "份", "visits": "次"})
_EXCERPT = 30
"""Characters of a long text that stand for it in a label."""


def one_line(text: str) -> str:
    """Put a text on one line, as a sentence wants it."""
    return " ".join(text.split())


def value_text(field: Field, value: Any, names: Names) -> str:
    """Say a single value."""
    if value is None or value == "":
        return ""
    if isinstance(value, Quantity):
        return duration(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        priced = isinstance(value, Decimal) and field.key == "amount"
        return price(value) if priced else measured(value, _COUNTED.get(field.key, ""))
    if isinstance(value, tuple):
        return "、".join(value_text(field, one, names) for one in value)
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if field.about.choices and value in field.about.choices:
        return field.about.choices[value].zh
    return names.get((field.key, value)) or one_line(str(value))


def called(member: Any) -> str:
    """Give what a list member is called."""
    record = type(member)
    name = _CALLED_BY.get(record) or next(iter(fields_of(record).values())).attribute
    value = getattr(member, name) or ""
    text = one_line("、".join(value) if isinstance(value, tuple) else str(value))
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def called_key(record: type) -> str:
    """Give the YAML key of the field that a list member is called by."""
    return _CALLED_BY.get(record) or next(iter(fields_of(record)))


def member_label(field: Field, member: Any, names: Names) -> str:
    """Name a list member: 材料“申请表”, 裁量“严重”档, 实施依据《…》第三十七条."""
    if isinstance(member, Basis):
        return f"实施依据{citation(member, names)}"
    if isinstance(member, SanctionRange):
        return sanction_name(member)
    key = called_key(type(member))
    value = getattr(member, fields_of(type(member))[key].attribute)
    name = names.get((key, value)) if isinstance(value, str) else None
    return _NOUNS.get(type(member), field.about.zh + "“{}”").format(name or called(member))


def noun(record: type, otherwise: str) -> str:
    """Give the bare noun of a kind of list member: 材料; ``otherwise`` is what its list is called, for one without a noun."""
    return _NOUNS.get(record, otherwise).replace("“{}”", "").replace("《{}》", "").replace("{}", "")


def citation(basis: Basis, names: Names, *, version: bool = False) -> str:
    """Cite a provision, with its version if wanted."""
    title = names.get(("law", basis.law), basis.law)
    day = f"（{basis.version}）" if version and basis.version else ""
    return f"《{title}》{day}{cited_place(basis.article, basis.paragraph, basis.item) if basis.article else ''}"


def identity_text(member: Any) -> str:
    """Give what a list member is known by, as one step of a path."""
    return " ".join(str(part) for part in identity(member) if part)


def member_detail(member: Any, names: Names) -> str:
    """Say what a list member holds besides its name, for one that is new or gone."""
    special = _DETAILS.get(type(member))
    parts = special(member, names) if special else _said(member, names, frozenset())
    return "，".join(part for part in parts if part)


def _step(step: Step, names: Names) -> list[str]:
    limit = duration(step.limit)
    without = frozenset({"limit", "next", "branches", "seen_as"})
    return [*_said(step, names, without), f"时限 {limit}" if limit else ""]


def _said(member: Any, names: Names, without: frozenset[str]) -> list[str]:
    parts = []
    record = type(member)
    for key, field in fields_of(record).items():
        value = getattr(member, field.attribute)
        if key in without or key in {"id", called_key(record)} or value == field.default:
            continue
        if field.shape == "scalars":
            text = "、".join(value_text(field, entry, names) for entry in value)
        elif field.shape == "scalar" or issubclass(field.element, Quantity):
            text = value_text(field, value, names)
        else:
            text = "、".join(called(entry) for entry in value) if field.shape == "records" else ""
        bare = field.about.kind == "choice"
        parts.append(text if bare else f"{field.about.zh}：{text}" if text else "")
    return parts


def _material(material: Material, names: Names) -> list[str]:
    need = fields_of(Material)["required"]
    parts = [value_text(need, material.required, names), one_line(material.when)]
    parts += [f"原件 {material.originals} 份" if material.originals else ""]
    parts += [f"复印件 {material.copies} 份" if material.copies else ""]
    return parts + _said(material, names, frozenset({"required", "when", "originals", "copies"}))


def _fee(fee: Fee, names: Names) -> list[str]:
    without = frozenset({"amount", "per"} if fee.amount else {"amount"})
    return [fee_amount(fee), *_said(fee, names, without)]


def _basis(basis: Basis, names: Names) -> list[str]:
    role = value_text(fields_of(Basis)["role"], basis.role, names)
    return [f"{basis.version} 版" if basis.version else "", role]


def _sanction(sanction: SanctionRange, _names: Names) -> list[str]:
    return [sanction_amount(sanction), one_line(sanction.note)]


_DETAILS: Mapping[type, Callable[[Any, Names], list[str]]] = MappingProxyType({
    Material: _material, Fee: _fee, Basis: _basis, SanctionRange: _sanction, Step: _step,
})  # fmt: skip


def is_amount(record: type) -> bool:
    """Tell whether a record is an amount of time, said as one value."""
    return record in {Quantity, Limit}
