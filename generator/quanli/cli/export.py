"""``quanli export``: the catalogue as a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("export", parents=[common], help="导出为表格 / export as a spreadsheet")
    command.add_argument("file", type=Path, help=".xlsx, .csv")
    command.add_argument("--office", default="", metavar="ID", help="只导出一个机关 / one office only")
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Export and say how many."""
    from quanli.build.progress import Progress  # noqa: PLC0415
    from quanli.exchange.exporting import export_file  # noqa: PLC0415

    count = export_file(
        arguments.site.resolve(), arguments.file, arguments.office, Progress(quiet=arguments.quiet)
    )
    voice.say(f"{count} 个事项写入 {arguments.file}", f"{count} powers written to {arguments.file}")
    return 0
