"""A folder of statutes in Markdown, one file a version: ``Title(2021-04-29).md``, at any depth.

What begins with ``_`` or a dot is no statute (``_index.md`` of site generators), nor is what does not end in ``.md``.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping

from quanli.errors import Problem
from quanli.gate import is_text
from quanli.sealed import seal_of
from quanli.statutes.markdown import read_markdown, statute_in, title_in
from quanli.statutes.source import Reading, unread

_NAME = re.compile(r"(?P<title>.+?)\s*[(（](?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[)）]\.md\Z")
_DEPTH = 16
_ENDING = ".md"


class StatuteFolder:
    """Reads it below its own root, through no link."""

    kind = "folder"

    def __init__(self, place: str) -> None:
        """Take the path of a folder."""
        self.place = place

    def stamps(self) -> Mapping[str, str]:
        """Give the files with how they stand."""
        return {path: seal_of(f"{self.place}/{path}") for path in self._files("", _DEPTH)}

    def _files(self, folder: str, depth: int) -> Iterator[str]:
        try:
            with os.scandir(f"{self.place}/{folder}") as found:
                there = sorted(found, key=lambda one: one.name)
        except OSError:
            return  # said of the whole source, or gone meanwhile
        for one in there:
            if one.name.startswith((".", "_")) or not is_text(one.name):
                continue
            if one.is_dir(follow_symlinks=False):
                yield from self._files(f"{folder}{one.name}/", depth - 1) if depth else ()
            elif one.name.endswith(_ENDING):
                yield folder + one.name

    def read(self, entry: str) -> Reading:
        """Read a file."""
        shown = f"{self.place}/{entry}"
        text = read_markdown(self.place, entry, shown)
        if isinstance(text, Problem):
            return Reading(problems=(text,))
        named = _NAME.match(entry.rpartition("/")[2])
        date = _day(named["date"]) if named else None
        if named is None or date is None:
            return _left_out(shown, 0, "文件名里没有版本日期，应如“某法(2021-04-29).md”", "its name has no day of the version, as in “Title(2021-04-29).md”")
        title = title_in(text)
        if not title:
            return _left_out(shown, 1, "开头不是“# 法规名称”", "it does not begin with “# title”")
        statute = statute_in(text, title, date, (named["title"],))
        if not statute.clauses:
            return _left_out(shown, 1, "只有名称，没有正文", "there is a title and no text")
        return Reading((statute,))


def _left_out(shown: str, line: int, zh: str, en: str) -> Reading:
    return Reading(problems=(unread(shown, line, zh, en),))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
