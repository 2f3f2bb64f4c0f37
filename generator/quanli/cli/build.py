"""``quanli build``: the site, from the catalogue."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("build", parents=[common], help="生成网站 / build the site")
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="输出目录，默认站点下的 output / where to (default: output in the site)",
    )
    command.add_argument(
        "--audience", choices=("public", "internal"), default="public", help="给谁看 / for whom"
    )
    command.add_argument(
        "--as-of",
        type=datetime.date.fromisoformat,
        metavar="DATE",
        help="按哪一天，默认最近一次提交之日 / as of which day (default: that of the last commit)",
    )
    command.add_argument(
        "--jobs",
        type=int,
        default=0,
        metavar="N",
        help="进程数，默认每核一个 / processes (default: one a core)",
    )
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Build and say what was done."""
    from quanli.pipeline.build import Options  # noqa: PLC0415
    from quanli.plugin.host import build_site  # noqa: PLC0415 - the host is heavy

    options = Options(
        arguments.site.resolve(),
        arguments.output.resolve() if arguments.output else None,
        arguments.as_of,
        arguments.jobs,
        arguments.audience,
        arguments.quiet,
    )
    report = build_site(options)
    voice.say(
        f"完成：{report.powers} 个事项，{report.files} 个文件，其中 {report.written} 个有变，删去 {report.removed} 个；输出在 {report.output}",
        f"done: {report.powers} powers, {report.files} files, {report.written} changed, {report.removed} removed; output in {report.output}",
    )
    if report.warnings:
        voice.say(
            f"另有 {report.warnings} 条提醒，见 quanli check",
            f"{report.warnings} warnings besides: see quanli check",
        )
    return 0
