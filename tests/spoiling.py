"""A site spoiled in one place at a time: a table of ways, each of which gives from a file's text the spoiled text and the line at which it is to be told.

Ways are added as rows of :data:`WAYS`. :func:`spoilings` lists what a way can do to a site, :func:`chosen` draws some of it;
:class:`Judged` says which problems are new once one of them is done. Nothing of the checks is used to choose what is spoiled: a way looks for what a person would call a
contradiction, such as an answer that names a limit of the item with another number.
"""

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import spoiled_fields
import spoiled_flows
import spoiled_prose
import spoiled_remedies
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem
from quanli.pipeline.judge import judge


@dataclass(frozen=True)
class Spoiled:
    """A file with one thing wrong: its whole new text, and the line (from 1) on which that is to be told."""

    way: str
    file: str
    text: str
    line: int
    what: str


Way = Callable[[str], Iterator[tuple[str, int, str]]]
"""Gives from the text of a file each spoiled text, the line expected, and what was done."""


_POWERS, _GUIDES = "content/powers/", "content/guides/"
WAYS: dict[str, tuple[str, Way]] = {
    "a duration in prose": (_POWERS, spoiled_prose.duration_in_prose),
    "a limit said under its name": (_POWERS, spoiled_prose.limit_field),
    "a telephone in prose": (_POWERS, spoiled_prose.phone_in_prose),
    "an address in prose": (_POWERS, spoiled_prose.address_in_prose),
    "a fee in an answer": (_POWERS, spoiled_prose.fee_in_prose),
    "a fee where prose says free": (_POWERS, spoiled_fields.fee_field),
    "a post that is not there": (_POWERS, spoiled_fields.post_unknown),
    "a person for a post": (_POWERS, spoiled_fields.post_person),
    "a unit that is not there": (_POWERS, spoiled_fields.actor_unknown),
    "a step that jumps the review": (_POWERS, spoiled_flows.review_jumped),
    "a branch that jumps the review": (_POWERS, spoiled_flows.branch_jumps),
    "a hearing after the decision": (_POWERS, spoiled_flows.hearing_late),
    "tiers that end": (_POWERS, spoiled_fields.tiers_end),
    "tiers that begin late": (_POWERS, spoiled_fields.tiers_begin),
    "an external step too short": (_POWERS, spoiled_flows.external_short),
    "an external step too long": (_POWERS, spoiled_flows.external_long),
    "a special step that differs": (_POWERS, spoiled_flows.special_differs),
    "copies that differ": (_POWERS, spoiled_fields.copies_said),
    "a material twice": (_POWERS, spoiled_fields.material_twice),
    "visits that differ": (_POWERS, spoiled_prose.visits_said),
    "materials counted otherwise": (_POWERS, spoiled_prose.materials_said),
    "a tier's bound in prose": (_POWERS, spoiled_prose.tier_in_prose),
    "a fine in the summary": (_POWERS, spoiled_prose.fine_in_summary),
    "a validity in prose": (_POWERS, spoiled_prose.validity_in_prose),
    "a condition in prose": (_POWERS, spoiled_prose.condition_in_prose),
    "days for reconsideration": (_POWERS, spoiled_remedies.days),
    "days for a lawsuit": (_POWERS, spoiled_remedies.court_days),
    "an organ that does not reconsider": (_POWERS, spoiled_remedies.organ),
    "a remedy left out": (_POWERS, spoiled_remedies.left_out),
    "a remedy where nothing is decided": (_POWERS, spoiled_remedies.nothing_decided),
    "straight to court": (_POWERS, spoiled_remedies.straight_to_court),
    "a choice where reconsideration comes first": (_POWERS, spoiled_remedies.price_penalty),
    "days of a remedy in an answer": (_POWERS, spoiled_remedies.in_prose),
    "who entrusts": (_POWERS, spoiled_remedies.entrusting),
    "a number in a guide": (_GUIDES, spoiled_prose.guide_number),
}
"""Each way with the folder of the files that it spoils."""


def spoilings(site: Path, way: str) -> list[Spoiled]:
    """List what a way can do to a site; a text that is no YAML any more, or is what it was, is left out."""
    folder, spoil = WAYS[way]
    found = []
    for path in sorted((site / folder).rglob("*.*")):
        text = path.read_text("utf-8")
        for new, line, what in spoil(text):
            if new != text and (path.suffix != ".yaml" or yaml.load(new, yaml.CSafeLoader)):
                found.append(Spoiled(way, path.relative_to(site).as_posix(), new, line, what))
    return found


def chosen(site: Path, way: str, count: int, seed: int = 1) -> list[Spoiled]:
    """Draw some of what a way can do, the same for the same seed."""
    every = spoilings(site, way)
    return random.Random(f"{way}:{seed}").sample(every, min(count, len(every)))


class Judged:
    """Judges one spoiled file at a time, as a review of a change does."""

    def __init__(self, site: Path, day: datetime.date) -> None:
        self.site, self.day = site, day
        self.read = read_registry(FolderTree(site))
        self._before: dict[str, set[tuple[str, str, str]]] = {}

    def problems(self, file: str, text: str | None = None) -> list[Problem]:
        """Give the problems of a file, as it stands or with another text."""
        tree = _With(self.site, file, text.encode()) if text is not None else FolderTree(self.site)
        guide = file.startswith(_GUIDES)
        read = read_registry(tree) if guide else self.read
        return [one for one in judge(tree, read, {file}, self.day, self.site / ".quanli", registers=False) if one.place.file == file]

    def new(self, spoiled: Spoiled) -> list[Problem]:
        """Give the problems that a file has once it is spoiled, and had not before."""
        if spoiled.file not in self._before:
            self._before[spoiled.file] = {_same(one) for one in self.problems(spoiled.file)}
        return [one for one in self.problems(spoiled.file, spoiled.text) if _same(one) not in self._before[spoiled.file]]

    def caught(self, spoiled: Spoiled) -> bool:
        """Tell whether a spoiled place is told at its line."""
        return any(one.place.line == spoiled.line for one in self.new(spoiled))


def _same(one: Problem) -> tuple[str, str, str]:
    return one.code, one.field, one.message("en")


class _With:
    """A site's folder in which one file has another text."""

    def __init__(self, site: Path, file: str, data: bytes) -> None:
        self.tree, self.file, self.data = FolderTree(site), file, data

    def __getattr__(self, name: str) -> object:
        return getattr(self.tree, name)

    def read(self, path: str, limit: int) -> bytes:
        return self.data if path == self.file else self.tree.read(path, limit)
