"""The web servers' configurations of docs/publishing.md, run as they stand there."""

import http.client
import re
import subprocess
from pathlib import Path

import pytest

from browser.chromium import chromium
from conftest import ROOT
from quanli.build.content_types import content_type
from quanli.build.headers import ANYBODY, HEADERS, OPENED, REACH, all_headers, cache_control, policy
from quanli.build.links import linked_paths, links
from quanli.cli import main
from quanli.config.site import FORMATS
from sites import POWER, build, edit, make_site
from web_servers import ENOUGH, caddy, nginx, running

PAGE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
SERVERS = {nginx: ("nginx", "quanli.conf", "nginx"), caddy: ("caddy", "Caddyfile", "caddyfile")}
"""How each server is called by ``quanli forge``, its file, and its language in the page."""


def documented(server, root: Path) -> str:
    """Give a configuration of the page for a folder."""
    return re.search(rf"```{SERVERS[server][2]}\n(.*?)```", PAGE, re.DOTALL)[1].replace("/srv/quanli/current", str(root))


@pytest.mark.parametrize("server", SERVERS)
def test_page_shows_what_is_written(server, tmp_path):
    """The page has, to the letter, what ``quanli forge`` writes for the sample."""
    kind, file, language = SERVERS[server]
    assert main(["forge", kind, str(tmp_path), "--site", str(ROOT), "--lang", "en"]) == 0
    *lines, mark = (tmp_path / file).read_text(encoding="utf-8").splitlines(keepends=True)
    assert f"```{language}\n{''.join(lines)}```" in PAGE and mark.startswith("# quanli forge")


MORE = (
    "data/schemas/power-1.json", "data/changed/1.jsonl", "data/dcat.jsonld", "data/dcat.ttl", "data/catalogue.xlsx", "powers/A-1.cpsv.jsonld", "powers/A-1.ttl", "powers/A-1/oembed.json",
    "powers/A-1.national.json", "changes/feed.xml", "changes/feed.json", "embed/quanli.js", "site.webmanifest", "icons/a.png", "search/opensearch.xml", ".well-known/security.txt", "forms/a.docx", "forms/a.html",
)  # fmt: skip
"""A file of each kind that a small site does not have."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build a site in whose output a stranger left a link and a hidden file."""
    site = make_site(tmp_path_factory.mktemp("site"))
    assert build(site) == 0
    output = site / "output"
    (output / "linked.txt").symlink_to("/etc/passwd")
    (output / ".hidden").write_text("hidden")
    (output / "powers/.hidden").write_text("hidden")
    (output / "data/catalogue.csv").touch()
    for path in (*MORE, ".well-known/.hidden"):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        if not (output / path).exists():
            (output / path).write_text("x")
    return site


@pytest.fixture(scope="module", params=[nginx, caddy])
def server(request, site, tmp_path_factory):
    """Run a server; gives its port."""
    with running(request.param, documented(request.param, site / "output"), tmp_path_factory.mktemp("server")) as port:
        yield port


def asked(port: int, path: str, method: str = "GET", **headers: str):
    """Ask once; gives the status, the headers as pairs, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ENOUGH)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        connection.close()


def paths(site: Path) -> dict[str, int]:
    """Give addresses of every kind, with the status that each is answered with."""
    style = next((site / "output/static").rglob("*.css")).relative_to(site / "output")
    return {"/": 200, f"/{style}": 200, "/search": 308, "/powers/": 404, "/sitemap.xml": 200, "/data/catalogue.csv": 200, "/nowhere/": 404, "/static/nowhere.css": 404, "/.hidden": 404, "/powers/.hidden": 404}


def test_every_answer_bears_the_headers(server, site):
    """Page, style sheet, redirect, data and error bear each header once, and browsers keep nothing but what has its digest in its name."""
    for path, status in paths(site).items():
        got, headers, _ = asked(server, path)
        assert (path, got) in {(path, status), (path, 301 if status == 308 else status)}
        for name, value in all_headers(path if status == 200 else "/").items():
            assert [said for key, said in headers if key.lower() == name.lower()] == [value], (path, name)


def test_what_is_not_there_is_answered_with_the_sites_own_page(server, site):
    """Also for a hidden file, which is not shown."""
    page = (site / "output/404.html").read_bytes()
    for path in ("/nowhere/", "/powers/", "/.hidden", "/powers/.hidden", "/.well-known/.hidden", "/.well-known/", "/powers/%2e%2e/%2e%2e/site.yaml"):
        status, _, body = asked(server, path)
        assert (path, status, body) in {(path, 404, page), (path, 400, body)}


def test_files_have_their_types(server, site):
    """Under ``nosniff`` a browser reads a file only as what the server says it is."""
    style = next((site / "output/static").rglob("*.css")).relative_to(site / "output")
    script = next((site / "output/static").rglob("*.js")).relative_to(site / "output")
    assert dict(asked(server, "/")[1])["Content-Type"].lower() == "text/html; charset=utf-8"
    for path in (f"/{style}", f"/{script}", "/data/catalogue.csv", "/data/catalogue.json", "/sitemap.xml", "/robots.txt", *(f"/{one}" for one in MORE), "/search/suggest/%E7%83%9F%E8%8A%B1.json"):
        status, headers, _ = asked(server, path)
        assert (status, dict(headers)["Content-Type"].lower()) == (200, content_type(path)), path


def test_public_data_may_be_read_by_pages_of_any_site_and_nothing_else(server, site):
    """Data, feeds and the script that embeds are open (CORS); a page, the search's files, a form, an error are not; what is shown elsewhere may be loaded there."""
    open_ = {f"/{one}" for one in MORE if one.split("/")[0] in {"data", "powers", "changes"}} | {"/data/catalogue.csv", "/data/catalogue.json", "/powers/YJ-XK-0001.json", "/embed/quanli.js"}
    closed = {"/", "/powers/YJ-XK-0001/", "/data/", "/sitemap.xml", "/site.webmanifest", "/icons/a.png", "/search/opensearch.xml", "/.well-known/security.txt", "/forms/a.docx", "/data/nowhere.json", "/powers/nowhere.json"}
    for path in (*open_, *closed):
        headers = asked(server, path, Origin="https://portal.example.gov.cn")[1]
        assert [value for key, value in headers if key.lower() == OPENED.lower()] == [ANYBODY] * (path in open_), path
        wanted = "cross-origin" if path in open_ or path == "/icons/a.png" else "same-origin"
        assert [value for key, value in headers if key.lower() == REACH.lower()] == [wanted], path


def test_what_belongs_to_an_answer_is_linked(server):
    """Page and data say by a header in what other form they are published, which schema describes them, under what licence, and where one searches."""
    rows = linked_paths(LICENCE, tuple(FORMATS))
    for path in ("/", "/powers/YJ-XK-0001/", "/powers/YJ-XK-0001.json", "/powers/A-1.national.json", "/powers/A-1.ttl", "/forms/a.docx", "/forms/a.html", "/data/catalogue.csv", "/changes/feed.json"):
        said = [value for key, value in asked(server, path)[1] if key.lower() == "link"]
        assert said == [links(path, rows)] and said[0], path
    for path in ("/nowhere/", "/powers/nowhere.json", "/robots.txt", "/powers/A%0d%0aX:1/", "/powers/"):
        assert not [value for key, value in asked(server, path)[1] if key.lower() in {"link", "x"}], path
    assert links("/powers/A-1.json", rows) == (
        f'</powers/A-1/>; rel="canonical", <{LICENCE}>; rel="license", </data/schemas/power-1.json>; rel="describedby"; type="application/schema+json"'
    )
    assert '</powers/A-1.json>; rel="alternate"; type="application/json"' in links("/hant/powers/A-1/", rows) and links("/powers/A-1.ttl", linked_paths()) == ""


def test_a_feed_that_somebody_opens_is_shown_in_its_style(server, site):
    """A browser, which asks for pages, gets it as XML; a reader of feeds gets Atom; what lies between keeps both apart."""
    for accept, kind in (("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"), ("application/atom+xml, */*", "application/atom+xml"), ("*/*", "application/atom+xml")):
        status, headers, body = asked(server, "/changes/feed.xml", Accept=accept)
        said = {key.lower(): value for key, value in headers}
        assert (status, said["content-type"].lower(), body) == (200, f"{kind}; charset=utf-8", b"x")
        varies = ",".join(value for key, value in headers if key.lower() == "vary").lower().replace(" ", "").split(",")
        assert "accept" in varies and said[OPENED.lower()] == ANYBODY and said["cache-control"] == "no-cache"
    assert asked(server, "/changes/feed.xml.opened")[0] == 404 and ("Vary", "Accept") not in asked(server, "/")[1]


def test_packed_file_is_sent_as_it_lies_there(server, site):
    """The search's files are packed once, by the build."""
    packed = next((site / "output/search").rglob("*.gz"))
    status, headers, body = asked(server, "/" + packed.relative_to(site / "output").as_posix().removesuffix(".gz"), **{"Accept-Encoding": "gzip"})
    assert (status, dict(headers)["Content-Encoding"], body) == (200, "gzip", packed.read_bytes())


@pytest.mark.parametrize("server", [nginx], indirect=True)
def test_links_are_not_followed_where_the_server_can_refuse(server):
    """No file is shown that a link in the output leads to; Caddy has no such setting, as the page says."""
    assert asked(server, "/linked.txt")[0] == 404


@pytest.mark.browser
def test_search_answers_behind_the_server(server):
    """A person finds an item, and the browser complains of nothing."""
    with chromium() as browser:
        page = browser.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.goto(f"http://127.0.0.1:{server}/search/?q=许可")
        page.locator("main a[href*='/powers/']").first.wait_for()
        assert complaints == []


LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"
"""The sample's, which the page shows."""
PORTALS = ("https://www.example.gov.cn", "https://portal.example.gov.cn:8443")


@pytest.mark.parametrize("server", SERVERS)
def test_portals_may_embed_what_is_to_be_embedded(server, site, tmp_path):
    """Pages below ``/embed/`` may stand in a frame of the portals that the settings name; no other page, and no error, in any."""
    (settings := tmp_path / "settings").mkdir()
    make_site(settings)
    with (settings / "site/content/site.yaml").open("a") as file:
        file.write(f"portals: [{', '.join(PORTALS)}]\n")
    kind, name, _ = SERVERS[server]
    assert main(["forge", kind, str(tmp_path / "out"), "--site", str(settings / "site"), "--root", str(site / "output"), "--lang", "en"]) == 0
    (site / "output/embed/A-1").mkdir(parents=True, exist_ok=True)
    (site / "output/embed/A-1/index.html").write_text("<!DOCTYPE html>")
    wanted = {"/embed/A-1/": (200, policy("/embed/A-1/", PORTALS)), "/embed/nowhere/": (404, policy("/")), "/": (200, policy("/")), "/nowhere/": (404, policy("/"))}
    with running(server, (tmp_path / "out" / name).read_text(), tmp_path / "server") as port:
        for path, (status, said) in wanted.items():
            got, headers, _ = asked(port, path)
            assert (got, [value for key, value in headers if key.lower() == "content-security-policy"]) == (status, [said]), path
    assert f"frame-ancestors {' '.join(PORTALS)}" in wanted["/embed/A-1/"][1] and "frame-ancestors 'none'" in policy("/")


def test_static_host_gets_the_same_headers(tmp_path):
    """``_headers`` says for all paths, for files with a digest and for pages to embed what the servers say."""
    site = make_site(tmp_path)
    assert main(["forge", "static", str(site), "--site", str(site), "--lang", "en"]) == 0
    assert len(re.findall(r"^/", (site / "_headers").read_text(), re.MULTILINE)) <= 100, "more rules than Cloudflare Pages reads"
    rules = {part.split("\n", 1)[0]: part for part in re.split(r"\n(?=/)", (site / "_headers").read_text())}
    assert all(f"  {name}: {value}\n" in rules["/*"] for name, value in HEADERS.items()) and "Cache-Control: no-cache" in rules["/*"]
    assert f"  Cache-Control: {cache_control('/static/a.css')}" in rules["/static/*"]
    assert f"  Content-Security-Policy: {policy('/embed/', ())}" in rules["/embed/*"]
    assert {path for path, rule in rules.items() if f"{OPENED}: *" in rule} >= {"/data/*.json", "/powers/*.ttl", "/*/feed.json", "/embed/quanli.js"} and OPENED not in rules["/*"]
    assert all(f"  {REACH}: same-origin" in rules[path] or f"  ! {REACH}\n  {REACH}: cross-origin" in rules[path] for path in rules if REACH in rules[path])
    assert '  Link: </powers/:code/>; rel="canonical"' in rules["/powers/:code.json"] and "  Content-Type: text/turtle; charset=utf-8" in rules["/*.ttl"]


@pytest.mark.parametrize("under", ["", "/quanli"])
def test_what_was_given_another_code_is_found_below_the_new_one(tmp_path, under):
    """Where nothing is at an old address, the same below the new code is shown; the old page, which says more, stays; no answer holds what was asked for beyond an address."""
    site = make_site(tmp_path)
    (site / ".gitignore").write_text("/output/\n/.quanli/\n/.output.staging/\n")
    git = ["git", "-C", str(site), "-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    edit(site, "content/site.yaml", "domain: https://example.gov.cn", f"domain: https://example.gov.cn{under}")
    old = site / POWER
    for now in ("YJ-XK-0001", "YJ-XK-0007", "YJ-XK-0009"):
        if now != "YJ-XK-0001":
            (moved := old.with_name(f"{now}.yaml")).write_text(old.read_text().replace(old.stem, now))
            old.unlink()
            old = moved
            before = "YJ-XK-0001" if now.endswith("7") else "YJ-XK-0007"
            for naming in [path for path in (site / "content").rglob("*.*") if path.suffix in {".yaml", ".md"} and before in path.read_text()]:
                naming.write_text(naming.read_text().replace(before, now))
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", now], check=True)
    assert build(site) == 0
    wanted = {
        "/powers/YJ-XK-0001.national.json": (301, "/powers/YJ-XK-0009.national.json"), "/embed/YJ-XK-0007/limits.html?a=b": (301, "/embed/YJ-XK-0009/limits.html?a=b"),
        "/hant/embed/YJ-XK-0001/flow.html": (301, "/hant/embed/YJ-XK-0009/flow.html"), "/powers/YJ-XK-0001/": (200, None), "/powers/YJ-XK-0001/history/": (200, None),
        "/powers/YJ-XK-0009/": (200, None), "/powers/YJ-XK-00011.national.json": (404, None), "/powers/YJ-XK-0001.a%0d%0aX:1": (404, None),
    }  # fmt: skip
    for server, (kind, name, _) in SERVERS.items():
        assert main(["forge", kind, str(tmp_path / kind), "--site", str(site), "--root", str(site / "output"), "--lang", "en"]) == 0
        with running(server, (tmp_path / kind / name).read_text(), tmp_path / f"{kind}-server") as port:
            for path, (status, leads) in wanted.items():
                got, headers, _ = asked(port, under + path)
                assert (path, got, dict(headers).get("Location")) == (path, status, leads and under + leads)
                assert {key.lower() for key in HEADERS} <= {key.lower() for key, _ in headers}
    assert main(["forge", "static", str(tmp_path / "static"), "--site", str(site), "--lang", "en"]) == 0
    rules = [line.split() for line in (tmp_path / "static/_redirects").read_text().splitlines() if line.endswith("301")]
    assert [f"{under}/powers/YJ-XK-0001.national.json", f"{under}/powers/YJ-XK-0009.national.json", "301"] in rules
    assert not [old for old, _, _ in rules if (site / "output" / old.removeprefix(under).strip("/")).exists()], "what is there would be hidden"
