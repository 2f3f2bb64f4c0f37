"""An article's words read into what it provides."""

from __future__ import annotations

import functools
import re

from quanli.codes.numerals import NUMERAL, number_of
from quanli.provisions.circumstances import divided, is_circumstance, is_criminal
from quanli.provisions.clauses import cut, plain, unmarked
from quanli.provisions.deadlines import deadlines_in
from quanli.provisions.fines import cap_in, told_apart
from quanli.provisions.imposing import NotReadError, Read, read_chunk
from quanli.provisions.names import STRONG
from quanli.provisions.parties import parties
from quanli.provisions.provision import Deadline, Measure, Provision, Range, Reference, Sanctioning
from quanli.statutes.text import paragraphs

__all__ = ["Deadline", "Measure", "Provision", "Range", "Reference", "Sanctioning", "read_provision"]

_LABEL = re.compile(rf"\s*第\s*{NUMERAL}\s*条(?:之{NUMERAL})?(?:[\s\u3000：:]+|$)")
_ASIDE = re.compile(
    r"刑事责任|处分(?!权)|撤职|开除|记过|降级|(?:赔偿|民事|连带|补偿|法律)责任|治安管理处罚|给予政务|从重处罚|移送|并处罚金|有期徒刑"
    r"|赔偿损失|补种|滞纳金|违约金|偿付|合并(?:执行|处罚)|%收购|百分之[^，]{1,3}收购|申请人民法院强制执行|依法赔偿",
)
_BESIDE = re.compile(r"受到|不得|终身禁止|吊销|没收|[元倍%]以[上下]的?罚款|责令[^，]*(?:赔偿损失|恢复原状)|责令改正|并处罚款")
"""What is read although discipline or damages stand beside it."""
_REFERENCE = re.compile(r"(?:依照|按照|依据|根据|适用|比照|参照|依(?!法))(?![^，]*按日连续)[^，]{2,80}?(?:处罚|处理|处以罚款|处以拘留|给予警告)(?![^，]*[时前后]$)|适用前[^，]{0,4}款规定")
_OF_THE_SAME = re.compile(rf"前(?P<many>{NUMERAL})?款|(?<!条)第(?P<one>{NUMERAL})款|本条第(?P<own>{NUMERAL})款")
_EXEMPT = re.compile(r"(?:不予|不再给予|不再|免予|免于|不给予|从轻|减轻|免除|免除其)[^，]{0,12}(?:处罚|责任)|从轻或者减轻|不予行政处罚|免予处罚|免于处罚|免除罚款")
_MONEY = re.compile(rf"{NUMERAL}(?:元|倍|%)|百分之|千分之")
_IMPOSED = re.compile(r"(?:元|倍|%|百分之[^，]{1,4}|日)(?:以下|以上)?的?(?:罚款|拘留)$|^(?:并|可以|并可以)?(?:处以|给予|责令|没收|吊销|暂扣|取缔|予以)(?!的|[^，]*(?:决定|处罚$|[前后时]$))")
_MAY = re.compile(r"(?:[^，]{2,60}?(?:机关|部门|机构|政府))?(?:并)?可以(?:根据|视|依照|按照|自|在|依据)[^，]*$")
_OFFICE = re.compile(r"(?P<who>[^，由对]{2,60}?(?:机关|部门|机构|委员会|政府))(?:可以|应当|有权)(?:自|在|根据|依照|按照)[^，]*$")
_ON_ITS_OWN = re.compile(r"^并?对[^，]+(?:人员|单位|者|人)$")
_OF_MONEY = re.compile(r"所得|收入|[金数价]额|货值|价|计算|元|费用|销售额|经营额|物")
_WHOEVER = re.compile(r"的[^，]{0,14}(?:人员|单位|企业|机构|者|人)$")
_PERSON = re.compile(r"人员|个人|负责人|船长|法定代表人|监事|经理")
_PERSONAL = re.compile(r"罚款|警告|通报|拘留|不得|禁止|训诫|资格|执业证|从业|任职|适任|驾驶证|注册证书|执照证书|暂停|收入|取消")
"""What is given to persons, so that it goes on being on those of the chunk before."""
_RECKONED = re.compile(r"(?:按|以)[^，]{1,12}元计算$")
_DECIDING = re.compile(r"作出|的决定|处罚决定|^其中|等行政处罚")
_BELOW = re.compile(r"下列(?:规定|标准|罚款|处罚|情形|情况|幅度)(?!之一)")
_LISTING = re.compile(r"下列(?:[^，；。]{0,6})(?:罚款|处罚|规定|措施|处理|标准|情形|情况|幅度)[^，；。一]{0,10}$")


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
        self.conduct = self.stage = self.condition = self.decider = self.first = self.subject = ""
        self.imposed = self.listing = self.midway = self.quiet = self.can = self.fresh = False
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
        self.listing = self.quiet = False
        before = len(self.sanctionings)
        self._text(lead)
        led = self.conduct, self.decider
        self.listing = bool(_LISTING.search(plain(lead).rstrip("：")))
        self.quiet = len(self.sanctionings) > before and not self.listing
        for at, item in enumerate(items, 1):
            self.place = (number, at)
            self.conduct = led[0]
            self._text(unmarked(plain(item.replace("\n", "。"))), led[1])

    def _text(self, text: str, led: str = "") -> None:
        for sentence in cut(plain(text.replace("\n", "。")).rstrip("：；。"), "。"):
            self.stage = self.condition = self.subject = ""
            self.decider = self.first = led
            self.imposed = False
            earlier = ""
            for clause in cut(sentence, "；"):
                self._clause(clause)
                self.deadlines += deadlines_in(clause, self.place[0], earlier, frozenset(self.lengths))
                earlier += clause + "；"

    def _clause(self, clause: str) -> None:
        self.condition = self.subject = ""
        self.decider = self.first
        self.fresh = False
        chain: list[str] = []
        here, self.can = False, False
        chunks = list(cut(clause, "，："))
        for at, chunk in enumerate(chunks):
            if is_circumstance(chunk):
                chain.append(chunk)
                continue
            if self._other(chain, chunk) or self._amount(chain, chunk):
                chain, here = [], True
                continue
            follows = here or self.listing or any(map(is_circumstance, chain))
            if (self.quiet and not any(map(is_circumstance, chain)) and not here) or _BELOW.search(chunk):
                self._parties(chunk)
                chain.append(chunk)
                continue
            before = chain[-1] if chain and not is_circumstance(chain[-1]) else ""
            try:
                read = read_chunk(chunk, before, follows=follows, barred=here and self._barred())
            except NotReadError as problem:
                self.unread.append(str(problem))
                self._circumstance(chain, here=here)
                chain, here = [], True
                continue
            if read is None:
                ahead = chunks[at + 1] if at + 1 < len(chunks) else ""
                if is_circumstance(ahead) or not self._parties(chunk):
                    chain.append(chunk)
                continue
            told = read.imposed[0].measure.range
            if before and told and told.unit not in {"day", "month", "year"} and told.words not in chunk:
                chain.pop()
                found = parties(before.split("每", 1)[0])
                self.decider, self.subject = found.decider or self.decider, found.subject or self.subject
                self.asides.append(before)
            self._circumstance(chain, here=here)
            chain, here, self.imposed = [], True, True
            self._impose(read, chunk, before)
        self._left(chain, here=here)

    def _barred(self) -> bool:
        """Tell whether the last sanction bars somebody, so that 也不得… goes on barring."""
        return bool(self.sanctionings) and "不得" in self.sanctionings[-1].measures[-1].name

    def _left(self, chain: list[str], *, here: bool) -> None:
        for chunk in chain:
            self._drop(chunk, here=here or "罚款" in "".join(chain))
        if not here and chain and is_circumstance(chain[-1]):
            self._circumstance(chain, here=False)

    def _drop(self, chunk: str, *, here: bool) -> None:
        """Leave out words that impose nothing; an amount among what is imposed was not understood."""
        if _MONEY.search(chunk):
            told = is_circumstance(chunk) or _DECIDING.search(chunk) or not here
            (self.mentions if told else self.unread).append(chunk)
        else:
            self._mention(chunk)

    def _mention(self, chunk: str) -> None:
        """Note a sanction that is only named; what looks as if it were imposed was not understood."""
        if STRONG.search(chunk):
            (self.unread if _IMPOSED.search(chunk) and not is_circumstance(chunk) else self.mentions).append(chunk)

    def _parties(self, chunk: str) -> bool:
        """Take 对… or 由… that stands between commas of its own."""
        office = _OFFICE.match(chunk)
        if office:
            self.decider = office["who"]
            return False
        if _MONEY.search(chunk) or not (chunk.startswith(("对", "由")) or _ON_ITS_OWN.search(chunk)):
            return False
        found = parties(chunk)
        self.decider, self.subject = found.decider or self.decider, found.subject or self.subject
        self.fresh = bool(found.subject)
        return not found.rest and not STRONG.search(chunk)

    def _other(self, chain: list[str], chunk: str) -> bool:
        """Take what follows and is no administrative sanction."""
        if _EXEMPT.search(chunk):
            self.exemptions.append("，".join((*chain, chunk)))
        elif _RECKONED.search(chunk):
            self.asides.append("，".join((*chain, chunk)))
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
            self.asides.append(chunk)
            found = one.range
            changed = Range(found.min, found.max, found.unit, found.base, found.per, found.condition, found.words, cap)
        elif told and last and one and one.range is None:
            changed = told[0]
            self.asides.append(chunk)
        elif told:
            self._circumstance(chain, here=self.imposed)
            self.decider = told[1] or self.decider
            self._add(self._under(Measure("fine", "罚款", must="可以" not in chunk, range=told[0], words=chunk), can=False), chunk, self.subject)
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
            if found["one"] or found["own"]:
                numbers.add(number_of(found["one"] or found["own"]) or 0)
            else:
                many = number_of(found["many"] or "一") or 1
                numbers.update(range(max(1, number - many), number))
        self.references.append(Reference(chunk, self.conduct, number, item, tuple(sorted(numbers))))

    def _circumstance(self, chain: list[str], *, here: bool) -> None:
        for chunk in chain:
            self._mention(chunk)
        while len(chain) > 1 and not is_circumstance(chain[-1]) and any(map(is_circumstance, chain)):
            if not STRONG.search(chain[-1]):
                self._drop(chain[-1], here=True)
            chain = chain[:-1]
        if not chain or ((here or self.imposed) and not is_circumstance(chain[-1]) and not (not here and _WHOEVER.search(chain[-1]))):
            return
        found = divided(chain, known=bool(self.conduct) or self.imposed or here)
        if found is None:
            return
        self.condition, self.midway = found.condition, here
        if found.conduct:
            more = self.conduct and not self.imposed and not here and found.conduct.startswith("或者")
            self.conduct, self.stage = f"{self.conduct}；{found.conduct}" if more else found.conduct, found.stage
        elif found.stage:
            self.stage = found.stage

    def _impose(self, read: Read, chunk: str, before: str) -> None:
        if read.leads:
            self._circumstance([read.leads], here=True)
        if read.joins and self.sanctionings and self.imposed:
            self._choose_last()
        can = self._may(chunk, before)
        for one in read.imposed:
            self.decider = one.decider or self.decider
            self.first = self.first or self.decider
            self.subject = one.subject or self.subject
            if one.measure.range and one.measure.range.unit in {"day", "month", "year"}:
                self.lengths.update((before, chunk))
            stays = self.fresh or one.subject or chunk.startswith("并") or _PERSONAL.search(one.measure.name) or not _PERSON.search(self.subject)
            self._add(self._under(one.measure, can=can), chunk, self.subject if stays else "")
        rest = functools.reduce(lambda left, one: left.replace(one.measure.words, "", 1), read.imposed, chunk)
        if STRONG.search(rest):
            self.mentions.append(chunk)
        self.fresh = False
        if self.midway:
            self.condition, self.midway = "", False
        self.can = can or not read.imposed[-1].measure.must

    def _may(self, chunk: str, before: str) -> bool:
        """Tell whether 可以 of an earlier chunk holds for this one: 可以…，并处…；可以根据情节，处…；可以处…，没有违法所得的，处…."""
        amount = self.midway and bool(self.condition) and chunk.startswith("处")
        return bool(_MAY.match(before)) or (self.can and (chunk.startswith(("并处", "并给予")) or amount))

    def _choose_last(self) -> None:
        last = self.sanctionings[-1]
        *before, one = last.measures
        chosen = Measure(one.sanction, one.name, one.must, True, one.alone, one.range, one.condition, one.words)
        self.sanctionings[-1] = _with(last, (*before, chosen), last.words)

    def _add(self, measure: Measure, chunk: str, subject: str) -> None:
        here = (self.conduct, self.stage, subject, self.decider, *self.place)
        last = self.sanctionings[-1] if self.sanctionings else None
        if last and here == (last.conduct, last.stage, last.subject, last.decider, last.paragraph, last.item):
            words = last.words if last.words.endswith(chunk) else f"{last.words}，{chunk}"
            self.sanctionings[-1] = _with(last, (*last.measures, measure), words)
        else:
            self.sanctionings.append(Sanctioning(self.conduct, self.stage, subject, (measure,), self.decider, chunk, *self.place))

    def _under(self, one: Measure, *, can: bool) -> Measure:
        """Put a sanction under the condition before it; one that came amid the clause is of what it speaks of alone."""
        gains = "没收" in one.name and "所得" in self.condition
        condition = self.condition if self._holds_for(one) else ""
        name = "没收违法所得" if one.name == "没收" and gains else one.name
        kind = "confiscate-gains" if name == "没收违法所得" else one.sanction
        found = one.range
        if found and condition:
            found = Range(found.min, found.max, found.unit, found.base, found.per, condition, found.words, found.cap)
        must = one.must and not can
        return Measure(kind, name, must, one.alternative, one.alone, found, condition, one.words)

    def _holds_for(self, one: Measure) -> bool:
        if not self.midway:
            return True
        if not _OF_MONEY.search(self.condition):
            return True
        taking = self.condition.startswith(("有", "违法所得")) and self.condition.endswith("所得")
        return one.name.startswith("没收") if taking else one.sanction == "fine"

    def done(self) -> Provision:
        return Provision(
            tuple(self.sanctionings), tuple(self.deadlines), tuple(self.exemptions), tuple(self.references), tuple(self.asides), tuple(self.mentions), tuple(self.unread)
        )


def _with(one: Sanctioning, measures: tuple[Measure, ...], words: str) -> Sanctioning:
    return Sanctioning(one.conduct, one.stage, one.subject, measures, one.decider, words, one.paragraph, one.item)
