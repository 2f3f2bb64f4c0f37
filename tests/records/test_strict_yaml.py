"""Strict YAML: every fault of a file at once, each with its place."""

import datetime
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quanli.catalogue.power import Power, Quantity
from quanli.records.places import locate
from quanli.records.read import read_record
from quanli.records.strict_yaml import Quoted, parse
from quanli.records.write import dump, plain

GOOD = """\
code: XK-1
name: 某某许可
category: permit
office: gjj
reviewed_on: 2026-01-05
fees: []
discretion:
  tiers:
    - grade: 轻微
      when: {years: {from: 0, to: 2.5}}
""".encode()


def codes(text, record=Power):
    data = text.encode() if isinstance(text, str) else text
    return [(p.code, p.place.line, p.place.column) for p in read_record(data, "f.yaml", record)[1] if p.code != "REQUIRED"]


def test_a_good_file_becomes_a_typed_record():
    """Dates, numbers, lists and nested records take their Python types."""
    power, problems = read_record(GOOD, "f.yaml", Power)
    assert problems == []
    assert power.reviewed_on == datetime.date(2026, 1, 5)
    assert power.fees == ()
    assert power.materials is None
    assert power.discretion.tiers[0].when["years"].to == Decimal("2.5")
    assert power == Power(**power.__dict__)


def test_all_problems_of_a_file_come_at_once():
    """Three faults of one file are three problems, each at its own line."""
    assert codes("name: 甲\nname: 乙\nspeed: 1\ncategory: permitt\n") == [
        ("DUP_KEY", 2, 1), ("BAD_VALUE", 4, 11), ("UNKNOWN_FIELD", 3, 8)]


def test_a_near_miss_is_recognised():
    """An unknown field that is almost right, or is the Chinese label of a field, names the field that was meant."""
    _, problems = read_record("materails: []\n权力名称: 甲\n".encode(), "f.yaml", Power)
    messages = {p.message("en") for p in problems if p.code == "UNKNOWN_FIELD"}
    assert messages == {'unknown field "materails"; did you mean "materials"?', 'unknown field "权力名称"; did you mean "name"?'}


def test_messages_are_said_in_chinese_and_english():
    """The wording of a problem is whole in both languages, hint included."""
    _, (found, *_) = read_record(b"name: A\nfee: 10\nname: B\n", "f.yaml", Power)
    assert found.message("en") == 'field "name" is written twice (first at line 1)'
    assert found.message("zh") == "字段“name”写了两次（第一次在第 1 行）"
    assert (found.hint("en"), found.hint("zh")) == ("remove one of the two", "删去其中一处")


def test_text_that_yaml_would_change_must_be_quoted():
    """Unquoted codes, phones and times are refused; the same in quotes are taken as they stand."""
    assert codes("name: 0890\n") == [("NEEDS_QUOTES", 1, 7)]
    assert codes("name: 9:30\n") == [("NEEDS_QUOTES", 1, 7)]
    assert codes('name: "0890"\n') == []


def test_a_deep_file_does_not_crash_the_process():
    """A hundred thousand brackets are refused by size, ten thousand by depth."""
    assert codes("[" * 100_000 + "]" * 100_000) == [("TOO_BIG", 1, 1)]
    assert codes("name: " + "[" * 10_000) == [("TOO_DEEP", 1, 26)]


def test_a_comment_behind_text_is_refused_and_one_on_its_own_line_is_not():
    """Text after # would be lost without a word."""
    assert codes("# 注\nname: 第3项 #备注\n") == [("COMMENT_IN_TEXT", 2, 7)]
    assert codes('# 注\nname: "第3项 #备注"\n') == []
    assert codes("note: |\n  第3项 #备注\n") == []


@pytest.mark.parametrize(("text", "found"), [
    ("name: &a 甲\n", "YAML_ALIAS"),
    ("name: !x 甲\n", "YAML_TAG"),
    ('name: "甲\\u200b"\n', "INVISIBLE_CHAR"),
    ("name: 甲 #乙\n", "COMMENT_IN_TEXT"),
    ("name: 甲\t#乙\n", "COMMENT_IN_TEXT"),
    ("conditions: [甲, &a 乙]\n", "YAML_ALIAS"),
    ("name: *a\n", "YAML_ALIAS"),
])
def test_one_sign_in_a_file_is_enough_to_be_found(text, found):
    """An anchor, a tag, an escape or a comment is refused in a file that holds no other."""
    assert [code for code, *_ in codes(text)] == [found]


def test_an_identity_card_is_found_wherever_it_stands():
    """A number whose check digit is right is refused at the very beginning of a file and after any sign, not after a digit."""
    card = "11010519491231002X"
    assert codes(f"{card}: 1\n")[0] == ("PII_ID", 1, 1)
    assert codes(f"name: 甲{card}\n")[0] == ("PII_ID", 1, 8)
    assert codes(f"name: a{card}\n")[0] == ("PII_ID", 1, 8)
    assert codes(f"name: 甲9{card}\n") == []


def test_the_internal_block_holds_plain_values():
    """What no schema describes comes as plain text, whether it stood in quotes or not."""
    power, _ = read_record(b"internal: {a: 'x', b: [y, \"z\"]}\n", "f.yaml", Power)
    assert power.internal == {"a": "x", "b": ["y", "z"]}
    assert {type(text) for text in (power.internal["a"], *power.internal["b"])} == {str}


def test_a_place_is_found_for_each_path():
    """A path leads to the line of its value, a missing one to the nearest above it."""
    assert locate(GOOD, ("discretion", "tiers", 0, "when", "years", "to")) == (10, 35)
    assert locate(GOOD, ("fees",)) == (6, 1)
    assert locate(GOOD, ("discretion", "tiers", 7)) == (8, 3)
    assert locate(GOOD, ("nothing",)) == (1, 1)


def test_what_is_written_is_read_back():
    """A record written as YAML and read again is the same record."""
    power, _ = read_record(GOOD, "f.yaml", Power)
    again, problems = read_record(dump(plain(power)).encode(), "f.yaml", Power)
    assert (again, problems) == (power, [])


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"], exclude_characters="\ufffd"), min_size=1, max_size=60).filter(
    lambda text: text.strip() == text and all(not 0x2E80 <= ord(c) <= 0x2FDF and not 0xF900 <= ord(c) <= 0xFAFF and not 0x2F800 <= ord(c) <= 0x2FA1F
                                              and c not in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" and not 0x180B <= ord(c) <= 0x180F and not 0xE0000 <= ord(c) <= 0xE0FFF for c in text))


@given(TEXT)
def test_any_text_survives_writing_and_reading(text):
    """Whatever a text looks like (a number, a date, YAML's own signs), it comes back letter by letter."""
    tree, problems = parse(dump({"grade": text}).encode(), "f.yaml")
    assert problems == []
    assert tree == {"grade": text}


@given(st.recursive(TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-m]{2,6}", fullmatch=True), inner, max_size=3), max_leaves=12))
def test_the_parser_agrees_with_pyyaml(tree):
    """On what both accept, the event parser gives what PyYAML's safe loader gives."""
    text = yaml.dump({"root": tree}, allow_unicode=True, default_style='"', Dumper=_NoAliases)
    ours, problems = parse(text.encode(), "f.yaml", limit=10**7)
    if not problems:
        assert ours == yaml.safe_load(text)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def test_plain_text_is_told_from_quoted():
    """The reader knows which text stood without quotes."""
    tree, _ = parse(b"a: x\nb: 'x'\n", "f.yaml")
    assert not isinstance(tree["a"], Quoted)
    assert isinstance(tree["b"], Quoted)


def test_a_quantity_needs_its_unit():
    """What cannot be missing is said with its label."""
    _, problems = read_record(b"amount: 3\n", "f.yaml", Quantity)
    assert [p.message("zh") for p in problems] == ["必填字段“unit”（单位）是空的"]
