"""The register of laws cited."""

from __future__ import annotations

import datetime

from quanli.catalogue import terms
from quanli.frozen import frozen
from quanli.records.fields import about
from quanli.statutes.names import key_of


@frozen
class LawVersion:
    """A version of a law, named by the day of its publication or amendment."""

    date: datetime.date | None = about("版本日期", "date", "公布或修订的日期", "day of publication or amendment", kind="date", default=None, required=True)
    number: str = about("文号", "number", "如：国务院令第710号", "e.g. 国务院令第710号")
    in_force_from: datetime.date | None = about("施行日期", "in force from", kind="date", default=None, required=True)
    repealed_on: datetime.date | None = about("废止日期", "repealed on", "废止或被新版本代替的日期", "when repealed or replaced", kind="date", default=None)


@frozen
class Law:
    """A law, regulation, rule or normative document."""

    id: str = about("编号", "id", kind="id", required=True, example="administrative-licensing-law")
    title: str = about("名称", "title", "正式全称", "its full official title", required=True)
    short: str = about("简称", "short title", "引用时的名称", "as it is cited")
    kind: str = about("种类", "kind", kind="choice", choices=terms.LAW_KINDS, required=True)
    issuer: str = about("制定机关", "issuer")
    versions: tuple[LawVersion, ...] = about("版本", "versions", "由旧到新；版本不明时暂缺", "oldest first; left out while they are not known", default=())


@frozen
class LawRegister:
    """The whole file."""

    laws: tuple[Law, ...] = about("法规", "laws", default=(), required=True)


def names_of(law: Law) -> tuple[str, ...]:
    """Give the keys under which words may name a law: of its title and its short title."""
    return tuple(dict.fromkeys(key_of(name) for name in (law.title, law.short) if name))
