"""The gate before publishing: whatever was written must be listed, or nothing is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from quanli.build.staging import staged_files
from quanli.errors import ProblemsFoundError, Rule

UNLISTED_FILE = Rule(
    "UNLISTED_FILE", "error",
    zh="网站里多写了一个文件 {path}，摘要清单里没有它，因此什么都没有公布",
    en="{path} was written into the site but is not listed in its list of digests; nothing has been published",
    hint_zh="只公布检查过的内容；不是您加的 Pelican 插件或设置所为，就请报告这个错误",
    hint_en="only what was checked is published; unless a Pelican plugin or setting of yours does this, please report it",
)
_MOST = 20
"""Files that are named."""
_BATCH = 500
"""Files that are asked for at once."""


def refuse_unlisted(folder: Path, unlisted: Callable[[Sequence[str]], Iterable[str]]) -> None:
    """Raise a problem for each file below a folder that is not listed; ``unlisted`` gives those of some paths below it."""
    files = staged_files(str(folder)) if folder.is_dir() else iter(())
    found: list[str] = []
    while len(found) < _MOST and (some := list(islice(files, _BATCH))):
        found += unlisted(some)
    if found:
        raise ProblemsFoundError([UNLISTED_FILE.at(path, path=path) for path in sorted(found)[:_MOST]])
