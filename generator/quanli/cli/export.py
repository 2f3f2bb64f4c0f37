"""``quanli export``: the catalogue as a spreadsheet, or as records of the national service-item tables."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("export", parents=[common], help="导出为表格或国家表记录 / export as a spreadsheet or national records")
    command.add_argument("file", type=Path, help=".xlsx, .csv, .json")
    command.add_argument("--office", default="", metavar="ID", help="只导出一个机关 / one office only")
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Export and say how many."""
    from quanli.build.progress import Progress  # noqa: PLC0415
    from quanli.exchange.exporting import export_file  # noqa: PLC0415

    done = export_file(
        arguments.site.resolve(), arguments.file, arguments.office, Progress(quiet=arguments.quiet)
    )
    voice.say(f"{done.powers} 个事项写入 {arguments.file}", f"{done.powers} powers written to {arguments.file}")
    if done.unrecorded:
        codes = ", ".join(done.unrecorded)
        voice.say(f"国家目录没有这些事项的类别，没有写：{codes}", f"the national list has no category for these, not written: {codes}")
    if done.unsaid:
        fields = ", ".join(done.unsaid)
        voice.say(f"国家表没有位置、没有原样写出的内容：{fields}", f"not written as they are, the national tables have no place for them: {fields}")
    return 0
