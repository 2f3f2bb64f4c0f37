"""A site as git keeps it: the files of a commit, or of whatever blobs somebody put together."""

from __future__ import annotations

import errno
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from quanli.catalogue.content_kinds import is_file_name, is_ignored
from quanli.catalogue.tree import Entry, Mode
from quanli.gate import TooLargeError
from quanli.git.listing import Listed
from quanli.git.objects import Objects


class GitTree:
    """The files of a listing, by path from the site, each read from an open store of objects."""

    def __init__(self, listed: Mapping[str, Listed], objects: Objects) -> None:
        self._listed = {path: one for path, one in listed.items() if not is_ignored(path)}
        self._objects = objects
        self._paths = sorted(self._listed)

    def entries(self, folder: str) -> Iterator[Entry]:
        """Give what stands in a folder and below."""
        instead = self.find(folder)
        if instead:
            yield instead
            return
        within = wrong = ""
        for path in self._below(folder):
            if wrong and path.startswith(wrong):
                continue
            if not within or path.rpartition("/")[0] != within:
                within, wrong = path.rpartition("/")[0], ""
                found = self.find(within)
                if found:
                    wrong = f"{found.path}/"
                    yield found
                    continue
            yield Entry(path, self._mode(path))

    def names(self, folder: str) -> list[str]:
        """Give the first steps of the paths below a folder."""
        start = len(folder) + 1
        return list(dict.fromkeys(path[start:].partition("/")[0] for path in self._below(folder)))

    def find(self, path: str) -> Entry | None:
        """Tell what stands at a path or on the way to it."""
        path = path.rstrip("/")
        steps = path.split("/")
        for at in range(1, len(steps) + 1):
            here = "/".join(steps[:at])
            if here in self._listed:
                mode = self._mode(here)
                return None if mode == "file" and here != path else Entry(here, mode)
            if is_file_name(here) and self._below(here):
                return Entry(here, "folder")
        return None

    def _below(self, folder: str) -> list[str]:
        first, end = (bisect_left(self._paths, folder + mark) for mark in ("/", "0"))
        return self._paths[first:end]

    def stamp(self, path: str) -> str:
        """Give the blob."""
        one = self._listed.get(path)
        return one.blob if one and one.regular else ""

    def read(self, path: str, limit: int) -> bytes:
        """Read the blob."""
        blob = self.stamp(path)
        data = self._objects.within(blob, limit) if blob else None
        if data is None:
            raise FileNotFoundError(errno.ENOENT, "no such file in the commit", path)
        if isinstance(data, int):
            raise TooLargeError(path, data, limit)
        return data

    def _mode(self, path: str) -> Mode:
        one = self._listed[path]
        if one.regular:
            return "file"
        return "link" if one.link else "repository" if one.repository else "other"
