import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.history import passages
from quanli.history.passages import PassageReader, passages_of

WHOLE = """\
# 说明
code: A-1
name: 某事项
category: permit
office: xxj
summary: |
  第一段

  第二段 # 不是注释
materials:
- {name: 申请表, copies: 1}
- name: 证明
  copies: 2
# 时限
time_limits:
  promised: {amount: 10,
    unit: workday}
faq:
  - {q: "问: 什么", a: 答}
keywords: [甲, 乙]
"""
LINES = st.lists(
    st.sampled_from(
        ["name: 某", 'name: "某', 'summary: x"', "keywords: [甲", "  乙]", "keywords: 丙]", "materials:", "- {name: 表}", "---", "...", "# 注", "",
         "  续行", "note: |", "note: >+", "code: A", "'", "x", "note: &a 文", "? name", ": 值", "\tname: 1", "name : 1", "{name: 1}", "%YAML 1.1",
         "fees: []", "unknown: 1", "visits: 1", "time_limits: {promised: {amount: x}}", "states: [{state: active, on: 2020-13-01}]", "name: a\u2028note: b"]
    ),
    max_size=8,
)  # fmt: skip


def test_only_the_passage_that_changed_is_parsed(monkeypatch):
    """A later version shares what did not change with the version before, and only the rest meets the parser."""
    reader = PassageReader()
    before = reader.read(WHOLE.encode())
    parsed = []
    monkeypatch.setattr(passages, "parse", lambda text, file, real=passages.parse: parsed.append(text) or real(text, file))
    after = reader.read(WHOLE.replace("amount: 10", "amount: 5").encode())
    assert [text.decode().split(":")[0] for text in parsed] == ["time_limits"]
    assert after.power.materials is before.power.materials
    assert after.power.time_limits.promised.amount == 5


@given(st.lists(LINES, min_size=1, max_size=5), st.booleans())
def test_the_same_text_always_reads_the_same(versions, whole_first):
    """Whatever versions came before, a version reads as it would alone."""
    reader = PassageReader()
    if whole_first:
        reader.read(WHOLE.encode())
    for lines in versions:
        data = "\n".join(lines).encode()
        assert reader.read(data) == PassageReader().read(data)


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), st.sampled_from(["", "x", "\n", '"', "[", "{", "\n- ", "\nname: 1\n", "\n---\n", " #"])), max_size=4))  # fmt: skip
def test_any_edit_reads_as_the_whole_would(edits):
    """An edit at any place, even one that breaks the file, gives what parsing the whole file gives."""
    reader = PassageReader()
    reader.read(WHOLE.encode())
    text = WHOLE
    for at, gone, put in edits:
        text = text[:at] + put + text[at + gone :]
        assert reader.read(text.encode()) == PassageReader().read(text.encode())


@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe", b"a: [", b"- a", b"x", b"a: 1\n" * 100_000])
def test_what_cannot_be_read_is_no_power(data):
    """A missing, broken, empty or huge version has no power, and the next one is read all the same."""
    reader = PassageReader()
    assert reader.read(data).power is None
    assert reader.read(WHOLE.encode()).power.name == "某事项"


def test_faults_are_kept_by_their_codes():
    """A version with a wrong value is still a version; what is wrong with it is named."""
    reading = PassageReader().read(re.sub("permit", "licence", WHOLE).encode() + b"staff: x\n")
    assert reading.power.name == "某事项"
    assert reading.faults == ("BAD_VALUE", "UNKNOWN_FIELD")


def test_passages_show_what_two_files_share():
    """Two files that differ in one field share all passages but one."""
    one, other = passages_of(WHOLE.encode()), passages_of(WHOLE.replace("A-1", "B-2").encode())
    assert len(one - other) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (WHOLE, WHOLE.replace("keywords", "...\nkeywords")),
        (WHOLE, WHOLE.replace("keywords", "---\nkeywords")),
        (WHOLE, "\ufeff" + WHOLE),
        (WHOLE, WHOLE + "keywords: [丙]\n"),
        ('name: x\n"code": A\nnote: "a\noffice: b"\n', 'name: x\n"code": A\nnote: "a\noffice: b"\nfees: []\n'),
        ('name: x\n"code": A\nnote: "a\noffice: b"\n', 'name: x\n"code": A\nfees: []\n'),
        ('name: x\nnote: "a\noffice: b"\n', 'name: x\nnote: "a\noffice: b"\nfees: []\n'),
        (WHOLE, WHOLE.replace("keywords", 'note: "\nkeywords').replace("乙]", '乙]\n"')),
    ],
)
def test_what_only_looks_like_passages_is_parsed_whole(first, then):
    """Document marks, keys in quotes and margins inside a quoted text deceive nobody."""
    reader = PassageReader()
    reader.read(first.encode())
    assert reader.read(then.encode()) == PassageReader().read(then.encode())
