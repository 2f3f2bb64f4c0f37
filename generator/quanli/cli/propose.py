"""``quanli propose``: checks a change, asks what the procedure wants to know of it, writes its statement and the commit."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from quanli.cli.voice import Voice
    from quanli.review.proposal import Proposal
    from quanli.review.stating import Written




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
    command.add_argument(
        "--set-up-signing", action="store_true", help="设好签署审批的密钥，已有的不动 / set up the key for approvals; nothing is overwritten"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Show the change, check it, ask, write the statement, commit."""
    from quanli.approval.statement import StatementError  # noqa: PLC0415
    from quanli.git.log import GitError  # noqa: PLC0415

    folder = arguments.site.resolve()
    try:
        if arguments.set_up_signing:
            from quanli.cli.signing_key import set_up  # noqa: PLC0415

            return set_up(folder, voice)
        return _propose(arguments, folder, voice)
    except StatementError as error:
        voice.say(f"写不成变更书：{error.what.zh}", f"the change cannot be stated: {error.what.en}")
    except GitError as error:
        voice.git_failed(error)
    return 1


def _propose(arguments: argparse.Namespace, folder: Path, voice: Voice) -> int:
    from quanli.approval.statement import STATEMENTS  # noqa: PLC0415
    from quanli.cli.proposal_answers import answers  # noqa: PLC0415
    from quanli.cli.voice import CONTROL  # noqa: PLC0415
    from quanli.personal.masking import personal_numbers  # noqa: PLC0415
    from quanli.review.commit_message import message_of  # noqa: PLC0415
    from quanli.review.proposal import open_proposal  # noqa: PLC0415

    proposal = open_proposal(folder)
    if not proposal.files or not proposal.fresh:
        voice.say("目录没有改动", "nothing in the catalogue has changed")
        return 1
    for line in proposal.sentences:
        plain = line.translate(CONTROL)
        voice.say(plain, plain)
    if not _is_clean(proposal, arguments.effective_on or "", voice):
        return 1
    trailers = answers(arguments, proposal, voice)
    if trailers is None:
        return 1
    message = message_of(proposal.files, arguments.subject, trailers)
    if personal_numbers(message):  # what a commit says is not taken back
        voice.say("提交说明中有身份证号或手机号：删去后再提交", "the message holds a number of a person, by card or by mobile telephone: leave it out")
        return 1
    if arguments.only_print:
        sys.stdout.write(message)
        return 0
    written = proposal.state({key: said for key, said in trailers.items() if key in STATEMENTS})
    proposal.commit(message, sign=arguments.sign)
    _next(proposal, written, voice)
    return 0


def _is_clean(proposal: Proposal, effective_on: str, voice: Voice) -> bool:
    """Say what the change brings that ``quanli check`` would name; an error keeps it from being proposed."""
    from quanli.history.legal_date import day_of  # noqa: PLC0415

    new = proposal.problems(day_of(effective_on))
    voice.problems(new, sys.stderr)
    errors = sum(one.severity == "error" for one in new)
    if errors:
        voice.say(f"这项变更带来 {errors} 处错误，改好再提出", f"the change brings {errors} errors: mend them before you propose it")
    return not errors


def _next(proposal: Proposal, written: Written, voice: Voice) -> None:
    """Say what was committed, and the command of each who is to sign."""
    from quanli.history.procedure import principal  # noqa: PLC0415
    from quanli.review.approving import configured_key  # noqa: PLC0415

    voice.say(f"已提交变更 {written.id}：{written.file}", f"committed the change {written.id}: {written.file}")
    if proposal.steps:
        voice.say("接下来依次签署，各在自己的电脑上，先取得这个分支：", "next, to be signed one after another, each on their own machine with this branch checked out:")
    for step in proposal.steps:
        term, command = step.label, f"quanli approve {written.id} --as {principal(step.role, step.office)}"
        voice.say(f"  {term.zh}：{command}", f"  {term.en}: {command}")
    if proposal.steps and not configured_key(proposal.folder):
        voice.say(
            "这台电脑还没有签署用的密钥：quanli propose --set-up-signing", "this machine has no key to sign with yet: quanli propose --set-up-signing"
        )
