"""``quanli build`` in plain words, understood and, with nothing to do, answered before anything heavy is imported."""

from __future__ import annotations

import os

from quanli.pipeline.idle import nothing_to_do
from quanli.pipeline.settings import USUAL

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanli.cli.voice import Voice


class PlainBuild:
    """What most builds are asked for with: the usual output for the public, as the catalogue is today."""

    def __init__(self) -> None:
        self.site, self.lang = ".", ""
        self.quiet = self.committed = False

    def run(self, _: PlainBuild, voice: Voice) -> int:
        """Build, where there is anything to do."""
        root = os.path.realpath(self.site)
        output = f"{root}/output"
        found = nothing_to_do(root, output, f"{root}/.quanli/{USUAL}", committed=self.committed)
        if isinstance(found, tuple):
            powers, warnings = found
            voice.done(powers, 0, 0, warnings, output)
            return 0
        from quanli.cli.build import build  # noqa: PLC0415 - heavy
        from quanli.cli.ending import Endings  # noqa: PLC0415

        with Endings():
            return build(voice, self.site, quiet=self.quiet, committed=self.committed, inputs=found)


def plain_build(words: Sequence[str]) -> PlainBuild | None:
    """Understand the words after ``build``; None where there is any that is not plain."""
    asked = PlainBuild()
    waiting = iter(words)
    for word in waiting:
        if word == "--quiet":
            asked.quiet = True
        elif word == "--committed":
            asked.committed = True
        elif word == "--site":
            asked.site = next(waiting, "-")
        elif word == "--lang":
            asked.lang = next(waiting, "-")
        else:
            return None
    return asked if asked.lang in {"", "zh", "en"} and not asked.site.startswith("-") else None
