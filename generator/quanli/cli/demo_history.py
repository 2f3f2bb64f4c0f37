"""``quanli demo-history``: a catalogue in a repository where ten years of changes happened."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "demo-history",
        parents=[common],
        help="造一个有十年变更历史的示例仓库 / make a sample repository with ten years of changes",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="新目录 / a new folder")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Make the repository from the site's catalogue, or from the starter where there is no site."""
    from quanli.catalogue.content_kinds import POWER  # noqa: PLC0415
    from quanli.cli.new import STARTER  # noqa: PLC0415
    from quanli.demo.repository import write_decade  # noqa: PLC0415

    folder = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        voice.say(f"{folder} 不是空目录，没有改动", f"{folder} is not empty; nothing was changed")
        return 1
    source = arguments.site if (arguments.site / POWER.folder).is_dir() else STARTER
    commits = write_decade(source, folder)
    voice.say(
        f"已在 {folder} 造出 {commits} 次提交的历史：进入后运行 quanli history 编码",
        f"made {commits} commits in {folder}: change there and run quanli history CODE",
    )
    return 0
