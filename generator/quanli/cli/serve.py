"""``quanli serve``: the built site on this machine, built anew when a file changes."""

from __future__ import annotations

import argparse
import contextlib
import functools
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanli.cli.whole_number import whole_number
from quanli.pipeline.inputs import WATCHED

if TYPE_CHECKING:
    from quanli.cli.voice import Voice



def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "serve", parents=[common], help="预览，改动后自动重建 / preview, built anew on change"
    )
    command.add_argument(
        "--port", type=whole_number(0, 65535), default=8000, metavar="N", help="端口，默认 8000 / port (default 8000)"
    )
    command.add_argument("--no-build", action="store_true", help="只看已有的输出 / show the output as it is")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace, voice: Voice) -> int:
    """Serve until interrupted."""
    root: Path = arguments.site.resolve()
    if not arguments.no_build:
        _build(root, voice)
        threading.Thread(target=_watch, args=(root, voice), daemon=True).start()
    handler = functools.partial(_Handler, directory=str(root / "output"))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", arguments.port), handler)
    except OSError:
        voice.say(
            f"端口 {arguments.port} 已被占用，请用 --port 换一个",
            f"port {arguments.port} is in use: choose another with --port",
        )
        return 1
    with server:
        voice.say(
            f"预览：http://127.0.0.1:{server.server_port}/（Ctrl+C 结束）",
            f"preview: http://127.0.0.1:{server.server_port}/ (Ctrl+C ends)",
        )
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def _build(root: Path, voice: Voice) -> None:
    from quanli.errors import ProblemsFoundError  # noqa: PLC0415
    from quanli.pipeline.options import Options  # noqa: PLC0415
    from quanli.plugin.host import build_site  # noqa: PLC0415

    try:
        report = build_site(Options(root, quiet=True))
        voice.say(f"已重建：{report.written} 个文件有变", f"built: {report.written} files changed")
    except ProblemsFoundError as error:
        import sys  # noqa: PLC0415

        voice.problems(error.problems, sys.stderr)


def _watch(root: Path, voice: Voice) -> None:
    seen = _stamp(root)
    while True:
        time.sleep(0.7)
        now = _stamp(root)
        if now != seen:
            seen = now
            _build(root, voice)


def _stamp(root: Path) -> tuple[int, int]:
    """Tell the newest change and the number of files: cheap, and enough to notice an edit."""
    newest = count = 0
    for folder in WATCHED:
        for path in (root / folder).rglob("*"):
            with contextlib.suppress(OSError):
                newest, count = max(newest, path.stat().st_mtime_ns), count + 1
    return newest, count


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
        """Stay quiet: the terminal is for the builds."""

    def end_headers(self) -> None:
        """Let nothing stale be shown."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
