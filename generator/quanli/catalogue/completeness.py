"""How much a power says of what its category is asked for: by itself, or by its office. The table is :mod:`quanli.catalogue.elements`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.elements import BY_KEY, ELEMENTS, Element
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.registry import Registry
from quanli.config.demands import Demand
from quanli.errors import Problem, Rule

MISSING_ELEMENT = Rule(
    "MISSING_ELEMENT", "warning",
    zh="{category}事项缺少“{label}”（{source}）", en="this item ({category_en}) lacks {key} (asked by: {source})",
    hint_zh="补上{label}：{help_zh}", hint_en="add it: {help_en}",
)

_Has = Callable[[Power, Office | None], bool]
_answered: dict[int, tuple[Power, Office | None, Sequence[Demand], tuple[Element, ...]]] = {}
_FREE_WHEN_EMPTY = frozenset({"materials", "fees"})
"""An empty list says that there are none."""


@functools.lru_cache(64)
def demands(own: Sequence[Demand] = ()) -> Mapping[str, tuple[tuple[Element, _Has], ...]]:
    """Give what each category is asked for, with the site's own demands in place of the usual ones."""
    asked = {element.key: element.asked for element in ELEMENTS} | {one.element: frozenset(one.categories) for one in own}
    return {
        category: tuple((element, _HAS[element.key]) for element in ELEMENTS if category in asked[element.key])
        for category in terms.CATEGORIES
    }


def elements_asked(category: str, own: Sequence[Demand] = ()) -> tuple[Element, ...]:
    """Give the elements that a category is asked for."""
    return tuple(element for element, _ in demands(own).get(category, ()))


def missing_elements(power: Power, office: Office | None, own: Sequence[Demand] = ()) -> tuple[Element, ...]:
    """Give the elements that are asked for and that neither the power nor its office gives; an abolished power lacks nothing.

    It is asked of each power twice in turn, by its check and for its row: the last answer is remembered.
    """
    last = _answered.get(0)
    if last and last[0] is power and last[1] is office and last[2] == own:
        return last[3]
    gone = power.states and power.states[-1].state == "abolished"
    missing = () if gone else tuple(element for element, has in demands(own).get(power.category, ()) if not has(power, office))
    _answered[0] = (power, office, own, missing)
    return missing


def completeness(category: str, missing: int, own: Sequence[Demand] = ()) -> int:
    """Give the share of the elements asked for that are there, in percent."""
    asked = len(demands(own).get(category, ()))
    return 100 * (asked - missing) // asked if asked else 100


def check_elements(power: Power, file: str, registry: Registry) -> Iterator[Problem]:
    """Name what a power lacks; what its office could say for all of its powers is told once, of the office."""
    office = registry.offices.get(power.office)
    for element in missing_elements(power, office, registry.site.elements):
        if not (element.inherited and office):
            yield missing_problem(element, power.category, file)


def missing_problem(element: Element, category: str, file: str) -> Problem:
    """Say that a power lacks an element."""
    term = terms.CATEGORIES.get(category)
    return MISSING_ELEMENT.at(
        file,
        (),
        category=term.zh if term else "",
        category_en=term.en if term else "",
        label=element.zh,
        key=element.key,
        source=element.source,
        help_zh=element.help_zh,
        help_en=element.help_en,
    )


def _value(value: Any, steps: Sequence[str]) -> Any:
    """Follow fields; of a list, give the first entry's that says anything."""
    for at, step in enumerate(steps):
        if value is None:
            return None
        if isinstance(value, tuple):
            return next((found for one in value if (found := _value(one, steps[at:]))), None)
        value = getattr(value, step)
    return value


def _reader(path: str) -> _Has:
    """Make the question whether a power says something at a place."""
    if path in _JUDGED:
        return _JUDGED[path]
    first, _, role = path.partition(":")
    if role:
        return lambda power, _: any(basis.role == role for basis in power.basis)
    steps = tuple(first.split("."))
    if path in _FREE_WHEN_EMPTY:
        return lambda power, _: getattr(power, first) is not None
    if len(steps) == 1:
        return lambda power, _: bool(getattr(power, first))
    return lambda power, _: bool(_value(power, steps))


def _inherited(path: str) -> _Has:
    """Make the question whether an office says something for its powers."""
    steps = tuple(path.split("."))
    return lambda _, office: office is not None and bool(_value(office, steps))


def _all_have_duties(power: Power, office: Office | None) -> bool:
    """Tell whether each internal step says what is done there, or names a post of the office that does; a body of several persons decides."""
    if not power.flows or not power.flows.internal:
        return False
    described = {post.name for post in office.posts if post.duties} if office else set()
    steps = (step for step in power.flows.internal if step.kind == "step")
    return all(step.duties or step.collective or step.post in described for step in steps)


def _any(ways: Sequence[_Has]) -> _Has:
    return ways[0] if len(ways) == 1 else lambda power, office: any(way(power, office) for way in ways)


_JUDGED: Mapping[str, _Has] = {
    "every step's duties": _all_have_duties,
    "office without units": lambda _, office: office is not None and not office.units,
}
"""What is no place of a record, but a judgement of the two."""
_HAS = {
    key: _any((*map(_reader, element.fields), *map(_inherited, element.inherited))) for key, element in BY_KEY.items()
}
