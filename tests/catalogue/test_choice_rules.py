"""Questions that narrow the list of materials."""

from quanli.catalogue.choice_rules import check_choices
from quanli.catalogue.power import Choice, ChoiceOption, Material, Power

WHO = Choice("who", "您是谁", (ChoiceOption("person", "个人"), ChoiceOption("company", "单位")))


def found(choices, *materials):
    """Give code and place of what is wrong with an item."""
    power = Power(code="A", name="a", category="permit", office="o", choices=choices, materials=materials)
    return [(one.code, one.path) for one in check_choices(power, "a.yaml")]


def test_options_that_exist_are_fine():
    """An item whose materials name options of its questions has no problem; nor has one without questions."""
    assert found((WHO,), Material("身份证", for_=("person",)), Material("照片")) == []
    assert found((), Material("照片")) == []


def test_unknown_option():
    """A material that names an option which there is not is an error, at its place."""
    assert found((WHO,), Material("身份证", for_=("person", "persn"))) == [("UNKNOWN_REFERENCE", ("materials", 0, "for", 1))]


def test_ids_are_unique():
    """Two questions that share an option's id are an error: a material could not say which it means."""
    again = Choice("again", "首次吗", (ChoiceOption("person", "首次"), ChoiceOption("next", "换证")))
    codes = found((WHO, again), Material("身份证", for_=("person",)))
    assert codes == [("DUP_ID", ("choices", 1, "options", 0, "id"))]


def test_question_that_narrows_nothing():
    """A question none of whose options any material names is a warning."""
    assert found((WHO,), Material("照片")) == [("CHOICE_UNUSED", ("choices", 0, "question"))]
