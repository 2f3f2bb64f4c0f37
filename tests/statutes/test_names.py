import pytest

from quanli.statutes.names import amended_by, key_of


@pytest.mark.parametrize(
    "title",
    ["中华人民共和国食品安全法", "食品安全法", "《食品安全法》", "《中华人民共和国食品安全法》", " 食品 安全法 ", "食品安全法（2021年修正）", "食品安全法(2021)", "中华人民共和国食品安全法（2021年第二次修正）", "〈食品安全法〉"],
)
def test_spellings_of_a_title_are_one(title):
    """A statute is found with and without 中华人民共和国, brackets, blanks and the year of its version."""
    assert key_of(title) == "食品安全法"


@pytest.mark.parametrize("title", ["食品安全法实施条例", "食品安全法（试行）", "食品安全法暂行规定", "食品卫生法"])
def test_other_statutes_stay_apart(title):
    """What is another statute's title stays another, such as that of a version on trial."""
    assert key_of(title) != "食品安全法"


def test_brackets_of_any_width_are_one():
    """Width of brackets and quotation marks makes no other statute."""
    assert key_of("民事诉讼法（试行）") == key_of("民事诉讼法(试行)") != key_of("民事诉讼法")
    assert key_of("中华人民共和国") == "中华人民共和国"


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("全国人民代表大会常务委员会关于修改《中华人民共和国食品安全法》的决定", ("食品安全法",)),
        ("关于修改《中华人民共和国药品管理法》、《疫苗管理法》的决定", ("药品管理法", "疫苗管理法")),
        ("中华人民共和国刑法修正案（十一）", ("刑法",)),
        ("中华人民共和国宪法修正案", ("宪法",)),
        ("中华人民共和国食品安全法", ()),
        ("关于《中华人民共和国刑法》第三十条的解释", ()),
    ],
)
def test_title_of_a_decision_names_what_it_amends(title, keys):
    """By its title a decision tells which statutes it amends."""
    assert amended_by(title) == keys
