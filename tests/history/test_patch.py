"""Laws of the diff, for any two versions."""

import dataclasses
import datetime
import random
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.catalogue.power import Choice, ChoiceOption, Interval, Power
from quanli.catalogue.terms import CATEGORIES
from quanli.history.diff import legal_diff
from quanli.history.patch import apply_patch, record_patch
from quanli.records.fields import Field, fields_of
from quanli.records.read import read_record
from quanli.records.write import plain

WORDS = st.sampled_from(["申请表", "申请书", "身份证", "受理", "审查", "送达", "材料是否齐全", "应当自受理之日起办结。", "a", "b", "c", "d"])


def value_of(field: Field) -> st.SearchStrategy:
    """Any value that a field may hold."""
    if field.shape == "record":
        return st.none() | record_of(field.element)
    if field.shape == "records":
        lists = st.lists(record_of(field.element), max_size=4).map(tuple)
        return lists | st.none() if field.default is None else lists
    if field.about.kind == "open":
        return st.none()
    if field.shape == "mapping":
        values = record_of(Interval) if field.element is Interval else WORDS
        return st.none() | st.dictionaries(WORDS, values, max_size=2)
    one = {
        "integer": st.integers(0, 3),
        "number": st.none() | st.integers(0, 5).map(Decimal),
        "flag": st.booleans(),
        "date": st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 1, 5)),
    }.get(field.about.kind, st.sampled_from(sorted(field.about.choices)) if field.about.choices else WORDS)
    return st.lists(one, max_size=4).map(tuple) if field.shape == "scalars" else one


def record_of(record: type) -> st.SearchStrategy:
    """Any record, mostly empty, as real ones are."""
    parts = {
        field.attribute: value_of(field) if field.about.required else st.just(field.default) | value_of(field)
        for field in fields_of(record).values()
    }
    return st.builds(record, **parts)


POWERS = st.builds(
    Power,
    code=st.just("A"),
    name=WORDS,
    category=st.sampled_from(sorted(CATEGORIES)),
    office=st.just("x"),
    **{key: st.just(field.default) | value_of(field) for key, field in fields_of(Power).items() if not field.about.required and key != "internal"},
)


@settings(max_examples=60)
@given(POWERS, POWERS)
def test_patch_gives_the_new_version(before, after):
    """A diff applied to the old version gives the new one, exactly."""
    assert apply_patch(record_patch(before, after), before) == after


@settings(max_examples=60)
@given(POWERS)
def test_same_is_no_change(power):
    """A version compared with itself has no change."""
    assert record_patch(power, power) is None
    assert legal_diff(power, power) == ()


@settings(max_examples=60)
@given(POWERS, st.randoms())
def test_order_is_no_change(power, rng):
    """A list in another order says the same, but for the steps of a flow."""
    moved = dataclasses.replace(
        power,
        **{
            key: tuple(rng.sample(getattr(power, key), len(getattr(power, key))))
            for key in ("basis", "applicants", "conditions", "results", "faq", "risks", "keywords")
        },
    )
    assert legal_diff(power, moved) == ()


@settings(max_examples=60)
@given(POWERS, POWERS)
def test_nothing_is_kept_silent(before, after):
    """Versions that mean different things have a change in every field that does."""
    changed = {change.path[0] for change in legal_diff(before, after)}
    for key, field in fields_of(Power).items():
        one, other = (meaning(key, getattr(power, field.attribute)) for power in (before, after))
        if one != other:
            assert key in changed, (key, one, other)


def test_a_question_about_the_case_is_called_by_its_words():
    """A question that narrows the materials, and its options, are named in a change as people read them; an id alone says nothing."""

    def changes(before, after):
        powers = (Power(code="A", name="n", category="permit", office="x", choices=(one,)) for one in (before, after))
        return [(change.label, change.action, change.before, change.after) for change in legal_diff(*powers)]

    whose = Choice("who", "您是谁", (ChoiceOption("firm", "企业"),))
    assert changes(whose, dataclasses.replace(whose, id="whose")) == []
    assert changes(whose, dataclasses.replace(whose, question="您代表谁")) == [("情形问题名称", "changed", "您是谁", "您代表谁")]
    assert changes(whose, dataclasses.replace(whose, options=())) == [("情形问题“您是谁”的选项“企业”", "removed", "", "")]


def meaning(key, value):
    """Give what a field says, told apart from how it is ordered; a crude second opinion, only for fields of plain lists."""
    if key in {"flows", "discretion", "states", "time_limits", "channels", "contact", "complaint", "special_steps", "choices"}:
        return None  # ids and empty records say nothing; golden texts speak for them
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        return sorted(repr(sorted(plain(one).items(), key=lambda pair: pair[0])) for one in value)
    return sorted(value) if isinstance(value, tuple) else value


def test_real_catalogue_mixed():
    """Every item of the sample catalogue, cut and mixed at random, is rebuilt by its patch."""
    rng = random.Random(7)
    files = sorted((Path(__file__).parents[2] / "content" / "powers").rglob("*.yaml"))
    powers = [power for file in files if (power := read_record(file.read_bytes(), file.name, Power)[0])]
    assert len(powers) > 5
    for power in powers:
        other = rng.choice(powers)
        keys = rng.sample(sorted(fields_of(Power)), 12)
        mixed = dataclasses.replace(power, **{key: getattr(other, key) for key in keys})
        assert apply_patch(record_patch(power, mixed), power) == mixed
        legal_diff(power, mixed)
