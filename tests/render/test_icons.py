"""The mark as pictures: of the sizes that are asked for, the same bytes each time, with the words of the site where a font is at hand."""

import struct
import zlib
from pathlib import Path

import pytest

from quanli.assemble.web_manifest import Colours, colours_of
from quanli.config.site import Site
from quanli.config.theme import packaged_theme
from quanli.errors import ProblemsFoundError
from quanli.render import icons as module
from quanli.render.icons import MARK, icons

SITE = Site(name="某县权力公开", body="某县人民政府")
OURS = Colours("#00575b", "#ffffff")
SIDES = {"icons/icon-192.png": (192, 192), "icons/icon-512.png": (512, 512), "icons/maskable-512.png": (512, 512), "icons/apple-touch-icon.png": (180, 180), "icons/card.png": (1200, 630)}


def mark() -> bytes:
    return (Path(packaged_theme()) / "static" / MARK).read_bytes()


def drawn(data: bytes | None = None, site: Site = SITE) -> dict[str, bytes]:
    return dict(icons(mark() if data is None else data, OURS, site))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def corner(png: bytes) -> bytes:
    """Give the colour of the first point."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(data)[1:5]


def test_each_has_its_size_and_the_same_bytes_again():
    """Two drawings of one mark are equal to the byte."""
    first = drawn()
    assert {path: size(data) for path, data in first.items() if path.endswith(".png")} == SIDES
    assert first["icons/icon.svg"] == mark()
    assert drawn() == first


def test_what_may_be_cut_has_a_ground_and_the_others_none():
    """The maskable icon and Apple's are filled to their corners with the mark's own ground; the others are clear there."""
    found = drawn()
    assert corner(found["icons/maskable-512.png"]) == corner(found["icons/apple-touch-icon.png"]) == bytes.fromhex("b3301cff")
    assert corner(found["icons/icon-512.png"])[3] == 0
    shapes = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
    assert corner(drawn(shapes)["icons/maskable-512.png"]) == b"\xff\xff\xff\xff"


def test_the_favicon_holds_three_sizes():
    """Its directory leads to a PNG for each of 16, 32 and 48 points."""
    data = drawn()["favicon.ico"]
    assert struct.unpack("<HHH", data[:6]) == (0, 1, 3)
    for n, side in enumerate((16, 32, 48)):
        wide, high, _, _, planes, bits, length, at = struct.unpack("<BBBBHHII", data[6 + 16 * n : 22 + 16 * n])
        assert (wide, high, planes, bits) == (side, side, 1, 32)
        assert size(data[at : at + length]) == (side, side)


def test_the_card_says_the_site(monkeypatch):
    """Another name or body is another picture; without a Chinese font the mark stands there alone, and nothing fails."""
    first = drawn()["icons/card.png"]
    assert drawn(site=Site(name="某县权力公开", body="某县"))["icons/card.png"] != first
    assert drawn(site=Site(name="某" * 40, body="某县"))["icons/card.png"] != first
    monkeypatch.setattr(module, "first_installed", lambda _: None)
    bare = drawn()["icons/card.png"]
    assert size(bare) == (1200, 630) and bare == drawn(site=Site(name="另一站", body="另一县"))["icons/card.png"]


def test_a_mark_that_is_no_svg_is_told():
    """What cannot be drawn ends the build with its name."""
    with pytest.raises(ProblemsFoundError) as found:
        drawn(b"no picture")
    assert [one.code for one in found.value.problems] == ["MARK_UNDRAWABLE"]


def test_colours_are_those_of_the_theme():
    """They are read from the style sheet with the colours; what it does not say is ours."""
    assert colours_of(":root { --paper: #fafafa; --accent: #123456; }\n.dark { --accent: #fff; }") == Colours("#123456", "#fafafa")
    assert colours_of("") == Colours("#00575b", "#ffffff")
