"""The list of what changed, brought up to date when all items have been made: the parts with an item that differs, and their index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from quanli.assemble.changed import KIND, ChangedRow, changed_index, changed_name, changed_part
from quanli.assemble.cut import DATA, recut, until
from quanli.assemble.facts import Reason
from quanli.assemble.national import ENDING as NATIONAL
from quanli.assemble.power_data import POWER_DATA, data_file
from quanli.build.staging import FileRow
from quanli.build.state import State
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.workplace import Workplace

_DATA = re.compile(re.escape(data_file("CODE")).replace("CODE", "([^/]+)"))
_CODES = "select key from output where kind = ? and key >= ? order by key"
_ROWS = """
select o.key, o.sha256, s.day, s.gone from output o left join since s on s.code = o.key
 where o.kind = ? and o.key >= ? order by o.key
"""


def changed_items(place: Workplace, state: State, made: MadeFiles) -> None:
    """Write the parts in which the data of an item differs, came or went, and the index."""
    changed = {""} if made.cold else {code for path in (*(row.path for row in made.changed), *made.gone) for code in _code(path)}
    if not changed:
        return
    old = [] if made.cold else state.parts(KIND)
    cuts = recut(old, changed, lambda start: _codes(state, start), DATA)
    state.note_parts(KIND, cuts.firsts)
    site = opened(place)
    for first in cuts.stale:
        end = until(cuts.firsts, first)
        rows = takewhile(lambda row, end=end: not end or row.code < end, _rows(state, first))  # type: ignore[misc]
        made.add(site.write(changed_part(first, rows, site.context), KIND, first), _why)
    names = set(map(changed_name, cuts.firsts))
    made.drop(name for name in map(changed_name, old) if name not in names)
    digests = [(first, state.digest(changed_name(first))) for first in cuts.firsts]
    made.add(site.write(changed_index(digests, site.context), KIND, ""), _why)


def _code(path: str) -> Iterator[str]:
    """Give the code of whose data a file is."""
    found = _DATA.fullmatch(path)
    if found and not path.endswith(NATIONAL):
        yield found[1]


def _codes(state: State, start: str) -> Iterator[str]:
    return (code for (code,) in state.db.execute(_CODES, (POWER_DATA.name, start)))


def _rows(state: State, start: str) -> Iterator[ChangedRow]:
    return map(ChangedRow._make, state.db.execute(_ROWS, (POWER_DATA.name, start)))


def _why(_: FileRow) -> Reason:
    return Reason("事项的数据有变", "the data of an item differs")
