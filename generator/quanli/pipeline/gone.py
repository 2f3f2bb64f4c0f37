"""What stands at the addresses of items that have no file any more: a notice, and the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quanli.assemble.removed import removed_page
from quanli.build.staging import FileRow
from quanli.frozen import frozen
from quanli.pipeline.load import CHUNK
from quanli.pipeline.opened import opened
from quanli.pipeline.options import Reason
from quanli.pipeline.past import Present, drop_left, pasts_of, write_past
from quanli.pipeline.recorded import WHY, PastFile, Rest
from quanli.pipeline.workplace import Workplace

if TYPE_CHECKING:
    from quanli.pipeline.update import Update


@frozen
class GoneTask:
    """Items that have no file any more; ``number`` tells the task from others."""

    place: Workplace
    number: int
    codes: tuple[str, ...]


def render_gone(task: GoneTask) -> tuple[FileRow, ...]:
    """Render the notices and the records of items that have no file any more (in a worker)."""
    site = opened(task.place)
    rows: list[FileRow] = []
    rests: dict[str, set[Rest]] = {}
    for present, past, drawn in pasts_of(map(Present, task.codes), site):
        record, code = site.context.record, past.code
        last = record.last_called(code) if record else None
        rows += site.write(removed_page(code, last, past.events, past.versions, site.context))
        rows += write_past(past, present, drawn, site)
        successor = record.successor(code) if record else ""
        rests[code] = past.rests(None) | ({("power", successor)} if successor else set())
        rests[code] |= {("office", last.office)} if last else set()
    PastFile(task.place, f"gone-{task.number}").leave(rests)
    return tuple(rows)


def gone(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Draw what stands at the addresses of items that have no file any more."""
    recorded, index = update.recorded, update.index
    if update.cold or {"removed", "history", "version", "faulty-version", "power"} & update.change.templates:
        codes = set(recorded.record.codes())
    else:
        codes = {code for code in recorded.codes | update.delta.removed if recorded.record.knows(code)}
    codes = {code for code in codes if not index.has(code)}
    whole = sorted(codes)
    tasks = [GoneTask(update.place, n, tuple(whole[at : at + CHUNK])) for n, at in enumerate(range(0, len(whole), CHUNK))]
    for task, rows in zip(tasks, update.each("已移出 removed", render_gone, tasks), strict=True):
        recorded.note_past(PastFile(update.place, f"gone-{task.number}").collect())
        drop_left(update, task.codes, rows)
        yield rows, WHY
    recorded.state.commit()
