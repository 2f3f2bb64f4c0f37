"""``quanli schema``: JSON Schema of the content files, for editors to complete and explain."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    from quanli.catalogue.content_kinds import RECORDS  # noqa: PLC0415 - heavy, and other commands do without it

    command = commands.add_parser(
        "schema", parents=[common], help="供编辑器补全的 JSON Schema / JSON Schema for editors"
    )
    command.add_argument(
        "kind", choices=tuple(RECORDS), nargs="?", default="power", help="哪种文件 / which kind of file"
    )
    command.add_argument(
        "--all", type=Path, metavar="DIR", help="全部写入目录 / write all of them to a folder"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Print one schema, or write all."""
    from quanli.catalogue.content_kinds import RECORDS  # noqa: PLC0415
    from quanli.records.json_schema import json_schema  # noqa: PLC0415

    def text(kind: str) -> str:
        return json.dumps(json_schema(RECORDS[kind], kind), ensure_ascii=False, indent=1) + "\n"

    if not arguments.all:
        print(text(arguments.kind), end="")
        return 0
    arguments.all.mkdir(parents=True, exist_ok=True)
    for kind in RECORDS:
        (arguments.all / f"{kind}.schema.json").write_text(text(kind), encoding="utf-8")
    voice.say(f"已写入 {arguments.all}", f"written to {arguments.all}")
    return 0
