"""A forge's API on the loopback, as far as a pipeline uses it: comments are kept, with the token that they came with."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Api(http.server.ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.comments: list[tuple[str, str, str]] = []
        self.known: dict[str, object] = {}
        """What is answered at a path, without its query."""
        self.tokens: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/v1"


class _Asked(http.server.BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        self.server.tokens.add(self.headers["Authorization"] or self.headers["PRIVATE-TOKEN"])
        answer = self.server.known.get(self.path.partition("?")[0].removeprefix("/api/v1"))
        self.send_response(404 if answer is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.comments.append((self.path, self.headers["Authorization"], body["body"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def api() -> Iterator[Api]:
    """Serve while a test runs."""
    server = Api()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
