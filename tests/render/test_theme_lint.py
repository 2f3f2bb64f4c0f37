"""Rules for the theme's templates: nothing in them can let data become code, or a page ask another host."""

import re

import pytest

from conftest import ROOT

TEMPLATES = ROOT / "theme/templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
TAG = re.compile(r"<[a-zA-Z][^<>]*?(?:\{[{%].*?[%}]\}[^<>]*?)*>", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
HOST = re.compile(r"""(?:src|srcset|href|action|data|url\()\s*=?\s*["']?\s*(?:https?:)?//""")
FORBIDDEN = {
    "safe": re.compile(r"\|\s*safe\b"),
    "xmlattr": re.compile(r"\bxmlattr\b"),
    "autoescape": re.compile(r"\bautoescape\b"),
    "Markup": re.compile(r"\bMarkup\b"),
}


def faults(text: str) -> list[str]:
    """Give what a template may not have."""
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]
    found += ["another host"] if HOST.search(text) else []
    for tag in TAG.findall(STATEMENT.sub(" ", text)):
        filled = EXPRESSION.sub("x", tag)
        bare = QUOTED.sub("", filled)
        found += [f"unquoted: {tag}"] if "=" in bare else []
        found += [f"name from data: {tag}"] if EXPRESSION.search(QUOTED.sub("", re.sub(r'"[^"]*"', "", tag))) else []
        found += [f"inline: {tag}"] if re.search(r"\s(?:style|on[a-z]+)\s*=", filled, re.IGNORECASE) else []
        found += [f"script without src: {tag}"] if re.match(r"<script\b(?!.*\bsrc=)", filled) else []
        found += [f"style element: {tag}"] if re.match(r"<style\b", filled) else []
        found += [f"scheme from data: {tag}"] if re.search(r'(?:href|src|action)="\{\{', tag) and "javascript" in tag else []
    return found


@pytest.mark.parametrize("name", NAMES)
def test_template_keeps_the_rules(name):
    """No safe or xmlattr, every attribute quoted, no style or event attribute, no inline script, no other host."""
    assert faults((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ it.text|safe }}",
        "<a{{ it.attributes|xmlattr }}>",
        "<a href={{ it.url }}>",
        '<a {{ it.name }}="x">',
        '<p style="color: {{ it.colour }}">',
        '<p onclick="go()">',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<img src="https://cdn.example/x.png" alt="">',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        "{% autoescape false %}{% endautoescape %}",
    ],
)
def test_lint_sees(text):
    """Each thing that is forbidden is found."""
    assert faults(text)
