"""Fields of one power that contradict each other: materials, copies, ways to hand in, visits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue.elements import APPLIED_FOR
from quanli.catalogue.power import Channels, Material, Power
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Problem, Rule

MATERIAL_TWICE = Rule(
    "MATERIAL_TWICE", "warning",
    zh="材料“{name}”写了两次（先在第 {first} 项）", en='the material "{name}" stands twice (first as number {first})',
    hint_zh="删去一项，或写明各在什么情形提交", hint_en="drop one, or say in which case each is needed",
    follows="本程序的一致性要求：同一件事只有一种说法；行政许可法第三十条（全部材料的目录）",
)
MATERIAL_NEED = Rule(
    "MATERIAL_NEED", "warning",
    zh="“{name}”写了必要，又写了适用情形", en='"{name}" is always needed, yet only in some case',
    hint_zh="视情形才要的写 required: conditional", hint_en="write required: conditional for what is needed in some case",
    follows="本程序的一致性要求：同一件事只有一种说法；行政许可法第三十条（全部材料的目录）",
)
COPIES_SAID = Rule(
    "COPIES_SAID", "error",
    zh="“{text}”与{field}（{count} 份）不符", en='"{text}" is not the number of {field_en} ({count})',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第六条（公开的信息应当及时、准确）",
)
VISITS_NEEDED = Rule(
    "VISITS_NEEDED", "error",
    zh="不用到现场（visits: 0），却只能在窗口办：没有网上办理，也没有邮寄", en="no visit is needed (visits: 0), yet there is only the window: nothing online, nothing by mail",
    hint_zh="写明网上或邮寄怎样办，或改正次数", hint_en="say how it is done online or by mail, or correct the number",
    follows="本程序的一致性要求：同一件事只有一种说法；优化营商环境条例第三十六条",
)
VISITS_ONLINE = Rule(
    "VISITS_ONLINE", "warning",
    zh="全程网办，却要到现场 {visits} 次", en="it is done wholly online, yet asks for {visits} visits",
    hint_zh="改正网办深度或次数", hint_en="correct the depth or the number",
    follows="本程序的一致性要求：同一件事只有一种说法；优化营商环境条例第三十六条、第三十七条",
)

_COPIES = re.compile(rf"(?P<kind>一式|原件(?:和复印件)?各?|复印件各?)(?:提交|提供|交|共)?\s*(?P<number>{NUMERAL})\s*份")


def check_agreement(power: Power, file: str) -> Iterator[Problem]:
    """Check that the fields of a power do not contradict each other."""
    if power.materials:
        yield from _materials(power.materials, file)
    if power.channels:
        yield from _channels(power, power.channels, file)


def _materials(materials: tuple[Material, ...], file: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, material in enumerate(materials):
        first = seen.setdefault(material.name, i)
        if first != i and (material.when, material.for_) == (materials[first].when, materials[first].for_):
            yield MATERIAL_TWICE.at(file, ("materials", i, "name"), name=material.name, first=first + 1)
        if material.required == "always" and (material.when or material.for_):
            yield MATERIAL_NEED.at(file, ("materials", i, "required"), name=material.name)
        if "份" in material.note or "份" in material.name:
            yield from _copies(material, file, i)


def _copies(material: Material, file: str, i: int) -> Iterator[Problem]:
    for key, text in (("name", material.name), ("note", material.note)):
        for found in _COPIES.finditer(text):
            number, kind = number_of(found["number"]), found["kind"]
            copy = kind.startswith("复印件")
            counts = {material.copies} if copy else {material.originals} if kind.startswith("原件") else {
                material.originals, material.copies, material.originals + material.copies}
            if number is not None and number not in counts and max(counts) > 0:
                yield COPIES_SAID.at(
                    file, ("materials", i, key), text=found.group(), field="复印件份数" if copy else "原件份数",
                    field_en="copies" if copy else "originals", count=material.copies if copy else material.originals)


def _channels(power: Power, channels: Channels, file: str) -> Iterator[Problem]:
    if channels.visits == 0 and channels.windows and not channels.online and not channels.mail and power.category in APPLIED_FOR:
        yield VISITS_NEEDED.at(file, ("channels", "visits"))
    if channels.visits and channels.online and channels.online.depth == "full":
        yield VISITS_ONLINE.at(file, ("channels", "visits"), visits=channels.visits)
