"""The web manifest and the icons, as a real Chromium takes them up under the policy of the documentation."""

import shutil
import subprocess

import pytest

from browser.chromium import ROOT, served

pytestmark = pytest.mark.browser
SIDES = {
    "/icons/icon-192.png": (192, 192), "/icons/icon-512.png": (512, 512), "/icons/maskable-512.png": (512, 512),
    "/icons/apple-touch-icon.png": (180, 180), "/icons/card.png": (1200, 630),
}  # fmt: skip
SIZE = """async address => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    return [picture.naturalWidth, picture.naturalHeight];
}"""


def taken_up(browser, address):
    """Let Chromium read the manifest of a page; gives its address, what is wrong with it, and the page."""
    page = browser.new_context().new_page()
    page.goto(address)
    said = page.context.new_cdp_session(page).send("Page.getAppManifest")
    return said["url"], [one["message"] for one in said["errors"]], page


def test_chromium_reads_the_manifest_without_an_error(browser, address):
    """Its policy lets it be fetched, it says what it must, and every picture that it or a page names has the size that is said."""
    url, errors, page = taken_up(browser, f"{address}/")
    assert (url, errors) == (f"{address}/site.webmanifest", [])
    said = page.evaluate("fetch('/site.webmanifest').then(answer => answer.json())")
    assert said["name"] == "样例市权力事项公开" and said["lang"] == "zh-Hans"
    named = {f"/{icon['src']}": icon["sizes"] for icon in said["icons"] if icon["sizes"] != "any"}
    assert named == {path: f"{wide}x{high}" for path, (wide, high) in SIDES.items() if path in named}
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    assert {path: tuple(page.evaluate(SIZE, path)) for path in SIDES} == SIDES
    assert page.evaluate(SIZE, "/favicon.ico") in ([16, 16], [32, 32], [48, 48])


def test_a_broken_manifest_would_be_told(browser, tmp_path):
    """What is no manifest, and a colour that is none, are errors of the same check."""
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>x</title><link rel=manifest href=/site.webmanifest>")
    for wrong in ("{", '{"name": "x", "theme_color": "teal-ish"}'):
        (tmp_path / "site.webmanifest").write_text(wrong)
        with served(tmp_path) as address:
            assert taken_up(browser, f"{address}/")[1]


def test_typescript_knows_the_manifest(sample, tmp_path):
    """The types of the field accept it; with a way of display that there is not they would not."""
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    if not compiler.is_file() or not (ROOT / "node_modules/@types/web-app-manifest").is_dir() or not shutil.which("node"):
        pytest.skip("TypeScript is not installed: make test")
    text = (sample / "output/site.webmanifest").read_text("utf-8")
    for said, fine in ((text, True), (text.replace('"browser"', '"window"'), False)):
        (tmp_path / "it.ts").write_text(f'import type {{ WebAppManifest }} from "web-app-manifest";\nexport const said: WebAppManifest = {said};\n', encoding="utf-8")
        done = subprocess.run(["node", compiler, "--noEmit", "--strict", "--types", "web-app-manifest", "--typeRoots", ROOT / "node_modules/@types", "it.ts"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == fine, done.stdout
