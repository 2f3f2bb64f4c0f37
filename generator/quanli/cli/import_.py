"""``quanli import``: spreadsheets and national records to YAML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.exchange.importing import Imported

_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)])
"""What came from a file cannot steer the terminal."""


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
    command.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="未识别内容写入文件，默认列在标准输出 / where to list what was not understood (default: standard output)",
    )
    command.add_argument("--quiet", action="store_true", help="不显示进度 / no progress")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Import, and list what was not understood."""
    from quanli.build.progress import Progress  # noqa: PLC0415
    from quanli.exchange.importing import import_file  # noqa: PLC0415
    from quanli.exchange.targets import read_mapping  # noqa: PLC0415

    if arguments.file.suffix.lower() != ".csv":
        from quanli.cli.interpreter import warn_of_holes  # noqa: PLC0415

        warn_of_holes(voice)
    mapping = read_mapping(arguments.mapping) if arguments.mapping else {}
    progress = Progress(quiet=arguments.quiet)
    done = import_file(arguments.site.resolve(), arguments.file, arguments.office, mapping, progress)
    lines = [remark.line(voice.language).translate(_CONTROL) for remark in done.remarks]
    if arguments.report:
        head = voice.pick("位置\t栏目\t文字\t原因", "place\tcolumn\ttext\twhy")
        arguments.report.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    _summary(done, voice)
    return 0


def _summary(done: Imported, voice: Voice) -> None:
    voice.say(
        f"新建 {done.written} 个事项，{done.unchanged} 个原有事项内容相同、未动；新登记 {len(done.offices)} 个机关、{len(done.laws)} 部法规；"
        f"{len({(one.sheet, one.row) for one in done.remarks})} 行中有 {len(done.remarks)} 处未识别",
        f"{done.written} powers made, {done.unchanged} already there and the same; {len(done.offices)} offices and {len(done.laws)} laws added; "
        f"{len(done.remarks)} places in {len({(one.sheet, one.row) for one in done.remarks})} rows not understood",
    )
    if done.laws:
        titles = "".join(f"《{title}》" for _, title in done.laws)
        voice.say(
            f"法规种类按名称推定，版本未知，请在 content/laws.yaml 补全：{titles}",
            f"kinds of laws were told from their titles, their versions are not known; complete content/laws.yaml: {titles}",
        )
