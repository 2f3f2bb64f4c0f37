"""``quanli propose``: asks what the procedure wants to know of a change, and writes the commit."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.review.proposal import Proposal

_CONTROL = dict.fromkeys([*range(32), *range(127, 160)])
_ANSWERS = {
    "Change-Reason": "reason",
    "Trigger": "trigger",
    "Legal-Basis": "legal_basis",
    "Document": "document",
    "Effective-On": "effective_on",
    "Effective-On-Reason": "effective_on_reason",
    "Adjusts": "adjusts",
    "Proposed-By": "proposed_by",
}
"""What the one who proposes can say, with the option that says it unasked; the others agree in commits of their own."""


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "propose", parents=[common], help="提出变更：问清理由、依据，写成提交 / asks the questions, writes the commit"
    )
    command.add_argument("--subject", default="", help="标题 / the commit's subject")
    command.add_argument("--reason", metavar="TEXT", help="变更理由 / why")
    command.add_argument("--trigger", metavar="TEXT", help="变更事由，如：法律修改、客观情况变化 / what brought it about")
    command.add_argument("--legal-basis", metavar="TEXT", help="法律依据 / on which legal basis")
    command.add_argument("--document", metavar="TEXT", help="文件名和文号 / title and number of the document")
    command.add_argument("--effective-on", metavar="DATE", help="施行日期 / from which day")
    command.add_argument("--effective-on-reason", metavar="TEXT", help="施行日期已过时的理由 / why, where that day has passed")
    command.add_argument("--adjusts", metavar="TEXT", help="随之调整的要素，如：时限=调整; 岗位=不变; 职责=不变; 文书=不变 / what is adjusted with it or stays")
    command.add_argument("--proposed-by", metavar="TEXT", help="提出部门 / the department that proposes")
    command.add_argument("--sign", action="store_true", help="用 git 配置的密钥签名 / sign with git's key")
    command.add_argument(
        "--print", action="store_true", dest="only_print", help="只输出提交说明，不提交 / print the message only"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Show the change, ask, commit."""
    from quanli.git.log import GitError  # noqa: PLC0415
    from quanli.personal.masking import personal_numbers  # noqa: PLC0415
    from quanli.review.proposal import open_proposal  # noqa: PLC0415

    try:
        proposal = open_proposal(arguments.site.resolve())
        if not proposal.files:
            voice.say("目录没有改动", "nothing in the catalogue has changed")
            return 1
        for line in proposal.sentences:
            voice.say(line.translate(_CONTROL), line.translate(_CONTROL))
        trailers = _answers(arguments, proposal, voice)
        if trailers is None:
            return 1
        message = proposal.message(arguments.subject, trailers)
        if personal_numbers(message):  # what a commit says is not taken back
            voice.say("提交说明中有身份证号或手机号：删去后再提交", "the message holds a number of a person, by card or by mobile telephone: leave it out")
            return 1
        if arguments.only_print:
            sys.stdout.write(message)
            return 0
        proposal.commit(message, sign=arguments.sign)
    except GitError as error:
        text = str(error).translate(_CONTROL)
        voice.say(f"git 没有完成：{text}", f"git failed: {text}")
        return 1
    _next(proposal, voice)
    return 0


def _answers(arguments: argparse.Namespace, proposal: Proposal, voice: Voice) -> dict[str, str] | None:
    """Collect the trailers: from options, else by asking; None when one that is needed stays empty."""
    from quanli.history.founding import ROLES, STATEMENTS  # noqa: PLC0415

    trailers: dict[str, str] = {}
    needed = {*proposal.asked, *proposal.approvals}
    for key, option in _ANSWERS.items():
        term = STATEMENTS.get(key) or ROLES[key]
        said = getattr(arguments, option)
        if key == "Effective-On-Reason" and said is None and not _has_passed(trailers["Effective-On"]):
            said = ""
        if key in {"Trigger", "Adjusts"} and key not in needed and said is None:
            said = ""
        while said is None or _not_a_day(key, said):
            if not sys.stdin.isatty():
                if said:
                    voice.say(f"“{said}”不是日期，写成 2026-01-31 这样", f'"{said}" is not a date such as 2026-01-31')
                    return None
                break
            free = "" if key in needed else voice.pick("（可不填）", " (optional)")
            said = input(f"{voice.pick(term.zh, term.en)}{free}：").strip()
            if not said and key not in needed:
                break
        if key in needed and not (said or "").strip():
            flag = "--" + option.replace("_", "-")
            voice.say(f"缺少{term.zh}（{key}）：用 {flag} 写明", f"{key} ({term.en}) is missing: give it with {flag}")
            if key == "Adjusts":
                voice.say(f"这次改动：{proposal.adjusts}", f"as the change is: {proposal.adjusts}")
            return None
        trailers[key] = said or ""
    return trailers


def _has_passed(day: str) -> bool:
    import datetime  # noqa: PLC0415

    return bool(day) and datetime.date.fromisoformat(day) < datetime.datetime.now(datetime.UTC).date()


def _not_a_day(key: str, text: str) -> bool:
    import datetime  # noqa: PLC0415

    if key != "Effective-On" or not text:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return True
    return False


def _next(proposal: Proposal, voice: Voice) -> None:
    from quanli.history.founding import ROLES  # noqa: PLC0415

    waiting = [role for role in proposal.approvals if role != "Proposed-By"]
    if waiting:
        voice.say(
            "已提交。接下来依次由以下环节签名：" + "、".join(f"{ROLES[role].zh}（{role}）" for role in waiting),
            "committed; next, to be signed by: " + ", ".join(waiting),
        )
    else:
        voice.say("已提交", "committed")
