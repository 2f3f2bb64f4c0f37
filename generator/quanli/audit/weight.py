"""How much a page weighs, as it goes over a slow line."""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from quanli.audit.ground import Ground
from quanli.audit.seen import Page
from quanli.errors import Problem, Rule

PAGE, SCRIPTS = 60_000, 15_000
"""Bytes with gzip: of the HTML of a page alone; of all scripts that it starts with the modules that these import. What a script
fetches once the reader asks for it (the index of the search, the calendar) does not count."""
PAGE_HEAVY = Rule(
    "PAGE_HEAVY", "error",
    zh="网页压缩后 {size} 字节，超过 {most}", en="the page has {size} bytes compressed, more than {most}",
    hint_zh="把长的内容分到几页，图画得简单些", hint_en="part what is long into pages, draw charts more simply",
    follows="本程序的要求：一页压缩后不超过 60 KB",
)  # fmt: skip
SCRIPTS_HEAVY = Rule(
    "SCRIPTS_HEAVY", "error",
    zh="网页一打开就运行的脚本压缩后 {size} 字节，超过 {most}：{names}", en="the scripts that the page starts have {size} bytes compressed, more than {most}: {names}",
    hint_zh="去掉不用的脚本，用到时才取的用 import()", hint_en="leave out what is not used, and fetch by import() what is wanted later",
    follows="本程序的要求：一页的脚本压缩后不超过 15 KB",
)  # fmt: skip
_IMPORTED = re.compile(r"""\b(?:import|export)\b[^;'"()]*?["'](\.{0,2}/[^"']+)["']""")


def check_weight(page: Page, file: str, data: bytes, ground: Ground) -> Iterator[Problem]:
    """Weigh a page, and the scripts that it starts."""
    if len(data) > PAGE and (size := _compressed(data)) > PAGE:
        yield PAGE_HEAVY.at(file, line=1, column=1, size=size, most=PAGE)
    started = _started(ground, tuple(place.file for url in page.scripts if (place := ground.place(file, url))))
    size = sum(_weight(ground.output, name) for name in started)
    if size > SCRIPTS:
        yield SCRIPTS_HEAVY.at(file, line=1, column=1, size=size, most=SCRIPTS, names=" ".join(started))


@functools.lru_cache(maxsize=4096)
def _started(ground: Ground, scripts: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(scripts)
    while waiting:
        name = waiting.pop()
        if name not in found and ground.is_there(name):
            found[name] = None
            text = (FilePath(ground.output) / name).read_text(encoding="utf-8", errors="replace")
            waiting += [place.file for url in _IMPORTED.findall(text) if (place := ground.place(name, url))]
    return tuple(sorted(found))


@functools.lru_cache(maxsize=4096)
def _weight(output: str, name: str) -> int:
    return _compressed((FilePath(output) / name).read_bytes())


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))
