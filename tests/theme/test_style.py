"""The style sheets: colours in one place, strong enough; nothing dead, nothing inline."""

import gzip
import re
from pathlib import Path

import pytest

from quanli.assemble import guide_text
from quanli.flowchart import svg
from theme.gallery import ASSETS, THEME

CSS = THEME / "static/css"
SHEETS = sorted(path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css"))
PAGES = sorted((THEME / "templates/pages").glob("*.html"))
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
DARK = re.compile(r'\[data-theme="(?:light|dark)"\]\)? \{(.*?)\}', re.DOTALL)
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-strong") for ground in ("paper", "paper-sunk")),
    ("accent-strong", "accent-tint"), ("accent", "accent-tint"), ("ink", "accent-tint"), ("on-accent", "accent"), ("on-accent", "accent-strong"),
    ("cinnabar", "paper"), ("cinnabar", "cinnabar-tint"), ("amber", "paper"), ("amber", "amber-tint"), ("green", "paper"),
    ("ink", "cinnabar-tint"), ("ink", "amber-tint"),
]
SHAPES = [("line-strong", "paper"), ("accent", "track"), ("line-strong", "track"), ("on-seal", "seal")]


def colours(block):
    """Read the colours of a block of tokens."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


def light():
    return colours(TOKENS[: TOKENS.index("@media")])


def dark():
    return light() | colours(DARK.findall(TOKENS)[0])


def contrast(one, other):
    """Measure the contrast of two colours as WCAG does."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [light, dark])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_seven_to_one(palette, ink, ground):
    """Text stands out from its ground by 7:1, by day and by night."""
    assert contrast(palette()[ink], palette()[ground]) >= 7


@pytest.mark.parametrize("palette", [light, dark])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_have_three_to_one(palette, shape, ground):
    """What is a shape and means something stands out by 3:1."""
    assert contrast(palette()[shape], palette()[ground]) >= (4.5 if shape == "on-seal" else 3 if ground != "track" or shape == "accent" else 2)


def test_night_is_the_same_by_wish_and_by_device():
    """Who chooses the dark page gets the colours that a dark device gets."""
    by_device, by_wish = (re.sub(r"\s+", " ", block) for block in DARK.findall(TOKENS))
    assert by_device == by_wish


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "tokens.css"])
def test_colours_stand_in_tokens_alone(name):
    """No other style sheet names a colour."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])|\brgba?\(|\bhsla?\(", text) == []


def test_every_token_used_is_defined():
    """A token that is used somewhere is defined in tokens.css, or in the rule that uses it."""
    everything = "".join((CSS / name).read_text(encoding="utf-8") for name in SHEETS)
    used, defined = (set(re.findall(pattern, everything)) for pattern in (r"var\((--[a-z0-9-]+)", r"(?<![a-z(-])(--[a-z0-9-]+):"))
    assert used - defined == set()
    assert defined - used == set()


def test_order_names_every_style_sheet_once():
    """Every style sheet stands in order.txt, once, or is for feeds or pages to embed; the layers come first and print last."""
    names, embedded = ((CSS / name).read_text(encoding="utf-8").split() for name in ("order.txt", "embed.txt"))
    assert sorted(names) == [name for name in SHEETS if name not in {"fragment.css", "embed.css", "feed.css"}]
    assert (names[0], names[-1]) == ("site.css", "print.css")
    assert embedded == ["site.css", "tokens.css", "base.css", "fragment.css", "embed.css"]


def test_no_rule_is_dead():
    """Every class that is styled is given somewhere: in a template, by a script, or in a drawing."""
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    written += "".join(path.read_text(encoding="utf-8") for path in (THEME / "static/js").glob("*.js"))
    written += Path(guide_text.__file__).read_text(encoding="utf-8") + Path(svg.__file__).read_text(encoding="utf-8") + "step round diamond flowchart-fits-"
    made = set(re.findall(r"[a-z][a-z-]*-(?=\{\{)", written))
    styled = set()
    for name in SHEETS:
        text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        styled |= set(re.findall(r"\.([a-z][a-z0-9-]*)", re.sub(r"\{[^{}]*\}", "{}", text)))
    dead = {name for name in styled if not re.search(rf"(?<![\w-]){name}(?![\w-])", written) and not any(name.startswith(start) for start in made)}
    assert {name for name in dead if not name.startswith("flowchart-fits-")} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_the_strict_policy(path):
    """No template has inline style or script, switches escaping off, or leaves an attribute unquoted."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|\|\s*safe|xmlattr|javascript:|<script>", text) == []
    bare = re.sub(r"\"[^\"]*\"", '""', re.sub(r"\{[%#{].*?[%#}]\}", "", text, flags=re.DOTALL))
    assert re.findall(r"<[a-z][^>]*\s[a-z-]+=[^\"]", bare) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_scripts_are_small(path):
    """The scripts of a page, with those that every page has, are together at most 15 KB on their way to a browser."""
    text = path.read_text(encoding="utf-8") + (THEME / "templates/base.html").read_text(encoding="utf-8")
    names = set(re.findall(r'asset\("(js/[^"]+)"\)', text))
    assert sum(len(gzip.compress(ASSETS[name].data)) for name in names) <= 15_000
