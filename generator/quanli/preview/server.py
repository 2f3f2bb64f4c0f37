"""A web server for one output on this machine, of the standard library, bounded in threads and in the time of each."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import socket
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from quanli.build.content_types import content_type
from quanli.preview.files import INDEX, open_file, steps
from quanli.preview.headers import headers_of
from quanli.preview.hosts import host_of, is_ours

ANSWERED_AT_ONCE = 128
"""Connections that are answered at the same time; more of them wait."""
WAITING = 1024
"""Connections that the system keeps waiting: 1,000 at once are all answered."""
PATIENCE = 10.0
"""Seconds that a connection may be silent, and after which a slow one gives way where others wait."""
_NO_PAGE = "404.html"


class PreviewServer(ThreadingHTTPServer):
    """Serves ``output``, ``under`` the path where the site is to stand. The port is taken when it is made: raises OSError where that cannot be."""

    request_queue_size = WAITING

    def __init__(self, output: Path, address: str, port: int, under: str = "") -> None:
        self.asked, self.under = address, under
        self.portals: tuple[str, ...] = ()
        """The origins that may show pages to embed."""
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._places = threading.BoundedSemaphore(ANSWERED_AT_ONCE)
        self._since: dict[socket.socket, float] = {}
        super().__init__((address, port), functools.partial(_Handler, output))

    @property
    def address(self) -> str:
        """Give where the site is shown."""
        return f"http://{host_of(self.asked, self.server_port)}{self.under}/"

    def server_bind(self) -> None:
        """Take the port; the name of this machine, which the base class asks the network for, is of no use."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.asked, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, as soon as there is a place."""
        while not self._places.acquire(timeout=0.1):
            self._hurry()
        self._since[request] = time.monotonic()
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._leave(request)
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and give the place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._leave(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet about a browser that has gone: the terminal is for the builds."""

    def _leave(self, request: Any) -> None:
        if self._since.pop(request, None) is not None:
            self._places.release()

    def _hurry(self) -> None:
        """End the connections that have had their time: others wait."""
        late = time.monotonic() - PATIENCE
        for request, since in list(self._since.items()):
            if since < late:
                with contextlib.suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version, sys_version = "quanli", ""
    timeout = PATIENCE
    error_message_format = "%(code)d %(message)s\n%(explain)s\n"
    error_content_type = "text/plain; charset=utf-8"
    found = False
    """Whether a file of the site is answered with, and not what stands for one that is not there."""

    def __init__(self, output: Path, *args: Any) -> None:
        self.output = output
        super().__init__(*args)

    def do_GET(self) -> None:
        """Show a file."""
        address, port, *_ = self.connection.getsockname()
        if not is_ours(self.headers.get_all("Host", []), address, port, self.server.asked):
            where = self.server.address
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=f"此预览只在 {where} 打开 / this preview is shown at {where} only")
            return
        path, _, query = self.path.partition("?")
        under = self.server.under
        if under and path in {"/", under}:
            self._lead(f"{under}/", query)
            return
        names = steps(path.removeprefix(under)) if path.startswith(f"{under}/") else None
        file = open_file(self.output, names) if names else None
        if names and file:
            with file:
                self._send(HTTPStatus.OK, file, "/".join((*names[:-1], names[-1] or INDEX)))
        elif names and names[-1] and self._is_folder(names):
            self._lead(f"{under}/{'/'.join(map(quote, names))}/", query)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815 - the base class's way

    def _lead(self, path: str, query: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", path + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_folder(self, names: list[str]) -> bool:
        index = open_file(self.output, [*names, ""])
        if index:
            index.close()
        return index is not None

    def _send(self, status: HTTPStatus, file: BinaryIO, path: str) -> None:
        self.found = status == HTTPStatus.OK
        self.send_response(status)
        self.send_header("Content-Type", content_type(f"/{path}", self.headers.get("Accept", "") if self.headers else ""))
        size = os.fstat(file.fileno()).st_size
        self.send_header("Content-Length", str(size))
        self.end_headers()
        if self.command != "HEAD":
            shutil.copyfileobj(file, self.wfile)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - a message would repeat what was asked
        """Show the site's own page for what is not there, one line for all else."""
        page = open_file(self.output, [_NO_PAGE]) if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, None, explain)
            return
        with page:
            self._send(HTTPStatus.NOT_FOUND, page, _NO_PAGE)

    def end_headers(self) -> None:
        """Say of everything how it may be used."""
        path = getattr(self, "path", "").partition("?")[0]  # neither is there where a request could not be read
        origin = self.headers.get("Origin", "") if getattr(self, "headers", None) else ""
        for name, value in headers_of(path.removeprefix(self.server.under) or "/", origin, self.server.portals if self.found else ()).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's signature
        """Stay quiet: the terminal is for the builds."""
