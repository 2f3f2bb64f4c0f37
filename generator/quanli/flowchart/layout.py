"""Sketches laid out in chunks: one ``dot`` process for all of a chunk, sketches alike only once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence

from quanli.config.tools import TOOL_MISSING
from quanli.errors import ProblemsFoundError
from quanli.flowchart.dot import source_of
from quanli.flowchart.kept import KeptLayouts
from quanli.flowchart.plain import LayoutError, placed_of, split
from quanli.flowchart.sketch import Placed, Sketch

SECONDS, SECONDS_A_GRAPH = 10.0, 0.05
_REMEMBERED = 2048
Answer = Placed | str
"""A layout, or why there is none."""
_known: dict[Sketch, Placed] = {}


def lay_out(sketches: Iterable[Sketch], kept: KeptLayouts | None = None) -> dict[Sketch, Answer]:
    """Lay out sketches; what was laid out for earlier chunks is remembered, within bounds, and ``kept`` by earlier builds."""
    answers: dict[Sketch, Answer] = {}
    unknown: dict[Sketch, None] = {}
    for sketch in sketches:
        answer: Answer | None = _known.get(sketch) or (kept.get(sketch) if kept else None)
        if answer is None:
            unknown[sketch] = None
        else:
            answers[sketch] = answer
    new = list(unknown)
    try:
        made = _run(new)
    except (LayoutError, subprocess.TimeoutExpired):
        made = {sketch: _alone(sketch) for sketch in new}
    if len(_known) + len(made) > _REMEMBERED:
        _known.clear()
    for sketch, answer in made.items():
        if not isinstance(answer, str):  # a failure may be the machine's, and pass
            _known[sketch] = answer
            if kept:
                kept.put(sketch, answer)
    return answers | made


def _alone(sketch: Sketch) -> Answer:
    """Lay out one sketch of a chunk that failed, to find the one that spoiled it."""
    try:
        return _run([sketch])[sketch]
    except LayoutError as error:
        return str(error)
    except subprocess.TimeoutExpired:
        return f"over {SECONDS:g} s"


def _run(sketches: Sequence[Sketch]) -> dict[Sketch, Answer]:
    """Run ``dot`` once. SERVER_NAME in its environment forbids it to open files."""
    if not sketches:
        return {}
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "SERVER_NAME": "quanli"}
    try:
        ran = subprocess.run(
            ["dot", "-Tplain"], input="".join(map(source_of, sketches)), capture_output=True, encoding="utf-8", check=False,
            env=environment, timeout=SECONDS + SECONDS_A_GRAPH * len(sketches))
    except FileNotFoundError:
        raise ProblemsFoundError([TOOL_MISSING.at("", tool="dot", install="apt-get install graphviz")]) from None
    graphs = split(ran.stdout)
    if ran.returncode or len(graphs) != len(sketches):
        said = ran.stderr.strip().splitlines()
        raise LayoutError(said[0] if said else f"exit status {ran.returncode}")
    return {sketch: _read(sketch, text) for sketch, text in zip(sketches, graphs, strict=True)}


def _read(sketch: Sketch, text: str) -> Answer:
    try:
        return placed_of(sketch, text)
    except LayoutError as error:
        return str(error)
