"""The national service-item tables (政务服务事项基本目录和实施清单): what their texts look like, and what has no place in them.

Which element a field stands in is said where the field is declared (``About.national``), the numbers of a vocabulary
with its words. Here stands the rest, which writing (:mod:`quanli.assemble.national`) and reading
(:mod:`quanli.exchange.national`) share. Names of elements are those of the tables as provinces exchange them; the
31 characters of ``task_code`` are those of :mod:`quanli.codes.national_code`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.power import Contact, Power
from quanli.frozen import frozen
from quanli.records.fields import fields_of
from quanli.records.write import plain

MATERIALS, SPECIAL, QUESTIONS, FEES, LAWS, WINDOWS = "material", "special", "qa", "fee", "laws", "windows"
"""The lists of a record."""
TASK_CODE = 31
"""Characters of the code of an item; a handling item's has two more, a material's three (``task_handle_item``)."""
NO_MATERIALS = "无需提交材料"
"""The one entry of a list of materials that says that nothing is needed: an empty list would say that nobody knows."""
BY_WINDOW, ONLINE = "1", "2"
"""办理形式: at a window, online."""
AT_ONCE, PROMISED = "1", "2"
"""办件类型: 即办件, done on the spot, or 承诺件."""

_GROUND, _PER = "依据：", "计费单位："
_PRICE = re.compile(r"(?P<amount>\d{1,12}(?:\.\d{1,6})?)元(?:/(?P<per>\S.*))?\Z")


@frozen
class Unsaid:
    """A field that the tables have no place for, and what becomes of it."""

    zh: str
    en: str


_NO_ELEMENT = Unsaid("国家表没有这一要素", "the tables have no such element")
UNSAID: Mapping[str, Unsaid] = MappingProxyType({
    "unit": _NO_ELEMENT,
    "states": Unsaid("只写当前状态，日期和文件不写", "only the present state is written, without day and document"),
    "reviewed_on": _NO_ELEMENT,
    "choices": Unsaid("情形写进材料的 handle_case", "cases are written into handle_case of the materials"),
    "materials.for": Unsaid("写成 handle_case 中的文字", "written as words in handle_case"),
    "time_limits.correction": _NO_ELEMENT,
    "results.type": Unsaid("没有国家代码的类型写作 99 其他", "types without a national number are written as 99, other"),
    "results.valid_for": _NO_ELEMENT,
    "channels.mail": _NO_ELEMENT,
    "discretion": Unsaid("写成 punishment_method 中的文字；量化情节和不予处罚的情形不写", "written as words in punishment_method; measured circumstances and exemptions are not"),
    "flows": Unsaid("外部流程写成 handle_flow 中的文字，内部流程不写", "the external flow is written as words in handle_flow, the internal one is not"),
    "disputes": _NO_ELEMENT,
    "responsibilities": _NO_ELEMENT,
    "accountability": _NO_ELEMENT,
    "risks": _NO_ELEMENT,
    "attachments": _NO_ELEMENT,
    "guide": _NO_ELEMENT,
    "related": _NO_ELEMENT,
    "keywords": _NO_ELEMENT,
    "life_events": _NO_ELEMENT,
    "note": _NO_ELEMENT,
})  # fmt: skip
"""By field, what does not come back from the tables as it was; everything else does."""


def unsaid_of(power: Power) -> Iterator[str]:
    """Name the fields of a power that the tables have no place for."""
    values = plain(power, public_only=True)
    for path in UNSAID:
        key, _, inner = path.partition(".")
        value = values.get(key)
        entries = value if isinstance(value, list) else [value] if value else []
        if entries and (not inner or any(inner in entry for entry in entries)) and path != "results.type":
            yield path
    if any(one.type and not terms.RESULT_TYPES[one.type].national for one in power.results):
        yield "results.type"


def limit_words(basis: str, note: str) -> str:
    """Say the ground and the notes of a time limit: 依据：…, then the notes."""
    return "\n".join(filter(None, (f"{_GROUND}{basis}" if basis else "", note)))


def limit_parts(text: str) -> dict[str, str]:
    """Part what :func:`limit_words` wrote into ``basis`` and ``note``."""
    first, _, rest = text.partition("\n")
    ground = first.removeprefix(_GROUND).strip() if first.startswith(_GROUND) else ""
    parts = {"basis": ground, "note": rest if ground else text}
    return {key: part for key, part in parts.items() if part}


def price_words(amount: Any, per: str, standard: str) -> str:
    """Say what a fee comes to, for ``fee_stand``: 20元/本, then the standard. ``amount`` is in yuan, or None."""
    price = f"{amount:f}元" + (f"/{per}" if per else "") if amount is not None else f"{_PER}{per}" if per else ""
    return "\n".join(filter(None, (price, standard)))


def price_parts(text: str) -> dict[str, str]:
    """Part what :func:`price_words` wrote into ``amount``, ``per`` and ``standard``; what is no price is all standard."""
    first, _, rest = text.partition("\n")
    found = _PRICE.match(first)
    if found:
        parts = {"amount": found["amount"], "per": found["per"] or "", "standard": rest}
    elif first.startswith(_PER):
        parts = {"per": first.removeprefix(_PER), "standard": rest}
    else:
        parts = {"standard": text}
    return {key: part for key, part in parts.items() if part}


def contact_words(contact: Contact) -> str:
    """Say how somebody is reached: a phone alone as it is, else a line each with its label, notes last."""
    values = plain(contact)
    if set(values) <= {"phone"}:
        return str(values.get("phone", ""))
    return "\n".join(f"{field.about.zh}：{values[key]}" for key, field in fields_of(Contact).items() if key in values)


def contact_parts(text: str) -> dict[str, str]:
    """Part what :func:`contact_words` wrote, by the fields of a contact; empty where no line begins with a label."""
    labels = {field.about.zh: key for key, field in fields_of(Contact).items()}
    parts: dict[str, str] = {}
    for line in text.split("\n"):
        label, colon, words = line.partition("：")
        key = labels.get(label, "") if colon else ""
        if key and key not in parts and "note" not in parts:
            parts[key] = words
        elif "note" in parts:
            parts["note"] += f"\n{line}"
        else:
            return {}
    return parts
