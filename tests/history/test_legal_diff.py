"""The legal diff against what a lawyer would write; the pairs are in fixtures/*.txt."""

import dataclasses
from pathlib import Path

import pytest

from quanli.catalogue.power import Power
from quanli.history.change import DIRECTIONS, sentence
from quanli.history.diff import legal_diff
from quanli.history.kinds import KINDS
from quanli.records.read import read_record

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.txt"))
NAMES = {
    ("law", "fireworks"): "烟花爆竹安全管理条例",
    ("law", "licensing"): "行政许可法",
    ("office", "ajj"): "安全生产监督管理局",
    ("office", "yjj"): "应急管理局",
}


def read_power(text: str) -> Power:
    """Read a fragment; what every power must have is put before it where it is not given."""
    lines = {"code": "XK-0001", "name": "烟花爆竹零售许可", "category": "permit", "office": "yjj"}
    head = "".join(
        f"{key}: {value}\n"
        for key, value in lines.items()
        if not any(line.startswith(f"{key}:") for line in text.splitlines())
    )
    power, problems = read_record((head + text).encode(), "fixture.yaml", Power)
    assert power is not None
    assert not problems
    return power


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_golden(fixture):
    """Two versions of an item give exactly the changes that a lawyer would write."""
    _, before, after, wanted = (
        part.partition("\n")[2] for part in ("\n" + fixture.read_text(encoding="utf-8")).split("\n=== ")
    )
    changes = legal_diff(read_power(before + "\n"), read_power(after + "\n"), NAMES)
    lines = [
        f"[{KINDS[change.kind].zh}] {sentence(change)}"
        + (f"（{DIRECTIONS[change.direction].zh}）" if change.direction else "")
        for change in changes
    ]
    assert lines == wanted.splitlines()


def test_new_item():
    """An item that was not there is one change, and so is one that is gone."""
    power = read_power("")
    (added,), (removed,) = legal_diff(None, power), legal_diff(power, None)
    assert sentence(added) == "新增权力事项“烟花爆竹零售许可”：行政许可"
    assert sentence(removed) == "取消权力事项“烟花爆竹零售许可”：行政许可"


def test_internal_is_never_worded():
    """What may never be published is not in a diff either."""
    power = read_power("")
    assert legal_diff(power, dataclasses.replace(power, internal={"staff": "王五"})) == ()


def test_path_names_members():
    """A path names list members by what they are, not by their place."""
    before = read_power("materials: [{name: 申请表, copies: 2}]")
    after = read_power("materials: [{name: 位置图}, {name: 申请表, copies: 1}]")
    assert [change.path for change in legal_diff(before, after)] == [
        ("materials", "位置图"),
        ("materials", "申请表", "copies"),
    ]
