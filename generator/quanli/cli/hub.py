"""``quanli hub``: several bodies' sites in one, from the data that they publish."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser("hub", parents=[common], help="把几个机关的站点汇成一个总目录 / gather several bodies' sites into one")
    command.add_argument("folder", type=Path, metavar="DIR", help="总目录的目录：hub.yaml 在里面 / the hub's folder, with hub.yaml in it")
    command.add_argument("sites", nargs="*", metavar="SITE", help="另外的站点：网址或目录 / more sites: addresses or folders")
    command.add_argument("--output", type=Path, metavar="DIR", help="写到哪里，默认 DIR/output / where to write (default: DIR/output)")
    command.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="算作哪一天，默认今天 / the day that it is (default: today)")
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Gather, write, and say what was not gathered."""
    from quanli.build.progress import Progress  # noqa: PLC0415
    from quanli.git.repository import today  # noqa: PLC0415
    from quanli.hub.building import build_hub  # noqa: PLC0415
    from quanli.hub.settings import is_address, read_hub  # noqa: PLC0415

    folder: Path = arguments.folder
    if not folder.is_dir():
        voice.say(f"没有目录 {folder}", f"there is no folder {folder}")
        return 2
    words = [word if is_address(word) else str(Path(word).resolve()) for word in arguments.sites]
    hub = read_hub(folder.resolve(), words)
    output = (arguments.output or folder / "output").resolve()
    done = build_hub(folder.resolve(), hub, output, arguments.day or today(), Progress(quiet=arguments.quiet))
    voice.problems(done.warnings, sys.stderr)
    voice.say(
        f"完成：{done.sites} 个站点，{done.items} 个事项，读了 {done.read} 个有变的文件，写出 {done.written} 个文件，删去 {done.removed} 个；输出在 {output}",
        f"done: {done.sites} sites, {done.items} items, {done.read} changed files read, {done.written} files written, {done.removed} removed; output in {output}",
    )
    return 1 if any(one.code in {"HUB_DATA", "HUB_UNREACHABLE"} for one in done.warnings) else 0
