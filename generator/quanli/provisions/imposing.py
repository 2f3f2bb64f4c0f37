"""A chunk of a sentence to the sanctions that it imposes, each with who decides and on whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quanli.frozen import frozen
from quanli.provisions.fines import Stated, length_in, stated_before
from quanli.provisions.names import bars, bars_for_long, is_weak, kind_of
from quanli.provisions.naming import confiscated, own_name
from quanli.provisions.parties import Parties, parties
from quanli.provisions.provision import Measure, Range
from quanli.provisions.tokens import ENDS_WITH, begins_a_choice, choices, joint, tokens_of

_NOT = re.compile(r"被|受到|受过|受|不执行|拒不|拒绝|擅自|未经|违反|仍|作出|作为|不再|期间|之日|不予|阻碍|逃避|包括|所称|用于|属于|乱|其他|解除|抵缴|划拨|申请|听证|不服|执行|履行|是|超过|违法")
_NOUN = re.compile(
    r"(?:的?(?:行政)?(?:处罚|措施|罚款)?(?:的?决定|的?处罚决定|收入|数额|总额|额(?!外)|以及|通知|决定书|金额|的?财物|票据|收据|收缴|全部|上缴|缴纳|必须|一律|的实施|期限|期间|期满|之日"
    r"|标准(?!给予|予以|处|计)|办法|权|情况|制度|种类|规定|款项|所得|应当|可以由|由|的违|的管|的建)|前$|后$|时$|后，|的$|的(?:行政)?处罚$)",
)
_OF_SOMETHING = ("暂停", "停止", "限制", "禁止")
_EACH = re.compile(r"处以?每[^，]+元$")
_TOLD_OF = re.compile(r"[上解]缴(?:国|同级|中央|财)|上交国库|的(?:行政)?处罚[^，]*?由|处罚[^，]{0,4}由[^，]*决定$|缴[入付]国库")
"""Words that tell of sanctions: who decides them, where the money goes."""
_DUTY = re.compile(r"(?:应当|必须|须)(?:立即|及时)?$")
_ONCE = Decimal(1)
_PLAIN_JOINT = re.compile(r"(?:、|或者|或|和|及|以及|与|直至)$")


@frozen
class Imposed:
    """One sanction of a chunk."""

    measure: Measure
    decider: str
    subject: str


@frozen
class Read:
    """What a chunk imposes."""

    imposed: tuple[Imposed, ...]
    leads: str
    """A circumstance that no comma divides from the first sanction: 情节较重的 before 处…罚款."""
    joins: bool
    """True when the first is one to choose with what stands before the comma (，或者吊销许可证)."""


class NotReadError(ValueError):
    """The chunk imposes something that was not understood; the argument is its words."""


def read_chunk(chunk: str, before: str, *, follows: bool, barred: bool) -> Read | None:
    """Read what a chunk imposes; nothing where it names no sanction or only mentions one.

    ``before`` is the chunk before it, in which the amount of a fine may stand; ``follows`` says that a circumstance or another
    sanction came before, so that what comes now must be what follows from it; ``barred``, that somebody was barred just before.
    Raises NotReadError.
    """
    tokens = tokens_of(chunk)
    if not tokens:
        return None
    first = tokens[0]
    if _TOLD_OF.search(chunk):
        return None
    if _NOUN.match(chunk, first.end()) and (first["alone"] or chunk[first.end() :] in {"前", "后", "时", "的"}):
        return None
    stated = [_stated(chunk, tokens, at, before) for at in range(len(tokens))]
    heads = [chunk[tokens[at - 1].end() if at else 0 : token.start()] for at, token in enumerate(tokens)]
    heads = [head if found is None else head[: found.starts] for head, found in zip(heads, stated, strict=True)]
    lead = parties(heads[0])
    leads = lead.rest if lead.rest.endswith(("的", "之一")) and not lead.rest.startswith("的") else ""
    rest = "" if leads else lead.rest
    if rest and (_NOT.search(rest) or not (follows or lead.decider or lead.subject)):
        return None
    if not (heads[0] or follows or first.group() != "罚款" or (stated[0] and stated[0].range)):
        return None
    if all(is_weak(token.group(), chunk) for token in tokens) and not (follows or leads or "由" in heads[0] or (lead.decider and lead.can) or bars_for_long(chunk)):
        return None
    if not barred and not bars(first.group(), before + chunk):
        return None
    if first["activity"] and _DUTY.search(heads[0]) and not lead.decider:
        return None
    parts = _Parts(chunk, before, tokens, heads, stated)
    return Read(tuple(parts.imposed(lead)), leads, begins_a_choice(heads[0]))


def _stated(chunk: str, tokens: list[re.Match[str]], at: int, before: str) -> Stated | None:
    word = tokens[at].group()
    if word not in ENDS_WITH:
        return None
    region = chunk[tokens[at - 1].end() if at else 0 : tokens[at].start()]
    found = stated_before(region, lengths=word == "拘留")
    if found and found.range and region.startswith("总额不") and _EACH.search(before):
        each = stated_before(before, lengths=False)
        if each and each.range:
            one = each.range
            return Stated(Range(one.min, one.max, one.unit, one.base, one.per, one.condition, one.words, found.range.max), 0)
    if found and found.range is None and before and word == "罚款":
        carried = stated_before(before, lengths=False)
        found = Stated(carried.range, found.starts) if carried and carried.range else found
    if found is None:
        raise NotReadError(chunk)
    return found


class _Parts:
    """The sanctions of a chunk with the words that belong to each."""

    def __init__(self, chunk: str, before: str, tokens: list[re.Match[str]], heads: list[str], stated: list[Stated | None]) -> None:
        self.chunk, self.before, self.tokens, self.heads, self.stated = chunk, before, tokens, heads, stated
        self.choices = choices(heads)

    def imposed(self, lead: Parties) -> Iterator[Imposed]:
        who = lead
        for at in range(len(self.tokens)):
            own = parties(joint(self.heads[at])) if at else lead
            who = Parties(own.decider or who.decider, own.subject or who.subject, "", can=own.can or who.can)
            told = self.stated[at]
            subject = (told.subject if told else "") or who.subject
            for measure in self._measures(at, own, must=not who.can):
                taken = bool(own.subject) and measure.name.endswith(own.subject)
                yield Imposed(measure, who.decider, "" if taken else subject)

    def _measures(self, at: int, own: Parties, *, must: bool) -> Iterator[Measure]:
        token, told, alternative = self.tokens[at], self.stated[at], self.choices[at]
        word = token.group()
        gap = self.chunk[self.tokens[at - 1].end() if at else 0 : token.start()]
        alone = "单处" in self.chunk
        if told:
            if told.other:
                yield Measure(kind_of(word), word, must=must, alternative=True, alone=alone, range=told.other, words=told.other.words)
            name = "行政拘留" if gap.endswith("行政") else "加处罚款" if gap.endswith("加处") else word
            words = (told.range.words if told.range and gap.endswith(told.range.words) else "") + word
            choice = alternative or told.other is not None
            yield Measure(kind_of(word), name, must=must, alternative=choice, alone=alone, range=told.range, words=words)
        elif token["alone"]:
            yield Measure(kind_of(word), word, must=must, alternative=alternative, alone=alone, range=_daily(word), words=self._words(at))
        else:
            length = self._length(at, gap)
            for name, words in self._names(at, own):
                yield Measure(kind_of(name), name, must=must, alternative=alternative, alone=alone, range=length, words=words)

    def _words(self, at: int) -> str:
        """Give a sanction's words: up to those that lead to the next."""
        end, last = len(self.chunk), at + 1 == len(self.tokens)
        if not last:
            told = self.stated[at + 1]
            end = self.tokens[at].end() + told.starts if told else self.tokens[at + 1].start()
        words = self.chunk[self.tokens[at].start() : end]
        return words if last else words.removesuffix(joint(words))

    def _names(self, at: int, own: Parties) -> list[tuple[str, str]]:
        token, words = self.tokens[at], self._words(at)
        word = token.group()
        if words == word and own.subject and token["taken"]:
            return [(word + own.subject, words)]
        if words == word and (token["taken"] or word in _OF_SOMETHING) and at + 1 < len(self.tokens) and not self.tokens[at + 1]["alone"]:
            return [(own_name(word + self._words(at + 1).removeprefix(self.tokens[at + 1].group())), words)]
        ordered = token["activity"] and any(each["order"] for each in self.tokens[:at]) and _PLAIN_JOINT.match(joint(self.heads[at]))
        return [(own_name("责令" + words), words)] if ordered else confiscated(words)

    def _length(self, at: int, gap: str) -> Range | None:
        token = self.tokens[at]
        found = length_in((joint(self.heads[at]) if at else gap) + self._words(at))
        return found or (length_in(self.before) if self.before.endswith("内") and token["activity"] else None)


def _daily(word: str) -> Range | None:
    """Give the amount of 按日连续处罚: the first fine once more each day."""
    return Range(_ONCE, _ONCE, "times", "原处罚数额", "日", words=word) if word.startswith("按日") else None
