"""``quanli check``: every problem of the catalogue at once."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quanli.cli.listed import annotation, as_json
from quanli.cli.whole_number import whole_number

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.errors import Problem
    from quanli.pipeline.unchecked import Tally

ATTACHED = "content/forms/files"
"""Files of formats that Python's own readers open lie here."""


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "check", parents=[common], help="检查目录，一次列出全部问题 / every problem of the catalogue at once"
    )
    command.add_argument(
        "--strict", action="store_true", help="要素不全也算错误 / missing elements are errors too"
    )
    command.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="输出格式 / how to print"
    )
    days = command.add_mutually_exclusive_group()
    days.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="按哪一天的法律和适用的文本 / by the law and the texts of which day")
    days.add_argument("--as-of", type=datetime.date.fromisoformat, metavar="DATE", help="按哪一天，不看待生效的文本 / as of which day, with nothing that waits")
    command.add_argument("--jobs", type=whole_number(0, 1000), default=0, metavar="N", help="进程数 / processes")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Check and print; the status tells whether something stands in the way of publishing."""
    from quanli.errors import sorted_problems  # noqa: PLC0415
    from quanli.pipeline.check import check_site  # noqa: PLC0415
    from quanli.pipeline.options import Options  # noqa: PLC0415
    from quanli.pipeline.whole import LACKING  # noqa: PLC0415

    checked = check_site(Options(arguments.site.resolve(), None, arguments.as_of, arguments.jobs, "public", quiet=True, day=arguments.day))
    found = sorted_problems(checked.problems)
    if arguments.format == "json":
        print(
            json.dumps(
                [as_json(one, voice.language, _severity(one, strict=arguments.strict)) for one in found],
                ensure_ascii=False,
                indent=1,
            )
        )
    elif arguments.format == "github":
        print("".join(annotation(one, voice.language, _severity(one, strict=arguments.strict)) for one in found), end="")
    else:
        if (arguments.site / ATTACHED).is_dir():
            from quanli.cli.interpreter import warn_of_holes  # noqa: PLC0415

            warn_of_holes(voice)
        voice.problems(found, sys.stdout)
        _tell_cited(checked.cited, found, voice)
        if checked.completeness and any(one.rule in LACKING for one in found):
            powers, average, lacking = checked.completeness.powers, checked.completeness.average, checked.completeness.lacking
            voice.say(
                f"要素完整度 {average}%：{powers} 个事项中 {lacking} 个缺要素",
                f"completeness {average} %: {lacking} of {powers} items lack elements",
            )
        errors = sum(one.severity == "error" for one in found)
        voice.say(
            f"{errors} 个错误，{len(found) - errors} 个提醒",
            f"{errors} errors, {len(found) - errors} warnings",
        )
    return int(_stands_in_the_way(found, strict=arguments.strict))


def _tell_cited(cited: Tally, found: Iterable[Problem], voice: Voice) -> None:
    """Say how many citations stand, and how many could not be held against the law."""
    from quanli.pipeline.unchecked import WRONG  # noqa: PLC0415

    if not cited.library:
        if cited.unchecked:
            voice.say(
                f"{cited.unchecked} 处引用没有核对：还没有法规库，先运行 quanli laws update",
                f"{cited.unchecked} citations not checked: there is no law library yet, run quanli laws update first",
            )
        return
    wrong = sum(one.code in WRONG for one in found)
    checked = cited.cited - cited.unchecked - cited.unnamed
    if cited.cited:
        voice.say(
            f"引用法规 {cited.cited} 处：核对了 {checked} 处，有问题的 {wrong} 处",
            f"{cited.cited} citations of law: {checked} checked, {wrong} in doubt or wrong",
        )
    if cited.unchecked:
        voice.say(
            f"{cited.unchecked} 处引用没有核对：缺 {cited.statutes} 部法规的文本",
            f"{cited.unchecked} citations not checked: no text of {cited.statutes} laws",
        )
    if cited.unnamed:
        voice.say(f"{cited.unnamed} 处没有写明是哪部法规", f"{cited.unnamed} citations name no law")


def _stands_in_the_way(found: Iterable[Problem], *, strict: bool) -> bool:
    return any(_severity(one, strict=strict) == "error" for one in found)


def _severity(one: Problem, *, strict: bool) -> str:
    from quanli.history.incomplete import OF_THE_CLONE  # noqa: PLC0415
    from quanli.pipeline.unchecked import OF_THE_LIBRARY  # noqa: PLC0415

    return "error" if strict and one.rule not in OF_THE_CLONE | OF_THE_LIBRARY else one.severity
