"""What was read of an article so far."""

from __future__ import annotations

import re
from dataclasses import replace

from quanli.codes.numerals import NUMERAL
from quanli.provisions.circumstances import is_circumstance
from quanli.provisions.names import STRONG
from quanli.provisions.provision import Deadline, Measure, Provision, Range, Reference, Sanctioning

MONEY = re.compile(rf"{NUMERAL}(?:元|倍|%)|百分之|千分之")
_IMPOSED = re.compile(
    r"^(?!被).*(?:元|倍|%|百分之[^，]{1,4}|日)(?:以下|以上)?的?(?:罚款|拘留)$"
    r"|^(?:并|可以|并可以)?(?:处以|给予|责令|没收|吊销|暂扣|取缔|予以)(?!的|[^，]*(?:决定|处罚$|上缴|上交|[前后时]$))",
)
_DECIDING = re.compile(r"作出|的决定|处罚决定|^其中|等行政处罚")


class Findings:
    """Lists that grow while an article is read; sanctions of one conduct, grade, subject and decider stand together."""

    def __init__(self) -> None:
        self.sanctionings: list[Sanctioning] = []
        self.deadlines: list[Deadline] = []
        self.exemptions: list[str] = []
        self.references: list[Reference] = []
        self.asides: list[str] = []
        self.mentions: list[str] = []
        self.unread: list[str] = []

    def provision(self) -> Provision:
        """Give all of it."""
        return Provision(
            tuple(self.sanctionings), tuple(self.deadlines), tuple(self.exemptions), tuple(self.references),
            tuple(self.asides), tuple(self.mentions), tuple(self.unread),
        )  # fmt: skip

    @property
    def last(self) -> Measure | None:
        """The sanction read last."""
        return self.sanctionings[-1].measures[-1] if self.sanctionings else None

    def add(self, one: Sanctioning) -> None:
        """Add a clause with one sanction; to the clause before it where that says the same of all else."""
        last = self.sanctionings[-1] if self.sanctionings else None
        if last and _standing(one) == _standing(last):
            words = last.words if last.words.endswith(one.words) else f"{last.words}，{one.words}"
            self.sanctionings[-1] = replace(last, measures=(*last.measures, *one.measures), words=words)
        else:
            self.sanctionings.append(one)

    def choose_last(self) -> None:
        """Make the sanction read last one of several."""
        *_, one = self.sanctionings[-1].measures
        self._amend(replace(one, alternative=True))

    def tell_last(self, told: Range, chunk: str) -> None:
        """Give the sanction read last the amount that words of their own tell."""
        *_, one = self.sanctionings[-1].measures
        self._amend(replace(one, range=told))
        self.sanctionings[-1] = replace(self.sanctionings[-1], words=f"{self.sanctionings[-1].words}，{chunk}")
        self.asides.append(chunk)

    def _amend(self, one: Measure) -> None:
        last = self.sanctionings[-1]
        self.sanctionings[-1] = replace(last, measures=(*last.measures[:-1], one))

    def mention(self, chunk: str) -> None:
        """Note a sanction that is only named; what looks as if it were imposed was not understood."""
        if STRONG.search(chunk):
            (self.unread if _IMPOSED.search(chunk) and not is_circumstance(chunk) else self.mentions).append(chunk)

    def drop(self, chunk: str, *, among: bool) -> None:
        """Leave out words that impose nothing; an amount ``among`` what is imposed was not understood."""
        if MONEY.search(chunk):
            told = is_circumstance(chunk) or _DECIDING.search(chunk) or not among
            (self.mentions if told else self.unread).append(chunk)
        else:
            self.mention(chunk)


def _standing(one: Sanctioning) -> tuple[str | int, ...]:
    return one.conduct, one.stage, one.subject, one.decider, one.paragraph, one.item
