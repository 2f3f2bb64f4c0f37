"""What the prose of a power says in numbers, held against the power's own fields, the law that it cites, and its other prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from quanli.catalogue.known_values import cited_values, field_values, limits_of
from quanli.catalogue.power import Power, Quantity
from quanli.catalogue.prose_places import explained, laid_down
from quanli.catalogue.sayings import Saying, saying_at, values_in
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import duration
from quanli.codes.numerals import NUMERAL
from quanli.errors import Path, Problem, Rule

LIMIT_NUMBER = Rule(
    "LIMIT_NUMBER", "warning",
    zh="“{text}”与本项的各项时限（{limits}）都不相同", en='"{text}" is none of the limits of this item ({limits_en})',
    hint_zh="改为一致，或写明它是哪一步的时限", hint_en="make them agree, or name the step that it is the limit of",
)
LIMIT_SAID = Rule(
    "LIMIT_SAID", "error",
    zh="“{text}”与本项的{field}（{value}）不符", en='"{text}" is not the {field_en} of this item ({value_en})',
    hint_zh="改为一致", hint_en="make them agree",
)
SANCTION_SAID = Rule(
    "SANCTION_SAID", "warning",
    zh="“{text}”不在本项的法定幅度、裁量档次和所引条文之中", en='"{text}" stands in no range or tier of this item, nor in a provision that it cites',
    hint_zh="照裁量基准改正，或引用规定它的条文", hint_en="correct it after the table, or cite the provision that sets it",
)
SAID_TWICE = Rule(
    "SAID_TWICE", "warning",
    zh="这里是“{text}”，{field} 却是“{other}”", en='"{text}" here, but "{other}" in {field}',
    hint_zh="改为一致", hint_en="make them agree",
)

_OWN = re.compile(rf"^(?:[至到—–-]\s*{NUMERAL}\s*(?:个?工作日|个月|日|天|年))?(?:之?内|以内|以上|前)?(?:向|内?提出|申请|要求|起诉|提起|内?缴|内?交|陈述|申辩|内?履行|内?补办|内?改正|异议|登记|前提出|前申请|到指定|到银行)")
"""Words after a time that is the applicant's."""
_DONE = re.compile(r"^(?:之?内|以内)?[^，]{0,6}?(?:办结|办理完毕|办理完成|办完|办好|审结|作出|决定|答复|批复|批准|裁决|结果|拿到?照|发证)")
_CORRECTION = re.compile(r"补正|要补|补什么|补齐|缺什么")
_VALID = re.compile(r"有效期?(?:限|为|是|：|一般|都是)*\s*$")
_SUM = re.compile(r"合计|总共|一共|累计|加起来")
_ACTS = re.compile(
    "受理|审核|审查|复核|核查|核实|检验|检测|检定|评审|鉴定|听证|公示|公开|送达|立案|调查|拨付|支付|发放|返还|退还|抵押登记|征求|评估|催告|复查|转款|入账|整改|解除|处理|告知")
_STEM = re.compile(r"[一-鿿]{2,}")


def check_said(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Read every number of the prose that explains a power; what no field has is judged by what it speaks of."""
    prose = prose_of(power)
    if not prose.places:
        return
    known = field_values(power)
    unknown = [(value, match) for value, match in values_in(prose.text) if value not in known]
    if not unknown:
        return
    judge = _Judge(power, file, prose)
    found = [(value, problem) for value, match in unknown for problem in judge.about(saying_at(prose.text, value, match))]
    if found:
        cited = cited_values(power, book)
        yield from (problem for value, problem in found if value not in cited)


class Prose:
    """The prose that explains a power, as one text; each position knows its place."""

    def __init__(self, power: Power) -> None:
        """Take the texts of a power."""
        self.places: Sequence[tuple[Path, str]] = tuple(explained(power))
        self.text = "\n".join(text for _, text in self.places)

    @cached_property
    def starts(self) -> list[int]:
        """The positions at which the texts begin."""
        return [0, *accumulate(len(text) + 1 for _, text in self.places)]

    def path(self, position: int) -> Path:
        """Give the place of what stands at a position."""
        return self.places[min(bisect_right(self.starts, position) - 1, len(self.places) - 1)][0]


_LAST: list[tuple[Power, Prose]] = []


def prose_of(power: Power) -> Prose:
    """Give the prose of a power, which several checks read one after the other: that of the last power is kept."""
    if not _LAST or _LAST[0][0] is not power:
        _LAST[:] = [(power, Prose(power))]
    return _LAST[0][1]


class _Judge:
    def __init__(self, power: Power, file: str, prose: Prose) -> None:
        self.power, self.file, self.prose = power, file, prose

    def about(self, said: Saying) -> Iterator[Problem]:
        """Judge a value that no field has, by what it speaks of; silent where that cannot be told."""
        kind = said.value[0]
        if kind == "duration":
            yield from self._duration(said)
        elif self._is_fine(said):
            yield SANCTION_SAID.at(self.file, self.prose.path(said.start), text=said.words)
        elif "罚" not in said.before[-_NEAR:] + said.after[:_NEAR]:
            yield from self._alike(said)

    def _duration(self, said: Saying) -> Iterator[Problem]:
        limits, unit = self.power.time_limits, said.value[2]
        path = self.prose.path(said.start)
        valid = [result.valid_for for result in self.power.results if result.valid_for]
        if _VALID.search(said.before) or said.after.startswith(("有效", "内有效")):
            if len(valid) == 1:
                yield self._field(said, "有效期", "validity", valid[0])
            return
        if _OWN.match(said.after):
            yield from self._alike(said)
        elif limits and limits.correction and _CORRECTION.search(said.after) and "告" in said.after:
            yield self._field(said, "补正告知时限", "limit for naming what is missing", limits.correction)
        elif _SUM.search(said.before):
            return
        elif limits and (limits.statutory or limits.promised) and (unit == "workday" or (unit != "year" and _DONE.match(said.after))):
            yield self._none(said, path)
        elif self._of_a_step(said):
            yield self._none(said, path)
        else:
            yield from self._alike(said)

    def _field(self, said: Saying, zh: str, en: str, value: Quantity) -> Problem:
        return LIMIT_SAID.at(
            self.file, self.prose.path(said.start), text=said.words, field=zh, field_en=en, value=duration(value), value_en=duration(value, "en"))

    def _none(self, said: Saying, path: Path) -> Problem:
        stated = [limit for limit in limits_of(self.power) if limit.unit]
        return LIMIT_NUMBER.at(
            self.file, path, text=said.words, limits="、".join(dict.fromkeys(map(duration, stated))),
            limits_en=", ".join(dict.fromkeys(duration(limit, "en") for limit in stated)))

    def _of_a_step(self, said: Saying) -> bool:
        """Tell whether it is said of an act that is a step with a limit of its own: 七日内送达, 公示 5 个工作日."""
        act = _ACTS.search(said.after[:12]) or _last(_ACTS, said.before[-12:])
        if act is None or said.value[2] == "year":
            return False
        flows = self.power.flows
        steps = [*flows.external, *flows.internal] if flows else []
        return any(step.limit and act.group() in step.name for step in (*steps, *self.power.special_steps))

    def _is_fine(self, said: Saying) -> bool:
        near = said.before[-14:] + said.after[:14]
        return self.power.discretion is not None and bool(self.power.discretion.statutory) and ("罚" in near or "处" in said.before[-2:])

    def _alike(self, said: Saying) -> Iterator[Problem]:
        """Look for other prose that says the like with another number."""
        path = self.prose.path(said.start)
        for where, other in self._others:
            if where != path and _same_thing(said, other):
                yield SAID_TWICE.at(self.file, path, text=said.words, other=other.words, field=".".join(map(str, where)))
                return

    @cached_property
    def _others(self) -> list[tuple[Path, Saying]]:
        found = []
        for path, text in laid_down(self.power):
            found += [(path, saying_at(text, value, match)) for value, match in values_in(text)]
        text = self.prose.text
        return found + [(self.prose.path(match.start()), saying_at(text, value, match)) for value, match in values_in(text)]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return found


_NEAR = 12
_COMMON = frozenset({"的，", "之日", "日起", "以上", "以下", "以内", "不超", "超过", "或者", "可以", "本局", "中心", "本中", "规定", "申请", "日内", "起 ", "不得", "应当", "罚款"})


def _same_thing(first: Saying, second: Saying) -> bool:
    """Tell whether two values are of one unit, differ, and stand among the same words: 连续缴存满 3 个月, 连续缴满 6 个月."""
    if first.value[0] != second.value[0] or first.value[2] != second.value[2] or first.value[1] == second.value[1]:
        return False
    if first.value[0] == "age":
        return True
    return len(_pairs(_near(first)) & _pairs(_near(second))) >= 2


def _near(said: Saying) -> str:
    return said.before[-_NEAR:] + "|" + said.after[:8]


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for one in _STEM.findall(text) for pair in map("".join, zip(one, one[1:], strict=False)) if pair not in _COMMON)
