"""Layouts that stay from one build to the next: taken when nothing they rest on differs, made again otherwise."""

import pytest

from flowchart.flows import power, step
from quanli.flowchart import kept as module
from quanli.flowchart import layout
from quanli.flowchart.chart import charts_of
from quanli.flowchart.draw import draw
from quanli.flowchart.kept import KeptLayouts

FLOW = (step(0, actor="申请人"), step(1, kind="decision", actor="窗口", branches={"是": "s2", "否": "s0"}), step(2, kind="end", actor="窗口"))


@pytest.fixture(name="again")
def build_again(monkeypatch):
    """Forget what this process knows, as a new build does, and count how many layouts are made."""
    made = []
    run = layout._run
    monkeypatch.setattr(layout, "_run", lambda sketches: made.extend(sketches) or run(sketches))

    def again():
        layout._known.clear()
        made.clear()
        return made

    return again


def test_a_layout_is_made_once(tmp_path, again):
    """A build after another takes the layouts that this one kept, and draws the same pictures."""
    charts, kept = charts_of(power(FLOW)), KeptLayouts(tmp_path / "layouts")
    made = again()
    first = draw(charts, kept)
    assert made
    assert again() == []
    assert draw(charts, kept) == first
    assert made == []


@pytest.mark.parametrize("damage", [b"", b"not a layout", b"\x80\x05N."])
def test_a_damaged_layout_is_made_again(tmp_path, again, damage):
    """A file that does not hold a layout is replaced."""
    charts, kept = charts_of(power(FLOW)), KeptLayouts(tmp_path)
    first = draw(charts, kept)
    for file in tmp_path.iterdir():
        file.write_bytes(damage)
    made = again()
    assert draw(charts, kept) == first
    assert made
    assert all(file.read_bytes() != damage for file in tmp_path.iterdir())


def test_another_dot_makes_its_own_layouts(tmp_path, again, monkeypatch):
    """What one version of Graphviz laid out is not taken when there is another."""
    charts, kept = charts_of(power(FLOW)), KeptLayouts(tmp_path)
    draw(charts, kept)
    monkeypatch.setattr(module, "_dot", lambda: "another")
    made = again()
    draw(charts, kept)
    assert made
