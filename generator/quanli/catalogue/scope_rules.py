"""Which categories of power there may be: those that a site lets an office have, and none that the State has abolished."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.content_kinds import SITE
from quanli.catalogue.elements import BY_KEY
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import UNKNOWN_REFERENCE
from quanli.catalogue.registry import Registry
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import StatuteBook
from quanli.config.site import Site
from quanli.errors import Path, Problem, Rule
from quanli.records.suggestions import meant

OUT_OF_SCOPE = Rule(
    "OUT_OF_SCOPE", "error",
    zh="{office}的权力范围不含{category}（{document}）", en="{category_en} is outside of the scope of {office} ({document})",
    hint_zh="可以有：{known}。改正类别，或经批准后改 site.yaml 的 scope", hint_en="it may have: {known}; correct the category, or the scope in site.yaml once that is approved",
    follows="纳入运行的权力范围（扬州公积金中心制度第二条、盐城食药监局制度第二条）",
)
CLASS_ABOLISHED = Rule(
    "CLASS_ABOLISHED", "error",
    zh="非行政许可审批已于 {since} 取消（国发〔2015〕27号：不再保留“非行政许可审批”这一审批类别），本事项不能仍在用",
    en='the class "approval other than a permit" was abolished on {since} (“国发〔2015〕27号”); no item of it can be in force',
    hint_zh="按事项的性质和依据改为行政许可、行政确认或其他行政权力；不再行使的，在 states 中写明取消的日期和文件",
    hint_en="file it as a permit, a confirmation or another power by its nature and basis; if it is no longer exercised, say in states when and by which document it was abolished",
    follows="国发〔2015〕27号",
)
_ABOLISHED = datetime.date(2015, 5, 10)
"""国务院关于取消非行政许可审批事项的决定（国发〔2015〕27号）."""


def check_scope(power: Power, file: str, registry: Registry) -> Iterator[Problem]:
    """Hold a power's category against what its office may have."""
    scope = next((one for one in registry.site.scope if one.office == power.office), None)
    if scope is None or power.category in scope.categories or power.category not in terms.CATEGORIES:
        return
    office, term = registry.offices.get(power.office), terms.CATEGORIES[power.category]
    yield OUT_OF_SCOPE.at(
        file,
        ("category",),
        office=office.name if office else power.office,
        category=term.zh,
        category_en=term.en,
        document=scope.document or "site.yaml scope",
        known="、".join(terms.CATEGORIES[one].zh for one in scope.categories if one in terms.CATEGORIES),
    )


def check_class(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Refuse a power of a class that no longer exists on the book's day, unless it is abolished too."""
    if power.category == "approval" and book.day >= _ABOLISHED and state_name(power, book.day) != "abolished":
        yield CLASS_ABOLISHED.at(file, ("category",), since=_ABOLISHED.isoformat())


def check_demands(site: Site, offices: Registry) -> Iterator[Problem]:
    """Check what the settings ask of powers: elements, categories and offices that there are."""
    for i, scope in enumerate(site.scope):
        if scope.office not in offices.offices:
            yield _unknown(("scope", i, "office"), scope.office, offices.offices, "机关", "office")
        yield from _categories(("scope", i), scope.categories)
    for i, demand in enumerate(site.elements):
        if demand.element not in BY_KEY:
            yield _unknown(("elements", i, "element"), demand.element, BY_KEY, "要素", "element")
        yield from _categories(("elements", i), demand.categories)


def _categories(path: Path, categories: tuple[str, ...]) -> Iterator[Problem]:
    for j, category in enumerate(categories):
        if category not in terms.CATEGORIES:
            yield _unknown((*path, "categories", j), category, terms.CATEGORIES, "类别", "category")


def _unknown(path: Path, name: str, known: object, zh: str, en: str) -> Problem:
    meant_zh, meant_en = meant(name, known)  # type: ignore[arg-type]
    return UNKNOWN_REFERENCE.at(
        SITE.file(), path, id=name, kind_zh=zh, kind_en=en, meant_zh=meant_zh, meant_en=meant_en,
        hint_zh="改正编号", hint_en="correct the id",
    )  # fmt: skip
