"""What an article provides, as its words say it: sanctions with their ranges, time limits, exemptions, and what was not understood."""

from __future__ import annotations

from decimal import Decimal

from quanli.frozen import frozen


@frozen
class Range:
    """The amount or length of a sanction: 一万元以上五万元以下, 货值金额十倍以上二十倍以下, 十日以上十五日以下."""

    min: Decimal | None
    max: Decimal | None
    unit: str
    """yuan, times, percent, permille, day, month or year."""
    base: str = ""
    """What times and shares are taken of: 违法所得, 货值金额; empty for sums and lengths."""
    per: str = ""
    """What one such amount falls due for: 日, 人, 台, 平方米; empty when it falls due once."""
    condition: str = ""
    """When it is this amount: 货值金额不足一万元的; empty when always."""
    words: str = ""
    cap: Decimal | None = None
    """The sum in yuan that it never exceeds, whatever the multiple comes to (最高不超过三万元)."""


@frozen
class Measure:
    """One sanction under the name that the statute gives it."""

    sanction: str
    """Its kind: a key of the catalogue's sanctions (``terms.SANCTIONS``), such as fine or revoke-licence."""
    name: str
    """The statute's own name: 责令停产停业, 没收违法所得, 吊销许可证."""
    must: bool
    """False where the statute says 可以."""
    alternative: bool = False
    """One of several to choose from (或者, 直至)."""
    alone: bool = False
    """May be given without the other sanctions (并处或者单处)."""
    range: Range | None = None
    condition: str = ""
    """When it is given at all: 有违法所得的, 货值金额一万元以上的; empty when always."""
    words: str = ""


@frozen
class Sanctioning:
    """One clause of sanctions: who does what gets which of them, under which circumstances."""

    conduct: str
    """What is punished: the words before the sanctions."""
    stage: str
    """The words that lead to this grade, without 的: 情节严重, 拒不改正; empty for the basic one."""
    subject: str
    """Who gets it, as 对… says: 其直接负责的主管人员和其他直接责任人员, 单位, 个人; empty for the actor."""
    measures: tuple[Measure, ...]
    decider: str
    """Who decides, as 由… says; empty where the clause names nobody."""
    words: str
    paragraph: int
    """From 1."""
    item: int = 0
    """The item in which the clause stands; 0 for the paragraph's own words, which hold for all its items."""


@frozen
class Deadline:
    """A length of time that an article sets."""

    amount: int
    unit: str
    """workday, day, month, year or hour."""
    of: str
    """Whose time it is: office, applicant, payer, filer, court or other."""
    what: str
    """The act: 作出决定, 提出申请, 缴纳; empty where the words do not tell it."""
    from_: str
    """What it counts from: 受理申请; empty where the words do not tell it."""
    kind: str
    """most; least (不得少于, 提前); frequency (每年一次: the amount is the period); term (有效期三年, 年满十八周岁: no time to act in)."""
    extension: bool
    """True for the time by which another one may be extended (可以延长十日)."""
    words: str
    paragraph: int


@frozen
class Reference:
    """Sanctions that stand elsewhere: 依照前款规定处罚, 依照《…》第…条的规定处罚."""

    words: str
    conduct: str
    paragraph: int
    item: int = 0
    paragraphs: tuple[int, ...] = ()
    """The paragraphs of the same article that it points to; empty when it points to another article or statute."""


@frozen
class Provision:
    """All that was read of an article, and the words with a sanction or an amount that were not understood."""

    sanctionings: tuple[Sanctioning, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    exemptions: tuple[str, ...] = ()
    """不予处罚, 从轻或者减轻处罚 with the words that they depend on."""
    references: tuple[Reference, ...] = ()
    asides: tuple[str, ...] = ()
    """Understood, and no administrative sanction: criminal liability, discipline, damages, how an amount is reckoned."""
    mentions: tuple[str, ...] = ()
    """Words that name a sanction without imposing it: 被吊销许可证的单位, 罚款上缴国库."""
    unread: tuple[str, ...] = ()
    """Words that hold a sanction or an amount and were not understood."""
