"""``quanli forge``: pipelines, owners of files and hooks for a forge, settings for a web server, from the site's own data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.forge.moved import Moved
    from quanli.forge.writing import Written


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    from quanli.forge.outputs import KINDS  # noqa: PLC0415 - heavy, and other commands do without it

    command = commands.add_parser(
        "forge", parents=[common], help="写出代码平台的流水线和保护设置、网站服务器的配置 / pipelines and protection for a forge, settings for a web server"
    )
    command.add_argument("kind", choices=tuple(KINDS), help="为谁写 / for which: " + ", ".join(f"{name} = {kind.zh}" for name, kind in KINDS.items() if name != kind.zh.lower()))
    command.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="写到哪里，默认站点目录；hook 写裸仓库 / where to (default: the site's folder); hook: a bare repository")
    command.add_argument("--branch", default="main", metavar="NAME", help="主线分支 / the main branch")
    command.add_argument("--tool", default="", metavar="TEXT", help="流水线安装什么，一行 requirements，默认本版本 / what pipelines install, a line of a requirements file (default: this version)")
    command.add_argument("--root", default="", metavar="DIR", help="服务器显示的目录，默认 /srv/quanli/current / the folder that a server shows")
    command.add_argument("--force", action="store_true", help="覆盖别人的或手改过的文件 / write over files of others, and over ours with changes by hand")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Write the files and say which."""
    from quanli.catalogue.tree import FolderTree  # noqa: PLC0415
    from quanli.forge.facts import ROOT, read_facts  # noqa: PLC0415
    from quanli.forge.outputs import KINDS, SERVERS, texts  # noqa: PLC0415
    from quanli.forge.words import refused  # noqa: PLC0415
    from quanli.forge.writing import REFUSED, write  # noqa: PLC0415

    wrong = refused(arguments.branch, arguments.tool, arguments.root)
    if wrong:
        voice.say(*wrong)
        return 2
    folder = arguments.folder or arguments.site
    if arguments.kind == "hook" and not (folder / "objects").is_dir():
        voice.say(f"{folder} 不是裸仓库", f"{folder} is no bare repository")
        return 2
    site = arguments.site.resolve()
    moved = _moved(site) if arguments.kind in SERVERS else ()
    facts = read_facts(FolderTree(site), arguments.branch, arguments.tool, arguments.root or ROOT, moved)
    folder.mkdir(parents=True, exist_ok=True)
    done = write(folder, texts(KINDS[arguments.kind], facts), force=arguments.force)
    stopped = not arguments.force and any(one.fate in REFUSED for one in done)
    _tell(done, voice, stopped=stopped, forced=arguments.force)
    if stopped:
        return 1
    if any("CODEOWNERS" in one.path for one in done) and facts.without_owner:
        many, first = len(facts.without_owner), facts.without_owner[0]
        voice.say(
            f"{many} 个环节在 site.yaml 的 procedure.accounts 里还没有账号（如 {first}），都列在文件末尾",
            f"procedure.accounts of site.yaml names no account for {many} roles, such as {first}: the file's end lists them",
        )
    return 0


def _moved(site: Path) -> tuple[Moved, ...]:
    """Ask the site's history for the codes that changed; there is none to ask outside git."""
    from quanli.build.lock import site_lock  # noqa: PLC0415
    from quanli.catalogue.content_kinds import POWER  # noqa: PLC0415
    from quanli.catalogue.registry import read_registry  # noqa: PLC0415
    from quanli.catalogue.tree import FolderTree, ids_of  # noqa: PLC0415
    from quanli.forge.moved import moved_items  # noqa: PLC0415
    from quanli.git.repository import reached  # noqa: PLC0415
    from quanli.history.refresh import open_record  # noqa: PLC0415
    from quanli.history.titles import titles  # noqa: PLC0415
    from quanli.pipeline.entrusted import refuse_tracked  # noqa: PLC0415
    from quanli.pipeline.options import STATE  # noqa: PLC0415

    registry = read_registry(FolderTree(site))[0]
    if registry is None or reached(site) is None:
        return ()
    refuse_tracked(site, site / "output")
    with site_lock(site / STATE):
        record = open_record(site, site / STATE, titles(registry))
        try:
            return moved_items(record, frozenset(ids_of(FolderTree(site), POWER).values()))
        finally:
            record.close()


def _tell(done: list[Written], voice: Voice, *, stopped: bool, forced: bool) -> None:
    words = {
        "new": ("已写", "written"), "renewed": ("已更新", "renewed"), "same": ("没有变化", "unchanged"),
        "foreign": ("不是本程序写的", "not written by this program"), "edited": ("有人改过", "changed by hand"),
    }  # fmt: skip
    for one in done:
        if stopped and one.fate not in {"foreign", "edited"}:
            continue
        zh, en = words[one.fate] if stopped or not forced or one.fate not in {"foreign", "edited"} else ("已覆盖", "written over")
        voice.say(f"{zh}：{one.path}", f"{en}: {one.path}")
    if stopped:
        voice.say("一个文件也没有写；要覆盖，加 --force", "nothing was written; to write over them, add --force")
