"""A catalogue of powers as the government approved it (职权目录), kept beside the published one: ``content/approved/<id>.yaml``.

Its rows stand in the file itself or in a sheet of the same name beside it (``.csv`` or ``.xlsx``); a report that states
numbers only has ``counts`` and no rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from quanli.catalogue import terms
from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class ApprovedItem:
    """One row of an approved catalogue, as the document words it."""

    name: str = about("事项名称", "name", required=True, limit=300, example="单位住房公积金缓缴审批")
    code: str = about("编码", "code", "批准时的编码", "the code under which it was approved", limit=100)
    national_code: str = about("实施编码", "national code", limit=40)
    category: str = about("类别", "category", kind="choice", choices=terms.CATEGORIES)
    office: str = about("实施机关", "office", "编号或名称", "its id or name", limit=200)
    basis: str = about("实施依据", "legal basis", "照录，如《…》第…条", "as it stands in the document", limit=4000)


@frozen
class ClassCount:
    """How many items of a class were approved."""

    category: str = about("类别", "category", kind="choice", choices=terms.CATEGORIES, required=True, example="permit")
    count: int = about("项数", "count", kind="integer", required=True, default=0, example="8")


@frozen
class Approved:
    """An approved catalogue: the document that approved it, whose powers it covers, and its rows."""

    title: str = about("名称", "title", "文件或目录的名称", "of the document or the catalogue", required=True, limit=200, example="某某市权力清单（2026 年版）")
    number: str = about("文号", "document number", required=True, limit=100, example="某政发〔2026〕1号")
    date: datetime.date | None = about("日期", "date", "批准或公布的日期", "when it was approved or published", kind="date", required=True, default=None)
    issuer: str = about("批准机关", "issuer", limit=200)
    offices: tuple[str, ...] = about("机关", "offices", "涵盖哪些机关的事项；不写则是各行所写的机关", "whose powers it covers; those that its rows name if missing", kind="id", default=())
    categories: tuple[str, ...] = about(
        "类别", "categories", "涵盖哪些类别；不写则是全部行政权力，公共服务和内部管理只在目录列有时计入",
        "which it covers; all powers if missing, services and internal management only where it lists some",
        kind="choice", choices=terms.CATEGORIES, default=(),
    )  # fmt: skip
    columns: Mapping[str, Any] | None = about(
        "栏目对照", "columns", "表格的栏目 → name、code、national_code、category、office、basis", "a sheet's heading → name, code, national_code, category, office, basis",
        kind="open", default=None,
    )  # fmt: skip
    counts: tuple[ClassCount, ...] = about("各类项数", "counts", "文件所载各类的项数", "the numbers by class that the document states", default=())
    items: tuple[ApprovedItem, ...] = about("事项", "items", "逐项写出；也可以用同名的 .csv 或 .xlsx", "one by one; or in a .csv or .xlsx of the same name", default=())
