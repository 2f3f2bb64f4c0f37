"""Values changed where they stand in a YAML file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.records.in_place import NotChangedError, scalar, with_entry, with_field, with_values
from quanli.records.strict_yaml import parse

TEXT = """\
# 一项
code: A-1
# 依据
basis:
  - law: fund
    version: 2019-03-24
    article: 第三条
    text: >-
      折行
      的条文
  - {law: fund, version: 2019-03-24, text: "引号，里的"}
name: 甲
"""
LAWS = """\
laws:
  - id: a
    versions:
      - {date: 2019-01-01, in_force_from: 2019-02-01}
      # 旧
      - date: 2020-01-01
        in_force_from: 2020-02-01

  - id: b
    versions: [{date: 2018-01-01}]
"""


def test_a_value_is_replaced_and_all_else_stays():
    """Comments, order, quotes and line ends around it keep their bytes."""
    changed = with_values(TEXT, {("basis", 0, "version"): "2025-09-12", ("basis", 1, "text"): "新的，条文", ("basis", 0, "text"): "一行"})
    assert changed == TEXT.replace("version: 2019-03-24\n", "version: 2025-09-12\n", 1).replace('"引号，里的"', "新的，条文").replace(
        ">-\n      折行\n      的条文\n", "一行\n"
    )


def test_an_entry_is_added_to_a_list_in_the_style_of_the_list():
    """A list of lines gets a line, one in brackets an entry in them."""
    entry = {"date": "2021-01-01", "number": "主席令第一号"}
    assert with_entry(LAWS, ("laws", 0, "versions"), entry) == LAWS.replace(
        "        in_force_from: 2020-02-01\n", "        in_force_from: 2020-02-01\n      - {date: 2021-01-01, number: 主席令第一号}\n"
    )
    assert with_entry(LAWS, ("laws", 1, "versions"), entry).endswith("versions: [{date: 2018-01-01}, {date: 2021-01-01, number: 主席令第一号}]\n")


def test_a_field_is_added_to_a_mapping_in_the_style_of_the_mapping():
    """In brackets it stands in them, else on a line of its own."""
    assert "{date: 2019-01-01, in_force_from: 2019-02-01, repealed_on: 2020-02-01}\n      # 旧" in with_field(LAWS, ("laws", 0, "versions", 0), "repealed_on", "2020-02-01")
    assert "        in_force_from: 2020-02-01\n        repealed_on: 2021-02-01\n\n  - id: b" in with_field(LAWS, ("laws", 0, "versions", 1), "repealed_on", "2021-02-01")


@pytest.mark.parametrize("path", [("none",), ("basis",), ("basis", 7, "law")])
def test_what_is_not_there_is_not_changed(path):
    """A path that leads to no single value is refused."""
    with pytest.raises(NotChangedError):
        with_values(TEXT, {path: "x"})


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufeff"), min_size=1, max_size=30))
def test_any_text_is_written_so_that_it_is_read_back(text):
    """In a mapping of lines and in one in brackets, whatever signs it has."""
    tree, _ = parse(f"a: {scalar(text)}\nb: {{c: {scalar(text)}}}\n".encode(), "")
    assert tree is not None
    assert str(tree["a"]) == str(tree["b"]["c"]) == text
