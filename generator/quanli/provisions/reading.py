"""An article's words read into what it provides."""

from __future__ import annotations

import functools
import re

from quanli.codes.numerals import NUMERAL
from quanli.provisions.circumstances import is_circumstance, is_not_criminal, is_stage, is_threshold, shown
from quanli.provisions.clause import NotRead, Read, holds_sanction, read_chunk
from quanli.provisions.clauses import cut, plain, unmarked
from quanli.provisions.provision import Measure, Provision, Range, Reference, Sanctioning
from quanli.statutes.text import paragraphs

__all__ = ["Measure", "Provision", "Range", "Reference", "Sanctioning", "read_provision"]

_LABEL = re.compile(rf"\s*第\s*{NUMERAL}\s*条(?:之{NUMERAL})?[\s\u3000：:]+")
_ASIDE = re.compile(r"刑事责任|处分|撤职|开除|记过|降级|(?:赔偿|民事|连带|补偿)责任|赔偿损失|按[^，]{1,12}元计算|治安管理处罚(?!法)|给予政务")
_REFERENCE = re.compile(r"(?:依照|按照|依据|根据|适用)[^，]{2,80}?(?:规定|条款|款|条)?[^，]{0,12}?(?:处罚|处理|予以处罚|给予处罚)")
_EXEMPT = re.compile(r"(?:不予|不再给予|免予|免于|可以不予|不给予|从轻|减轻|免除)[^，]{0,12}(?:处罚|罚款|责任)")


@functools.lru_cache(maxsize=4096)
def read_provision(article_text: str) -> Provision:
    """Read an article: its text as :meth:`LawText.article` or :func:`passage` gives it, with or without 第…条 before it."""
    reader = _Reader()
    for number, paragraph in enumerate(paragraphs(_LABEL.sub("", article_text, count=1)), 1):
        reader.begin(number)
        reader.take(paragraph.lead, 0)
        for at, item in enumerate(paragraph.items, 1):
            reader.take(unmarked(plain(item)), at)
    return reader.done()


class _Reader:
    def __init__(self) -> None:
        self.paragraph = self.item = 0
        self.conduct = self.stage = self.condition = self.decider = self.subject = ""
        self.lead = ""
        self.sanctionings: list[Sanctioning] = []
        self.exemptions: list[str] = []
        self.references: list[Reference] = []
        self.asides: list[str] = []
        self.mentions: list[str] = []
        self.unread: list[str] = []

    def begin(self, paragraph: int) -> None:
        self.paragraph = paragraph
        self.conduct = self.lead = self.decider = ""

    def take(self, text: str, item: int) -> None:
        self.item = item
        self.conduct = self.lead
        for line in text.splitlines():
            for sentence in cut(plain(line).rstrip("：；。"), "。：" if item else "。"):
                self.stage = self.condition = self.subject = self.decider = ""
                for clause in cut(sentence, "；"):
                    self._clause(clause)
        if not item:
            self.lead = self.conduct

    def _clause(self, clause: str) -> None:
        self.condition = self.subject = ""
        chain: list[str] = []
        before, imposed, can = "", False, False
        for chunk in cut(clause, "，："):
            if is_circumstance(chunk):
                chain.append(chunk)
                continue
            if _EXEMPT.search(chunk):
                self.exemptions.append("，".join((*chain, chunk)))
                chain, imposed = [], True
                continue
            if _ASIDE.search(chunk) or (_REFERENCE.search(chunk) and not holds_sanction(chunk)):
                self._aside(chain, chunk)
                chain, imposed = [], True
                continue
            follows = imposed or bool(chain and is_circumstance(chain[-1]))
            try:
                read = read_chunk(chunk, "", before=before, follows=follows or self.item > 0)
            except NotRead as problem:
                self.unread.append(str(problem))
                read = None
                chain = []
            else:
                if read is None:
                    chain.append(chunk)
                    before = chunk
                    continue
            before = ""
            self._circumstance(chain, imposed=imposed)
            chain, imposed = [], True
            if read:
                can = can and chunk.startswith("并")
                self._impose(read, chunk, can=can)
                can = not read.measures[-1].must
        for chunk in chain:
            if holds_sanction(chunk):
                self.mentions.append(chunk)

    def _aside(self, chain: list[str], chunk: str) -> None:
        if _REFERENCE.search(chunk) and not _ASIDE.search(chunk):
            self.references.append(Reference(chunk, shown(chain) or self.conduct, self.paragraph, self.item))
        else:
            self.asides.append("，".join((*chain, chunk)))

    def _circumstance(self, chain: list[str], *, imposed: bool) -> None:
        chain = [chunk for chunk in chain if not is_not_criminal(chunk)]
        self.mentions += [chunk for chunk in chain if holds_sanction(chunk)]
        if not chain or (imposed and not is_circumstance(chain[-1])):
            return
        threshold = [chunk for chunk in chain if is_threshold(chunk)]
        if (self.conduct or imposed) and is_threshold(chain[0]):
            self.condition = shown(chain)
        elif (self.conduct or imposed) and is_stage(chain[0]):
            self.stage = shown([chunk for chunk in chain if chunk not in threshold])
            self.condition = shown(threshold)
        elif is_circumstance(chain[-1]) or not imposed:
            rest = [chunk for chunk in chain if chunk != chain[-1] or not is_threshold(chunk)] if len(chain) > 1 else chain
            self.conduct = shown(rest)
            self.stage = ""
            self.condition = shown(chain[len(rest) :])

    def _impose(self, read: Read, chunk: str, *, can: bool) -> None:
        self.decider = read.decider or self.decider
        self.subject = read.subject or self.subject
        if read.leads and is_circumstance(read.leads):
            self._circumstance([read.leads], imposed=True)
        measures = tuple(self._under(measure, can=can) for measure in read.measures)
        last = self.sanctionings[-1] if self.sanctionings else None
        here = (self.conduct, self.stage, self.subject, self.decider, self.paragraph, self.item)
        if last and here == (last.conduct, last.stage, last.subject, last.decider, last.paragraph, last.item):
            self.sanctionings[-1] = Sanctioning(
                last.conduct, last.stage, last.subject, (*last.measures, *measures), last.decider, last.words + "，" + chunk, last.paragraph, last.item
            )
        else:
            self.sanctionings.append(Sanctioning(self.conduct, self.stage, self.subject, measures, self.decider, chunk, self.paragraph, self.item))

    def _under(self, one: Measure, *, can: bool) -> Measure:
        found = one.range
        if found and self.condition:
            found = Range(found.min, found.max, found.unit, found.base, found.per, self.condition, found.words, found.cap)
        return Measure(one.sanction, one.name, one.must and not can, one.alternative, one.alone, found, self.condition, one.words)

    def done(self) -> Provision:
        return Provision(
            tuple(self.sanctionings), (), tuple(self.exemptions), tuple(self.references), tuple(self.asides), tuple(self.mentions), tuple(self.unread)
        )
