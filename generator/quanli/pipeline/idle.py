"""Whether there is anything to do at all: asked before anything heavy is imported."""

from __future__ import annotations

from quanli.build.lock import site_lock
from quanli.build.state import State
from quanli.pipeline.day import build_day
from quanli.pipeline.inputs import changed_inputs, read_inputs
from quanli.pipeline.options import STATE, Options, Report
from quanli.pipeline.settings import cold_because, may_deepen, settings_of, state_name


def nothing_to_do(options: Options) -> Report | None:
    """Give the report of a build that finds everything as the last one left it; None when there may be work."""
    folder = options.root / STATE
    file = folder / state_name(options)
    if options.hosted or not file.is_file():
        return None
    with site_lock(folder):
        state = State.open(file)
        if state is None:
            return None
        try:
            return _report(options, state)
        finally:
            state.close()


def _report(options: Options, state: State) -> Report | None:
    now = read_inputs(options.root, state, committed=options.committed)
    day = options.as_of.isoformat() if options.as_of else state.get("commit_day") if now.commit else build_day(options.root).isoformat()
    same = (
        now.commit == state.get("commit")
        and day == state.get("as_of")
        and cold_because(state, settings_of(options), options, state.path) is None
        and not may_deepen(state)
        and changed_inputs(options.root, state, now) == frozenset()
    )
    powers = int(state.get("powers") or 0)
    return Report(powers, 0, 0, state.warnings(), options.target, None, {}) if same else None
