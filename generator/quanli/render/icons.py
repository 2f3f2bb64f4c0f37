"""The site's mark as the pictures that browsers, telephones and messengers ask for, drawn by Typst from one SVG.

The same mark, name and version of Typst give the same bytes everywhere; the words of the card are set in the font of
:data:`_FAMILIES` that is installed, and left out where none is.
"""

from __future__ import annotations

import functools
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.assemble.open_graph import CARD, CARD_SIZE
from quanli.assemble.web_manifest import APPLE, FAVICON, ICONS, SVG, Colours
from quanli.config.site import Site
from quanli.errors import ProblemsFoundError, Rule
from quanli.forms.fonts import first_installed

if TYPE_CHECKING:
    import typst

MARK_UNDRAWABLE = Rule(
    "MARK_UNDRAWABLE", "error",
    zh="主题的标志画不出来：{why}", en="the theme's mark cannot be drawn: {why}",
    hint_zh="用只有形状、没有文字和外部图片的 SVG", hint_en="make it an SVG of shapes, without text or pictures from elsewhere",
    follows="网站有图标（Web App Manifest 的 icons）",
)
MARK = "img/mark.svg"
"""The mark in a theme's static files."""
_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Serif CJK SC", "Source Han Serif SC")
_HERE = Path(__file__).parent
_FAVICON_SIDES = (16, 32, 48)
_INSIDE = 0.7
"""Of a maskable icon's side the mark takes so much: what lies outside a circle of 0.8 may be cut off (Web App Manifest, purpose)."""
_LONG = 12
"""Characters of a name that stand in one line of the card in large letters."""
_GROUND = re.compile(r'<rect\b[^>]*\bfill="(#[0-9a-fA-F]{3,6})"')


def icons(mark: bytes, colours: Colours, site: Site) -> Iterator[tuple[str, bytes]]:
    """Draw all pictures of a site; gives path and bytes. Raises ProblemsFoundError (MARK_UNDRAWABLE)."""
    import typst  # noqa: PLC0415 - 20 MB, wanted only where pictures are made

    text = mark.decode("utf-8", "replace")
    found = _GROUND.search(text)
    ground = found[1] if found else colours.paper
    yield SVG.path, mark
    try:
        for icon in ICONS:
            yield icon.path, _icon(text, icon.side, ground if icon.maskable else "")
        yield APPLE.path, _icon(text, APPLE.side, ground)
        yield FAVICON, _ico({side: _icon(text, side, "") for side in _FAVICON_SIDES})
        yield CARD.removeprefix("/"), _card(text, colours, site)
    except typst.TypstError as error:
        raise ProblemsFoundError([MARK_UNDRAWABLE.at(f"theme/static/{MARK}", why=str(error).splitlines()[0][:200])]) from None


def _icon(mark: str, side: int, ground: str) -> bytes:
    return _drawn("icon.typ", "", {"mark": mark, "side": str(side), "ground": ground, "share": str(_INSIDE if ground else 1)})


def _card(mark: str, colours: Colours, site: Site) -> bytes:
    font = first_installed(_FAMILIES)
    wide, high = CARD_SIZE
    said = {
        "mark": mark, "wide": str(wide), "high": str(high), "ground": colours.accent, "ink": colours.paper, "name": site.name,
        "body": site.body, "size": "76" if len(site.name) <= _LONG else "56", "font": font.family if font else "",
    }  # fmt: skip
    return _drawn("card.typ", str(font.folder) if font else "", said)


def _drawn(template: str, fonts: str, said: Mapping[str, str]) -> bytes:
    made = _compiler(fonts).compile((_HERE / template).read_bytes(), format="png", ppi=72, sys_inputs=dict(said))
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


@functools.cache
def _compiler(folder: str) -> typst.Compiler:
    import typst  # noqa: PLC0415

    paths = [folder] if folder else []
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths))


def _ico(pictures: Mapping[int, bytes]) -> bytes:
    """Put PNGs into one ICO, as every browser since 2009 reads it: a directory, an entry each, the pictures."""
    at = 6 + 16 * len(pictures)
    head, entries = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for side, data in pictures.items():
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return head + entries + b"".join(pictures.values())
