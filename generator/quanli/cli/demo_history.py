"""``quanli demo-history``: a catalogue in a repository where ten years of changes happened."""

from __future__ import annotations

import argparse
import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

_MORNING = datetime.time(10, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
_BESIDES = ("pelicanconf.py", ".gitignore", "gitignore")


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
    from quanli.cli.new import STARTER  # noqa: PLC0415

    folder = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        voice.say(f"{folder} 不是空目录，没有改动", f"{folder} is not empty; nothing was changed")
        return 1
    source = arguments.site if (arguments.site / "content" / "powers").is_dir() else STARTER
    commits = write_decade(source, folder)
    voice.say(
        f"已在 {folder} 造出 {commits} 次提交的历史：进入后运行 quanli history 编码",
        f"made {commits} commits in {folder}: change there and run quanli history CODE",
    )
    return 0


def write_decade(source: Path, folder: Path) -> int:
    """Write the history of a site's catalogue into a new repository and check it out; give the number of commits.

    The same catalogue gives the same commit ids.
    """
    from quanli.catalogue.registry import read_registry  # noqa: PLC0415
    from quanli.git.fast_import import FastImport  # noqa: PLC0415
    from quanli.history.decade import tell  # noqa: PLC0415

    files = dict(_files(source))
    texts = {path: data.decode() for path, data in files.items() if path.startswith(("content/powers/", "content/offices/"))}
    registry = read_registry(source)[0]
    told = tell(texts, registry.laws.values() if registry else ())
    with FastImport(folder) as out:
        line = 0
        for at, one in enumerate(told):
            put: dict[str, bytes | None] = {path: text.encode() if text is not None else None for path, text in one.files.items()}
            if at == 0:
                put |= {path: data for path, data in files.items() if path not in texts}
            moment, message = datetime.datetime.combine(one.chapter.day, _MORNING), one.chapter.message
            if one.chapter.by_merge:
                side = out.commit(moment, message, put, branch="proposal", parents=(line,))
                line = out.commit(moment, f"Merge: {one.chapter.subject}", put, parents=(line, side))
            else:
                line = out.commit(moment, message, put)
    subprocess.run(["git", "-C", str(folder), "reset", "--quiet", "--hard", "main"], check=True)
    subprocess.run(["git", "-C", str(folder), "branch", "--quiet", "-D", "proposal"], check=False, capture_output=True)
    return len(told)


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    for name in _BESIDES:
        if (source / name).is_file():
            yield (".gitignore" if name == "gitignore" else name), (source / name).read_bytes()
    for path in sorted((source / "content").rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(source).as_posix(), path.read_bytes()
