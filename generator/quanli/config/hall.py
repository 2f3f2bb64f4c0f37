"""What the public hall says: how to ask for information, for advice, how to complain, where to register; accessibility."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Duration:
    """How long something takes, in words, with the rule that says so."""

    what: str = about("事情", "what", required=True, example="不能当场答复的")
    limit: str = about("多久", "how long", required=True, example="20 个工作日")
    basis: str = about("依据", "basis", example="政府信息公开条例第三十三条")


@frozen
class Entrance:
    """Items that belong together, under a heading of their own."""

    name: str = about("名称", "name", required=True, example="年检、年报和定期检验")
    note: str = about("说明", "note", kind="prose")
    powers: tuple[str, ...] = about("事项", "items", "事项编码", "codes of items", kind="code", default=())


@frozen
class Desk:
    """A page of the hall: what it is for, how long it takes, and the items behind it."""

    text: str = about("说明", "text", "对公众说的话", "what is said to the public", kind="prose")
    limits: tuple[Duration, ...] = about("时限", "limits", default=())
    entrances: tuple[Entrance, ...] = about("入口", "entrances", default=())


@frozen
class Hall:
    """The public hall (公众大厅)."""

    disclosure: Desk = about("依申请公开", "disclosure on application", default=Desk())
    consultation: Desk = about("咨询", "consultation", default=Desk())
    complaint: Desk = about("投诉举报", "complaints and reports", default=Desk())
    registration: Desk = about("登记与年检", "registration and annual inspection", default=Desk())

    def named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give the code of each item that it names, with the path to it in the settings."""
        for name in ("disclosure", "consultation", "complaint", "registration"):
            desk: Desk = getattr(self, name)
            for i, entrance in enumerate(desk.entrances):
                for j, code in enumerate(entrance.powers):
                    yield ("hall", name, "entrances", i, "powers", j), code


@frozen
class Accessibility:
    """The last test of the site's accessibility, for the statement."""

    tested_on: datetime.date | None = about("测试日期", "tested on", kind="date", default=None)
    way: str = about("测试方式", "way of testing", "用什么工具、由谁测试", "tools and people", kind="prose")
    known: tuple[str, ...] = about("已知问题", "known limits", kind="prose", default=())
