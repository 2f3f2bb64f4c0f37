"""An article's words read into what it provides."""

from __future__ import annotations

import functools
import re

from quanli.codes.numerals import NUMERAL, number_of
from quanli.provisions.circumstances import divided, is_circumstance, is_criminal
from quanli.provisions.clauses import cut, plain, unmarked
from quanli.provisions.deadlines import deadlines_in
from quanli.provisions.fines import cap_in, told_apart
from quanli.provisions.imposing import NotRead, Read, read_chunk
from quanli.provisions.names import STRONG
from quanli.provisions.parties import parties
from quanli.provisions.provision import Deadline, Measure, Provision, Range, Reference, Sanctioning
from quanli.statutes.text import paragraphs

__all__ = ["Deadline", "Measure", "Provision", "Range", "Reference", "Sanctioning", "read_provision"]

_LABEL = re.compile(rf"\s*第\s*{NUMERAL}\s*条(?:之{NUMERAL})?(?:[\s\u3000：:]+|$)")
_ASIDE = re.compile(
    r"刑事责任|处分(?!权)|撤职|开除|记过|降级|(?:赔偿|民事|连带|补偿|法律)责任|(?:按|以)[^，]{1,12}元计算|治安管理处罚|给予政务|从重处罚|移送|并处罚金|有期徒刑"
    r"|赔偿损失|合并(?:执行|处罚)|%收购|百分之[^，]{1,3}收购|申请人民法院强制执行|依法赔偿",
)
_BESIDE = re.compile(r"吊销|没收|[元倍%]以[上下]的?罚款|责令[^，]*(?:赔偿损失|恢复原状)|责令改正|并处罚款")
"""What is read although discipline or damages stand beside it."""
_REFERENCE = re.compile(r"(?:依照|按照|依据|根据|适用|比照|参照|依)[^，]{2,80}?(?:处罚|处理|处以罚款|处以拘留|给予警告)")
_OF_THE_SAME = re.compile(rf"前(?P<many>{NUMERAL})?款|本条(?:第(?P<one>{NUMERAL})款)")
_EXEMPT = re.compile(r"(?:不予|不再给予|不再|免予|免于|不给予|从轻|减轻|免除|免除其)[^，]{0,12}(?:处罚|责任)|从轻或者减轻|不予行政处罚|免予处罚|免于处罚|免除罚款")
_MONEY = re.compile(rf"{NUMERAL}(?:元|倍|%)|百分之|千分之")
_IMPOSED = re.compile(r"(?:元|倍|%|百分之[^，]{1,4}|日)(?:以下|以上)?的?(?:罚款|拘留)$|^(?:并|可以|并可以)?(?:处以|给予|责令|没收|吊销|暂扣|取缔|予以)(?![^，]*(?:决定|[前后时]$))")
_LISTING = re.compile(r"(?:处罚|规定|措施|处理|标准)(?:执行|处理|处罚|给予处罚|予以处罚)?$")


@functools.lru_cache(maxsize=4096)
def read_provision(article_text: str) -> Provision:
    """Read an article: its text as :meth:`LawText.article` or :func:`passage` gives it, with or without 第…条 before it."""
    reader = _Reader()
    for number, paragraph in enumerate(paragraphs(_LABEL.sub("", article_text, count=1)), 1):
        reader.paragraph(number, paragraph.lead, paragraph.items)
    return reader.done()


class _Reader:
    """Goes through an article and remembers what the words before say of those that come."""

    def __init__(self) -> None:
        self.place = (1, 0)
        self.conduct = self.stage = self.condition = self.decider = self.subject = ""
        self.imposed = self.listing = False
        self.sanctionings: list[Sanctioning] = []
        self.exemptions: list[str] = []
        self.references: list[Reference] = []
        self.asides: list[str] = []
        self.mentions: list[str] = []
        self.unread: list[str] = []
        self.lengths: set[str] = set()
        self.deadlines: list[Deadline] = []

    def paragraph(self, number: int, lead: str, items: tuple[str, ...]) -> None:
        self.place = (number, 0)
        self.conduct = self.stage = self.decider = ""
        self.listing = False
        self._text(lead)
        led = self.conduct, self.decider
        self.listing = bool(_LISTING.search(plain(lead).rstrip("：")))
        for at, item in enumerate(items, 1):
            self.place = (number, at)
            self.conduct, self.decider = led
            self._text(unmarked(plain(item.replace("\n", "。"))))

    def _text(self, text: str) -> None:
        for sentence in cut(plain(text.replace("\n", "。")).rstrip("：；。"), "。"):
            self.stage = self.condition = self.subject = ""
            self.imposed = False
            earlier = ""
            for clause in cut(sentence, "；"):
                self._clause(clause)
                self.deadlines += deadlines_in(clause, self.place[0], earlier, frozenset(self.lengths))
                earlier += clause + "；"

    def _clause(self, clause: str) -> None:
        self.condition = self.subject = ""
        chain: list[str] = []
        here, can = False, False
        for chunk in cut(clause, "，："):
            if is_circumstance(chunk):
                chain.append(chunk)
                continue
            if self._other(chain, chunk) or self._amount(chain, chunk):
                chain, here = [], True
                continue
            follows = here or self.listing or any(map(is_circumstance, chain))
            before = chain[-1] if chain and not is_circumstance(chain[-1]) else ""
            try:
                read = read_chunk(chunk, before, follows=follows)
            except NotRead as problem:
                self.unread.append(str(problem))
                self._circumstance(chain, here=here)
                chain, here = [], True
                continue
            if read is None:
                if not self._parties(chunk):
                    chain.append(chunk)
                continue
            self._circumstance(chain, here=here)
            chain, here, self.imposed = [], True, True
            can = self._impose(read, chunk, before, can=can and chunk.startswith("并"))
        self._left(chain, here=here)

    def _left(self, chain: list[str], *, here: bool) -> None:
        for chunk in chain:
            if here and _MONEY.search(chunk) and not is_circumstance(chunk):
                self.unread.append(chunk)
            else:
                self._mention(chunk)
        if not here and chain and is_circumstance(chain[-1]):
            self._circumstance(chain, here=False)

    def _mention(self, chunk: str) -> None:
        """Note a sanction that is only named; what looks as if it were imposed was not understood."""
        if STRONG.search(chunk):
            (self.unread if _IMPOSED.search(chunk) and not is_circumstance(chunk) else self.mentions).append(chunk)

    def _parties(self, chunk: str) -> bool:
        """Take 对… or 由… that stands between commas of its own."""
        if not chunk.startswith(("对", "由")):
            return False
        found = parties(chunk)
        if found.rest or STRONG.search(chunk):
            return False
        self.decider, self.subject = found.decider or self.decider, found.subject or self.subject
        return True

    def _other(self, chain: list[str], chunk: str) -> bool:
        """Take what follows and is no administrative sanction."""
        if _EXEMPT.search(chunk):
            self.exemptions.append("，".join((*chain, chunk)))
        elif _ASIDE.search(chunk) and not _BESIDE.search(chunk):
            crime = [one for one in chain if is_criminal(one)]
            self._circumstance([one for one in chain if one not in crime and not one.startswith("依照")], here=self.imposed)
            self._aside(chunk, crime)
        elif _REFERENCE.search(chunk) and not re.search("罚款|警告|拘留", chunk):
            self._circumstance(chain, here=self.imposed)
            self._refer(chunk)
        else:
            return False
        return True

    def _amount(self, chain: list[str], chunk: str) -> bool:
        """Take an amount that words of its own tell: 罚款幅度为… of the fine before it, or its cap."""
        last = self.sanctionings[-1] if self.sanctionings and self.imposed else None
        one = last.measures[-1] if last and last.measures[-1].sanction == "fine" else None
        cap, told = cap_in(chunk), told_apart(chunk)
        if last and one and one.range and cap is not None:
            found = one.range
            changed = Range(found.min, found.max, found.unit, found.base, found.per, found.condition, found.words, cap)
        elif told and last and one and one.range is None:
            changed = told
        elif told:
            self._circumstance(chain, here=self.imposed)
            self._add(self._under(Measure("fine", "罚款", must="可以" not in chunk, range=told, words=told.words), can=False), chunk)
            self.imposed = True
            return True
        else:
            return False
        amended = Measure(one.sanction, one.name, one.must, one.alternative, one.alone, changed, one.condition, one.words)
        self.sanctionings[-1] = _with(last, (*last.measures[:-1], amended), f"{last.words}，{chunk}")
        return True

    def _aside(self, chunk: str, crime: list[str]) -> None:
        self.asides.append("，".join((*crime, chunk)))

    def _refer(self, chunk: str) -> None:
        number, item = self.place
        numbers = set[int]()
        for found in _OF_THE_SAME.finditer(chunk):
            if found["one"]:
                numbers.add(number_of(found["one"]) or 0)
            else:
                many = number_of(found["many"] or "一") or 1
                numbers.update(range(max(1, number - many), number))
        self.references.append(Reference(chunk, self.conduct, number, item, tuple(sorted(numbers))))

    def _circumstance(self, chain: list[str], *, here: bool) -> None:
        for chunk in chain:
            self._mention(chunk)
        while len(chain) > 1 and not is_circumstance(chain[-1]) and any(map(is_circumstance, chain)):
            chain = chain[:-1]
        if not chain or (here and not is_circumstance(chain[-1])):
            return
        found = divided(chain, known=bool(self.conduct) or self.imposed or here)
        if found is None:
            return
        self.condition = found.condition
        if found.conduct:
            self.conduct, self.stage = found.conduct, found.stage
        elif found.stage:
            self.stage = found.stage

    def _impose(self, read: Read, chunk: str, before: str, *, can: bool) -> bool:
        if read.leads:
            self._circumstance([read.leads], here=True)
        if read.joins and self.sanctionings and self.imposed:
            self._choose_last()
        for one in read.imposed:
            self.decider = one.decider or self.decider
            stays = one.measure.sanction in {"fine", "warning", "criticism", "detention", "ban"} or chunk.startswith("并")
            self.subject = one.subject or (self.subject if stays else "")
            if one.measure.range and one.measure.range.unit in {"day", "month", "year"}:
                self.lengths.update((before, chunk))
            self._add(self._under(one.measure, can=can), chunk)
        return can or not read.imposed[-1].measure.must

    def _choose_last(self) -> None:
        last = self.sanctionings[-1]
        *before, one = last.measures
        chosen = Measure(one.sanction, one.name, one.must, True, one.alone, one.range, one.condition, one.words)
        self.sanctionings[-1] = _with(last, (*before, chosen), last.words)

    def _add(self, measure: Measure, chunk: str) -> None:
        here = (self.conduct, self.stage, self.subject, self.decider, *self.place)
        last = self.sanctionings[-1] if self.sanctionings else None
        if last and here == (last.conduct, last.stage, last.subject, last.decider, last.paragraph, last.item):
            words = last.words if last.words.endswith(chunk) else f"{last.words}，{chunk}"
            self.sanctionings[-1] = _with(last, (*last.measures, measure), words)
        else:
            self.sanctionings.append(Sanctioning(self.conduct, self.stage, self.subject, (measure,), self.decider, chunk, *self.place))

    def _under(self, one: Measure, *, can: bool) -> Measure:
        found = one.range
        if found and self.condition:
            found = Range(found.min, found.max, found.unit, found.base, found.per, self.condition, found.words, found.cap)
        return Measure(one.sanction, one.name, one.must and not can, one.alternative, one.alone, found, self.condition, one.words)

    def done(self) -> Provision:
        return Provision(
            tuple(self.sanctionings), tuple(self.deadlines), tuple(self.exemptions), tuple(self.references), tuple(self.asides), tuple(self.mentions), tuple(self.unread)
        )


def _with(one: Sanctioning, measures: tuple[Measure, ...], words: str) -> Sanctioning:
    return Sanctioning(one.conduct, one.stage, one.subject, measures, one.decider, words, one.paragraph, one.item)
