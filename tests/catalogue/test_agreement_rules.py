"""Fields of one power that contradict each other."""

import pytest

from quanli.catalogue.agreement_rules import check_agreement
from quanli.catalogue.power import Channels, Material, Online, Power


def told(**fields):
    subject = Power(code="A", name="a", category="permit", office="o", **fields)
    return [(found.code, found.path) for found in check_agreement(subject, "a.yaml")]


@pytest.mark.parametrize(
    ("materials", "expected"),
    [
        ((Material("申请表"), Material("身份证"), Material("申请表")), [("MATERIAL_TWICE", ("materials", 2, "name"))]),
        ((Material("决议", when="设立"), Material("决议", when="变更")), [("MATERIAL_NEED", ("materials", 0, "required")), ("MATERIAL_NEED", ("materials", 1, "required"))]),
        ((Material("决议", "conditional", "设立"), Material("决议", "conditional", "变更")), []),
        ((Material("申请表", originals=1, note="一式两份。"),), [("COPIES_SAID", ("materials", 0, "note"))]),
        ((Material("申请表", originals=2, note="一式两份。"),), []),
        ((Material("身份证", originals=1, copies=1, note="一式二份，原件 1 份。"),), []),
        ((Material("身份证", copies=1, note="复印件 2 份。"),), [("COPIES_SAID", ("materials", 0, "note"))]),
        ((Material("清单", note="一式三份。"),), []),
    ],
)
def test_materials_agree_with_themselves(materials, expected):
    """A material stands once in one case, is needed always or in some case, and in as many copies as its note says."""
    assert told(materials=materials) == expected


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (Channels(windows=("w",), visits=0), [("VISITS_NEEDED", ("channels", "visits"))]),
        (Channels(windows=("w",), visits=0, mail="寄到某处"), []),
        (Channels(windows=("w",), visits=0, online=Online("https://a.example/", "full")), []),
        (Channels(visits=2, online=Online("https://a.example/", "full")), [("VISITS_ONLINE", ("channels", "visits"))]),
        (Channels(windows=("w",), visits=1), []),
    ],
)
def test_visits_agree_with_the_ways_to_hand_in(channels, expected):
    """Nobody who has only a window can stay away, and what is done wholly online asks for no visit."""
    assert told(channels=channels) == expected
