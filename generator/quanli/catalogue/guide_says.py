"""What the text of a guide says in numbers, held against the items that it names: their fields, their prose and the law that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from quanli.catalogue.durations import at_once
from quanli.catalogue.guide import Guide
from quanli.catalogue.known_values import cited_values, field_values
from quanli.catalogue.linked_pages import power_of
from quanli.catalogue.power import Power
from quanli.catalogue.prose_places import explained, laid_down
from quanli.catalogue.reach import reach_of
from quanli.catalogue.reach_rules import reach_faults
from quanli.catalogue.registry import Registry
from quanli.catalogue.sayings import Saying, Value, saying_at, values_in, values_of
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.topics import Others, Topic, topic_of
from quanli.catalogue.wording import duration
from quanli.errors import Problem, Rule

GUIDE_LIMIT = Rule(
    "GUIDE_LIMIT", "error",
    zh="“{text}”与事项 {code} 的时限（{limits}）不符", en='"{text}" is no limit of item {code} ({limits_en})',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第六条（公开的信息应当及时、准确）",
)
GUIDE_SAYS = Rule(
    "GUIDE_SAYS", "warning",
    zh="“{text}”在本指南所列事项中都找不到{other_zh}", en='"{text}" stands in none of the items that this guide names{other_en}',
    hint_zh="与事项一致，或写明依据", hint_en="make it agree with the item, or cite what it rests on",
    follows="本程序的一致性要求：同一件事只有一种说法；政府信息公开条例第六条（公开的信息应当及时、准确）",
)

_LINK = re.compile(r"\[(?P<text>[^\]\n]*)\]\((?P<page>[^)\s]*)\)")
_BARE_LIMIT = re.compile(r"[^一-鿿]*(?:承诺|法定|受理后)?\s*[0-9零一二三四五六七八九十百两]+\s*(?:个?工作日|个月|日|天)(?:之?内|以内)?(?:办结|决定|出结果)?")


def check_guide(guide: Guide, lines: Sequence[str], items: Mapping[str, Power], registry: Registry, book: StatuteBook) -> Iterator[Problem]:
    """Check the text of a guide, given by lines, against the items that it names; each problem at its line."""
    told = _Told(tuple(items.values()), book)
    offices = tuple(registry.offices[one] for one in dict.fromkeys(power.office for power in items.values()) if one in registry.offices)
    own, every = reach_of(offices), reach_of(tuple(registry.offices.values()))
    for number, line in enumerate(lines, guide.body_line):
        yield from _links(line, items, guide.file, number)
        text = _LINK.sub(lambda found: found["text"], line)
        for value, match in values_in(text):
            found = told.wrong(saying_at(text, value, match))
            if found is not None:
                other = f"；事项写的是“{found.words}”" if found.words else ""
                other_en = f'; an item says "{found.words}"' if found.words else ""
                yield GUIDE_SAYS.at(guide.file, ("text",), number, match.start() + 1, text=match.group(), other_zh=other, other_en=other_en)
        if offices:
            for rule, at, args in reach_faults(text, "、".join(office.name for office in offices), own, every):
                yield rule.at(guide.file, ("text",), number, at + 1, **args)


def _links(line: str, items: Mapping[str, Power], file: str, number: int) -> Iterator[Problem]:
    """Check links that are nothing but a time, such as [1 个工作日](/powers/A-1/): it is the item's own."""
    for found in _LINK.finditer(line):
        code = power_of(found["page"])
        power = items.get(code)
        limits = power.time_limits if power else None
        stated = [limit for limit in (limits.promised, limits.statutory) if limit] if limits else []
        if power is None or not stated:
            continue
        value = next(iter(values_of(found["text"])), None) if _BARE_LIMIT.fullmatch(found["text"]) else None
        instant = found["text"].startswith("当场") and not any(map(at_once, stated))
        if instant or (value is not None and value not in field_values(power)):
            yield GUIDE_LIMIT.at(
                file, ("text",), number, found.start() + 1, text=found["text"], code=code, limits="、".join(map(duration, stated)),
                limits_en=", ".join(duration(limit, "en") for limit in stated))


class _Told:
    """What the items of a guide tell."""

    def __init__(self, powers: Sequence[Power], book: StatuteBook) -> None:
        self.powers, self.book = powers, book

    @cached_property
    def known(self) -> set[Value]:
        found: set[Value] = set()
        for power in self.powers:
            found |= field_values(power) | cited_values(power, self.book)
            for text in self._texts(power):
                found |= values_of(text)
        return found

    @cached_property
    def others(self) -> Others:
        return Others((text, values_in(text)) for power in self.powers for text in self._texts(power))

    @staticmethod
    def _texts(power: Power) -> Iterator[str]:
        yield from (text for _, text in (*laid_down(power), *explained(power)))
        yield from (question.q for question in power.faq)
        yield from (exemption.text for exemption in power.discretion.exemptions) if power.discretion else ()

    def wrong(self, said: Saying) -> Saying | None:
        """Tell that no item knows a value of which items speak; gives what they say instead, where that can be told."""
        if said.value in self.known:
            return None
        other = next(self.others.like(said), None)
        if other is not None:
            return other[1]
        topics = {topic_of(power, said) for power in self.powers}
        return Saying(said.value, "", "", "", "", 0) if topics & {Topic.LIMIT, Topic.SANCTION} else None
