"""The few questions that everybody has, answered in the first screen. What an item does not say is not asked."""

from __future__ import annotations

from collections.abc import Sequence

from quanli.assemble.basis import BasisView
from quanli.assemble.contact import ChannelsView
from quanli.assemble.discretion import DiscretionView, sanctions_text
from quanli.assemble.limits import LimitsView
from quanli.catalogue.power import Fee, Material, Power
from quanli.catalogue.terms import APPLICANTS, BASIS_ROLES
from quanli.catalogue.wording import fee_amount
from quanli.frozen import frozen


@frozen
class Answer:
    """A question in two or four characters, the answer, what goes with it, and the section that says more.

    ``detail`` is a second, quieter line; ``share`` draws a bar of that percentage (0 none).
    """

    question: str
    text: str
    section: str
    detail: str = ""
    share: int = 0


def answers(
    power: Power,
    channels: ChannelsView | None,
    limits: LimitsView | None,
    discretion: DiscretionView | None,
    basis: Sequence[BasisView],
) -> tuple[Answer, ...]:
    """Answer what the item has an answer for, in a fixed order."""
    found = [
        _who(power),
        _materials(power.materials),
        _where(channels),
        _how_long(limits),
        _how_much(power.fees),
        _sanction(discretion),
    ]
    if power.category in {"penalty", "coercion", "inspection", "requisition"} and basis:
        shown = next((one for one in basis if one.role == BASIS_ROLES["sanction"].zh), basis[0])
        found.append(Answer("依据", f"《{shown.law.text}》{shown.place}", "basis"))
    if power.flows and power.category == "internal":
        found.append(_inside(power))
    return tuple(answer for answer in found if answer)


def _who(power: Power) -> Answer | None:
    if not power.applicants:
        return None
    who = "、".join(APPLICANTS[key].zh for key in power.applicants)
    applied_for = power.category not in {"penalty", "coercion", "inspection", "requisition", "levy"}
    detail = f"须符合 {len(power.conditions)} 项条件" if power.conditions and applied_for else ""
    return Answer("谁可以办" if applied_for else "适用对象", who, "conditions" if power.conditions else "", detail)


def _materials(materials: tuple[Material, ...] | None) -> Answer | None:
    if materials is None:
        return None
    if not materials:
        return Answer("带什么", "不需要材料", "")
    always = sum(material.required == "always" and not material.for_ for material in materials)
    rest = len(materials) - always
    detail = f"另有 {rest} 份视情形" if always and rest else "视情形提交" if rest else ""
    return Answer("带什么", f"{always or rest} 份材料", "materials", detail)


def _where(channels: ChannelsView | None) -> Answer | None:
    if channels is None or not channels.ways:
        return None
    return Answer("在哪办", "、".join(channels.ways), "where", channels.visits_text)


def _how_long(limits: LimitsView | None) -> Answer | None:
    shortest = limits.shortest if limits else None
    if limits is None or shortest is None:
        return None
    statutory = limits.statutory
    detail = f"法定 {statutory.text}" if statutory and statutory is not shortest else ""
    return Answer("多久", shortest.text, "limits", detail, limits.share)


def _how_much(fees: tuple[Fee, ...] | None) -> Answer | None:
    if fees is None:
        return None
    if not fees:
        return Answer("多少钱", "不收费", "")
    if len(fees) == 1 and fees[0].amount is not None:
        return Answer("多少钱", fee_amount(fees[0]), "fees", fees[0].name)
    return Answer("多少钱", f"收费 {len(fees)} 项" if len(fees) > 1 else "按标准收费", "fees", "" if len(fees) > 1 else fees[0].name)


def _sanction(discretion: DiscretionView | None) -> Answer | None:
    if discretion is None or not discretion.statutory:
        return None
    text = sanctions_text(discretion.statutory[:2])
    more = len(discretion.statutory) - 2
    grades = len(discretion.tiers)
    details = ([f"另有 {more} 种"] if more > 0 else []) + ([f"分 {grades} 档裁量"] if grades else [])
    return Answer("怎么罚", text, "discretion", "，".join(details))


def _inside(power: Power) -> Answer:
    steps = power.flows.internal if power.flows else ()
    marks = [word for word, holds in (("集体研究", any(s.collective for s in steps)), ("公示", any(s.publicity for s in steps))) if holds]
    return Answer("怎么定", f"{len(steps)} 个环节", "steps", "须经" + "、".join(marks) if marks else "")

