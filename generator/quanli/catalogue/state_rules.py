"""The state log of a power: what it may say, and what it says of a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import Power, StateEntry
from quanli.errors import Path, Problem, Rule

STATE_LOG = Rule(
    "STATE_LOG", "error",
    zh="状态记录有误：{what_zh}", en="the state log is wrong: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
STATE_DOCUMENT = Rule(
    "STATE_DOCUMENT", "warning",
    zh="{state}（{day}）没有写明依据的文件", en="{state_en} on {day} names no document",
    hint_zh="写明决定的文件名和文号", hint_en="give the title and number of the decision",
)

_FOLLOWS = {
    "active": frozenset({"suspended", "abolished"}),
    "suspended": frozenset({"active", "abolished"}),
    "abolished": frozenset[str](),
}
"""What may come after a state. A log may begin with any: it begins when the catalogue does."""


def state_on(power: Power, day: datetime.date) -> StateEntry | None:
    """Give the entry that holds on a day; nothing before the first, when the power is simply active."""
    entries = [entry for entry in power.states if entry.on and entry.on <= day]
    return max(entries, key=lambda entry: entry.on or day, default=None)


def state_name(power: Power, day: datetime.date) -> str:
    """Give the state of a power on a day."""
    entry = state_on(power, day)
    return entry.state if entry else "active"


def check_states(power: Power, file: str) -> Iterator[Problem]:
    """Prove the state log."""
    before: StateEntry | None = None
    for index, entry in enumerate(power.states):
        path: Path = ("states", index)
        if entry.state not in terms.STATES or entry.on is None:
            continue  # the reader has said so
        yield from _document(entry, file, path)
        if before and before.on:
            if entry.on <= before.on:
                yield _wrong(
                    file,
                    (*path, "on"),
                    f"{entry.on} 不晚于上一条的 {before.on}",
                    f"{entry.on} is not after {before.on} of the entry before",
                    "按日期先后排列，一天只写一条",
                    "order the entries by date, one a day",
                )
            yield from _transition(before, entry, file, path)
        before = entry


def _transition(before: StateEntry, entry: StateEntry, file: str, path: Path) -> Iterator[Problem]:
    if entry.state in _FOLLOWS[before.state]:
        return
    was, now = terms.STATES[before.state], terms.STATES[entry.state]
    if before.state == "abolished":
        yield _wrong(
            file,
            (*path, "state"),
            f"取消之后不能再有“{now.zh}”",
            f'nothing follows "abolished", not even "{now.en}"',
            "取消是最终状态；恢复的事项另立编码",
            "abolition is final; a power that returns gets a code of its own",
        )
    else:
        yield _wrong(
            file,
            (*path, "state"),
            f"连续两条都是“{was.zh}”",
            f'two entries in a row say "{was.en}"',
            "只记录变动",
            "record changes only",
        )


def _document(entry: StateEntry, file: str, path: Path) -> Iterator[Problem]:
    if entry.state != "active" and not entry.document:
        term = terms.STATES[entry.state]
        yield STATE_DOCUMENT.at(file, path, state=term.zh, state_en=term.en, day=entry.on)


def _wrong(file: str, path: Path, zh: str, en: str, hint_zh: str, hint_en: str) -> Problem:
    return STATE_LOG.at(file, path, what_zh=zh, what_en=en, hint_zh=hint_zh, hint_en=hint_en)
