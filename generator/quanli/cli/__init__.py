"""The command line: one thin file a command, imported when it is asked for; heavy imports sit inside the command."""

from __future__ import annotations

import os
import sys

from quanli.cli.voice import Voice

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from typing import Any

    from quanli.cli.quick import PlainBuild

OK, PROBLEMS, USAGE, LOCKED = 0, 1, 2, 75
"""Exit statuses: fine; problems found; wrong usage; somebody else holds the lock (EX_TEMPFAIL of sysexits.h)."""

COMMANDS: Mapping[str, str] = {
    "build": "build",
    "check": "check",
    "new": "new",
    "import": "import_",
    "export": "export",
    "serve": "serve",
    "review": "review",
    "propose": "propose",
    "approve": "approve",
    "publish": "publish",
    "verify": "verify",
    "audit": "audit",
    "rollback": "rollback",
    "search": "search",
    "history": "history",
    "laws": "laws",
    "demo-history": "demo_history",
    "forge": "forge",
    "hub": "hub",
    "schema": "schema",
}
"""Command → the module that carries it out."""


def parser(only: str = "") -> argparse.ArgumentParser:
    """Describe every command and option, or those of one command."""
    import argparse  # noqa: PLC0415
    import importlib  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

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
    for name in [only] if only in COMMANDS else COMMANDS:
        importlib.import_module(f"quanli.cli.{COMMANDS[name]}").register(commands, common)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    if argv is None and sys.getfilesystemencoding() != "utf-8":
        from quanli.cli.encoding import begin_again  # noqa: PLC0415 - seldom

        begin_again()
    words = sys.argv[1:] if argv is None else list(argv)
    if sys.stdout and argv is None and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a real stream; as standard error has it
    if not _readable(words):
        return USAGE
    plain = _plain_build(words)
    arguments: Any = plain or parser(words[0] if words else "").parse_args(words)
    voice = Voice.of(arguments.lang)
    if not os.path.isdir(arguments.site):  # noqa: PTH112
        voice.say(f"没有目录 {arguments.site}", f"there is no folder {arguments.site}")
        return USAGE
    try:
        status = _carry_out(arguments, voice, plain=bool(plain))
        if sys.stdout:
            sys.stdout.flush()  # where that fails, it is not too late to end well
    except BrokenPipeError:
        from quanli.cli.ending import unheard  # noqa: PLC0415 - seldom

        status = unheard()
        if not status:
            raise
    return status


def _carry_out(arguments: Any, voice: Voice, *, plain: bool) -> int:
    try:
        if plain:
            return int(arguments.run(arguments, voice))
        from quanli.cli.ending import Endings  # noqa: PLC0415 - a plain build may have nothing to do

        with Endings():
            return int(arguments.run(arguments, voice))
    except KeyboardInterrupt as end:
        from quanli.cli.ending import interrupted  # noqa: PLC0415 - seldom

        return interrupted(end, voice)
    except Exception as error:
        status = known(error, voice)
        if status is None:
            raise
        return status


def _readable(words: Sequence[str]) -> bool:
    """Tell whether all words are text; bytes that are none (names of files from a system of another encoding) are told."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            Voice.of(None).say(f"参数不是 UTF-8：{word!a}", f"an argument is not UTF-8: {word!a}")
            return False
    return True


def _plain_build(words: Sequence[str]) -> PlainBuild | None:
    if words[:1] != ["build"]:
        return None
    from quanli.cli.quick import plain_build  # noqa: PLC0415 - other commands have other beginnings

    return plain_build(words[1:])


def known(error: Exception, voice: Voice) -> int | None:
    """Say what went wrong in a way that is foreseen, and give the exit status; None for anything else."""
    import jinja2  # noqa: PLC0415 - after an error there is time

    from quanli.catalogue.misplaced import unreadable  # noqa: PLC0415
    from quanli.errors import ProblemsFoundError, sorted_problems  # noqa: PLC0415
    from quanli.gate import NotPlainError  # noqa: PLC0415
    from quanli.render.template_errors import template_problem  # noqa: PLC0415

    if isinstance(error, jinja2.TemplateError):  # from the host, which draws guides by itself
        error = ProblemsFoundError([template_problem(error)])
    if isinstance(error, NotPlainError):
        error = ProblemsFoundError([unreadable(error.path, error)])
    if isinstance(error, ProblemsFoundError):
        found = sorted_problems(error.problems)
        voice.problems(found, sys.stderr)
        voice.say(
            f"有 {len(found)} 个问题，没有写出任何文件",
            f"{len(found)} problems; nothing was written",
        )
        return PROBLEMS
    if type(error).__name__ == "SiteLockedError":
        voice.say(
            "另一个构建正在进行，请稍后再试", "another build of this site is under way; try again later"
        )
        return LOCKED
    if type(error).__module__ == "sqlite3":
        voice.say(f"不能读写 .quanli 中的记录：{error}", f"cannot read or write what is kept in .quanli: {error}")
        return PROBLEMS
    if isinstance(error, OSError) and error.filename:
        voice.say(
            f"不能读写 {error.filename}：{error.strerror}", f"cannot read or write {error.filename}: {error.strerror}"
        )
        return PROBLEMS
    return None
