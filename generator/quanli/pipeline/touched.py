"""What others did to the output since the last build: lost, edited, put back from an older copy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from quanli.assemble.cut import DIGESTS
from quanli.build.digests import ROOT, part_name
from quanli.build.look import FEW, SOME, Look, stamp
from quanli.build.staging import FileRow
from quanli.build.state import State


def touched(output: Path, state: State) -> str:
    """Give a file of the output that is not as the last build left it; empty when none was found.

    In a small output every file is looked at; in a large one some, by turns, unless a glance at its folders shows that
    something was put in or taken away.
    """
    look = Look(output, int(state.get("done") or 0))
    glance, parts = look.top(), state.parts("digests")
    if not glance or len(parts) <= FEW:
        found = next((row.path for row in chain(_digests(state), state.output()) if not look.stands(*row[:3])), "")
        if not found and not glance:
            state.put(done=stamp(output))  # what came was not ours, or is as it was
        return found
    turn = time.time_ns()
    begin = turn // len(parts) % DIGESTS.most
    rows = islice(state.output(parts[turn % len(parts)]), begin, begin + SOME)
    return next((row.path for row in rows if not look.stands(*row[:3])), "")


def _digests(state: State) -> Iterator[FileRow]:
    yield FileRow(ROOT, state.get("root"), -1)
    yield from (FileRow(part_name(first), digest, -1) for first, digest in (state.kept("digests") or {}).items())
