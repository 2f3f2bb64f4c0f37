"""The texts of a chunk's items that wait, looked up in the record of changes, and what the text in force still needs until then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import PurePosixPath
from types import TracebackType

from quanli.catalogue.content_kinds import FORM_FILE, POWER
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import attached_files, check_references
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree
from quanli.errors import Problem, Rule
from quanli.git.objects import Objects
from quanli.history.record import FILE, Record, opened_record
from quanli.history.standing import Own, Standing, stand
from quanli.pipeline.options import STATE
from quanli.pipeline.workplace import Workplace
from quanli.records.text_file import SIZE_LIMIT

NEEDED_UNTIL = Rule(
    "NEEDED_UNTIL", "error",
    zh="这个事项的新文本自 {day} 起施行，此前适用的文本还需要：{what_zh}",
    en="the new text of this item applies from {day}; the one that applies until then still needs what is gone: {what_en}",
    hint_zh="到那一天以后再删除，或把现行文本先改好", hint_en="remove it after that day, or first change the text in force",
    follows="尚未施行的变更施行以前，适用现行文本（盐城食药监局制度第十三条的变更程序）；本程序的要求",
)
TEXT_UNKNOWN = Rule(
    "TEXT_UNKNOWN", "warning",
    zh="这个事项的文本自 {day} 起施行，此前适用的文本无从得知，网页上只能显示尚未施行的文本",
    en="the text of this item applies from {day}; which one applies until then cannot be told, so that the page shows the one to come",
    hint_zh="在有完整历史的 git 仓库中构建（fetch-depth: 0）", hint_en="build in a git repository with its whole history (fetch-depth: 0)",
    follows="尚未施行的变更施行以前，适用现行文本；本程序的要求",
)


class Waiting(AbstractContextManager["Waiting"]):
    """Looks up how items stand on the build's day; record and objects are opened when the first is asked for.

    ``codes`` are those of which the record knows that something may wait; None where nothing is to be looked up, as in a
    catalogue of the past.
    """

    def __init__(self, place: Workplace, codes: frozenset[str] | None) -> None:
        self._place, self._codes = place, codes
        self._open = ExitStack()
        self._record: Record | None = None
        self._objects: Objects | None = None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def may_wait(self, code: str, power: Power | None) -> bool:
        """Tell whether an item must be looked up: seldom."""
        if self._codes is None:
            return False
        return code in self._codes or bool(power and power.effective_on and power.effective_on > self._place.as_of)

    def of(self, own: Own) -> Standing | None:
        """Say how an item stands; None where its file is in force and nothing waits."""
        if self._record is None and (self._place.root / STATE / FILE).is_file():
            self._record = opened_record(self._place.root, self._place.root / STATE)
            self._open.callback(self._record.close)
        return stand(self._record, own, self._place.as_of, self._read)

    def _read(self, blob: str) -> bytes | None:
        if self._objects is None:
            self._objects = self._open.enter_context(Objects(self._place.root, SIZE_LIMIT))
        return self._objects.one(blob)


def in_force_from(own: Own, standing: Standing | None, day: datetime.date) -> datetime.date:
    """Give the day from which a file's own text applies, by whose law it is judged: the build's day unless it waits."""
    if standing is None or not standing.ahead:
        return day
    return next((one.from_day for one in reversed(standing.ahead) if one.text is own.power), day)


def check_standing(own: Own, standing: Standing, registry: Registry, tree: Tree) -> Iterator[Problem]:
    """Say what the texts that apply before the file's own still need, and the registers no longer have."""
    first = standing.ahead[0]
    if standing.unknown:
        yield TEXT_UNKNOWN.at(own.file, ("effective_on",), day=first.from_day)
        return
    texts = (standing.text, *(one.text for one in standing.ahead))
    ends = (one.from_day for one in standing.ahead)
    for text, until in zip(texts, ends, strict=False):
        if text is not None and text is not own.power:
            for zh, en in _missing(text, registry, tree):
                yield NEEDED_UNTIL.at(own.file, (), line=1, column=1, day=until, what_zh=zh, what_en=en)


def _missing(power: Power, registry: Registry, tree: Tree) -> Iterator[tuple[str, str]]:
    """Say in Chinese and English what a text names that is not there."""
    file = POWER.file(power.code, office=power.office)
    for one in check_references(power, file, registry):
        if one.severity == "error":
            yield one.message("zh"), one.message("en")
    for _, name in attached_files(power):
        if not tree.stamp(FORM_FILE.file(name)):
            yield f"附件 {PurePosixPath(name).name}", f"the file {PurePosixPath(name).name}"
