"""Frozen values behave as frozen dataclasses, before and after their ``__init__`` is compiled."""

import dataclasses
import importlib
import pkgutil

import pytest

import quanli
from quanli import frozen as module
from quanli.frozen import frozen


@frozen
class Sample:
    """A value with each way to give a field."""

    name: str
    count: int = 3
    marks: list[str] = dataclasses.field(default_factory=list)


def compiled(kind):
    """Give a class like another, whose ``__init__`` is compiled."""
    return type(kind.__name__, (kind,), {"__init__": module._compiled(kind)})


def frozen_classes():
    for found in pkgutil.walk_packages(quanli.__path__, "quanli."):
        if not found.name.endswith("__main__"):
            for one in vars(importlib.import_module(found.name)).values():
                if isinstance(one, type) and one.__module__ == found.name and "__factories__" in vars(one):
                    yield one


def test_init_is_compiled_when_a_class_is_made_often():
    """A class of which many values are made gets an ``__init__`` of its own, and its values stay the same."""
    first = Sample("a", marks=["x"])
    for _ in range(module._OFTEN):
        last = Sample("a", marks=["x"])
    assert Sample.__init__ is not module._init
    assert first == last == Sample("a", 3, ["x"])
    assert Sample("a").marks is not Sample("a").marks


@pytest.mark.parametrize("values", [(), ("a", 1, [], 2)])
def test_a_compiled_init_refuses_what_the_shared_one_refuses(values):
    """Missing fields, unknown fields and too many values are refused by both."""
    for kind in (Sample, compiled(Sample)):
        with pytest.raises(TypeError):
            kind(*values)
        with pytest.raises(TypeError):
            kind("a", colour="red")


def test_every_frozen_class_can_be_compiled():
    """The ``__init__`` of every class of the program compiles and sets its fields by position."""
    classes = list(frozen_classes())
    assert len(classes) > 100
    for one in classes:
        values = tuple(range(len(one.__names__)))
        made = object.__new__(one)
        module._compiled(one)(made, *values)
        assert tuple(made.__dict__.values()) == values
        assert tuple(made.__dict__) == one.__names__
