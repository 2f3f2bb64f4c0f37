import dataclasses
from decimal import Decimal

import pytest

from quanli.catalogue import terms
from quanli.catalogue.completeness import (
    ELEMENTS,
    check_completeness,
    completeness,
    element_label,
    elements_asked,
    missing_elements,
)
from quanli.catalogue.power import (
    Basis,
    Discretion,
    Flows,
    Limit,
    Power,
    Result,
    SanctionRange,
    StateEntry,
    Step,
    Tier,
    TimeLimits,
)

BARE = Power(code="A", name="a", category="permit", office="o")
FULL = Power(
    code="A",
    name="a",
    category="permit",
    office="o",
    summary="简介",
    basis=(Basis("law"),),
    applicants=("citizen",),
    conditions=("条件",),
    materials=(),
    time_limits=TimeLimits(Limit(20, "workday"), Limit(5, "workday")),
    fees=(),
    results=(Result("决定书"),),
    channels=object(),
    flows=Flows(external=(Step("a", "甲"),)),
)


def of(category, **fields):
    return dataclasses.replace(BARE, category=category, **fields)


def test_every_category_asks_for_something():
    """Each category of the vocabulary has its elements, and no other has."""
    assert ELEMENTS.keys() == terms.CATEGORIES.keys()
    assert elements_asked("unknown") == ()


@pytest.mark.parametrize("element", sorted({element for asked in ELEMENTS.values() for element in asked}))
def test_every_element_has_a_label_and_can_be_looked_for(element):
    """Each element asked for has a Chinese label and help in both languages, and is absent from an empty power."""
    zh, help_zh, help_en = element_label(element)
    assert zh
    assert help_zh
    assert help_en.isascii()
    assert (
        missing_elements(of(next(c for c, asked in ELEMENTS.items() if element in asked))).count(element) == 1
    )


def test_full_permit_lacks_nothing():
    """A permit with every element is complete; saying that nothing is to be brought or paid counts as said."""
    assert list(check_completeness(FULL, "a.yaml")) == []
    assert completeness(FULL) == 100


def test_missing_element_is_a_warning_that_names_it():
    """What a permit lacks is named once each, as a warning for the whole file."""
    (found,) = check_completeness(dataclasses.replace(FULL, fees=None), "a.yaml")
    assert (found.code, found.severity, found.path) == ("MISSING_ELEMENT", "warning", ())
    assert found.message("zh") == "行政许可事项缺少“收费”"
    assert found.message("en") == "this item (permit) lacks fees"
    assert found.hint("zh") == "补上收费：[] 表示不收费"


def test_bare_item_scores_nothing():
    """An item with nothing but a name has no part of what is asked."""
    assert completeness(BARE) == 0
    assert len(list(check_completeness(BARE, "a.yaml"))) == len(elements_asked("permit"))


def test_score_is_the_share_that_is_there():
    """The score counts elements, in whole percents."""
    assert completeness(of("other", summary="简介")) == 50
    assert completeness(of("coercion", summary="简介")) == 33


def test_penalty_wants_sanction_and_discretion_but_no_materials():
    """A penalty lacks its sanction basis and its table of discretion, never materials."""
    penalty = of("penalty", summary="简介", basis=(Basis("law"),), flows=Flows(internal=(Step("a", "甲"),)))
    assert missing_elements(penalty) == ("basis.sanction", "discretion.statutory", "discretion.tiers")
    sanction = SanctionRange("fine", min=Decimal(1), max=Decimal(2), unit="yuan")
    whole = dataclasses.replace(
        penalty,
        basis=(Basis("law", role="sanction"),),
        discretion=Discretion(statutory=(sanction,), tiers=(Tier("一般"),)),
    )
    assert missing_elements(whole) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"flows": Flows(external=(Step("a", "甲"),))},
        {"flows": Flows(internal=(Step("a", "甲"),))},
        {"basis": (Basis("law", role="procedure"),)},
    ],
)
def test_procedure_may_be_a_flow_or_a_provision(fields):
    """A coercive measure has its procedure when a flow is drawn or a provision on it is cited."""
    lacking = of("coercion", summary="简介", basis=(Basis("law"),))
    (found,) = check_completeness(lacking, "a.yaml")
    assert found.message("zh") == "行政强制事项缺少“实施程序”"
    assert missing_elements(dataclasses.replace(lacking, **fields)) == ()


def test_internal_power_wants_its_internal_flow():
    """An internal power needs its flow, not one that the public sees."""
    assert missing_elements(of("internal", summary="简介", flows=Flows(external=(Step("a", "甲"),)))) == (
        "flows.internal",
    )


def test_abolished_item_lacks_nothing():
    """The notice that an abolished item leaves is not asked to be complete."""
    assert (
        list(check_completeness(dataclasses.replace(BARE, states=(StateEntry("abolished"),)), "a.yaml")) == []
    )
