"""The web servers' configurations of docs/publishing.md, run as they stand there."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from browser.chromium import chromium
from quanli.build.headers import HEADERS, cache_control
from sites import build, make_site

PAGE = (Path(__file__).resolve().parents[2] / "docs/publishing.md").read_text()
MIME = Path("/etc/nginx/mime.types")
ENOUGH = 20.0
"""Seconds within which a server has started for certain."""


def documented(language: str, root: Path, port: int) -> str:
    """Give a configuration of the page for a folder and a port."""
    text = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]
    return text.replace("/srv/quanli/output", str(root)).replace("listen 80;", f"listen 127.0.0.1:{port};").replace(":80 {", f"http://127.0.0.1:{port} {{")


def nginx(root: Path, port: int, folder: Path) -> list[str]:
    """Write what surrounds a server of nginx, and give the command that starts it."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None or not MIME.exists():
        pytest.skip("nginx is not installed: make test")
    own = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\ninclude {MIME};\naccess_log off;\n{own}{documented('nginx', root, port)}}}\n"
    )
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(root: Path, port: int, folder: Path) -> list[str]:
    """Write Caddy's file, and give the command that starts it."""
    program = shutil.which("caddy", path=str(Path(os.sys.executable).parent))
    if program is None:
        pytest.skip("caddy is not installed: make test")
    (folder / "Caddyfile").write_text("{\n    admin off\n    auto_https off\n}\n" + documented("caddyfile", root, port))
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


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
    return site


@pytest.fixture(scope="module", params=[nginx, caddy])
def server(request, site, tmp_path_factory):
    """Run a server; gives its port."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = request.param(site / "output", port, folder)
    with (folder / "said").open("w") as said:
        running = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "HOME": str(folder)})
    until = time.monotonic() + ENOUGH
    try:
        while not answers(port):
            assert running.poll() is None and time.monotonic() < until, (folder / "said").read_text()
            time.sleep(0.05)
        yield port
    finally:
        running.terminate()
        running.wait(ENOUGH)


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


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
        for name, value in {**HEADERS, "Cache-Control": cache_control(path if status == 200 else "/")}.items():
            assert [said for key, said in headers if key.lower() == name.lower()] == [value], (path, name)


def test_what_is_not_there_is_answered_with_the_sites_own_page(server, site):
    """Also for a hidden file, which is not shown."""
    page = (site / "output/404.html").read_bytes()
    for path in ("/nowhere/", "/powers/", "/.hidden", "/powers/.hidden", "/powers/%2e%2e/%2e%2e/site.yaml"):
        status, _, body = asked(server, path)
        assert (path, status, body) in {(path, 404, page), (path, 400, body)}


def test_files_have_their_types(server, site):
    """Under ``nosniff`` a browser reads a file only as what the server says it is."""
    style = next((site / "output/static").rglob("*.css")).relative_to(site / "output")
    script = next((site / "output/static").rglob("*.js")).relative_to(site / "output")
    wanted = {
        "/": "text/html; charset=utf-8",
        f"/{style}": "text/css; charset=utf-8",
        f"/{script}": "(text|application)/javascript; charset=utf-8",
        "/data/catalogue.csv": "text/csv; charset=utf-8",
        "/data/catalogue.json": "application/json",
        "/sitemap.xml": "(text|application)/xml(; charset=utf-8)?",
    }
    for path, kind in wanted.items():
        assert re.fullmatch(kind, dict(asked(server, path)[1])["Content-Type"], re.IGNORECASE), path


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
