"""Whether a reader who begins on the home page finds every page by links."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from quanli.audit.links import address
from quanli.errors import Problem, Rule

PAGE_WITHOUT_WAY = Rule(
    "PAGE_WITHOUT_WAY", "error",
    zh="从首页没有链接通到 {url}", en="no link leads from the home page to {url}",
    hint_zh="在列表、导航或者有关的网页上链接它；不给人看的写 noindex", hint_en="link it from a list, the navigation or a page it belongs to; say noindex of what nobody is to find",
    follows="WCAG 2.2 的 2.4.5；站内每一页都找得到",
)  # fmt: skip


class Ways:
    """Which page leads to which; pages are numbered, so that a large site takes four bytes a link."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._to: dict[int, array[int]] = {}
        self._listed: set[int] = set()

    def add(self, file: str, files: tuple[str, ...], *, listed: bool) -> None:
        """Add where a page leads; ``listed`` pages must be found."""
        number = self._number(file)
        self._to[number] = array("I", map(self._number, files))
        if listed:
            self._listed.add(number)

    def without(self) -> Iterator[Problem]:
        """Name the listed pages to which no way leads."""
        seen = {self._number("index.html"), self._number("404.html")}
        waiting = list(seen)
        while waiting:
            for other in self._to.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        for file, number in self._numbers.items():
            if number in self._listed and number not in seen:
                yield PAGE_WITHOUT_WAY.at(file, line=1, column=1, url=address(file))

    def _number(self, file: str) -> int:
        return self._numbers.setdefault(file, len(self._numbers))
