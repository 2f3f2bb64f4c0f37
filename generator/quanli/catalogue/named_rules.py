"""What prose says under its name: the promised and the statutory limit, a tier, a fee, how often one must come. These are told for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from quanli.catalogue.durations import at_once
from quanli.catalogue.known_values import tier_values
from quanli.catalogue.power import Material, Power, Quantity
from quanli.catalogue.prose_places import Prose, prose_of
from quanli.catalogue.said_rules import LIMIT_SAID
from quanli.catalogue.sayings import FARTHEST, Value, values_in
from quanli.catalogue.wording import duration, price
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Problem, Rule

TIER_SAID = Rule(
    "TIER_SAID", "error",
    zh="“{text}”不是“{grade}”档的界限或幅度", en='"{text}" is no bound of tier "{grade}"',
    hint_zh="照裁量基准改正", hint_en="correct it after the table",
    follows="本程序的一致性要求：同一件事只有一种说法；行政处罚法第三十四条（裁量基准应当公布）",
)
FEE_SAID = Rule(
    "FEE_SAID", "error",
    zh="这里写收“{text}”，本项的收费却是{fees}", en='"{text}" is asked here, but the fees of this item are: {fees_en}',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第二十条第八项（收费项目、依据、标准）",
)
FREE_SAID = Rule(
    "FREE_SAID", "warning",
    zh="这里写“{text}”，本项却收费：{fees}", en='"{text}" is said here, but the item asks a fee: {fees_en}',
    hint_zh="改为一致，或写明哪一项不收费", hint_en="make them agree, or say what is free",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第二十条第八项（收费项目、依据、标准）",
)
VISITS_SAID = Rule(
    "VISITS_SAID", "error",
    zh="“{text}”与到办事现场次数（{visits} 次）不符", en='"{text}" is not the number of visits of this item ({visits})',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；优化营商环境条例第三十六条",
)
AT_ONCE_SAID = Rule(
    "AT_ONCE_SAID", "warning",
    zh="这里写“{text}”，承诺时限却是 {limit}", en='"{text}" is said here, but the promised limit is {limit_en}',
    hint_zh="改为一致，或写明什么情形当场办结", hint_en="make them agree, or say which cases are done at once",
    follows="本程序的一致性要求：同一件事只有一种说法；优化营商环境条例第三十六条第二款（按承诺的时限办结）",
)

MATERIALS_SAID = Rule(
    "MATERIALS_SAID", "warning",
    zh="“{text}”与本项的材料不符：必要的 {least} 项，全部 {most} 项", en='"{text}" is not the number of materials: {least} always, {most} in all',
    hint_zh="改为一致，或写明是哪种情形", hint_en="make them agree, or say in which case",
    follows="本程序的一致性要求：同一件事只有一种说法；行政许可法第三十条（全部材料的目录）",
)

_LIMIT = re.compile(rf"(?P<which>承诺|法定)(?:时限|期限|办结时限|办理时限|时间)?(?:是|为|的|：|在|最长)?\s*(?P<said>{NUMERAL}\s*(?:个?工作日|个月|日|天))")
_GRADE = re.compile(r"“(?P<grade>[^”]{1,12})”档?")
_ENDS = re.compile(r"[。；;\n]")
_FEE = re.compile(rf"(?:收费|收取|工本费|手续费|费用|缴费|交费)(?:标准)?(?:为|是|：|:|每[^，。；]{{1,3}})?\s*(?P<said>{NUMERAL}\s*[千百万]?元)")
_OTHER_PAYEE = re.compile(r"银行|医院|机构|公司|快递|邮|罚|滞纳|租|房|奖|超过|多收|退还|不得|违")
_FREE = re.compile(r"(?:^|[，。；、\n])(?P<said>(?:全程|一律|都|办理)?(?:不收费|免费|不收取?任何费用|不收取费用|不用交钱))(?=[，。；、\n]|$)")
_VISITS = re.compile(rf"(?P<most>最多|至多|不超过)?(?:只|仅|只需|只用|只要|需要?|要)?(?:跑|到场|到现场|到窗口|来窗口|来现场)\s*(?P<number>{NUMERAL})\s*(?P<unit>次|趟)")
_MATERIALS = re.compile(
    rf"材料(?:一共|总共|共|只有|只要|只需)\s*(?P<number>{NUMERAL})\s*[项种样件]|(?:只要|只需|共需|一共要)(?:提交|提供|准备|带)?\s*(?P<count>{NUMERAL})\s*[项种样]材料")
_NO_VISIT = re.compile(r"一次(?:都|也)?不用跑|一趟(?:都|也)?不用跑|零跑(?:动|腿)|不用跑腿|全程不见面")
_AT_ONCE = re.compile(r"(?:^|(?<=[，。；\n]))(?P<said>(?:材料齐全的?|一律|都|全部|本项|窗口)?(?:当场办结|即时办结|立等可取|当场办好|马上办结))(?=[，。；\n]|$)")
_IF = re.compile(r"的，|如果|能够?|可以|符合|时，|其中|不|凡|只有|除")


def check_named(power: Power, file: str) -> Iterator[Problem]:
    """Hold what the prose names against the field of that name."""
    prose = prose_of(power)
    text = prose.text
    if "承诺" in text or "法定" in text:
        yield from _limits(power, file, prose)
    if power.discretion and power.discretion.tiers and "“" in text:
        yield from _tiers(power, file, prose)
    if power.fees is not None and ("费" in text or "交钱" in text):
        yield from _fees(power, file, prose)
    if power.channels and power.channels.visits is not None and ("跑" in text or "到" in text or "见面" in text):
        yield from _visits(power.channels.visits, file, prose)
    if power.materials and "材料" in text:
        yield from _materials(power.materials, file, prose)
    promised = power.time_limits.promised if power.time_limits else None
    if promised and not at_once(promised) and ("当场办" in text or "即时" in text or "立等" in text or "马上" in text):
        yield from _at_once(promised, file, prose)


def _limits(power: Power, file: str, prose: Prose) -> Iterator[Problem]:
    limits = power.time_limits
    for found in _LIMIT.finditer(prose.text):
        limit = None if limits is None else limits.promised if found["which"] == "承诺" else limits.statutory
        said = next((value for value, _ in values_in(found["said"])), None)
        if limit and said and not _equal(said[1:], limit) and "延长" not in prose.text[max(0, found.start() - 8) : found.end() + 8]:
            statutory = found["which"] == "法定"
            yield LIMIT_SAID.at(
                file, prose.path(found.start()), text=found.group(), field="法定时限" if statutory else "承诺时限",
                field_en="statutory limit" if statutory else "promised limit", value=duration(limit), value_en=duration(limit, "en"))


def _equal(said: tuple[object, str], limit: Quantity) -> bool:
    return said == (limit.amount, limit.unit)


def _tiers(power: Power, file: str, prose: Prose) -> Iterator[Problem]:
    """Check sentences that name one tier of the table: they name its bounds, as in 满 2 年不满 4 年的属于“一般”，罚 1 万元以上 2 万元以下."""
    table = power.discretion
    if table is None:
        return
    grades = {tier.grade for tier in table.tiers}
    for sentence, start in _sentences(prose.text):
        named = {found["grade"] for found in _GRADE.finditer(sentence)} & grades
        if len(named) != 1:
            continue
        (grade,) = named
        known = tier_values(table, grade)
        units = {(kind, unit) for kind, _, unit in known}
        for value, match in values_in(sentence):
            if value not in known and (value[0], value[2]) in units:
                yield TIER_SAID.at(file, prose.path(start + match.start()), text=match.group(), grade=grade)
        for match in _counted(sentence, known):
            yield TIER_SAID.at(file, prose.path(start + match.start()), text=match.group(), grade=grade)


def _counted(sentence: str, known: AbstractSet[Value]) -> Iterator[re.Match[str]]:
    """Find bounds in a unit that only the table knows, such as 人 or 台, which are not those of the tier: 满 20 人属于“一般”."""
    bounds = [(amount, unit) for kind, amount, unit in known if not kind and unit]
    for unit in sorted({unit for _, unit in bounds}):
        for match in re.finditer(rf"(?P<number>{NUMERAL})\s*{re.escape(unit)}", sentence):
            if number_of(match["number"]) not in {amount for amount, one in bounds if one == unit}:
                yield match


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for end in [match.start() for match in _ENDS.finditer(text)] + [len(text)]:
        if end > start:
            yield text[start:end], start
        start = end + 1


def _fees(power: Power, file: str, prose: Prose) -> Iterator[Problem]:
    fees = power.fees or ()
    told: dict[str, Any] = {"fees": "、".join(fee.name for fee in fees) or "不收费", "fees_en": ", ".join(fee.name for fee in fees) or "none, it is free"}
    amounts = {fee.amount for fee in fees if fee.amount is not None}
    if len(amounts) == len(fees):  # one with a standard may come to anything
        if fees:
            told["fees"] = "、".join(f"{fee.name} {price(fee.amount or 0)}" for fee in fees)
        for found in _FEE.finditer(prose.text):
            value = next((value for value, _ in values_in(found["said"])), None)
            around = _before(prose.text, found.start())[-12:] + found.group()
            if value and value[1] not in amounts and value[1] and not _OTHER_PAYEE.search(around):
                yield FEE_SAID.at(file, prose.path(found.start()), text=found["said"].strip(), **told)
    if fees and all(fee.amount and not fee.reduction for fee in fees):
        for found in _FREE.finditer(prose.text):
            yield FREE_SAID.at(file, prose.path(found.start("said")), text=found["said"], **told)


def _materials(materials: tuple[Material, ...], file: str, prose: Prose) -> Iterator[Problem]:
    least = sum(material.required == "always" and not material.for_ for material in materials)
    for found in _MATERIALS.finditer(prose.text):
        number = number_of(found["number"] or found["count"])
        if number is not None and not least <= number <= len(materials) and not _IF.search(_before(prose.text, found.start())):
            yield MATERIALS_SAID.at(file, prose.path(found.start()), text=found.group(), least=least, most=len(materials))


def _visits(visits: int, file: str, prose: Prose) -> Iterator[Problem]:
    for found in _VISITS.finditer(prose.text):
        number = number_of(found["number"])
        if number is not None and (number < visits or (number > visits and not found["most"])):
            yield VISITS_SAID.at(file, prose.path(found.start()), text=found.group(), visits=visits)
    if visits:
        for found in _NO_VISIT.finditer(prose.text):
            if not _IF.search(_before(prose.text, found.start())):
                yield VISITS_SAID.at(file, prose.path(found.start()), text=found.group(), visits=visits)


def _at_once(promised: Quantity, file: str, prose: Prose) -> Iterator[Problem]:
    for found in _AT_ONCE.finditer(prose.text):
        if not _IF.search(_before(prose.text, found.start())):
            yield AT_ONCE_SAID.at(file, prose.path(found.start()), text=found["said"], limit=duration(promised), limit_en=duration(promised, "en"))


def _before(text: str, position: int) -> str:
    """Give the words of a sentence before a position: where they name a case, what follows holds only there."""
    farthest = max(0, position - FARTHEST)
    begin = max(farthest - 1, *(text.rfind(end, farthest, position) for end in "。；\n"))
    return text[begin + 1 : position]
