"""What a site asks of its powers otherwise than usual: which elements of which categories, which categories of which office."""

from __future__ import annotations

from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Demand:
    """An element and the categories of power that are asked for it, in place of the usual ones."""

    element: str = about("要素", "element", "如 guide、flows.internal", "such as guide, flows.internal", required=True, limit=60, example="guide")
    categories: tuple[str, ...] = about("类别", "categories", "哪些类别必须写明；[] 表示都不要求", "of which it is asked; [] of none", kind="id", default=())
    reason: str = about("理由", "reason", "为什么与通常要求不同", "why it differs from what is usual", limit=300)


@frozen
class Scope:
    """The categories of power that an office may have (适用范围)."""

    office: str = about("机关", "office", "机关文件的编号", "id of the office", kind="id", required=True, example="gjj")
    categories: tuple[str, ...] = about("类别", "categories", "可以有的事项类别", "the categories that it may have", kind="id", required=True, default=())
    document: str = about("文件", "document", "规定范围的文件", "the document that says so", limit=300)
