"""What a proposal says of itself: taken from the options, else asked at the terminal, each answer held against the change at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quanli.history.legal_date import day_of

if TYPE_CHECKING:
    import argparse

    from quanli.cli.voice import Voice
    from quanli.review.proposal import Proposal

_ANSWERS = {
    "Change-Reason": "reason",
    "Trigger": "trigger",
    "Legal-Basis": "legal_basis",
    "Document": "document",
    "Effective-On": "effective_on",
    "Effective-On-Reason": "effective_on_reason",
    "Adjusts": "adjusts",
}
"""What the one who proposes says, with the option that says it unasked."""
_ONLY_WHERE_ASKED = frozenset({"Trigger", "Adjusts"})


def answers(arguments: argparse.Namespace, proposal: Proposal, voice: Voice) -> dict[str, str] | None:
    """Collect the trailers; None, and the reason said, when one that is needed stays empty or does not fit the change."""
    said: dict[str, str] = {}
    bare = all(getattr(arguments, option) is None for option in _ANSWERS.values())
    for key, option in _ANSWERS.items():
        given = getattr(arguments, option)
        if given is None and _is_asked(key, said, proposal, every=bare):
            given = _asked(key, said, proposal, voice) if sys.stdin.isatty() else ""
        said[key] = (given or "").strip()
    if said["Effective-On"] and not day_of(said["Effective-On"]):
        day = said["Effective-On"]
        voice.say(f"“{day}”不是日期，写成 2026-01-31 这样", f'"{day}" is not a date such as 2026-01-31')
        return None
    if arguments.proposed_by:
        said["Proposed-By"] = arguments.proposed_by
    faults = list(proposal.unsaid(said))
    voice.problems(faults, sys.stderr)
    for key in dict.fromkeys(str(one.args["key"]) for one in faults if "key" in one.args):
        flag = f"--{_ANSWERS[key].replace('_', '-')}"
        voice.say(f"用 {flag} 写明", f"give it with {flag}")
    if any("Adjusts" in one.message("en") for one in faults):
        voice.say(f"按这次改动应写：--adjusts “{proposal.adjusts}”", f'as the change is: --adjusts "{proposal.adjusts}"')
    return None if faults else said


def _is_asked(key: str, said: dict[str, str], proposal: Proposal, *, every: bool) -> bool:
    """Tell whether a question is put at all; who has said something by an option is asked for nothing that may stay open."""
    if key == "Effective-On-Reason":
        return _has_passed(said["Effective-On"])
    return key in proposal.asked or (every and key not in _ONLY_WHERE_ASKED)


def _asked(key: str, said: dict[str, str], proposal: Proposal, voice: Voice) -> str:
    """Ask until the answer fits; an empty one is what the question offers, or nothing where it may stay open."""
    from quanli.approval.statement import STATEMENTS  # noqa: PLC0415
    from quanli.history.founding import TRIGGERS  # noqa: PLC0415

    term, needed = STATEMENTS[key], key in proposal.asked
    offered = proposal.adjusts if key == "Adjusts" else ""
    if key == "Trigger":
        voice.say(f"可选：{'、'.join(TRIGGERS)}", "one or several of: " + "、".join(TRIGGERS))
    hint = f"（{offered}）" if offered else "" if needed else voice.pick("（可不填）", " (optional)")
    while True:
        answer = input(f"{voice.pick(term.zh, term.en)}{hint}：").strip() or offered
        if not answer and not needed:
            return ""
        fault = proposal.fault_of(key, {**said, key: answer})
        if fault:
            voice.problems([fault], sys.stderr)
        elif key != "Effective-On" or day_of(answer):
            return answer
        else:
            voice.say(f"“{answer}”不是日期，写成 2026-01-31 这样", f'"{answer}" is not a date such as 2026-01-31')


def _has_passed(text: str) -> bool:
    from quanli.git.repository import today  # noqa: PLC0415

    day = day_of(text)
    return day is not None and day < today()
