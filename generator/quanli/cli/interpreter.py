"""Known holes of the Python that runs the program, where it reads files of strangers: said, since only another Python closes them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quanli.frozen import frozen

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

Version = tuple[int, ...]


@frozen
class Hole:
    """What is wrong with which versions of a part of Python."""

    name: str
    part: str
    mended: tuple[Version, ...]
    """The first version without it, of each line of versions that has one; later lines never had it."""
    zh: str
    en: str

    def in_version(self, version: Version) -> bool:
        """Tell whether a version of the part has the hole."""
        lines = [one for one in self.mended if one[:-1] == version[: len(one) - 1]]
        return version < lines[0] if lines else version < max(self.mended)


HOLES = (
    Hole(
        "CVE-2024-0450",
        "Python",
        ((3, 8, 19), (3, 9, 19), (3, 10, 14), (3, 11, 8), (3, 12, 2)),
        "读 ZIP 时不查重叠的条目，小文件可以展开得很大",
        "it opens ZIP files whose entries overlap, so that a small file becomes a very large one",
    ),
    Hole(
        "CVE-2023-52425",
        "expat",
        ((2, 6, 0),),
        "读 XML 里很长的标记很慢",
        "it is very slow at long tokens of XML",
    ),
)
"""Of zipfile (bugs.python.org, gh-109858) and of expat, which reads the XML in office files (libexpat#789)."""


def open_holes() -> list[tuple[Hole, Version]]:
    """Give the holes of this Python, each with the version of the part that has it."""
    import pyexpat  # noqa: PLC0415 - few commands ask

    versions: dict[str, Version] = {"Python": sys.version_info[:3], "expat": pyexpat.version_info}
    return [(hole, versions[hole.part]) for hole in HOLES if hole.in_version(versions[hole.part])]


def warn_of_holes(voice: Voice) -> None:
    """Say a line for each hole, on standard error."""
    for hole, version in open_holes():
        named = f"{hole.part} {'.'.join(map(str, version))}"
        voice.say(
            f"提醒：本机的 {named} 有已知漏洞 {hole.name}（{hole.zh}）；本程序另有限制，仍请更新 Python",
            f"warning: {named} has the known hole {hole.name} ({hole.en}); this program sets bounds of its own, update Python all the same",
        )
