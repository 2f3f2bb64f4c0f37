"""The way through an article: paragraph, item, sentence, clause, chunk."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from quanli.provisions.circumstances import is_circumstance, is_criminal
from quanli.provisions.clauses import cut, plain, unmarked
from quanli.provisions.consequences import is_aside, is_exemption, is_reckoning, is_reference, pointed_to
from quanli.provisions.deadlines import deadlines_in
from quanli.provisions.findings import MONEY, Findings
from quanli.provisions.fines import cap_in, told_apart
from quanli.provisions.imposing import NotReadError, Read, read_chunk
from quanli.provisions.names import STRONG
from quanli.provisions.parties import parties
from quanli.provisions.provision import Measure, Reference
from quanli.provisions.standing import Standing

_LENGTHS = {"day", "month", "year"}
_BELOW = re.compile(r"下列(?:规定|标准|罚款|处罚|情形|情况|幅度)(?!之一)")
_LISTING = re.compile(r"下列(?:[^，；。]{0,6})(?:罚款|处罚|规定|措施|处理|标准|情形|情况|幅度)[^，；。一]{0,10}$")
_WHOEVER = re.compile(r"的[^，]{0,14}(?:人员|单位|企业|机构|者|人)$")


class Reader:
    """Reads an article paragraph by paragraph into its findings."""

    def __init__(self) -> None:
        self.found = Findings()
        self.at = Standing()
        self.listing = False
        """The items are sanctions, as their lead says (按照下列规定处罚)."""
        self.quiet = False
        """The items are conducts: the lead has imposed what they get."""
        self.lengths: set[str] = set()

    def paragraph(self, number: int, lead: str, items: tuple[str, ...]) -> None:
        """Read a paragraph: its lead, then its items, for which the lead's conduct and decider hold."""
        at = self.at
        at.paragraph, at.item, at.conduct = number, 0, ""
        self.listing = self.quiet = False
        before = len(self.found.sanctionings)
        self._text(lead)
        conduct, decider = at.conduct, at.decider
        self.listing = bool(_LISTING.search(plain(lead).rstrip("：")))
        self.quiet = len(self.found.sanctionings) > before and not self.listing
        for at.item, item in enumerate(items, 1):
            at.conduct = conduct
            self._text(unmarked(plain(item.replace("\n", "。"))), decider)

    def _text(self, text: str, decider: str = "") -> None:
        for sentence in cut(plain(text.replace("\n", "。")).rstrip("：；。"), "。"):
            self.at.sentence(decider)
            earlier = ""
            for clause in cut(sentence, "；"):
                self._clause(clause)
                self.found.deadlines += deadlines_in(clause, self.at.paragraph, earlier, frozenset(self.lengths))
                earlier += clause + "；"

    def _clause(self, clause: str) -> None:
        self.at.clause()
        chain: list[str] = []
        here = False
        chunks = list(cut(clause, "，："))
        for chunk, ahead in zip(chunks, [*chunks[1:], ""], strict=True):
            chain, here = self._chunk(chain, chunk, ahead, here=here)
        for chunk in chain:
            self.found.drop(chunk, among=here or "罚款" in "".join(chain))
        if not here and chain and is_circumstance(chain[-1]):
            self._circumstance(chain, here=False)

    def _chunk(self, chain: list[str], chunk: str, ahead: str, *, here: bool) -> tuple[list[str], bool]:
        """Read a chunk as what follows from the chain before it, which is then at its end, or add it to that chain."""
        if is_circumstance(chunk):
            return [*chain, chunk], here
        if self._other(chain, chunk) or self._amount(chain, chunk):
            return [], True
        said = any(map(is_circumstance, chain))
        if (self.quiet and not said and not here) or _BELOW.search(chunk):
            self.at.parties(chunk)
            return [*chain, chunk], here
        before = chain[-1] if chain and not is_circumstance(chain[-1]) else ""
        try:
            read = read_chunk(chunk, before, follows=here or self.listing or said, barred=here and self._barred())
        except NotReadError as problem:
            self.found.unread.append(str(problem))
            self._circumstance(chain, here=here)
            return [], True
        if read is None:
            stands_alone = not is_circumstance(ahead) and not MONEY.search(chunk) and self.at.parties(chunk)
            return (chain if stands_alone else [*chain, chunk]), here
        self._circumstance(chain[:-1] if self._told_before(read, chunk, before) else chain, here=here)
        self._impose(read, chunk, before)
        return [], True

    def _barred(self) -> bool:
        """Tell whether the last sanction bars somebody, so that 也不得… goes on barring."""
        last = self.found.last
        return last is not None and "不得" in last.name

    def _told_before(self, read: Read, chunk: str, before: str) -> bool:
        """Tell whether the chunk before gave the amount (每人一千元以上五千元以下的标准计算，处以罚款), and take whom it names."""
        told = read.imposed[0].measure.range
        if not before or not told or told.unit in _LENGTHS or told.words in chunk:
            return False
        found = parties(before.split("每", 1)[0] if before.startswith(("对", "由")) else "")
        self.at.decider, self.at.subject = found.decider or self.at.decider, found.subject or self.at.subject
        self.found.asides.append(before)
        return True

    def _other(self, chain: list[str], chunk: str) -> bool:
        """Take what follows and is no administrative sanction."""
        if is_exemption(chunk):
            self.found.exemptions.append("，".join((*chain, chunk)))
        elif is_reckoning(chunk):
            self.found.asides.append("，".join((*chain, chunk)))
        elif is_aside(chunk):
            crime = [one for one in chain if is_criminal(one)]
            self._circumstance([one for one in chain if one not in crime and not one.startswith("依照")], here=self.at.imposed)
            self.found.asides.append("，".join((*crime, chunk)))
        elif is_reference(chunk):
            self._circumstance(chain, here=self.at.imposed)
            paragraph = self.at.paragraph
            self.found.references.append(Reference(chunk, self.at.conduct, paragraph, self.at.item, pointed_to(chunk, paragraph)))
        else:
            return False
        return True

    def _amount(self, chain: list[str], chunk: str) -> bool:
        """Take an amount that words of its own tell: 罚款幅度为… of the fine before it, or its cap."""
        last = self.found.last if self.at.imposed else None
        fined = last is not None and last.sanction == "fine"
        cap, told = cap_in(chunk), told_apart(chunk)
        if fined and last and last.range and cap is not None:
            self.found.tell_last(replace(last.range, cap=cap), chunk)
        elif told and fined and last and last.range is None:
            self.found.tell_last(told[0], chunk)
        elif told:
            self._circumstance(chain, here=self.at.imposed)
            self.at.decider = told[1] or self.at.decider
            one = Measure("fine", "罚款", must="可以" not in chunk, range=told[0], words=chunk)
            self.found.add(self.at.sanctioning(one, chunk, ""))
            self.at.imposed = True
        else:
            return False
        return True

    def _circumstance(self, chain: list[str], *, here: bool) -> None:
        for chunk in chain:
            self.found.mention(chunk)
        while len(chain) > 1 and not is_circumstance(chain[-1]) and any(map(is_circumstance, chain)):
            if not STRONG.search(chain[-1]):
                self.found.drop(chain[-1], among=True)
            chain = chain[:-1]
        if chain and (is_circumstance(chain[-1]) or (not here and (not self.at.imposed or _WHOEVER.search(chain[-1])))):
            self.at.circumstance(chain, here=here)

    def _impose(self, read: Read, chunk: str, before: str) -> None:
        at, found = self.at, self.found
        if read.leads:
            self._circumstance([read.leads], here=True)
        if read.joins and found.last and at.imposed:
            found.choose_last()
        can = at.may(chunk, before)
        at.imposed = True
        for one in read.imposed:
            at.decider = one.decider or at.decider
            at.first = at.first or at.decider
            at.subject = one.subject or at.subject
            if one.measure.range and one.measure.range.unit in _LENGTHS:
                self.lengths.update((before, chunk))
            measure = replace(one.measure, must=False) if can and one.measure.must else one.measure
            found.add(at.sanctioning(measure, chunk, one.subject))
        if STRONG.search(functools.reduce(lambda left, one: left.replace(one.measure.words, "", 1), read.imposed, chunk)):
            found.mentions.append(chunk)
        at.fresh = False
        if at.midway:
            at.condition, at.midway = "", False
        at.can = can or not read.imposed[-1].measure.must
