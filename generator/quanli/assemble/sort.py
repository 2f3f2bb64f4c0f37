"""What a page is in a government website: its home page, the page of a column, or a page with content of its own.

国务院办公厅《政府网站发展指引》（国办发〔2017〕47号）附件《网页设计规范》“网页标签” asks each of these for other tags
(:mod:`quanli.assemble.tags`); the row of a kind of output says which its pages are, and in what category of column (栏目类别) they stand.
"""

from __future__ import annotations

from typing import Literal

from quanli.frozen import frozen

Type = Literal["home", "column", "article", ""]
"""首页, 栏目页, 内容页; empty for what is no page of its own, such as the answer to an unknown address."""


@frozen
class Sort:
    """The sort of a page, with the category of the column in which it stands."""

    type: Type
    category: str = ""


def _column(category: str) -> Sort:
    return Sort("column", category)


def _article(category: str) -> Sort:
    return Sort("article", category)


PLAIN = Sort("")
FRONT = Sort("home", "首页")
SERVICE_COLUMN, SERVICE_ARTICLE = _column("办事服务"), _article("办事服务")
LAW_COLUMN, LAW_ARTICLE = _column("政策法规"), _article("政策法规")
OPEN_COLUMN, OPEN_ARTICLE = _column("信息公开"), _article("信息公开")
ORGAN_COLUMN = _column("机构职能")
CONTACT_COLUMN = _column("互动交流")
FIGURES_COLUMN = _column("统计数据")
DATA_COLUMN = _column("数据开放")
OWN_COLUMN, OWN_ARTICLE = _column("网站说明"), _article("网站说明")
