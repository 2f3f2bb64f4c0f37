"""What a power calls a statutory limit, held against the articles that it names for it: whose time they set, how much, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quanli.catalogue import terms
from quanli.catalogue.durations import exceeds, total_of
from quanli.catalogue.limit_grounds import DOCUMENT, LICENSING, Ground, cited_grounds, named_grounds
from quanli.catalogue.power import Limit, Power, Quantity
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import duration
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Path, Problem, Rule

if TYPE_CHECKING:
    from quanli.provisions.provision import Deadline

LIMIT_NOT_STATUTORY = Rule(
    "LIMIT_NOT_STATUTORY", "error",
    zh="自己写明没有法律规定（“{words}”），却列为法定时限", en='called statutory, though it says itself that no law sets it ("{words}")',
    hint_zh="删去 statutory，只写 promised：没有规定的，按照合理、高效的原则确定并公开（优化营商环境条例第三十六条第二款）",
    hint_en="leave out statutory and keep promised: where nothing is laid down the office sets the limit itself (Regulation on Optimizing the Business Environment, art. 36)",
    follows="优化营商环境条例第三十六条第二款（没有规定的，自行确定时限）",
)
LIMIT_WITHOUT_BASIS = Rule(
    "LIMIT_WITHOUT_BASIS", "warning",
    zh="法定时限 {limit} 没有写明是哪一条规定的", en="no article is named that sets the statutory limit of {limit_en}",
    hint_zh="在 basis 写明法规和条次；没有法律规定的，只写 promised", hint_en="name law and article in basis; where no law sets it, keep promised only",
    follows="优化营商环境条例第三十六条第二款（法律、法规、规章以及国家有关规定的时限）",
)
LIMIT_UNFOUNDED = Rule(
    "LIMIT_UNFOUNDED", "error",
    zh="{article}没有规定{limit}的时限", en="{article} sets no limit of {limit_en}",
    hint_zh="改引规定这一时限的条文；没有这样的条文，就删去 statutory，只写 promised",
    hint_en="cite the article that sets it; where there is none, leave out statutory and keep promised",
    follows="所引条文本身；优化营商环境条例第三十六条第二款",
)
LIMIT_DIFFERS = Rule(
    "LIMIT_DIFFERS", "error",
    zh="时限 {limit} 与{article}不符：“{text}”", en='the limit of {limit_en} is not that of {article}: "{text}"',
    hint_zh="照条文改正（行政许可法的期限以工作日计算：第八十二条）", hint_en="correct it after the article (limits of the Administrative Licensing Law are in working days: art. 82)",
    follows="所引条文本身；行政许可法第八十二条（以工作日计算）",
)
LIMIT_OF_ANOTHER = Rule(
    "LIMIT_OF_ANOTHER", "error",
    zh="{article}的 {limit} 是{whose_zh}的期限，不是本机关的办理时限：“{text}”", en='the {limit_en} of {article} are the time of the {whose_en}, not the office\'s: "{text}"',
    hint_zh="改引规定本机关时限的条文；没有的，删去 statutory，只写 promised", hint_en="cite the article that binds the office; where there is none, keep promised only",
    follows="所引条文本身；优化营商环境条例第三十六条第二款（机关的办理时限）",
)
LIMIT_NO_MAXIMUM = Rule(
    "LIMIT_NO_MAXIMUM", "error",
    zh="{article}的 {limit} 是{what_zh}，不是作出决定的时限：“{text}”", en='the {limit_en} of {article} are {what_en}, no limit to decide in: "{text}"',
    hint_zh="删去 statutory，把它写进说明", hint_en="leave out statutory, and say this in a note",
    follows="所引条文本身；优化营商环境条例第三十六条第二款（机关的办理时限）",
)
LIMIT_OF_ANOTHER_ACT = Rule(
    "LIMIT_OF_ANOTHER_ACT", "warning",
    zh="《{title}》{article}是{act_zh}的时限，本项是{category}", en="{article} of {title} sets the limit of {act_en}; this item is a {category_en}",
    hint_zh="改引适用本项的条文；没有的，只写 promised", hint_en="cite the article that applies; where there is none, keep promised only",
    follows="所引条文本身的适用范围，如行政处罚法第六十条、行政许可法第四十二条",
)

_SAYS_NONE = re.compile(
    r"[^，。；、]{0,12}(?:没有|未|并未|尚无|无)(?:单独|另行|明确|具体)?(?:规定|设定)(?:审批|办理|处理|返还|具体|明确)*的?(?:期限|时限|天数|时间)[^，。；]{0,6}"
    r"|[^，。；、]{0,8}(?:没有|未)(?:单独|另行)?规定(?=[，。；]|$)|(?:比照|参照)[^，。；]{2,30}"
)
_NONE = ("没有", "未", "无", "比照", "参照")
_OTHERWISE = re.compile(r"(?:期限|时限|时间|天数)[^。；]{0,24}(?:规定|制定|确定)|(?:规定|约定|确定)的?(?:期限|时限|时间)")
"""What leaves the limit to another provision."""
_UNITS = {"workday": r"(?:个)?工作日", "day": r"(?:日|天|个自然日)", "month": r"(?:个)?月", "year": r"年"}
_HOURS = 24
_WHOSE = {"applicant": ("当事人、申请人", "party"), "payer": ("缴款人", "payer"), "filer": ("申报、备案的人", "filer")}
_WHAT = {"least": ("最短的告知、等待时间", "a minimum notice"), "frequency": ("周期", "a frequency"), "term": ("有效期", "a term of validity")}
_ACTS = {
    ("行政处罚法", 60): ("penalty", "行政处罚决定", "a penalty"),
    (LICENSING, 42): ("permit", "行政许可决定", "a permit"),
    ("行政强制法", 25): ("coercion", "查封、扣押", "sealing and seizing"),
}
_SET = {("行政处罚法", 60): (90, "day"), (LICENSING, 42): (20, "workday"), ("行政强制法", 25): (30, "day")}
"""What most limits rest on, known without reading it again."""
_TIME = re.compile(r"日内|月内|年内|日之内|工作日|小时|[日月年]以内|不得?超过")
_GENERAL = {"penalty": ((90, "day"),), "permit": ((20, "workday"), (45, "workday")), "coercion": ((30, "day"),)}
"""Limits that a law sets for every power of a category: Penalty Law art. 60, Licensing Law art. 42, Compulsion Law art. 25. They need no naming to be known."""


def check_statutory_limits(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold the limit that is called statutory against what sets it, and those of other steps against the longest that their articles allow."""
    limits = power.time_limits
    if limits and limits.statutory:
        yield from _statutory(power, limits.statutory, file, book)
    if limits and limits.correction and limits.correction.basis:
        yield from _longest(power, limits.correction, limits.correction.basis, file, ("time_limits", "correction", "amount"), book)
    for index, step in enumerate(power.special_steps):
        if step.limit and "条" in step.basis:
            yield from _longest(power, step.limit, step.basis, file, ("special_steps", index, "limit"), book)


def _statutory(power: Power, limit: Limit, file: str, book: StatuteBook) -> Iterator[Problem]:
    path: Path = ("time_limits", "statutory")
    told: dict[str, Any] = {"limit": duration(limit), "limit_en": duration(limit, "en")}
    for key, text in (("basis", limit.basis), ("note", limit.note)):
        found = _SAYS_NONE.search(text) if any(word in text for word in _NONE) else None
        if found and (key == "basis" or not found[0].startswith(("比照", "参照"))):
            yield LIMIT_NOT_STATUTORY.at(file, (*path, key), words=found[0])
            return
    roles = [basis for basis in power.basis if basis.role == "limit" and basis.article]
    if "条" not in limit.basis:
        if not limit.basis and not roles and (limit.amount, limit.unit) not in _GENERAL.get(power.category, ()):
            yield LIMIT_WITHOUT_BASIS.at(file, path, **told)
        if limit.basis:
            if not DOCUMENT.search(limit.basis):
                yield LIMIT_WITHOUT_BASIS.at(file, (*path, "basis"), **told)
            return
    grounds = named_grounds(power, limit.basis, book) if limit.basis else cited_grounds(power, book)
    if not grounds:
        return
    yield from _held(limit, grounds, file, path, told)
    yield from _act(power, grounds, file, (*path, "basis") if limit.basis else path)


def _held(limit: Limit, grounds: Sequence[Ground], file: str, path: Path, told: dict[str, Any]) -> Iterator[Problem]:
    """Find the limit in the articles: one that binds the office and is a maximum; else say what they set instead."""
    if any((limit.amount, limit.unit) == _SET.get((ground.title, ground.place.number)) and _occurs(limit, ground) for ground in grounds):
        return
    found = _deadlines(grounds)
    same = [(ground, one) for ground, one in found if _amount(one, ground) == (limit.amount, limit.unit)]
    places = "、".join(dict.fromkeys(f"《{ground.title}》{ground.shown}" for ground in grounds))
    if any(one.kind == "most" and one.of not in _WHOSE for _, one in same):
        return
    if same:
        ground, one = same[0]
        args: dict[str, Any] = {"article": f"《{ground.title}》{ground.shown}", "text": one.words, **told}
        if one.kind in _WHAT:
            yield LIMIT_NO_MAXIMUM.at(file, path, what_zh=_WHAT[one.kind][0], what_en=_WHAT[one.kind][1], **args)
        elif one.of in _WHOSE:
            yield LIMIT_OF_ANOTHER.at(file, path, whose_zh=_WHOSE[one.of][0], whose_en=_WHOSE[one.of][1], **args)
        return
    ours = [(ground, one) for ground, one in found if one.kind == "most" and one.of == "office" and not one.extension]
    if any(_occurs(limit, ground) for ground in grounds) or _summed(limit, found):
        return
    if ours:
        yield LIMIT_DIFFERS.at(file, (*path, "amount"), article=places, text="；".join(dict.fromkeys(one.words for _, one in ours)), **told)
    elif not any(_OTHERWISE.search(ground.words) for ground in grounds):
        yield LIMIT_UNFOUNDED.at(file, path, article=places, **told)


def _longest(power: Power, limit: Quantity, basis: str, file: str, path: Path, book: StatuteBook) -> Iterator[Problem]:
    """Say that a step takes longer than any limit of the office in the articles named for it."""
    grounds = [ground for ground in named_grounds(power, basis, book) if _TIME.search(ground.words)]
    if any(_occurs(limit, ground) for ground in grounds):
        return
    ours = [(ground, one) for ground, one in _deadlines(grounds) if one.kind == "most" and one.of == "office"]
    if not ours:
        return
    if all(exceeds(total_of(limit), Quantity(*_amount(one, ground))) for ground, one in ours):
        yield LIMIT_DIFFERS.at(
            file, path, limit=duration(limit), limit_en=duration(limit, "en"), article="、".join(dict.fromkeys(f"《{g.title}》{g.shown}" for g, _ in ours)),
            text="；".join(dict.fromkeys(one.words for _, one in ours)),
        )


def _deadlines(grounds: Sequence[Ground]) -> list[tuple[Ground, Deadline]]:
    """Read the times that articles set, in the paragraphs that are named."""
    if not grounds:
        return []
    from quanli.provisions.reading import read_provision  # noqa: PLC0415 - few limits rest on more than the laws of procedure

    return [
        (ground, one) for ground in grounds for one in read_provision(ground.words).deadlines if not ground.paragraphs or one.paragraph in ground.paragraphs
    ]


def _act(power: Power, grounds: Sequence[Ground], file: str, path: Path) -> Iterator[Problem]:
    """Say that an article binds decisions of another kind (Licensing Law art. 42: permits; Penalty Law art. 60: penalties)."""
    acts = [(ground, _ACTS.get((ground.title, ground.place.number))) for ground in grounds]
    if all(act and act[0] != power.category for _, act in acts):
        ground, act = acts[0]
        category = terms.CATEGORIES.get(power.category)
        if act and category:
            yield LIMIT_OF_ANOTHER_ACT.at(
                file, path, title=ground.title, article=ground.shown, act_zh=act[1], act_en=act[2], category=category.zh, category_en=category.en,
            )


def _amount(one: Deadline, ground: Ground) -> tuple[int, str]:
    if one.unit == "hour" and one.amount % _HOURS == 0:
        return one.amount // _HOURS, "day"
    return one.amount, "workday" if one.unit == "day" and ground.workdays else one.unit


def _occurs(limit: Quantity, ground: Ground) -> bool:
    """Tell whether an article has the amount at all, whatever was understood of it."""
    if ground.workdays and limit.unit == "day":
        return False
    pattern = _UNITS.get("day" if ground.workdays and limit.unit == "workday" else limit.unit)
    return pattern is None or any(number_of(found[1]) == limit.amount for found in re.finditer(rf"({NUMERAL}){pattern}", ground.words))


def _summed(limit: Quantity, found: Sequence[tuple[Ground, Deadline]]) -> bool:
    """Tell whether a limit is one of the articles' together with its extension."""
    base = [_amount(one, ground) for ground, one in found if not one.extension]
    more = [_amount(one, ground) for ground, one in found if one.extension]
    return any((first + second, unit) == (limit.amount, limit.unit) for first, unit in base for second, other in more if unit == other)
