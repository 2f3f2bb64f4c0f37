"""``quanli new handbooks``: the handbooks for the staff of a body, for its own site, to keep and to change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanli.cli.voice import Voice

_PACKED = Path(__file__).parent / "handbooks"
_BESIDE = Path(__file__).parents[3] / "content/guides"
_NAMES = "handbook-*.md"
EXAMPLE = "git@git.example.gov.cn:quanli/site.git"
"""The address of the repository in the handbooks; a site that has a remote gets its own."""


def handbooks() -> list[Path]:
    """Give the files that this package carries; in a working copy of the program they are those of its sample."""
    return sorted((_PACKED if _PACKED.is_dir() else _BESIDE).glob(_NAMES))


def write_handbooks(site: Path, voice: Voice) -> int:
    """Lay the handbooks among the guides of a site; one that is there already stays as it is."""
    from quanli.catalogue.content_kinds import GUIDE, SITE  # noqa: PLC0415 - heavy
    from quanli.gate import lay_down  # noqa: PLC0415

    if not (site / SITE.file()).is_file():
        from quanli.catalogue.reading import SITE_MISSING  # noqa: PLC0415 - seldom
        from quanli.errors import ProblemsFoundError  # noqa: PLC0415

        raise ProblemsFoundError([SITE_MISSING.at(SITE.file())])
    own = _repository(site) or EXAMPLE
    made = kept = 0
    for source in handbooks():
        path = GUIDE.file(source.stem)
        try:
            lay_down(site, path, source.read_text(encoding="utf-8").replace(EXAMPLE, own).encode())
        except FileExistsError:
            kept += 1
            voice.say(f"{path} 已经存在，没有改动", f"{path} exists already; nothing was changed")
        else:
            made += 1
    voice.say(
        f"已建 {made} 本工作手册（{GUIDE.folder}/{_NAMES}），改成本单位的说法后提交；网址是 /handbooks/",
        f"made {made} handbooks ({GUIDE.folder}/{_NAMES}); make them your own and commit them; they are shown at /handbooks/",
    )
    return 0 if made or kept else 1


def _repository(site: Path) -> str:
    from quanli.git.ask import ask  # noqa: PLC0415

    return (ask(site, "config", "--get", "remote.origin.url") or "").strip()
