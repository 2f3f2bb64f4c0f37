"""A site as anybody sees it, over HTTP: read to the byte, with the headers under which it is to stand."""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from quanli.build.web_headers import WEB_STATUS, WEB_UNREACHABLE, misses, told
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.frozen import frozen
from quanli.publish.release import RECORD
from quanli.publish.target import Entry, SignedRelease

WEB_READ_ONLY = Rule(
    "WEB_READ_ONLY", "error",
    zh="网址只能核对，不能发布：{name}", en="a web address can be verified, not published to: {name}",
    hint_zh="发布到网站所在的目录、ssh://、s3:// 或 git: 目标", hint_en="publish to the site's folder, or its ssh://, s3:// or git: target",
    follows="发布的目标（docs/publishing.md）",
)
_INDEX, _PACKED = "index.html", (".gz", ".br")
_SECONDS, _TRIES, _LARGEST = 30, 3, 256 * 1024 * 1024
_ASKED = {"Accept-Encoding": "identity", "User-Agent": "quanli verify", "Cache-Control": "no-cache"}
_OK, _MISSING = 200, 404
NOWHERE = "quanli-verify-nothing-is-here/"
"""An address that no site has."""


@frozen
class Answer:
    """What a server answered: status, headers in small letters (several of one name are joined by a comma), body."""

    status: int
    headers: dict[str, str]
    body: bytes


class WebTarget:
    """A site by its address. What is wrong with its headers is gathered while its files are read."""

    readers = 4

    def __init__(self, name: str) -> None:
        self.name = name
        parts = urlsplit(name)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise ValueError(name)
        self._host, self._port, self._secure = parts.hostname, parts.port, parts.scheme == "https"
        self._base = parts.path.rstrip("/")
        self._idle, self._lock, self._found = list[http.client.HTTPConnection](), threading.Lock(), dict[tuple[str, ...], list[str]]()

    def lock(self) -> AbstractContextManager[None]:
        """Refuse: nothing is published over HTTP."""
        raise ProblemsFoundError([WEB_READ_ONLY.at("", name=self.name)])

    def shown(self) -> bytes | None:
        """Give the record that is shown."""
        try:
            return self.read(RECORD)
        except FileNotFoundError:
            return None
        except OSError as error:
            told_once = WEB_STATUS.at("", url=self._url(RECORD), status=str(error.strerror), wanted=str(_OK), more_zh="", more_en="")
            raise ProblemsFoundError([told_once]) from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file as a browser would: the page of a folder by the folder's address. Raises ``OSError``."""
        if serial:
            raise FileNotFoundError(2, "only what is shown can be read over HTTP", path)
        address = path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
        answer = self._ask(address)
        if answer.status == _MISSING:
            raise FileNotFoundError(2, "404", path)
        if answer.status != _OK:
            self._note(address, WEB_STATUS.code, str(answer.status), str(_OK))
            raise OSError(5, str(answer.status), path)
        self._judge(address, path, answer, _OK)
        return answer.body if path.endswith(_PACKED) else _unpacked(answer)

    def entries(self) -> Iterator[Entry] | None:
        """Nobody can list a site over HTTP."""
        return None

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give none: only what is shown can be seen."""
        return ()

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give none: only what is shown can be seen."""
        return iter(())

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:  # noqa: ARG002
        """Refuse."""
        self.lock()

    def rollback(self, serial: int, signed: SignedRelease) -> None:  # noqa: ARG002
        """Refuse."""
        self.lock()

    def also(self) -> Iterator[Problem]:
        """Say what is wrong besides the files: headers of all that was read, and of an address where nothing is."""
        answer = self._ask(NOWHERE)
        self._hang_up()
        if answer.status != _MISSING:
            self._note(NOWHERE, WEB_STATUS.code, str(answer.status), str(_MISSING))
        self._judge(NOWHERE, NOWHERE, answer, answer.status)
        for (code, *said), urls in sorted(self._found.items()):
            more: dict[str, Any] = {"more_zh": f"（另有 {len(urls) - 1} 处相同）" if urls[1:] else "", "more_en": f" (and {len(urls) - 1} more)" if urls[1:] else ""}
            if code == WEB_STATUS.code:
                yield WEB_STATUS.at("", url=min(urls), status=said[0], wanted=said[1], **more)
            else:
                yield told(code, said, min(urls), more)

    def _judge(self, address: str, path: str, answer: Answer, status: int) -> None:
        for code, *said in misses(f"/{path}", status, answer.headers):
            self._note(address, code, *said)

    def _note(self, address: str, *said: str) -> None:
        with self._lock:
            self._found.setdefault(said, []).append(self._url(address))

    def _url(self, address: str) -> str:
        return f"{self.name.rstrip('/')}/{quote(address)}"

    def _ask(self, address: str) -> Answer:
        """Ask once, by a connection that is free, which may have been closed meanwhile."""
        for left in reversed(range(_TRIES)):
            connection = self._connection()
            try:
                answer = self._asked(connection, address)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if not left:
                    self._hang_up()
                    raise ProblemsFoundError([WEB_UNREACHABLE.at("", url=self._url(address), why=str(error) or type(error).__name__)]) from None
            else:
                with self._lock:
                    self._idle.append(connection)
                return answer
        raise AssertionError

    def _connection(self) -> http.client.HTTPConnection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        return kind(self._host, self._port, timeout=_SECONDS)

    def _hang_up(self) -> None:
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _asked(self, connection: http.client.HTTPConnection, address: str) -> Answer:
        connection.request("GET", f"{self._base}/{quote(address)}", headers=_ASKED)
        answer = connection.getresponse()
        body = answer.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            raise OSError(27, "too much", address)
        headers: dict[str, str] = {}
        for key, value in answer.getheaders():
            headers[key.lower()] = f"{headers[key.lower()]}, {value}" if key.lower() in headers else value
        return Answer(answer.status, headers, body)


def _unpacked(answer: Answer) -> bytes:
    """Give the file's own bytes, where a server packs what it was asked to send as it is."""
    if answer.headers.get("content-encoding", "").strip().lower() != "gzip":
        return answer.body
    try:
        return gzip.decompress(answer.body)
    except (OSError, EOFError):
        return answer.body
