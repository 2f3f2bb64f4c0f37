"""What ``quanli audit`` asks of servers: of the one that shows the site, and of those that it links to."""

import shutil
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quanli.audit import elsewhere
from quanli.audit.audit import audit
from quanli.audit.elsewhere import by_lychee, check_elsewhere
from quanli.audit.served import answers_wrong
from quanli.cli import main
from sites import build, edit, make_site
from web_servers import caddy, nginx, running

ANSWERS = {"/there/": 200, "/gone/": 404, "/hidden/": 403, "/moved/": 301, "/no-head/": 405}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the starter site with a portal that may embed it."""
    site = make_site(tmp_path_factory.mktemp("shown"))
    edit(site, "content/site.yaml", "domain: https://example.gov.cn\n", "domain: https://example.gov.cn\nportals: [https://www.example.gov.cn]\n")
    assert build(site) == 0
    return site


@contextmanager
def served(kind, site, folder, *changes):
    name, file = {nginx: ("nginx", "quanli.conf"), caddy: ("caddy", "Caddyfile")}[kind]
    assert main(["forge", name, str(folder / "forged"), "--site", str(site), "--root", str(site / "output"), "--lang", "en"]) == 0
    settings = (folder / "forged" / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in settings, old
        settings = settings.replace(old, new)
    with running(kind, settings, folder / "running") as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize("kind", [nginx, caddy])
def test_server_as_documented_is_as_promised(kind, site, tmp_path, capsys):
    """Headers, caching, types, the page for what is not there, and the way to a page without its slash are in order."""
    with served(kind, site, tmp_path) as url:
        status = main(["audit", "--site", str(site), "--lang", "en", "--quiet", "--jobs", "1", "--url", url])
        assert (status, capsys.readouterr().out) == (0, "")


WRONG = {
    "no nosniff": (("    add_header X-Content-Type-Options nosniff always;\n", ""), "WEB_HEADER_MISSING", "X-Content-Type-Options"),
    "a page kept for ever": (('default     "no-cache"', 'default     "public, max-age=31536000"'), "WEB_HEADER_OTHER", "Cache-Control"),
    "embedded by nobody": (("frame-ancestors https://www.example.gov.cn", "frame-ancestors 'none'"), "WEB_HEADER_OTHER", "/embed/"),
    "a page for what is not there, with 200": (("=404 /404.html", "=200 /404.html"), "WEB_STATUS", "answers 200, wanted is 404"),
    "no way to a page without its slash": (("server_tokens off;", "server_tokens off;\n    location ~ ^/powers/[^./]+$ { return 404; }"), "WEB_REDIRECT", "404"),
}


@pytest.mark.parametrize("what", WRONG)
def test_server_that_is_not(what, site, tmp_path):
    """Each is told by its code, with the address and what was wanted."""
    change, code, said = WRONG[what]
    with served(nginx, site, tmp_path, change) as url:
        found = list(answers_wrong(url, site / "output", ["https://www.example.gov.cn"]))
    assert {one.code for one in found} == {code} and any(said in one.message("en") for one in found)


def test_nobody_answers(site):
    """A server that is not there is one problem."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        (one,) = answers_wrong(f"http://127.0.0.1:{free.getsockname()[1]}", site / "output", ())
    assert one.code == "WEB_UNREACHABLE"


@contextmanager
def others():
    """Be another site; gives its address and the questions that it was asked."""
    asked = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.command, self.path))
            status = ANSWERS.get(self.path, 200)
            if status == 405 and self.command == "GET":
                status = 200
            self.send_response(status)
            if status == 301:
                self.send_header("Location", "/there/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()


def addresses(host):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    return [(url, "about/index.html", 7, 9) for url in (*(host + path for path in ANSWERS), nobody)], nobody


def judged(found, host):
    return {(one.code, one.args["url"].removeprefix(host)) for one in found}


def wanted(nobody):
    return {("ELSEWHERE_DEAD", "/gone/"), ("ELSEWHERE_UNSURE", "/hidden/"), ("ELSEWHERE_DEAD", nobody)}


def test_links_to_other_sites_are_asked_for_politely(monkeypatch):
    """What is gone and what nobody answers is told, what is refused to programs is a warning; HEAD goes first, one address at a time."""
    monkeypatch.setattr(elsewhere, "PAUSE", 0)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with others() as (host, asked):
        links, nobody = addresses(host)
        found = list(check_elsewhere(links, lambda answers, _: answers))
        assert judged(found, host) == wanted(nobody)
        assert {(one.place.file, one.place.line) for one in found} == {("about/index.html", 7)}
        assert asked[0] == ("HEAD", "/there/") and ("GET", "/there/") not in asked[:1] and ("GET", "/no-head/") in asked


def test_lychee_asks_where_it_is_installed():
    """The same is found by lychee, by its own answers."""
    program = shutil.which("lychee") or shutil.which("lychee", path=str(__import__("pathlib").Path(__import__("sys").executable).parent))
    if program is None:
        pytest.skip("lychee is not installed: make test")
    with others() as (host, _):
        links, nobody = addresses(host)
        found = judged(by_lychee(program, links), host)
    assert found == wanted(nobody)


def test_lychee_that_fails_is_told(tmp_path):
    """A program that says nothing to be read is an error with its name, and no clean bill."""
    broken = tmp_path / "lychee"
    broken.write_text("#!/bin/sh\necho broken >&2\nexit 2\n")
    broken.chmod(0o755)
    with pytest.raises(OSError, match="broken"):
        list(by_lychee(str(broken), [("https://example.com/", "index.html", 1, 1)]))


def test_addresses_elsewhere_are_gathered_and_not_asked(site):
    """Without --external links to other sites are known, each with the first page that has it, and nobody is asked."""
    import datetime

    text = (site / "output/about/index.html").read_text(encoding="utf-8")
    (site / "output/about/index.html").write_text(text.replace("</main>", '<a href="https://other.example.com/a#b">x</a></main>'), encoding="utf-8")
    found = audit(site, site / "output", datetime.date(2026, 6, 1), 1, quiet=True)
    assert ("https://other.example.com/a", "about/index.html") in {one[:2] for one in found.elsewhere}
