"""``quanli review``: a pull request as a lawyer reads it, and whether the procedure of change is met."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "review", parents=[common], help="审阅一次变更，核对变更程序 / a change as a lawyer reads it, and its procedure"
    )
    command.add_argument("base", metavar="BASE", help="并入哪个分支或提交；程序和审批人以它为准 / what it is to be merged into")
    command.add_argument("head", metavar="HEAD", nargs="?", default="HEAD", help="审阅哪个提交，默认 HEAD / the commit to review")
    command.add_argument(
        "--format", choices=("markdown", "json"), default="markdown", help="输出格式 / how to print"
    )
    command.add_argument(
        "--approvals", type=Path, metavar="FILE", help="审批文件（JSON）：代码平台上的审批 / approvals of the forge"
    )
    command.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="哪一天审阅，默认 HEAD 提交之日 / the day of the review (default: that of HEAD)")
    command.add_argument("--preview", default="", metavar="URL", help="预览站点的网址 / where the change can be previewed")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Print the review; the status tells whether the procedure is met."""
    from quanli.approval.signatures import SignatureToolMissingError  # noqa: PLC0415
    from quanli.git.log import GitError  # noqa: PLC0415
    from quanli.review.as_json import as_json  # noqa: PLC0415
    from quanli.review.markdown import markdown  # noqa: PLC0415
    from quanli.review.review import review  # noqa: PLC0415

    try:
        found = review(arguments.site.resolve(), arguments.base, arguments.head, arguments.approvals, arguments.day, watch=_watch)
    except SignatureToolMissingError:
        voice.say("找不到 ssh-keygen，无法验证签名：请安装 openssh-client", "ssh-keygen is missing: install openssh-client")
        return 1
    except GitError as error:
        voice.git_failed(error)
        return 1
    except OSError as error:
        voice.say(f"读不了审批文件：{error.strerror}", f"cannot read the approvals: {error.strerror}")
        return 2
    if arguments.format == "json":
        print(json.dumps(as_json(found, voice.language), ensure_ascii=False, indent=1))
    else:
        sys.stdout.write(markdown(found, voice.language, arguments.preview))
    return int(not found.met)


_MANY = 500
"""Items from which on it is told how far they are read."""


def _watch(name: str, files: Iterable[str], total: int) -> Iterable[str]:
    """Say on standard error how far a long judgement is."""
    if total < _MANY:
        return files
    from quanli.build.progress import Progress  # noqa: PLC0415

    return Progress().stage(name, files, total, lambda _: 1)
