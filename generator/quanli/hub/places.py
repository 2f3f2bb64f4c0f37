"""Where a site's published files are read: at its address or in a folder, within bounds, and only if they are not as they were."""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from quanli.frozen import frozen
from quanli.gate import read_file
from quanli.hub.settings import HubSite, is_address

_PATIENCE, _WHOLE = 20.0, 120.0
"""Seconds without a byte, and for a whole file."""
_PIECE = 64 * 1024


@frozen
class Answer:
    """A file: its bytes, None where it is as it was, and the mark by which that is asked the next time."""

    data: bytes | None
    mark: str


class UnreachableError(Exception):
    """A file cannot be read; ``missing`` says that the site is there and has no such file."""

    def __init__(self, zh: str, en: str, *, missing: bool = False) -> None:
        super().__init__(en)
        self.zh, self.en, self.missing = zh, en, missing


class Place(Protocol):
    """Where files are read."""

    def read(self, name: str, limit: int, known: str) -> Answer:
        """Read a file of at most ``limit`` bytes unless it still has the mark ``known``; raises :class:`UnreachableError`."""
        ...


def place_of(site: HubSite, folder: Path) -> Place:
    """Give the place of a site's files; a folder is told from that of the hub on, and may be a site's with its output in it."""
    where = site.data or site.address
    if is_address(where):
        return _Web(where.rstrip("/"))
    root = folder / where
    built = root / "output"
    return _Folder(built if (built / "data/index.json").is_file() and not (root / "data/index.json").is_file() else root)


@frozen
class _Folder:
    root: Path

    def read(self, name: str, limit: int, known: str) -> Answer:
        try:
            data = read_file(self.root, name, limit)
        except FileNotFoundError as error:
            raise UnreachableError(f"没有 {self.root}/{name}", f"there is no {self.root}/{name}", missing=self.root.is_dir()) from error
        except OSError as error:
            raise UnreachableError(f"读不了 {self.root}/{name}：{error.strerror}", f"{self.root}/{name} cannot be read: {error.strerror}") from error
        mark = hashlib.sha256(data).hexdigest()
        return Answer(None if mark == known else data, mark)


@frozen
class _Web:
    base: str

    def read(self, name: str, limit: int, known: str) -> Answer:
        url = f"{self.base}/{name}"
        request = urllib.request.Request(url, headers={"User-Agent": "quanli-hub", **({"If-None-Match": known} if known else {})})  # noqa: S310 - only https and http get here
        try:
            with _opener().open(request, timeout=_PATIENCE) as answer:
                return Answer(_bounded(answer, limit, url), answer.headers.get("ETag") or "")
        except urllib.error.HTTPError as error:
            if error.code == http.client.NOT_MODIFIED and known:
                return Answer(None, known)
            missing = error.code in {http.client.NOT_FOUND, http.client.GONE}
            raise UnreachableError(f"{url} 答 {error.code}", f"{url} answers {error.code}", missing=missing) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            why = str(getattr(error, "reason", "") or error)[:200]
            raise UnreachableError(f"连不上 {url}：{why}", f"{url} cannot be reached: {why}") from error


def _bounded(answer: http.client.HTTPResponse, limit: int, url: str) -> bytes:
    until, data = time.monotonic() + _WHOLE, bytearray()
    while piece := answer.read(_PIECE):
        data += piece
        if len(data) > limit:
            raise UnreachableError(f"{url} 超过 {limit} 字节", f"{url} has more than {limit} bytes")
        if time.monotonic() > until:
            raise UnreachableError(f"{url} 太慢，{_WHOLE:.0f} 秒没有读完", f"{url} is too slow: not read in {_WHOLE:.0f} s")
    return bytes(data)


class _AtHome(urllib.request.HTTPRedirectHandler):
    """Follows a site only to itself."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - urllib's signature
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise UnreachableError(f"{req.full_url} 转到别的网站 {newurl}", f"{req.full_url} leads to another site, {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_AtHome)
