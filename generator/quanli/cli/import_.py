"""``quanli import``: spreadsheets and national records to YAML."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "import", parents=[common], help="从表格或国家记录导入 / import a spreadsheet or a national record"
    )
    command.add_argument("file", type=Path, help=".xlsx, .csv, .json, .yaml")
    command.add_argument("--office", required=True, metavar="ID", help="实施机关的编号 / the office's id")
    command.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="列名到字段的对照（YAML）/ column headings to fields (YAML)",
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Import, and list what was not understood."""
    raise NotImplementedError
