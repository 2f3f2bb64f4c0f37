"""Flows laid out by ``dot``: what is said when it is missing or fails, and what is drawn all the same."""

import os
import re
import shutil
from pathlib import Path

import pytest

from flowchart.flows import power, step
from flowchart.pictures import pictures
from quanli.errors import ProblemsFoundError
from quanli.flowchart import layout
from quanli.flowchart.chart import charts_of
from quanli.flowchart.draw import draw

STYLE = Path(__file__).resolve().parents[2] / "theme/static/css/components/flowchart.css"
FLOW = (step(0, actor="申请人"), step(1, kind="decision", actor="窗口", branches={"是": "s2", "否": "s0"}), step(2, kind="end", actor="窗口"))
OTHER = (*FLOW[:2], step(2, name="另一个很长的名称，所以布局也不同，要有两行以上", kind="end", actor="窗口"))


@pytest.fixture
def dot(tmp_path, monkeypatch):
    """Put a program in the place of ``dot``, which the lines of a shell script describe; ``$real`` is the real one."""
    layout._known.clear()

    def put(*lines):
        file = tmp_path / "bin/dot"
        file.parent.mkdir()
        real = shutil.which("dot")
        file.write_text("\n".join(("#!/bin/sh", f"real='{real} -Tplain'", *lines, "")), encoding="utf-8")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{file.parent}{os.pathsep}{os.environ['PATH']}")

    yield put
    layout._known.clear()


def said(charts):
    """Give what is said of charts that cannot be drawn."""
    with pytest.raises(ProblemsFoundError) as raised:
        draw(charts)
    return [(one.code, one.place.file, one.path, f"{one.message('zh')}；{one.hint('zh')}") for one in raised.value.problems]


def test_without_dot_it_is_said_how_to_get_it(monkeypatch, tmp_path):
    """A machine without Graphviz learns what to install."""
    layout._known.clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    ((code, _, _, message),) = said(charts_of(power(FLOW)))
    assert code == "TOOL_MISSING"
    assert "apt-get install graphviz" in message


def test_what_cannot_be_laid_out_is_named_all_at_once(dot):
    """Each flow that ``dot`` refuses is a problem of its item's file, with the first line of what ``dot`` said."""
    dot("echo 'out of patience' >&2", "echo more >&2", "exit 3")
    found = said(charts_of(power(FLOW, OTHER)))
    assert [(code, file, path) for code, file, path, _ in found] == [
        ("DOT_FAILED", "content/powers/o/A-1.yaml", ("flows", flow)) for flow in ("external", "internal")]
    assert all("out of patience" in message and "more" not in message for _, _, _, message in found)
    assert "某事项：外部流程图" in found[0][3]


def test_a_silent_failure_gives_its_status(dot):
    """Where ``dot`` says nothing its exit status is told."""
    dot("exit 3")
    ((_, _, _, message),) = said(charts_of(power(FLOW)))
    assert "exit status 3" in message


def test_a_failure_that_passes_is_not_remembered(dot, tmp_path):
    """A preview that goes on draws what it could not draw while the machine was short of something."""
    dot("exit 3")
    said(charts_of(power(FLOW)))
    (tmp_path / "bin/dot").unlink()
    assert draw(charts_of(power(FLOW)))


@pytest.mark.parametrize(("lacks", "missing"), [("node n2 ", "'n2'"), ("edge n1 n2 ", "n1 -> n2"), ("node h0 ", "'h0'"), ("node x1_0 ", "'x1_0'")])
def test_an_answer_that_lacks_something_is_refused(dot, lacks, missing):
    """An answer without one of the steps or arrows is no layout; one without a lane is laid out again without lanes."""
    dot(f"$real | grep -v '^{lacks}'")
    if lacks.startswith(("node h", "node x")):
        assert pictures(charts_of(power(FLOW)))[0].headings == []
    else:
        ((_, _, _, message),) = said(charts_of(power(FLOW)))
        assert f"no place for {missing}" in message


def test_a_layout_that_takes_too_long_is_given_up(dot, monkeypatch):
    """A flow over which ``dot`` sits too long is a problem that names the limit."""
    monkeypatch.setattr(layout, "SECONDS", 0.2)
    dot("exec sleep 20")
    ((_, _, _, message),) = said(charts_of(power(FLOW)))
    assert "over 0.2 s" in message


def test_one_bad_flow_does_not_spoil_the_others(dot):
    """Where ``dot`` fails for several flows at once each is tried alone: the pictures are those it makes otherwise."""
    charts = [*charts_of(power(FLOW)), *charts_of(power(OTHER))]
    expected = draw(charts)
    layout._known.clear()
    dot("input=$(cat)", 'test "$(echo "$input" | grep -c digraph)" -gt 1 && exit 1', 'echo "$input" | $real')
    assert draw(charts) == expected


@pytest.mark.parametrize("refusal", ["grep -q rank=same && exit 1", "sed 's/^node h0 [-0-9.]*/node h0 0/; s/^node x1_0 [-0-9.]*/node x1_0 0/'"])
def test_what_cannot_be_laid_out_in_lanes_is_laid_out_without(dot, refusal):
    """Where ``dot`` will have no lanes, or does not keep to them, each step says who does it instead."""
    dot("input=$(cat)", *(
        ['echo "$input" | grep -q rank=same && exit 1', 'echo "$input" | $real'] if "exit" in refusal else [f'echo "$input" | $real | {refusal}']))
    wide, _ = pictures(charts_of(power(FLOW)))
    assert wide.headings == []
    assert [box.words[-1] for box in wide.boxes] == ["申请人", "窗口", "窗口"]


def test_dot_may_open_no_files(dot, tmp_path):
    """``dot`` runs with nothing of the caller's environment but its path, and may not read files."""
    dot(f"env > {tmp_path}/env", "$real")
    draw(charts_of(power(FLOW)))
    seen = dict(line.partition("=")[::2] for line in (tmp_path / "env").read_text(encoding="utf-8").splitlines())
    assert set(seen) - {"PWD", "SHLVL", "_"} == {"PATH", "LC_ALL", "SERVER_NAME"}
    assert seen["LC_ALL"] == "C"


def test_a_picture_names_the_room_in_which_it_need_not_be_shrunk():
    """A picture is shown from the first room of the style sheet that is as wide as itself; what is wider than all of them never is."""
    rooms = sorted({int(found) for found in re.findall(r"\.flowchart-fits-(\d+)", STYLE.read_text(encoding="utf-8"))})
    seen = set()
    for count in range(1, 8):
        for name in ("甲", "甲乙丙丁戊己庚辛"):
            drawing = draw(charts_of(power(tuple(step(number, actor=f"{name}{number}", name=name) for number in range(count)))))[0]
            assert drawing.width == float(drawing.svg.partition('width="')[2].partition('"')[0])
            fitting = [room for room in rooms if room >= drawing.width]
            assert drawing.fits == f"flowchart-fits-{fitting[0] if fitting else 'none'}"
            seen.add(drawing.fits)
    assert len(seen) > 4
    assert "flowchart-fits-none" in seen
