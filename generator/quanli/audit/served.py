"""A site as its server shows it: some of each sort of file asked for, and held against what is promised of headers and answers."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from quanli.audit.asking import Answered, ask
from quanli.audit.ground import INDEX, address_of
from quanli.build.headers import EMBEDDED, policy
from quanli.build.web_headers import WEB_HEADER_OTHER, WEB_STATUS, WEB_UNREACHABLE, misses, told
from quanli.errors import Problem, Rule

WEB_REDIRECT = Rule(
    "WEB_REDIRECT", "error",
    zh="{url} 的回答没有转到 {wanted}，而是 {got}", en="{url} does not lead to {wanted}: {got}",
    hint_zh="按 docs/publishing.md 的配置设置网页服务器：少写了末尾斜杠的网址转到那一页", hint_en="configure the web server as docs/publishing.md says: an address without its last slash leads to the page",
    follows="每个网页有固定的地址",
)  # fmt: skip
NOWHERE = "quanli-audit-nothing-is-here/"
"""An address that no site has."""
_SORTS = (
    "index.html", "*.html", "powers/*/index.html", "hant/index.html", "static/css/*.css", "static/js/*.js", "static/img/*", "data/*.json", "data/*.csv", "data/*.xlsx",
    "sitemap.xml", "robots.txt", "search/opensearch.xml", "changes/feed.xml", "changes/feed.json", "powers/*.json", "powers/*.jsonld", "powers/*.ttl", "site.webmanifest", "embed/*/index.html",
)  # fmt: skip
_MOVED = frozenset({301, 308})
_OK, _MISSING = 200, 404


def answers_wrong(url: str, output: Path, portals: Sequence[str]) -> Iterator[Problem]:
    """Ask a server for one file of each sort that the output has, for what is not there, and for a page without its slash."""
    base = url if url.endswith("/") else f"{url}/"
    files = sorted({min(found) for sort in _SORTS if (found := [path.relative_to(output).as_posix() for path in output.glob(sort) if path.is_file()])})
    try:
        for file in files:
            yield from _of_file(base, file, portals)
        yield from _answer(base, NOWHERE, NOWHERE, _MISSING)
        yield from _without_slash(base, next((file for file in files if file.startswith("powers/") and file.endswith(INDEX)), "search/index.html"))
    except (OSError, http.client.HTTPException) as error:
        yield WEB_UNREACHABLE.at("", url=base, why=str(error) or type(error).__name__)


def _of_file(base: str, file: str, portals: Sequence[str]) -> Iterator[Problem]:
    address = address_of(file)
    answer = ask(base + quote(address))
    yield from _judged(base + quote(address), file, answer, _OK)
    if f"/{file}".startswith(EMBEDDED) and answer.status == _OK:
        said, wanted = (_frames(one) for one in (answer.headers.get("content-security-policy", ""), policy(f"/{file}", portals)))
        if said and said != wanted:
            yield WEB_HEADER_OTHER.at("", url=base + quote(address), header="Content-Security-Policy", value=" ".join(said), wanted=" ".join(wanted), more_zh="", more_en="")


def _frames(said: str) -> list[str]:
    return next((sorted(part.split()) for part in said.split(";") if part.split()[:1] == ["frame-ancestors"]), [])


def _answer(base: str, address: str, path: str, wanted: int) -> Iterator[Problem]:
    yield from _judged(base + address, path, ask(base + address), wanted)


def _judged(url: str, path: str, answer: Answered, wanted: int) -> Iterator[Problem]:
    if answer.status != wanted:
        yield WEB_STATUS.at("", url=url, status=str(answer.status), wanted=str(wanted), more_zh="", more_en="")
        return
    for code, *said in misses(f"/{path}", answer.status, answer.headers):
        yield told(code, said, url, {"more_zh": "", "more_en": ""})


def _without_slash(base: str, file: str) -> Iterator[Problem]:
    wanted = base + quote(address_of(file))
    url = wanted.rstrip("/")
    answer = ask(url)
    leads = urljoin(url, answer.headers.get("location", ""))
    if answer.status not in _MOVED or urlsplit(leads)[2] != urlsplit(wanted)[2]:
        yield WEB_REDIRECT.at("", url=url, wanted=wanted, got=f"{answer.status} {answer.headers.get('location', '')}".strip())
