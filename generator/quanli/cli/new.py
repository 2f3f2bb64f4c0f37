"""``quanli new``: a small working site, or a commented file to fill in."""

from __future__ import annotations

import argparse
import datetime
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

STARTER = Path(__file__).parent / "starter"


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "new", parents=[common], help="新建站点或文件 / a new site, power, office, form or guide"
    )
    command.add_argument("kind", choices=("site", "power", "office", "form", "guide"), help="建什么 / what")
    command.add_argument("name", help="目录、编码或编号 / folder, code or id")
    command.add_argument("--office", default="", metavar="ID", help="事项的实施机关 / a power's office")
    command.add_argument(
        "--category", default="permit", metavar="CATEGORY", help="事项的类别 / a power's category"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Make it; never write over a file."""
    if arguments.kind == "site":
        return _site(Path(arguments.name), voice)
    refused = _refused(arguments)
    if refused:
        voice.say(*refused)
        return 2
    path, text = _file(arguments)
    target = arguments.site / path
    if target.exists():
        voice.say(f"{path} 已经存在，没有改动", f"{path} exists already; nothing was changed")
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    voice.say(f"已建 {path}，填好后运行 quanli check", f"made {path}; fill it in and run: quanli check")
    return 0


def _refused(arguments: argparse.Namespace) -> tuple[str, str] | None:
    """Say why these words cannot name a file."""
    from quanli.catalogue.terms import CATEGORIES  # noqa: PLC0415

    for name in (arguments.name, arguments.office):
        if "/" in name or "\\" in name or name.startswith("."):
            return f"“{name}”不能作文件名", f'"{name}" cannot be a file name'
    if arguments.kind == "power" and not arguments.office:
        return "请用 --office 指明实施机关", "name the office with --office"
    if arguments.category not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        return f"没有类别“{arguments.category}”，可用：{known}", f'no category "{arguments.category}"; there are: {known}'
    return None


def _file(arguments: argparse.Namespace) -> tuple[str, str]:
    from quanli.catalogue.blank import blank  # noqa: PLC0415
    from quanli.catalogue.completeness import elements_asked  # noqa: PLC0415
    from quanli.catalogue.kinds import RECORDS  # noqa: PLC0415

    kind, name = arguments.kind, arguments.name
    if kind == "guide":
        day = datetime.datetime.now(datetime.UTC).date()
        return (
            f"content/guides/{name}.md",
            f"Title: \nSlug: {name}\nSummary: \nDate: {day}\nPowers: \n\n## \n",
        )
    if kind == "power":
        asked = {element.partition(".")[0] for element in elements_asked(arguments.category)}
        values = {
            "code": name,
            "name": "（事项名称）",
            "category": arguments.category,
            "office": arguments.office or "xxj",
        }
        return f"content/powers/{arguments.office}/{name}.yaml", blank(RECORDS["power"], values, asked)
    values = {"id": name, "name": "（名称）"} | ({"version": "2026-01"} if kind == "form" else {})
    return f"content/{kind}s/{name}.yaml", blank(RECORDS[kind], values)


def _site(folder: Path, voice: Voice) -> int:
    if folder.exists() and any(folder.iterdir()):
        voice.say(f"{folder} 不是空目录，没有改动", f"{folder} is not empty; nothing was changed")
        return 1
    shutil.copytree(STARTER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "gitignore").rename(folder / ".gitignore")
    (folder / "content" / "forms" / "files").mkdir(exist_ok=True)
    if shutil.which("git"):
        subprocess.run(["git", "init", "--quiet", str(folder)], check=False)
    voice.say(
        f"站点已建在 {folder}：进入后运行 quanli build",
        f"made a site in {folder}: change there and run quanli build",
    )
    return 0
