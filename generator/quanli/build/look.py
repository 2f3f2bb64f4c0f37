"""Whether the output is as the last build left it: nobody but a build changes it, so a later change is somebody else's."""

from __future__ import annotations

import os
import stat

from quanli.build.digests import FOLDER, ROOT

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEW, SOME = 12, 100
"""Parts of the list of digests (about 4,000 files) up to which every file is looked at each time; of more, so many files by turns."""
_PATH, _DIGEST, _SIZE = '{"path": "', '", "sha256": "', '", "size": '
_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755


def stamp(output: Path) -> str:
    """Mark the moment at which an output is done: the time that its own folder says it was changed, in nanoseconds."""
    os.utime(output)
    return str(os.stat(output).st_ctime_ns)  # noqa: PTH116


class Look:
    """Looks at an output whose build was done at a time, in nanoseconds; with 0 that is not known, and contents are read."""

    def __init__(self, output: Path | str, since: int) -> None:
        self.output, self.since = output, since
        self.folders: dict[str, bool] = {}

    def top(self) -> bool:
        """Tell whether nobody put anything into the output and its folders, took it away or renamed it: a glance."""
        try:
            with os.scandir(self.output) as entries:
                later = any(entry.stat(follow_symlinks=False).st_ctime_ns > self.since for entry in entries if not entry.name.startswith("."))
            return not later and os.lstat(self.output).st_ctime_ns == self.since
        except OSError:
            return False

    def stands(self, path: str, digest: str, size: int) -> bool:
        """Tell whether a file is as it was written: regular, with these bytes, so many (-1: any number), and with the modes of a site."""
        folder, _, _ = path.rpartition("/")
        if folder and not self._is_folder(folder):
            return False
        place = f"{self.output}/{path}"
        try:
            told = os.lstat(place)
        except OSError:
            return False
        if told.st_mode != _FILE or size not in {told.st_size, -1}:
            return False
        return told.st_ctime_ns <= self.since or _digest(place) == digest

    def _is_folder(self, folder: str) -> bool:
        known = self.folders.get(folder)
        if known is None:
            above = folder.rpartition("/")[0]
            known = self.folders[folder] = (not above or self._is_folder(above)) and self._has_mode(folder)
        return known

    def _has_mode(self, folder: str) -> bool:
        try:
            return os.lstat(f"{self.output}/{folder}").st_mode & ~0o7000 == _FOLDER
        except OSError:
            return False

    def parts(self, turn: int) -> bool:
        """Tell whether the files that the list of digests names stand; of a long one only some, by turns."""
        try:
            names = sorted(os.listdir(f"{self.output}/{FOLDER}"))  # noqa: PTH208
            few = len(names) <= FEW
            rows = [row for name in (names if few else [names[turn % len(names)]]) for row in self._rows(f"{FOLDER}{name}")]
            begin = 0 if few else turn // len(names) % len(rows)
            return self._is_untouched(ROOT) and all(self.stands(*row) for row in rows[begin : begin + (len(rows) if few else SOME)])
        except (OSError, ValueError):
            return False

    def _is_untouched(self, path: str) -> bool:
        told = os.lstat(f"{self.output}/{path}")
        return told.st_mode == _FILE and told.st_ctime_ns <= self.since

    def _rows(self, part: str) -> Iterator[tuple[str, str, int]]:
        """Read a part of the list of digests; raises ``ValueError`` where it is none of ours any more."""
        if not self._is_untouched(part):
            raise ValueError(part)
        with open(f"{self.output}/{part}", encoding="utf-8") as lines:  # noqa: PTH123
            for line in lines:
                path, digest, size = _row(line)
                yield path, digest, size


def _row(line: str) -> tuple[str, str, int]:
    """Read a line as :func:`quanli.build.digests.part_bytes` writes it, quicker than as JSON."""
    path, _, rest = line[len(_PATH) :].partition(_DIGEST)
    if "\\" in path:
        import json  # noqa: PLC0415 - seldom

        path = json.loads(line)["path"]
    digest, _, size = rest.partition(_SIZE)
    return path, digest, int(size.rstrip("}\n"))


def _digest(place: str) -> str:
    import hashlib  # noqa: PLC0415 - seldom

    with open(place, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()
