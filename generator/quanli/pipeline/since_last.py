"""What differs from the last build: files, theme, law library and day."""

from __future__ import annotations

import datetime
from pathlib import Path

from quanli.assemble.facts import Reason
from quanli.build.state import State
from quanli.config.theme import theme_folder
from quanli.git.repository import Revision
from quanli.git.worktree import checked_out
from quanli.pipeline.day import build_day
from quanli.pipeline.facts import WHOLE, Change
from quanli.pipeline.inputs import Inputs, changed_inputs
from quanli.pipeline.law_input import is_another, laws_otherwise, laws_turned
from quanli.pipeline.options import Options
from quanli.pipeline.templates import stale_templates


def commit_of(root: Path, now: Inputs) -> str:
    """Give the commit that is checked out, also where the inputs are not told by it; empty outside git."""
    return now.commit or checked_out(root)


def day_of(options: Options, state: State, now: Inputs) -> datetime.date:
    """Give the day of the build; git is asked again only when there is a new commit."""
    asked = options.as_of or options.day
    if asked:
        return asked
    commit, day = state.get("commit"), state.get("commit_day")
    known = Revision(commit, datetime.date.fromisoformat(day)) if commit and day else None
    return known.day if known and known.commit == now.commit else build_day(options.root, now.commit, known)


def change_since(options: Options, state: State, now: Inputs, day: datetime.date) -> Change:
    """Say what differs from the last build; ``cold`` where that cannot be told, or where everything rests on it."""
    files = changed_inputs(options.root, state, now)
    if files is None:
        return Change(cold=Reason("无法得知上次构建以来的改动", "what changed since the last build cannot be told"))
    for kind in WHOLE:
        if kind.pattern in files:
            return Change(cold=Reason(f"{kind.pattern} 有改动", f"{kind.pattern} changed"))
    theme = frozenset(file.removeprefix("theme/") for file in files if file.startswith("theme/") and not options.theme)
    templates = stale_templates(theme_folder(options.root), theme) if theme else frozenset[str]()
    if templates is None:
        return Change(cold=Reason("主题的静态文件有改动", "a static file of the theme changed"))
    if bool(state.get("stood")) != bool(options.as_of):
        return Change(cold=Reason("由现在改为过去某一天的目录，或相反", "the catalogue of another time: as it stood, or as it is"))
    laws = laws_otherwise(options, state)
    before = datetime.date.fromisoformat(state.get("as_of"))
    if day < before:
        return Change(cold=Reason(f"改按较早的日期 {day}", f"an earlier day, {day}"))
    if day != before:
        laws |= laws_turned(options, state, before, day)
    if day > before and _remedies_turn(before, day):
        return Change(cold=Reason(f"到 {day} 救济途径所依据的法律已变", f"the law of remedies turned by {day}"))
    content = frozenset(file for file in files if not file.startswith("theme/"))
    return Change(content, templates=templates, laws=laws, library=is_another(options, state), days=(before, day) if day != before else None)


def _remedies_turn(after: datetime.date, until: datetime.date) -> bool:
    """Tell whether the law by which the remedies of nearly every item are computed turned between two days: seldom."""
    from quanli.remedies.editions import EDITIONS, LITIGATED_SINCE  # noqa: PLC0415 - the day seldom is another

    return any(after < day <= until for day in (LITIGATED_SINCE, *(one.since for one in EDITIONS)))
