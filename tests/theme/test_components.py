"""Each component: a macro, its examples, its looks, all of one name."""

import json
import subprocess
from pathlib import Path

import pytest

from browser.chromium import AXE, chromium, served
from theme.gallery import ASSETS, COMPONENTS, THEME, component_pages, example_pages, examples

ROOT = Path(__file__).resolve().parents[2]
LOOKS = {"runOnly": ["color-contrast", "target-size", "link-in-text-block"], "rules": {"target-size": {"enabled": True}}}
"""What may differ between ways of showing the same page."""
WAYS = {
    "light": ("light", {}, {"rules": {"target-size": {"enabled": True}}}),
    "dark": ("dark", {}, LOOKS),
    "large": ("light", {"size": "large"}, LOOKS),
    "contrast": ("dark", {"contrast": "more"}, LOOKS),
}


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_has_examples(component):
    """Every component has at least one example, and every example has a title of its own."""
    titles = [example["title"] for example in examples(component)]
    assert titles
    assert len(set(titles)) == len(titles)


def test_examples_belong_to_components():
    """No example outlives its component."""
    assert sorted(path.stem for path in (THEME / "templates/components").glob("*.yaml")) == COMPONENTS


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """Write all examples as pages, with the theme's static files."""
    folder = tmp_path_factory.mktemp("gallery")
    for asset in ASSETS.values():
        path = folder / asset.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.data)
    for name, html in example_pages():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    (folder / "all").mkdir()
    for name, html in component_pages():
        (folder / "all" / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def test_examples_are_valid_html(gallery):
    """The Nu checker finds neither error nor warning in any example."""
    jar = next((ROOT / "node_modules").glob("vnu-jar/**/vnu.jar"), None)
    if jar is None:
        pytest.skip("the Nu checker is not installed: make test")
    pages = sorted(gallery.glob("*.html"))
    done = subprocess.run(["java", "-jar", jar, "--stdout", "--format", "gnu", *pages], capture_output=True, text=True, check=False)
    assert done.stdout == ""


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_examples_are_accessible(gallery, way):
    """Axe finds no violation in any example, by day, by night, in large type and with more contrast, on a phone; nothing breaks the policy."""
    if not AXE.is_file():
        pytest.skip("axe is not installed: make test")
    faults, (scheme, display, rules) = [], WAYS[way]
    with served(gallery) as address, chromium() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
        context.add_init_script(f"localStorage.setItem('display', '{json.dumps(display)}')")
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.on("console", lambda message: faults.append((page.url, message.text)))
        page.on("pageerror", lambda error: faults.append((page.url, str(error))))
        for path in sorted(gallery.glob("*.html" if way == "light" else "all/*.html")):
            page.goto(f"{address}/{path.relative_to(gallery)}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append((path.stem, "wider than the screen"))
            page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
            result = page.evaluate("rules => axe.run(document, rules)", rules)
            faults += [(path.stem, one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
    assert faults == []
