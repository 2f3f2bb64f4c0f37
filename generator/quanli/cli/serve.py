"""``quanli serve``: the built site on this machine, built anew when a file changes."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import errno
import ipaddress
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanli.cli.whole_number import whole_number
from quanli.pipeline.inputs import WATCHED

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.pipeline.options import Options
    from quanli.preview.server import PreviewServer


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "serve", parents=[common], help="预览，改动后自动重建 / preview, built anew on change"
    )
    command.add_argument(
        "--port", type=whole_number(0, 65535), default=8000, metavar="N", help="端口，默认 8000 / port (default 8000)"
    )
    command.add_argument(
        "--bind",
        type=_address,
        default="127.0.0.1",
        metavar="ADDRESS",
        help="在哪个 IP 地址上，默认只有本机能看 / the IP address to listen at (default: this machine alone)",
    )
    command.add_argument("--day", type=datetime.date.fromisoformat, metavar="DATE", help="现有目录在哪一天适用的内容，见 build / what is in force on which day, as build does")
    command.add_argument("--no-build", action="store_true", help="只看已有的输出 / show the output as it is")
    command.add_argument("--base", metavar="BASE", help="预览分支，见 build / preview a branch, as build does")
    command.set_defaults(run=run)


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是 IP 地址 / not an IP address") from None


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Serve until interrupted."""
    from quanli.preview.server import PreviewServer  # noqa: PLC0415

    root: Path = arguments.site.resolve()
    try:
        under, portals = _placed(root)
        server = PreviewServer(root / "output", arguments.bind, arguments.port, under)
    except OSError as error:
        _say_why(error, arguments, voice)
        return 1
    server.portals = portals
    with server, contextlib.suppress(KeyboardInterrupt):
        options = None if arguments.no_build else _options(root, arguments, voice)
        seen = _stamp(root)
        built = options is None or _build(options, voice)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            voice.say(f"预览：{server.address}（Ctrl+C 结束）", f"preview: {server.address} (Ctrl+C ends)")
            if options is None:
                threading.Event().wait()
            else:  # here: what takes too long to draw can be stopped in a first thread alone
                _watch(server, options, voice, seen if built else None)
        finally:
            server.shutdown()
    return 0


def _say_why(error: OSError, arguments: argparse.Namespace, voice: Voice) -> None:
    if error.errno == errno.EADDRINUSE:
        voice.say(
            f"端口 {arguments.port} 已被占用，请用 --port 换一个",
            f"port {arguments.port} is in use: choose another with --port",
        )
    else:
        voice.say(
            f"不能在 {arguments.bind} 的端口 {arguments.port} 上打开：{error.strerror}",
            f"cannot listen at port {arguments.port} of {arguments.bind}: {error.strerror}",
        )


def _options(root: Path, arguments: argparse.Namespace, voice: Voice) -> Options:
    from quanli.cli.preview import with_theme_of  # noqa: PLC0415
    from quanli.pipeline.options import Options  # noqa: PLC0415

    options = Options(root, quiet=True, day=arguments.day)
    return with_theme_of(arguments.base, options, voice) if arguments.base is not None else options


def _build(options: Options, voice: Voice, *, waiting: bool = False) -> bool:
    """Build, and say what came of it; false where another build is under way, which ``waiting`` has been told."""
    from quanli.build.lock import SiteLockedError  # noqa: PLC0415
    from quanli.cli import known  # noqa: PLC0415 - commands are imported by it
    from quanli.plugin.host import build_site  # noqa: PLC0415

    try:
        report = build_site(options)
    except Exception as error:
        locked = isinstance(error, SiteLockedError)
        if not (locked and waiting) and known(error, voice) is None:
            raise
        return not locked
    voice.say(f"已重建：{report.written} 个文件有变", f"built: {report.written} files changed")
    return True


def _watch(server: PreviewServer, options: Options, voice: Voice, seen: tuple[int, int] | None) -> None:
    """Build again whenever a file has changed; ``seen`` is None where the last build is still to be made."""
    while True:
        time.sleep(0.7)
        now = _stamp(options.root)
        if now != seen:
            seen = now if _build(options, voice, waiting=seen is None) else None
            server.under, server.portals = _placed(options.root)


def _placed(root: Path) -> tuple[str, tuple[str, ...]]:
    """Give the path under which the site stands and the portals that may show its pages, as its settings say now."""
    from quanli.catalogue.content_kinds import SITE  # noqa: PLC0415
    from quanli.catalogue.reading import read_site  # noqa: PLC0415
    from quanli.catalogue.tree import FolderTree  # noqa: PLC0415
    from quanli.config.portals import check_portals  # noqa: PLC0415

    site, _ = read_site(FolderTree(root))
    if site is None:
        return "", ()
    return site.under, () if any(check_portals(site, SITE.file())) else site.portals


def _stamp(root: Path) -> tuple[int, int]:
    """Tell the newest change and the number of files: cheap, and enough to notice an edit."""
    newest = count = 0
    for folder in WATCHED:
        for parent, folders, files in os.walk(root / folder):
            for name in (*folders, *files):
                with contextlib.suppress(OSError):  # it has gone meanwhile
                    newest, count = max(newest, os.lstat(os.path.join(parent, name)).st_mtime_ns), count + 1  # noqa: PTH118 - many files
    return newest, count
