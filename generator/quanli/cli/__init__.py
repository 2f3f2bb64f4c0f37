"""The command line: one thin file a command; heavy imports sit inside the command that needs them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quanli.cli import build, check, export, import_, new, propose, review, schema, serve
from quanli.cli.voice import Voice

OK, PROBLEMS, USAGE, LOCKED = 0, 1, 2, 75
"""Exit statuses: fine; problems found; wrong usage; somebody else holds the lock (EX_TEMPFAIL of sysexits.h)."""

COMMANDS = (build, check, new, import_, export, serve, review, propose, schema)


def parser() -> argparse.ArgumentParser:
    """Describe every command and option."""
    top = argparse.ArgumentParser(
        prog="quanli",
        description="公布行政权力事项：YAML 进，办事指南网站出。Publish administrative powers: YAML in, a site of service guides out.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--site",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="站点目录，默认当前目录 / the site's folder (default: here)",
    )
    common.add_argument(
        "--lang",
        choices=("zh", "en"),
        help="消息的语言，默认随系统 / language of messages (default: the locale's)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands, common)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    arguments = parser().parse_args(argv)
    voice = Voice.of(arguments.lang)
    try:
        return int(arguments.run(arguments, voice))
    except KeyboardInterrupt:
        voice.say("已中断", "interrupted")
        return 130
    except Exception as error:
        known = _known(error, voice)
        if known is None:
            raise
        return known


def _known(error: Exception, voice: Voice) -> int | None:
    from quanli.errors import ProblemsFoundError  # noqa: PLC0415

    if isinstance(error, ProblemsFoundError):
        voice.problems(error.problems, sys.stderr)
        voice.say(
            f"有 {len(error.problems)} 个问题，没有写出任何文件",
            f"{len(error.problems)} problems; nothing was written",
        )
        return PROBLEMS
    if type(error).__name__ == "SiteLockedError":
        voice.say(
            "另一个构建正在进行，请稍后再试", "another build of this site is under way; try again later"
        )
        return LOCKED
    return None
