"""A year's working calendar."""

from __future__ import annotations

import datetime

from quanli.frozen import frozen
from quanli.records.fields import about


@frozen
class Calendar:
    """Holidays and working weekends of one year, as the State Council arranges them."""

    year: int = about("年份", "year", kind="integer", required=True, default=0)
    holidays: tuple[datetime.date, ...] = about("放假日", "holidays", kind="date", default=())
    working_weekends: tuple[datetime.date, ...] = about(
        "调休上班日", "working weekends", kind="date", default=()
    )
    hours: tuple[str, ...] = about("办公时间", "hours", default=())
    document: str = about(
        "文件", "document", "国务院办公厅的通知", "the notice of the State Council's office"
    )
    note: str = about("说明", "note")
