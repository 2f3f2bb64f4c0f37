"""What each category of power must say about itself, as data, and how much of it a power says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quanli.catalogue import terms
from quanli.catalogue.power import Discretion, Flows, Power, TimeLimits
from quanli.errors import Problem, Rule
from quanli.records.fields import fields_of

MISSING_ELEMENT = Rule(
    "MISSING_ELEMENT", "warning",
    zh="{category}事项缺少“{label}”", en="this item ({category_en}) lacks {key}",
    hint_zh="补上{label}：{help_zh}", hint_en="add it: {help_en}",
)

_PROCEDURE = "basis.procedure|flows.external|flows.internal"
_PERMIT = (
    "summary",
    "basis",
    "applicants",
    "conditions",
    "materials",
    "time_limits.statutory",
    "time_limits.promised",
    "fees",
    "results",
    "channels",
    "flows.external",
)

ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "permit": _PERMIT,
        "approval": tuple(element for element in _PERMIT if element != "time_limits.statutory"),
        "confirmation": (
            "summary",
            "basis",
            "applicants",
            "conditions",
            "materials",
            "time_limits.promised",
            "fees",
            "results",
            "channels",
            "flows.external",
        ),
        "payment": (
            "summary",
            "basis",
            "applicants",
            "conditions",
            "materials",
            "time_limits.promised",
            "results",
            "channels",
            "flows.external",
        ),
        "adjudication": (
            "summary",
            "basis",
            "applicants",
            "conditions",
            "materials",
            "time_limits.statutory",
            "fees",
            "results",
            "channels",
            "flows.external",
        ),
        "public_service": (
            "summary",
            "applicants",
            "materials",
            "time_limits.promised",
            "fees",
            "results",
            "channels",
        ),
        "reward": (
            "summary",
            "basis",
            "applicants",
            "conditions",
            "results",
            "flows.external|flows.internal",
        ),
        "levy": ("summary", "basis", "applicants", "fees", _PROCEDURE),
        "penalty": (
            "summary",
            "basis",
            "basis.sanction",
            "discretion.statutory",
            "discretion.tiers",
            _PROCEDURE,
        ),
        "coercion": ("summary", "basis", _PROCEDURE),
        "inspection": ("summary", "basis", _PROCEDURE),
        "requisition": ("summary", "basis", _PROCEDURE),
        "internal": ("summary", "flows.internal"),
        "other": ("summary", "basis"),
    }
)
"""Elements by category: a field, a field of a part, or a citation in a role; “|” parts what may stand for each other."""

_PARTS: Mapping[str, type] = MappingProxyType(
    {"time_limits": TimeLimits, "flows": Flows, "discretion": Discretion}
)
_FREE_WHEN_EMPTY = frozenset({"materials", "fees"})
_NAMES = MappingProxyType(
    {
        _PROCEDURE: (
            "实施程序",
            "写出流程图，或引用规定程序的条文",
            "draw its flow, or cite the provision on its procedure",
        )
    }
)

APPLIED_FOR = frozenset(category for category, elements in ELEMENTS.items() if "channels" in elements)
"""The categories whose powers people apply for: they must say where."""


def elements_asked(category: str) -> tuple[str, ...]:
    """Give the elements that a category asks for."""
    return ELEMENTS.get(category, ())


def has_element(power: Power, element: str) -> bool:
    """Tell whether a power has an element, or one that may stand for it."""
    return any(_has(power, each) for each in element.split("|"))


def missing_elements(power: Power) -> tuple[str, ...]:
    """Give the elements that the power's category asks for and the power lacks."""
    return tuple(element for element in elements_asked(power.category) if not has_element(power, element))


def completeness(power: Power) -> int:
    """Give the share of the elements asked for that are there, in percent."""
    asked = len(elements_asked(power.category))
    return 100 * (asked - len(missing_elements(power))) // asked if asked else 100


def check_completeness(power: Power, file: str) -> Iterator[Problem]:
    """Name what a power lacks; an abolished one, whose page is a notice, lacks nothing."""
    if power.states and power.states[-1].state == "abolished":
        return
    category = terms.CATEGORIES.get(power.category)
    for element in missing_elements(power):
        label, help_zh, help_en = element_label(element)
        yield MISSING_ELEMENT.at(
            file,
            (),
            category=category.zh if category else "",
            category_en=category.en if category else "",
            label=label,
            key=element.replace("|", " / "),
            help_zh=help_zh,
            help_en=help_en,
        )


def element_label(element: str) -> tuple[str, str, str]:
    """Give an element's Chinese label, and what to fill in, in Chinese and English."""
    if element in _NAMES:
        return _NAMES[element]
    first, _, part = element.partition("|")[0].partition(".")
    if first == "basis" and part:
        role = terms.BASIS_ROLES[part]
        return role.zh, f"在 basis 中写一条 role: {part}", f"add an entry with role: {part} to basis"
    field = fields_of(_PARTS[first])[part] if part else fields_of(Power)[first]
    about = field.about
    return about.zh, about.help_zh or f"填写 {element}", about.help_en or f"fill in {element}"


def _has(power: Power, element: str) -> bool:
    first, _, part = element.partition(".")
    if first == "basis" and part:
        return any(basis.role == part for basis in power.basis)
    value = getattr(power, first)
    if part and value is not None:
        value = getattr(value, part)
    return value is not None and (bool(value) or element in _FREE_WHEN_EMPTY)
