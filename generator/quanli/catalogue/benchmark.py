"""Discretion benchmarks as cities have published them for an article: ``content/benchmarks/<id>.yaml``, kept for comparison."""

from __future__ import annotations

import datetime
from decimal import Decimal

from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Passage:
    """The passage of a statute that a benchmark fills in, and the range of the fine that it states, in yuan."""

    law: str = about("法规", "law", "名称", "its title", required=True, limit=200)
    version: datetime.date | None = about("版本", "version", "公布日期", "day of publication", kind="date", default=None)
    article: str = about("条", "article", kind="article")
    text: str = about("条文", "text", limit=2000)
    low: Decimal | None = about("下限", "lower bound", kind="number", default=None)
    top: Decimal | None = about("上限", "upper bound", kind="number", default=None)


@frozen
class PublishedTier:
    """One tier: from … to … of what is measured, both included (以上、以下均含本数), and what is to be paid, in yuan."""

    grade: str = about("档次", "grade", limit=60)
    from_: Decimal | None = about("以上", "from", key="from", kind="number", default=None)
    to: Decimal | None = about("以下", "to", kind="number", default=None)
    from_years: Decimal | None = about("年以上", "from years", kind="number", default=None)
    to_years: Decimal | None = about("年以下", "to years", kind="number", default=None)
    from_months: Decimal | None = about("个月以上", "from months", kind="number", default=None)
    to_months: Decimal | None = about("个月以下", "to months", kind="number", default=None)
    from_days: Decimal | None = about("日以上", "from days", kind="number", default=None)
    to_days: Decimal | None = about("日以下", "to days", kind="number", default=None)
    fine: tuple[Decimal, ...] = about("罚款", "fine", "最少和最多；定额写一个数", "least and most; one number for a fixed sum", kind="number", default=())
    unit: tuple[Decimal, ...] = about("对单位的罚款", "fine of the unit", kind="number", default=())
    person_in_charge: tuple[Decimal, ...] = about(
        "对直接负责的主管人员的罚款", "fine of the person in charge", kind="number", default=()
    )


@frozen
class PublishedBenchmark:
    """What one city has published."""

    city: str = about("制定机关", "city", "城市、文号、公布日期和网址", "city, number, day and address", required=True, limit=300)
    factor: str = about("裁量因素", "factor", "按什么分档", "what the tiers go by", required=True, limit=100)
    tiers: tuple[PublishedTier, ...] = about("裁量档次", "tiers", required=True, default=())
    default_rule: str = about("情节不明时", "default rule", kind="prose")


@frozen
class Benchmarks:
    """The benchmarks of several cities for one passage."""

    statute: Passage | None = about("法定依据", "statute", default=None)
    benchmarks: tuple[PublishedBenchmark, ...] = about("公布的基准", "benchmarks", required=True, default=())
