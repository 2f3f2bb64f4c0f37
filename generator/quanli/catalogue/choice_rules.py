"""Questions that narrow the list of materials: ids once, every option named exists, every question narrows something."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.ids import DUP_ID
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import UNKNOWN_REFERENCE
from quanli.errors import Path, Problem, Rule
from quanli.records.suggestions import meant

CHOICE_UNUSED = Rule(
    "CHOICE_UNUSED", "warning",
    zh="没有材料用到“{question}”的任何选项", en='no material names an option of "{question}"',
    hint_zh="在材料的 for 中写选项的编号，或者删去这个问题",
    hint_en="name its options in the materials' for, or drop the question",
)


def check_choices(power: Power, file: str) -> Iterator[Problem]:
    """Check the questions of an item and the options that its materials name."""
    seen: set[str] = set()
    for i, choice in enumerate(power.choices):
        places: list[tuple[Path, str]] = [(("choices", i, "id"), choice.id)]
        places += [(("choices", i, "options", j, "id"), option.id) for j, option in enumerate(choice.options)]
        for path, one in places:
            if one in seen:
                yield DUP_ID.at(file, path, id=one, where="choices")
            seen.add(one)
    options = {option.id for choice in power.choices for option in choice.options}
    named = set()
    for i, material in enumerate(power.materials or ()):
        for j, one in enumerate(material.for_):
            named.add(one)
            if one not in options:
                yield _unknown(one, options, file, ("materials", i, "for", j))
    for i, choice in enumerate(power.choices):
        if not any(option.id in named for option in choice.options):
            yield CHOICE_UNUSED.at(file, ("choices", i, "question"), question=choice.question)


def _unknown(one: str, options: set[str], file: str, path: Path) -> Problem:
    zh, en = meant(one, options)
    return UNKNOWN_REFERENCE.at(
        file,
        path,
        id=one,
        kind_zh="选项",
        kind_en="option",
        meant_zh=zh,
        meant_en=en,
        hint_zh="在 choices 的 options 中定义",
        hint_en="define it under options of choices",
    )
