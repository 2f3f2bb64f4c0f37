"""What the prose of a power says in numbers, held against the power's own fields, the law that it cites, and its other prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from quanli.catalogue.known_values import cited_values, field_values, limits_of
from quanli.catalogue.power import Power, Quantity
from quanli.catalogue.prose_places import Prose, laid_down, prose_of
from quanli.catalogue.sayings import Saying, Value, saying_at, values_in, values_of
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.topics import Others, Topic, topic_of
from quanli.catalogue.wording import duration
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
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第六条（公开的信息应当及时、准确）",
)
SANCTION_SAID = Rule(
    "SANCTION_SAID", "warning",
    zh="“{text}”不在本项的法定幅度、裁量档次和所引条文之中", en='"{text}" stands in no range or tier of this item, nor in a provision that it cites',
    hint_zh="照裁量基准改正，或引用规定它的条文", hint_en="correct it after the table, or cite the provision that sets it",
    follows="本程序的一致性要求：同一件事只有一种说法；行政处罚法第三十四条（裁量基准应当公布）",
)
SAID_TWICE = Rule(
    "SAID_TWICE", "warning",
    zh="这里是“{text}”，{field} 却是“{other}”", en='"{text}" here, but "{other}" in {field}',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第六条（公开的信息应当及时、准确）",
)


def check_said(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Read every number of the prose that explains a power; what no condition and no field has is judged by what it speaks of.

    A number that the law cited has is known too. The law is asked last: few numbers come so far.
    """
    prose = prose_of(power)
    named = list(values_in(prose.text))
    if not named:
        return
    laid = Prose(laid_down(power))
    known: AbstractSet[Value] = values_of(laid.text)
    unknown = [(value, match) for value, match in named if value not in known]
    known = field_values(power) if unknown else frozenset()
    unknown = [(value, match) for value, match in unknown if value not in known]
    if not unknown:
        return
    judge = _Judge(power, file, prose, named, laid)
    found = [(said, problem) for value, match in unknown for said in (saying_at(prose.text, value, match),) for problem in judge.about(said)]
    if found:
        cited = cited_values(power, book)
        for said, problem in found:
            if said.value not in cited and not (problem.rule is SANCTION_SAID and _of_a_range(said) and _at_hand(power, book)):
                yield problem


def _of_a_range(said: Saying) -> bool:
    """Tell one bound of 一万元以上五万元以下 or 三十万元至一百万元."""
    return ("以下" in said.after and said.after.startswith("以上")) or said.after.startswith(("至", "到")) or said.before.rstrip().endswith(("以上", "至", "到"))


def _at_hand(power: Power, book: StatuteBook) -> bool:
    """Tell whether the words of every article of a sanction are at hand: then ranges are held against them, and told once."""
    cited = [basis for basis in power.basis if basis.role == "sanction"] or [basis for basis in power.basis if basis.role == "establishes"]
    texts = [(edition.text, basis.article) for basis in cited if (edition := book.of(basis.law, basis.version))]
    return len(texts) == len(cited) > 0 and all(text and text.article(article) for text, article in texts)


class _Judge:
    def __init__(self, power: Power, file: str, prose: Prose, named: list[tuple[Value, re.Match[str]]], laid: Prose) -> None:
        self.power, self.file, self.prose, self.named, self.laid = power, file, prose, named, laid

    @cached_property
    def others(self) -> Others:
        return Others(((self.laid.text, values_in(self.laid.text)), (self.prose.text, self.named)))

    def about(self, said: Saying) -> Iterator[Problem]:
        """Judge a value that no field has, by what it speaks of; silent where that cannot be told."""
        topic, path = topic_of(self.power, said), self.prose.path(said.start)
        if topic is Topic.LIMIT:
            yield self._none(said, path)
        elif topic is Topic.SANCTION:
            yield SANCTION_SAID.at(self.file, path, text=said.words)
        elif topic is Topic.OTHER:
            yield from self._alike(said, path)
        else:
            field = self._field(topic)
            if field is not None:
                zh, en, value = field
                yield LIMIT_SAID.at(self.file, path, text=said.words, field=zh, field_en=en, value=duration(value), value_en=duration(value, "en"))

    def _field(self, topic: Topic) -> tuple[str, str, Quantity] | None:
        """Give the one field of which a number speaks, by its names."""
        limits = self.power.time_limits
        if topic is Topic.CORRECTION and limits and limits.correction:
            return "补正告知时限", "limit for naming what is missing", limits.correction
        valid = [result.valid_for for result in self.power.results if result.valid_for] if topic is Topic.VALIDITY else []
        return ("有效期", "validity", valid[0]) if len(valid) == 1 else None

    def _none(self, said: Saying, path: Path) -> Problem:
        stated = [limit for limit in limits_of(self.power) if limit.unit]
        return LIMIT_NUMBER.at(
            self.file, path, text=said.words, limits="、".join(dict.fromkeys(map(duration, stated))),
            limits_en=", ".join(dict.fromkeys(duration(limit, "en") for limit in stated)))

    def _alike(self, said: Saying, path: Path) -> Iterator[Problem]:
        """Look for other prose that says the like with another number."""
        for number, other in self.others.like(said):
            where = (self.laid, self.prose)[number].path(other.start)
            if where != path:
                yield SAID_TWICE.at(self.file, path, text=said.words, other=other.words, field=".".join(map(str, where)))
                return
