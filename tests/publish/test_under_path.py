"""A site under a path of a host: every address leads to it, on a host whose top is somebody else's."""

import json
import re
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from browser.chromium import chromium
from conftest import UNDER
from publish.crawl import crawl
from quanli.audit.served import answers_wrong
from quanli.cli import main
from quanli.preview.server import PreviewServer
from sites import build, edit, make_site
from web_servers import caddy, nginx, running

DOMAIN = "https://city.gov.cn/quanli"
STARTS = ("/", "/404.html", "/sitemap.xml", "/robots.txt", "/data/index.json", "/data/catalogue.csv", "/search/opensearch.xml")
DECOY = "<!doctype html><title>门户</title><p>这里是门户，不是权力事项公开。"
GUIDE = "content/guides/lingshou.md"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Build the starter site for a path, in both scripts, with a theme of its own whose style sheet names a picture from the top."""
    site = make_site(tmp_path_factory.mktemp("small"))
    edit(site, "content/site.yaml", "domain: https://example.gov.cn\n", f"domain: {DOMAIN}\nlanguages: [zh-Hans, zh-Hant]\n")
    (site / GUIDE).write_text((site / GUIDE).read_text(encoding="utf-8") + '\n见[事项](/powers/YJ-XK-0001/)，写作 `href="/powers/"`。\n', encoding="utf-8")
    assert build(site) == 0
    return site


@contextmanager
def previewed(site: Path, under: str):
    with PreviewServer(site / "output", "127.0.0.1", 0, under) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


@contextmanager
def by(kind, site: Path, folder: Path):
    """Serve a site by the settings that ``quanli forge`` writes, with the pages of a portal at the top of the host."""
    name, file = {nginx: ("nginx", "quanli.conf"), caddy: ("caddy", "Caddyfile")}[kind]
    assert main(["forge", name, str(folder / "forged"), "--site", str(site), "--root", str(site / "output"), "--lang", "en"]) == 0
    settings = (folder / "forged" / file).read_text(encoding="utf-8")
    (folder / "portal").mkdir()
    for page in ("index.html", "404.html"):
        (folder / "portal" / page).write_text(DECOY, encoding="utf-8")
    if kind is nginx:
        decoy = f"location / {{ root {folder}/portal; }}\n    location = "
        settings = settings.replace("location = ", decoy, 1)
    else:
        settings = settings.replace("    redir ", f"    handle / {{\n        root * {folder}/portal\n        file_server\n    }}\n    redir ", 1)
    with running(kind, settings, folder / "running") as port:
        yield port


def found_wrong(port: int, domain: str) -> tuple[int, set[str]]:
    answers, wrong = crawl(port, domain, STARTS)
    return len(answers), wrong | {f"{status} {path}" for path, status in answers.items() if status not in {200, 301, 308}}


def test_preview_shows_it_where_it_will_stand(small):
    """Every link of the preview leads on, its top leads to the site, and beside the path there is nothing."""
    with previewed(small, "/quanli") as port:
        count, wrong = found_wrong(port, DOMAIN)
        assert (wrong, count > 60) == (set(), True)
        assert crawl(port, f"http://127.0.0.1:{port}", ("/", "/powers/", "/quanlix/"))[0].items() >= {"/": 301, "/powers/": 404, "/quanlix/": 404}.items()


@pytest.mark.parametrize("kind", [nginx, caddy])
def test_forged_settings_serve_it_beside_a_portal(kind, small, tmp_path):
    """Under the settings that are written every link leads on, and the portal at the top of the host stays what it was."""
    with by(kind, small, tmp_path) as port:
        count, wrong = found_wrong(port, DOMAIN)
        assert (wrong, count > 60) == (set(), True)
        answers, _ = crawl(port, f"http://127.0.0.1:{port}", ("/", "/quanli", "/quanli/nothing/", "/quanli/powers/YJ-XK-0001", "/quanli/.quanli/x"))
        assert [answers[path] for path in ("/", "/quanli/nothing/", "/quanli/.quanli/x")] == [200, 404, 404]
        assert {answers["/quanli"], answers["/quanli/powers/YJ-XK-0001"]} <= {301, 308}


@pytest.mark.parametrize("kind", [nginx, caddy])
def test_served_where_it_stands_as_promised(kind, small, tmp_path):
    """Headers of pages, files kept for ever and the page for what is not there are as promised, under the path."""
    with by(kind, small, tmp_path) as port:
        assert list(answers_wrong(f"http://127.0.0.1:{port}/quanli/", small / "output", ())) == []


def test_words_and_scripts_stay(small):
    """What a guide says of an address is said as it was written; a link in it leads under the path."""
    guide = (small / "output/guides/lingshou/index.html").read_text(encoding="utf-8")
    assert 'href="/powers/"</code>' in guide and 'href="/quanli/powers/YJ-XK-0001/"' in guide
    twin = (small / "output/hant/guides/lingshou/index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{DOMAIN}/hant/guides/lingshou/"' in twin and 'href="/quanli/hant/powers/YJ-XK-0001/"' in twin


def test_same_bytes_after_an_edit_as_from_scratch(small, tmp_path):
    """A site under a path is as reproducible as any other: an incremental build equals a clean one."""
    site = make_site(tmp_path)
    for name in ("content/site.yaml", GUIDE):
        (site / name).write_bytes((small / name).read_bytes())
    assert build(site) == 0
    edit(site, GUIDE, "写作", "写成")
    assert build(site) == 0
    again = build(site, "--output", str(tmp_path / "again"))
    assert again == 0
    files = {path.relative_to(site / "output"): path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()}
    assert files == {path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*") if path.is_file()}


def test_theme_of_its_own_follows(tmp_path):
    """Addresses in templates and style sheets of a theme are put under the path too, whatever their quotes."""
    import shutil

    from conftest import ROOT

    site = make_site(tmp_path)
    shutil.copytree(ROOT / "theme", site / "theme")
    edit(site, "content/site.yaml", "domain: https://example.gov.cn\n", f"domain: {DOMAIN}\n")
    edit(site, "theme/templates/base.html", '<a class="skip"', '<a id=x class=y href=/about/>关于</a><!-- href="/about/" --><a class="skip"')
    with (site / "theme/static/css/base.css").open("a") as style:
        style.write("body { background: url(/static/img/x.png) }\n")
    assert build(site) == 0
    page = (site / "output/index.html").read_text(encoding="utf-8")
    assert '<a id=x class=y href=/quanli/about/>关于</a><!-- href="/about/" -->' in page
    (style,) = (site / "output/static/css").glob("site.*.css")
    assert "url(/quanli/static/img/x.png)" in style.read_text()


@pytest.mark.parametrize("domain", ["https://example.gov.cn/", "https://example.gov.cn/a b", "https://example.gov.cn/权力", "https://example.gov.cn/a?b", "https://example.gov.cn//a"])
def test_address_that_cannot_be_one_is_refused(tmp_path, capsys, domain):
    """A slash at the end, a space, a query or other characters in the path are named, and nothing is built."""
    site = make_site(tmp_path)
    edit(site, "content/site.yaml", "domain: https://example.gov.cn\n", f"domain: '{domain}'\n")
    capsys.readouterr()
    assert build(site) == 1
    said = capsys.readouterr().err
    assert "DOMAIN_UNFIT" in said or "FIELD" in said


def test_whole_sample_under_a_path(sample_under, tmp_path):
    """Of the sample every link, asset, script, feed and address in its data leads on below the path."""
    with by(nginx, sample_under, tmp_path) as port:
        count, wrong = found_wrong(port, UNDER)
        assert (sorted(wrong), count > 1200) == ([], True)


@pytest.mark.browser
def test_scripts_find_their_way(sample_under, tmp_path):
    """Search, the calculator, the choice of script and of display work under the path, and nothing is asked for beside it."""
    under = UNDER.removeprefix("https://city.example.gov.cn")
    with by(nginx, sample_under, tmp_path) as port, chromium() as browser:
        page = browser.new_page()
        asked, failed = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}{under}/search/")
        page.fill("input[name=q]", "公积金")
        page.click('[data-search="results"] a >> nth=0')
        page.wait_for_url(re.compile(f"{under}/powers/"))
        page.goto(f"http://127.0.0.1:{port}{under}/powers/{limited(sample_under)}/")
        page.locator("#calculator").scroll_into_view_if_needed()
        page.wait_for_selector("#calculator [data-limit]:visible")
        page.click("a[data-script]")
        page.wait_for_url(re.compile(f"{under}/hant/powers/"))
        page.goto(f"http://127.0.0.1:{port}{under}/offices/?a=b#main")
        page.wait_for_url(re.compile(re.escape(f"{under}/hant/offices/?a=b#main")))
        assert not failed
        assert {url for url in asked if not url.startswith(f"http://127.0.0.1:{port}{under}/")} <= {f"http://127.0.0.1:{port}/favicon.ico"}
        page.close()


def limited(site: Path) -> str:
    """Give the code of an item whose page has a calculator."""
    return next(path.parent.name for path in sorted(site.glob("output/powers/*/index.html")) if 'id="calculator"' in path.read_text(encoding="utf-8"))


def test_data_names_the_whole_address(small):
    """An item's data, and the list of them, give addresses that a portal can fetch as they are."""
    item = json.loads((small / "output/powers/YJ-XK-0001.json").read_text(encoding="utf-8"))
    assert item["url"] == f"{DOMAIN}/powers/YJ-XK-0001/"
    assert "Sitemap: https://city.gov.cn/quanli/sitemap.xml" in (small / "output/robots.txt").read_text()
