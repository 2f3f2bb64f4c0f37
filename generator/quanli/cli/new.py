"""``quanli new``: a small working site, the handbooks for its staff, or a commented file to fill in."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.catalogue.content_kinds import ContentKind
    from quanli.cli.voice import Voice

_HANDBOOKS = "handbooks"
STARTER = Path(__file__).parent / "starter"


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    from quanli.catalogue.content_kinds import KINDS  # noqa: PLC0415 - heavy, and other commands do without it

    command = commands.add_parser(
        "new", parents=[common], help="新建站点、工作手册或文件 / a new site, handbooks, power, office, form, guide …"
    )
    kinds = ("site", _HANDBOOKS, *(kind.name for kind in KINDS if kind.record and kind.name != "site"))
    command.add_argument("kind", choices=kinds, help="建什么 / what")
    command.add_argument(
        "name", nargs="?", default="", help="目录、编码、编号或年份；全站只有一份的不写 / folder, code, id or year; none where a site has one"
    )
    command.add_argument("--office", default="", metavar="ID", help="事项的实施机关 / a power's office")
    command.add_argument(
        "--category", default="permit", metavar="CATEGORY", help="事项的类别 / a power's category"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Make it; never write over a file."""
    from quanli.catalogue.file_names import name_problems  # noqa: PLC0415 - heavy
    from quanli.errors import ProblemsFoundError  # noqa: PLC0415
    from quanli.gate import lay_down  # noqa: PLC0415

    if arguments.kind == "site" and arguments.name:
        return _site(Path(arguments.name), voice)
    if arguments.kind == _HANDBOOKS and not arguments.name:
        from quanli.cli.new_handbooks import write_handbooks  # noqa: PLC0415 - seldom

        return write_handbooks(arguments.site, voice)
    refused = _refused(arguments)
    if refused:
        voice.say(*refused)
        return 2
    path, text = _file(arguments)
    wrong = list(name_problems(path))
    if wrong:
        raise ProblemsFoundError(wrong)
    try:
        lay_down(arguments.site, path, text.encode())
    except FileExistsError:
        voice.say(f"{path} 已经存在，没有改动", f"{path} exists already; nothing was changed")
        return 1
    voice.say(f"已建 {path}，填好后运行 quanli check", f"made {path}; fill it in and run: quanli check")
    return 0


def _refused(arguments: argparse.Namespace) -> tuple[str, str] | None:
    """Say why these words cannot name a file."""
    from quanli.catalogue.terms import CATEGORIES  # noqa: PLC0415

    if arguments.kind == _HANDBOOKS:
        return "工作手册一次全部写出，不用名称", "handbooks are written all at once: they have no name"
    kind, name = _kind(arguments.kind), arguments.name
    for one in (name, arguments.office):
        if "/" in one or "\\" in one or one.startswith("."):
            return f"“{one}”不能作文件名", f'"{one}" cannot be a file name'
    if bool(name) != (kind.many or kind.name == "site"):
        return f"请写明{kind.zh}的名称" if not name else f"{kind.zh}只有一份，不用名称", "name it" if not name else "there is but one: it has no name"
    if kind.key == "year" and not name.isdigit():
        return f"“{name}”不是年份", f'"{name}" is no year'
    if kind.name == "power" and not arguments.office:
        return "请用 --office 指明实施机关", "name the office with --office"
    if arguments.category not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        return f"没有类别“{arguments.category}”，可用：{known}", f'no category "{arguments.category}"; there are: {known}'
    return None


def _kind(name: str) -> ContentKind:
    from quanli.catalogue.content_kinds import KINDS  # noqa: PLC0415

    return next(kind for kind in KINDS if kind.name == name)


def _file(arguments: argparse.Namespace) -> tuple[str, str]:
    from quanli.catalogue.blank import blank  # noqa: PLC0415
    from quanli.catalogue.completeness import elements_asked  # noqa: PLC0415
    from quanli.catalogue.placeholders import POWER_NAME  # noqa: PLC0415
    from quanli.git.repository import today  # noqa: PLC0415

    kind, name = _kind(arguments.kind), arguments.name
    path = kind.file(name, office=arguments.office)
    if kind.name == "guide":
        day = today()
        return path, f"Title: \nSlug: {name}\nSummary: \nDate: {day}\nPowers: \n\n## \n"
    assert kind.record is not None  # noqa: S101 - or it would not be offered
    values, asked = _to_begin_with(kind.record), set[str]()
    if kind.key:
        values[kind.key] = int(name) if kind.key == "year" else name
    if kind.name == "power":
        asked = {field for element in elements_asked(arguments.category) if (field := element.only)}
        values |= {"name": POWER_NAME, "category": arguments.category, "office": arguments.office}
    return path, blank(kind.record, values, asked)


def _to_begin_with(record: type) -> dict[str, Any]:
    """Give what a record must have: a list to be filled in, a version like the example, the field's name for a text."""
    from quanli.catalogue.placeholders import to_be_written  # noqa: PLC0415
    from quanli.records.fields import fields_of  # noqa: PLC0415

    needed = {key: field for key, field in fields_of(record).items() if field.about.required}
    texts = {key: field.about.example if key == "version" else to_be_written(field) for key, field in needed.items()}
    return {key: texts[key] if field.shape == "scalar" else [] for key, field in needed.items()}


def _site(folder: Path, voice: Voice) -> int:
    from quanli.catalogue.content_kinds import FORM_FILE  # noqa: PLC0415
    from quanli.git.ask import ask  # noqa: PLC0415

    if folder.exists() and any(folder.iterdir()):
        voice.say(f"{folder} 不是空目录，没有改动", f"{folder} is not empty; nothing was changed")
        return 1
    shutil.copytree(STARTER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "gitignore").rename(folder / ".gitignore")
    (folder / FORM_FILE.folder).mkdir(exist_ok=True)
    ask(folder, "init", "--quiet")
    voice.say(
        f"站点已建在 {folder}：进入后运行 quanli build",
        f"made a site in {folder}: change there and run quanli build",
    )
    return 0
