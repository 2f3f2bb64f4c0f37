"""Telephones, addresses and hours that prose names, held against those of the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.prose_places import prose_of
from quanli.catalogue.reach import Reach, digits, hours_in, lines_of, phones_in, plain, reach_of, streets_in
from quanli.catalogue.registry import Registry
from quanli.catalogue.sayings import FARTHEST
from quanli.errors import Problem, Rule

PHONE_UNKNOWN = Rule(
    "PHONE_UNKNOWN", "warning",
    zh="电话 {phone} 不是{office}登记的任何一个电话", en="the telephone {phone} is none of those of {office}",
    hint_zh="改正号码，或在机关文件中登记", hint_en="correct it, or register it in the office's file",
    follows="政府信息公开条例第二十条第二项（联系方式）；权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)
PHONE_OTHER = Rule(
    "PHONE_OTHER", "error",
    zh="{phone} 不是“{name}”的电话，登记的是 {known}", en='{phone} is not the telephone of "{name}", which is {known}',
    hint_zh="改为一致", hint_en="make them agree",
    follows="政府信息公开条例第二十条第二项（联系方式）；权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)
ADDRESS_OTHER = Rule(
    "ADDRESS_OTHER", "error",
    zh="这里写“{address}”，{office}的地址是 {known}", en='"{address}" here, but {office} is at {known}',
    hint_zh="改为一致", hint_en="make them agree",
    follows="政府信息公开条例第二十条第二项（办公地址）；权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)
ADDRESS_UNKNOWN = Rule(
    "ADDRESS_UNKNOWN", "warning",
    zh="{office}没有登记过地址“{address}”", en='{office} has no address "{address}"',
    hint_zh="改正地址，或在机关文件中登记", hint_en="correct it, or register it in the office's file",
    follows="政府信息公开条例第二十条第二项（办公地址）；权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)
HOURS_OTHER = Rule(
    "HOURS_OTHER", "warning",
    zh="“{hours}”不是{office}登记的办公时间（{known}）", en='"{hours}" is none of the hours of {office} ({known})',
    hint_zh="改为一致，或写明是什么的时间", hint_en="make them agree, or say of what they are the hours",
    follows="政府信息公开条例第二十条第二项（办公时间）；权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)

OFFICE_DISAGREES = Rule(
    "OFFICE_DISAGREES", "warning",
    zh="{what_zh}", en="{what_en}",
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第二十条第二项",
)

_ANY = re.compile(r"[0-9](?:[0-9－—– -]{7}|\s*号|[:：][0-5][0-9])")
"""What any telephone, house number or hour has."""
_SENT_TO = re.compile(r"(?:寄到|寄往|寄至|邮寄地址|地址(?:是|为|：|:)|地点(?:是|为|：|:))[^，。；]{0,16}$")
_OTHER_HOURS = re.compile(r"热线|平台|系统|网上|营业|销售|考试|公交|班车|检查|活动|直播|燃放")


def check_reach(power: Power, file: str, registry: Registry) -> Iterator[Problem]:
    """Check what the prose of a power says of how its office is reached; a number of another office of the site is known too."""
    office = registry.offices.get(power.office)
    text = prose_of(power).text
    if office is None or not _ANY.search(text):
        return
    contacts = tuple(filter(None, (power.contact, power.complaint)))
    for rule, at, told in reach_faults(text, office.name, reach_of((office,), contacts), reach_of(tuple(registry.offices.values()))):
        yield rule.at(file, prose_of(power).path(at), **told)


def check_office_reach(office: Office, file: str) -> Iterator[Problem]:
    """Check that an office says in one way how it is reached: contacts, lists of telephones, addresses, hours."""
    listed = {digits(phone) for _, phone in lines_of(office)}
    for key, contact in (("contact", office.contact), ("complaint", office.complaint)):
        if contact is None:
            continue
        if contact.phone and office.phones and digits(contact.phone) not in listed:
            yield OFFICE_DISAGREES.at(
                file, (key, "phone"), what_zh=f"电话 {contact.phone} 不在 phones、units、windows 登记的电话之中",
                what_en=f"the telephone {contact.phone} is none of those under phones, units and windows")
        for (street, number), _ in streets_in(contact.address):
            others = sorted(other for (one, other), _ in streets_in(office.address) if one == street and other != number)
            if others:
                yield OFFICE_DISAGREES.at(
                    file, (key, "address"), what_zh=f"这里写 {street} {number} 号，机关地址是 {street} {others[0]} 号",
                    what_en=f"{street} {number} 号 here, but the office is at {street} {others[0]} 号")
        spans, hours = {span for span, _ in hours_in(contact.hours)}, {span for span, _ in hours_in(office.hours)}
        if spans and hours and spans != hours:
            yield OFFICE_DISAGREES.at(
                file, (key, "hours"), what_zh=f"这里写“{contact.hours}”，机关的办公时间是“{office.hours}”",
                what_en=f'"{contact.hours}" here, but the hours of the office are "{office.hours}"')
    named = {plain(one.name): digits(one.phone) for one in office.units if one.phone}
    for i, phone in enumerate(office.phones):
        if phone.name in named and digits(phone.phone) != named[phone.name]:
            yield OFFICE_DISAGREES.at(
                file, ("phones", i, "phone"), what_zh=f"“{phone.name}”在 units 中登记了另一个电话", what_en=f'"{phone.name}" has another telephone under units')


def reach_faults(text: str, office: str, own: Reach, every: Reach) -> Iterator[tuple[Rule, int, dict[str, Any]]]:
    """Find what a text says wrongly of an office: the rule broken, the position, and what fills its wording."""
    if own.phones:
        yield from _phones(text, office, own, every)
    if own.streets and "号" in text:
        yield from _streets(text, office, own, every)
    if own.hours and (":" in text or "：" in text):
        for span, match in hours_in(text):
            if span not in own.hours and not _OTHER_HOURS.search(text[max(0, match.start() - 14) : match.end() + 10]):
                known = "、".join(f"{begin}–{end}" for begin, end in sorted(own.hours, key=_by_hour))
                yield HOURS_OTHER, match.start(), {"hours": match.group(), "office": office, "known": known}


def _phones(text: str, office: str, own: Reach, every: Reach) -> Iterator[tuple[Rule, int, dict[str, Any]]]:
    for phone, match in phones_in(text):
        near = _near(text, match)
        named = [(name, known) for name, known in own.named if name in near]
        if named and not any(phone in known for _, known in named):
            name, known = named[0]
            yield PHONE_OTHER, match.start(), {"phone": match.group(), "name": name, "known": "、".join(_written(one) for one in sorted(known))}
        elif phone not in own.phones and phone not in every.phones:
            yield PHONE_UNKNOWN, match.start(), {"phone": match.group(), "office": office}


def _streets(text: str, office: str, own: Reach, every: Reach) -> Iterator[tuple[Rule, int, dict[str, Any]]]:
    for (street, number), match in streets_in(text):
        if (street, number) in every.streets:
            continue
        known = sorted(other for one, other in own.streets if one == street)
        if known:
            yield ADDRESS_OTHER, match.start(), {"address": f"{street} {number} 号", "office": office, "known": "、".join(f"{street} {one} 号" for one in known)}
        elif _SENT_TO.search(text[max(0, match.start() - 20) : match.start() + len(match["street"])]):
            yield ADDRESS_UNKNOWN, match.start(), {"address": f"{street} {number} 号", "office": office}


def _near(text: str, match: re.Match[str]) -> str:
    """Give the words of the clause in which a number stands."""
    farthest, finish = max(0, match.start() - FARTHEST), match.end() + FARTHEST
    begin = max(farthest - 1, *(text.rfind(end, farthest, match.start()) for end in "，。；\n|"))
    ends = [at for end in "，。；\n|" if (at := text.find(end, match.end(), finish)) >= 0]
    return text[begin + 1 : min(ends, default=finish)]


def _written(phone: str) -> str:
    return f"{phone[:-7]}-{phone[-7:]}" if phone.startswith("0") and len(phone) == 11 else phone


def _by_hour(span: tuple[str, str]) -> tuple[int, ...]:
    return tuple(int(part) for side in span for part in side.split(":"))
