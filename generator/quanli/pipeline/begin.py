"""The beginning of a build: what the last one left, and what has changed since."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from quanli.assemble.facts import Facts, Reason
from quanli.build.backstage import Backstage
from quanli.build.digests import read_digests
from quanli.build.owner import refusal
from quanli.build.staging import clear
from quanli.build.state import FORMAT, State
from quanli.catalogue.content_kinds import LAWS
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.errors import Problem, ProblemsFoundError
from quanli.pipeline.begun import Begun
from quanli.pipeline.day import build_day
from quanli.pipeline.facts import Change, facts_of
from quanli.pipeline.idle import leave_note, what_is_seen
from quanli.pipeline.inputs import Inputs, folders_in, read_inputs
from quanli.pipeline.last_state import cold_because, last_state
from quanli.pipeline.law_input import is_another, note_laws, note_seen
from quanli.pipeline.options import Options, Report
from quanli.pipeline.read import read_registers
from quanli.pipeline.room import new_state, workplace
from quanli.pipeline.settings import may_deepen, settings_of, state_name
from quanli.pipeline.since_last import change_since, commit_of, day_of


def begin(options: Options, folder: Path, stage: Backstage, because: Reason | None = None) -> Begun | Report:
    """Compare the site with the last build of it; gives a report when there is nothing to do.

    ``because`` is a reason for making everything that was found after a first look.
    """
    file = folder / state_name(options)
    state = last_state(file)
    by_git = bool(state.get("commit")) if state else None
    known, index = (folders_in(state.inputs()), state.get("index")) if state else ({}, "")
    now = options.inputs or read_inputs(options.root, by_git, known, index=index, committed=options.committed)
    settings = settings_of(options.root, options.audience, options.theme_name)
    cold = because or options.because or cold_because(state, settings, options, file)
    if cold:
        return _anew(options, folder, stage, file, state, cold, now, settings)
    assert state is not None  # noqa: S101 - or there would be a reason for a cold build
    day = day_of(options, state, now)
    change = change_since(options, state, now, day)
    if change.cold:
        return _anew(options, folder, stage, file, state, change.cold, now, settings)
    if change.nothing and not options.hosted and not may_deepen(state) and commit_of(options.root, now) == state.get("tip"):
        _remember(state, options, now, settings, day)
        _note_day(state, options, day)
        note_seen(options, state)
        state.commit()
        powers, warnings, done = Index(state.db).total(), state.warnings(), state.get("done")
        state.close()
        leave_note(file, _seen(options, now, settings), now, powers, warnings, done)
        return Report(powers, 0, 0, warnings, options.target, None, {})
    return _upon(options, stage, file, state, change, now, settings, day)


def _anew(
    options: Options,
    folder: Path,
    stage: Backstage,
    file: Path,
    last: State | None,
    cold: Reason,
    now: Inputs,
    settings: Mapping[str, str],
) -> Begun:
    """Begin from nothing. The last state stays as it is until the output is touched, and tells what it was."""
    day = options.as_of or options.day or build_day(options.root, now.commit)
    database = folder / f"new-{file.name}"
    place = workplace(options, stage.new, database, day)
    clear(place.layouts.folder)
    registry, problems = read_registers(place)
    if registry is None:
        raise ProblemsFoundError(problems)
    refused = refusal(options.target, {registry.site.signed, State.site_of(file)}, built=bool(last))
    if refused:
        raise ProblemsFoundError([refused])
    state = new_state(database)
    state.note_former(read_digests(options.target))
    if last:
        state.note_former((row.path, row.sha256) for row in last.output())
        state.put(done=last.get("done"), double=last.get("double"))
        last.close()
    _remember(state, options, now, settings, day)
    _note_day(state, options, day)
    _keep_registers(state, registry, problems)
    note_laws(options, state, registry)
    seen = _seen(options, now, settings)
    return Begun(place, state, Index(state.db), registry, Change(cold=cold), Facts(), file, tuple(problems), seen, now)


def _upon(
    options: Options,
    stage: Backstage,
    file: Path,
    state: State,
    change: Change,
    now: Inputs,
    settings: Mapping[str, str],
    day: datetime.date,
) -> Begun:
    """Begin upon the last build."""
    place = workplace(options, stage.new, file, day)
    before: Registry = state.kept("registry")
    registry, problems = before, list[Problem]()
    if change.registers or change.library or change.days:  # what guides and offices cite is judged by the law of the day
        read, problems = read_registers(place, change.files)
        if read is None:
            raise ProblemsFoundError(problems)
        registry = read
        _keep_registers(state, registry, problems)
    else:
        place.keep_registry(registry)
    _remember(state, options, now, settings, day)
    _note_day(state, options, day)
    if change.laws or LAWS.file() in change.files or is_another(options, state):
        note_laws(options, state, registry)
    index = Index(state.db)
    facts = facts_of(change, before, registry, index)
    seen = _seen(options, now, settings)
    return Begun(place, state, index, registry, change, facts, file, tuple(problems), seen, now)


def _seen(options: Options, now: Inputs, settings: Mapping[str, str]) -> str:
    return what_is_seen(options.root, now, settings, options.asked_day)


def _keep_registers(state: State, registry: Registry, problems: list[Problem]) -> None:
    state.keep("registry", registry)
    state.warn("", sum(found.severity == "warning" for found in problems))


def _remember(state: State, options: Options, now: Inputs, settings: Mapping[str, str], day: datetime.date) -> None:
    state.note_inputs(now.noted)
    state.put(format=FORMAT, commit=now.commit, index=now.index, as_of=day.isoformat(), stood="stood" if options.as_of else "", **settings)


def _note_day(state: State, options: Options, day: datetime.date) -> None:
    """Remember which day the commit gave, so that git need not be asked again; another day that was asked for is not it."""
    state.put(commit_day="" if options.asked_day or not state.get("commit") else day.isoformat())
