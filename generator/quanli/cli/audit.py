"""``quanli audit``: the built site gone through, and the server that shows it."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quanli.cli.listed import annotation, as_json
from quanli.cli.whole_number import whole_number

if TYPE_CHECKING:
    import argparse

    from quanli.audit.audit import Audited
    from quanli.cli.voice import Voice
    from quanli.errors import Problem


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "audit", parents=[common], help="检查构建好的站点：链接、名称和电话、分量、规范 / the built site: links, names and phones, weight, conventions"
    )
    command.add_argument("--output", type=Path, metavar="DIR", help="构建好的站点在哪里，默认 output/ / where the built site is (default: output/)")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出格式 / how to print")
    command.add_argument("--strict", action="store_true", help="警告也算错误 / warnings are errors too")
    command.add_argument("--external", action="store_true", help="也看别的网站的链接还在不在 / whether links to other sites still lead there, too")
    command.add_argument("--url", type=_web_address, metavar="URL", help="也核对这个网址上的服务器：响应头、缓存、404、跳转 / the server at this address too: headers, caching, 404, redirects")
    command.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="到哪一天还有效，默认今天 / the day on which things must still hold (default: today)")
    command.add_argument("--jobs", type=whole_number(0, 1000), default=0, metavar="N", help="进程数 / processes")
    command.add_argument("--quiet", action="store_true", help="不报进度 / no progress")
    command.set_defaults(run=run)


def _web_address(text: str) -> str:
    import argparse  # noqa: PLC0415

    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise argparse.ArgumentTypeError(f"“{text}”不是网站的网址 / not the address of a site")
    return text


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Go through the output and print; the status tells whether an error was found."""
    from quanli.audit.audit import audit  # noqa: PLC0415
    from quanli.errors import sorted_problems  # noqa: PLC0415
    from quanli.git.repository import today  # noqa: PLC0415

    root = arguments.site.resolve()
    output = (arguments.output or root / "output").resolve()
    audited = audit(root, output, arguments.day or today(), arguments.jobs, quiet=arguments.quiet)
    found = sorted_problems([*audited.problems, *_beyond(arguments, audited, root, output)])
    _print(found, arguments, voice)
    errors = sum(_severity(one, arguments) == "error" for one in found)
    if arguments.format == "text":
        voice.say(
            f"看了 {audited.pages} 页、{audited.files} 个数据文件：{errors} 个错误，{len(found) - errors} 个警告",
            f"{audited.pages} pages and {audited.files} files of data read: {errors} errors, {len(found) - errors} warnings",
        )
    return 1 if errors else 0


def _beyond(arguments: argparse.Namespace, audited: Audited, root: Path, output: Path) -> list[Problem]:
    """Ask of other hosts what is asked for."""
    found: list[Problem] = []
    if arguments.external:
        from quanli.audit.elsewhere import check_elsewhere  # noqa: PLC0415
        from quanli.build.progress import Progress  # noqa: PLC0415

        progress = Progress(quiet=arguments.quiet)
        found += check_elsewhere(audited.elsewhere, lambda answers, total: progress.stage("别的网站 other sites", answers, total, lambda _: 1))
    if arguments.url:
        from quanli.audit.served import answers_wrong  # noqa: PLC0415
        from quanli.catalogue.reading import read_site  # noqa: PLC0415
        from quanli.catalogue.tree import FolderTree  # noqa: PLC0415

        site, _ = read_site(FolderTree(root))
        found += answers_wrong(arguments.url, output, site.portals if site else ())
    return found


def _print(found: list[Problem], arguments: argparse.Namespace, voice: Voice) -> None:
    if arguments.format == "json":
        print(json.dumps([as_json(one, voice.language, _severity(one, arguments)) for one in found], ensure_ascii=False, indent=1))
    elif arguments.format == "github":
        print("".join(annotation(one, voice.language, _severity(one, arguments)) for one in found), end="")
    else:
        voice.problems(found, sys.stdout)


def _severity(one: Problem, arguments: argparse.Namespace) -> str:
    return "error" if arguments.strict else one.severity
