"""What a page makes a browser do: it loads nothing from elsewhere, and has no script or style within it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from quanli.audit.ground import Ground
from quanli.audit.seen import Page
from quanli.errors import Problem, Rule

FOREIGN_REQUEST = Rule(
    "FOREIGN_REQUEST", "error",
    zh="网页从别处取 {url}{more_zh}", en="the page loads {url} from elsewhere{more_en}",
    hint_zh="把文件放进主题的 static/，用 asset() 引用；读者看什么，不告诉第三方", hint_en="put the file into static/ of the theme and name it by asset(): nobody else is told what is read here",
    follows="本程序的要求：网页不向第三方发出请求；个人信息保护法第六条",
)  # fmt: skip
INLINE_CODE = Rule(
    "INLINE_CODE", "error",
    zh="网页里有 {what}，内容安全策略不让它起作用", en="the page has {what}, which its policy does not let work",
    hint_zh="写成 static/ 里的文件", hint_en="make it a file in static/",
    follows="本程序的要求：网站在严格的内容安全策略下运行（Content Security Policy Level 3）",
)  # fmt: skip


def check_loading(page: Page, file: str, ground: Ground) -> Iterator[Problem]:
    """Check every file that the page loads by itself, and where its forms send what is typed."""
    for link in page.links:
        if link.way == "load" or link.tag in {"form", "button", "input"}:
            scheme = urlsplit(link.url).scheme.lower()
            if scheme not in {"data", "blob"} and ground.place(file, link.url) is None:
                yield FOREIGN_REQUEST.at(file, line=link.line, column=link.column, url=link.url)
    for spot in page.inline if page.whole else ():
        yield INLINE_CODE.at(file, line=spot.line, column=spot.column, what=spot.what)
