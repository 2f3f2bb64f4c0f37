"""The headers that ``docs/publishing.md`` promises, held against those that a server sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.build.content_types import content_type
from quanli.build.headers import EMBEDDED, all_headers
from quanli.errors import Problem, Rule

_HINT_ZH, _HINT_EN = "按 docs/publishing.md 的配置设置网页服务器，出错和跳转的回答也要有", "configure the web server as docs/publishing.md says, for errors and redirects too"
WEB_HEADER_MISSING = Rule(
    "WEB_HEADER_MISSING", "error",
    zh="{url} 的回答没有 {header}{more_zh}", en="the answer of {url} has no {header}{more_en}",
    hint_zh=_HINT_ZH, hint_en=_HINT_EN, follows="本程序的要求：网站在严格的内容安全策略下运行",
)
WEB_HEADER_OTHER = Rule(
    "WEB_HEADER_OTHER", "error",
    zh="{url} 的 {header} 是“{value}”，应为“{wanted}”{more_zh}", en='{header} of {url} is "{value}", wanted is "{wanted}"{more_en}',
    hint_zh=_HINT_ZH, hint_en=_HINT_EN, follows="本程序的要求：网站在严格的内容安全策略下运行",
)
WEB_UNREACHABLE = Rule(
    "WEB_UNREACHABLE", "error",
    zh="访问不到 {url}：{why}", en="{url} cannot be reached: {why}",
    hint_zh="核对地址、网络和证书", hint_en="look at the address, the network and the certificate",
    follows="每个网页有固定的地址",
)
WEB_STATUS = Rule(
    "WEB_STATUS", "error",
    zh="{url} 的回答是 {status}，应为 {wanted}{more_zh}", en="{url} answers {status}, wanted is {wanted}{more_en}",
    hint_zh="按 docs/publishing.md 的配置设置网页服务器", hint_en="configure the web server as docs/publishing.md says",
    follows="每个网页有固定的地址，不存在的网页如实回答 404",
)
_RULES = {rule.code: rule for rule in (WEB_HEADER_MISSING, WEB_HEADER_OTHER)}
_POLICY, _FRAMES = "Content-Security-Policy", "frame-ancestors"
_ANYBODY = frozenset(("*", "http:", "https:"))
_SAME = {"application/javascript": "text/javascript", "text/xml": "application/xml", "image/x-icon": "image/vnd.microsoft.icon"}
_LOOKED_AT = frozenset(("text/html", "text/css", "text/javascript", "application/json", "application/xml", "text/csv", "image/svg+xml"))
_OK = 200


def misses(path: str, status: int, headers: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Say which headers of an answer are missing or others: code of the rule, header, and in the second case value and what is wanted.

    ``path`` begins with a slash; names of ``headers`` are in small letters.
    """
    wanted = all_headers(path if status == _OK else "/")
    for name, value in wanted.items():
        said = headers.get(name.lower())
        if said is None:
            yield WEB_HEADER_MISSING.code, name
        elif not _fits(name, said, value, path):
            yield WEB_HEADER_OTHER.code, name, said[:300], value
    kind = content_type(path) if status == _OK and not path.endswith("/") else "text/html"
    got = _kind(headers.get("content-type", ""))
    if _kind(kind) in _LOOKED_AT and got != _kind(kind):
        yield WEB_HEADER_OTHER.code, "Content-Type", got, _kind(kind)


def told(code: str, said: list[str], url: str, more: Mapping[str, Any]) -> Problem:
    """Say what :func:`misses` found, at an address."""
    named: dict[str, Any] = dict(zip(("header", "value", "wanted"), said, strict=False))
    return _RULES[code].at("", url=url, **named, **more)


def _fits(name: str, said: str, wanted: str, path: str) -> bool:
    if name != _POLICY:
        return _words(said) == _words(wanted)
    given, promised = _directives(said), _directives(wanted)
    if path.startswith(EMBEDDED):  # of portals that the site itself names
        frames = given.pop(_FRAMES, frozenset(_ANYBODY))
        promised.pop(_FRAMES)
        return given == promised and not frames & _ANYBODY
    return given == promised


def _words(value: str) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in value.split(","))


def _directives(policy: str) -> dict[str, frozenset[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {words[0].lower(): frozenset(words[1:]) for words in parts if words}


def _kind(value: str) -> str:
    kind = value.partition(";")[0].strip().lower()
    return _SAME.get(kind, kind)
