"""What of an item is in force on a day, and what it turns into on days that have not come.

The text that its file holds may wait: by the ``Effective-On`` of the commit that brought it, or by its own
``effective_on``. Then the text before it goes on applying. What is not committed yet waits as it would once committed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.history.change import Change
from quanli.history.passages import PassageReader
from quanli.history.record import Record
from quanli.history.revision import Commit, LegalEvent, Revision
from quanli.history.versions import beginnings

Read = Callable[[str], bytes | None]
"""Gives a blob by its id."""
_UNCOMMITTED = Change((), "", "changed", "", "", "content")


@frozen
class Own:
    """An item as its file has it now; where that is gone there is neither text nor blob."""

    code: str
    file: str
    power: Power | None = None
    blob: str = ""


@frozen
class Ahead:
    """What an item turns into on a day that has not come. ``text`` is None where it ends, or where the text cannot be read.

    ``event`` is what its commit says of it; None while it has not been committed.
    """

    from_day: datetime.date
    text: Power | None
    ends: bool
    event: LegalEvent | None


@frozen
class Standing:
    """An item of which something waits. ``text`` is in force on the day, None where nothing is yet; ``ahead`` comes soonest first.

    ``unknown`` says that git cannot tell which text applies until the first of them: then ``text`` is the one that waits.
    """

    text: Power | None
    blob: str
    ahead: tuple[Ahead, ...]
    unknown: bool = False

    @property
    def begins(self) -> Ahead | None:
        """Give that with which the item begins to be in force at all; None where something is."""
        return next((one for one in self.ahead if one.text), None) if self.text is None else None


def stand(record: Record | None, own: Own, day: datetime.date, read: Read) -> Standing | None:
    """Say how an item stands on a day; None where its file is in force and nothing waits, or where it is gone and nothing was."""
    events = list(record.events(own.code)) if record else []
    last = record.last_version(own.code) if record else None
    if last is None or own.blob != last.blob:
        events.insert(0, _uncommitted(own, last.blob if last else "", last.effective_on if last else "", day))
    begun = beginnings(events)
    later = [(on, event) for on, event in begun if on > day and _is_of(own.code, event)]
    if not later:
        return None
    now = max((pair for pair in begun if pair[0] <= day), key=lambda pair: pair[0], default=None)
    first = events[-1].revision
    incomplete = now is None and (first.before or not (record and record.complete))
    blob = (now[1].revision.after if _is_of(own.code, now[1]) else "") if now else first.before
    texts = _texts(own, (blob, *(event.revision.after for _, event in later)), read)
    ahead = tuple(_ahead(on, event, texts) for on, event in later)
    text = texts.get(blob)
    if text is None and own.power is not None and (blob or incomplete):
        return Standing(own.power, own.blob, ahead, unknown=True)
    return Standing(text, blob, ahead) if text or any(one.text for one in ahead) else None


def _uncommitted(own: Own, before: str, stated: str, day: datetime.date) -> LegalEvent:
    """Make the event that committing the file as it lies there would be, on the day, with no word of its own."""
    said = own.power.effective_on if own.power else None
    revision = Revision(own.code, own.file, Commit("", day, ""), before, own.blob)
    return LegalEvent(revision, (_UNCOMMITTED,), said if said and said.isoformat() != stated else None)


def _is_of(code: str, event: LegalEvent) -> bool:
    """Tell whether an event is one of the item under this code, not under the one that it had before."""
    return PurePosixPath(event.revision.file).stem == code


def _ahead(on: datetime.date, event: LegalEvent, texts: Mapping[str, Power]) -> Ahead:
    revision = event.revision
    return Ahead(on, texts.get(revision.after), not revision.after, event if revision.commit.id else None)


def _texts(own: Own, blobs: Sequence[str], read: Read) -> dict[str, Power]:
    """Read texts; of those that have faults, or another code, none."""
    return dict(_each_text(own, blobs, read))


def _each_text(own: Own, blobs: Sequence[str], read: Read) -> Iterator[tuple[str, Power]]:
    reader = PassageReader()
    for blob in dict.fromkeys(blobs):
        if blob and blob == own.blob and own.power:
            yield blob, own.power
        elif blob:
            parsed = reader.read(read(blob))
            if parsed.power and not parsed.faults and parsed.power.code == own.code:
                yield blob, parsed.power
