"""The preview shows an output to this machine's browser, and nothing else to anybody else."""

import functools
import os
import re
import socket
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from quanli.preview import server as serving
from quanli.preview.headers import headers_of
from quanli.preview.server import PreviewServer

PUBLISHING = Path(__file__).resolve().parents[2] / "docs/publishing.md"
PAGE = "<!doctype html><title>首页</title>"


@contextmanager
def served(output, address="127.0.0.1"):
    with PreviewServer(output, address, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def output(tmp_path):
    """Make an output with a page, a page in a folder, a file of a Chinese name, and a secret beside it."""
    folder = tmp_path / "output"
    for name, text in {"index.html": PAGE, "404.html": "没有这一页", "powers/甲-1/index.html": "甲", "data/all.json": "{}", "empty/notes.txt": "x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("SECRET", encoding="utf-8")
    return folder


def said(server, request):
    """Send bytes, and give all that comes back until the server closes."""
    with socket.create_connection((server.server_address[0], server.server_port), timeout=60) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def ask(server, target, method="GET", host=None, more=""):
    """Ask for a target as it stands, and give status, headers and body."""
    host = f"127.0.0.1:{server.server_port}" if host is None else host
    answer = said(server, f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode("utf-8", "surrogateescape"))
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body


def test_a_page_is_shown_with_its_type(output):
    """A page, a page of a folder and data come with their types; names may be Chinese, a query changes nothing."""
    with served(output) as server:
        for target, kind, text in [
            ("/", "text/html; charset=utf-8", PAGE),
            ("/index.html?v=1", "text/html; charset=utf-8", PAGE),
            ("/powers/%E7%94%B2-1/", "text/html; charset=utf-8", "甲"),
            ("/data/all.json", "application/json", "{}"),
        ]:
            status, headers, body = ask(server, target)
            assert (status, headers["Content-Type"], body.decode()) == (200, kind, text)
            assert int(headers["Content-Length"]) == len(body)


@pytest.mark.parametrize("host", ["evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost", "127.0.0.1:1", "127.0.0.1:{port}, evil.example", "[::1]", "", "10.0.0.1:{port}", "evil.example\r\nHost: localhost:{port}"])
def test_another_host_is_refused(output, host):
    """A name that was made to point here (DNS rebinding), another port or two names get a sentence and nothing of the site."""
    with served(output) as server:
        status, _, body = ask(server, "/", host=host.format(port=server.server_port))
        assert status == 421
        assert f"此预览只在 http://127.0.0.1:{server.server_port}/ 打开" in body.decode()
        assert said(server, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 421")
        assert b"SECRET" not in said(server, b"GET /\r\n")


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_this_machine_may_be_named_in_any_way(output, host):
    """Loopback has three names."""
    with served(output) as server:
        assert ask(server, "/", host=host.format(port=server.server_port))[0] == 200


def test_where_all_addresses_are_asked_for_the_one_connected_to_is_named(output):
    """``--bind 0.0.0.0`` shows the site under the address that a request came to, under no name."""
    with served(output, "0.0.0.0") as server:
        assert ask(server, "/", host=f"127.0.0.1:{server.server_port}")[0] == 200
        assert ask(server, "/", host=f"evil.example:{server.server_port}")[0] == 421


ODD = [
    "/../secret.html", "/powers/../../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/..%5csecret.html", "/%2e%2e%2fsecret.html",
    "/....//secret.html", "//secret.html", "/powers//x/", "/.hidden", "/%00", "/index.html%00", "/%ff%fe", "/%", "/%zz", "/\udcff", "/" + "a/" * 20000,
    "/" + "a" * 300, "/empty/", "/empty", "/index.html/", "/index.html/x", "/data", "/data/", "/CON", "/~root", "/;/", "/?", "/index.html;x",
]  # fmt: skip


@pytest.mark.parametrize("target", ODD)
def test_nothing_but_files_of_the_output_is_found(output, target):
    """What names no file of the output gets the site's own page with status 404, or is too long; no folder is listed."""
    (output / ".hidden").write_text("SECRET", encoding="utf-8")
    with served(output) as server:
        status, _, body = ask(server, target)
        assert (status, body) in [(404, "没有这一页".encode()), (200, PAGE.encode())] if target == "/?" else (status, body) == (404, "没有这一页".encode())


@pytest.mark.parametrize("target", ["http://evil.example/", "*", "index.html", "\\index.html", "localhost:80"])
def test_a_target_that_is_no_path_is_not_found(output, target):
    """Only a path is looked up: this is no proxy."""
    with served(output) as server:
        assert ask(server, target)[0] == 404


def test_a_folder_leads_to_its_page_on_this_site(output):
    """A folder without its slash leads to the address with it, on this host whatever the path begins with."""
    (output / "evil.example").mkdir()
    (output / "evil.example" / "index.html").touch()
    with served(output) as server:
        assert ask(server, "/powers/%E7%94%B2-1?x=1")[1]["Location"] == "/powers/%E7%94%B2-1/?x=1"
        status, headers, _ = ask(server, "//evil.example")
        assert headers.get("Location", "/").startswith("/evil") or status == 404
        assert not headers.get("Location", "").startswith("//")


def test_no_link_is_followed(output, tmp_path):
    """A link to a file or a folder, also in the place of a page or of the 404 page, is nothing; a pipe makes nobody wait."""
    (output / "file.html").symlink_to(tmp_path / "secret.html")
    (output / "folder").symlink_to(tmp_path)
    (output / "inner").symlink_to(output / "powers")
    (output / "page").mkdir()
    (output / "page/index.html").symlink_to(tmp_path / "secret.html")
    os.mkfifo(output / "pipe.html")
    (output / "404.html").unlink()
    (output / "404.html").symlink_to(tmp_path / "secret.html")
    with served(output) as server:
        for target in ["/file.html", "/folder/secret.html", "/folder", "/folder/", "/inner/%E7%94%B2-1/", "/page/", "/page", "/pipe.html", "/nowhere"]:
            status, _, body = ask(server, target)
            assert status == 404
            assert b"SECRET" not in body


def test_an_output_that_is_a_link_or_missing_shows_nothing(output, tmp_path):
    """The output itself is no link; where there is none yet, everything is not found."""
    (tmp_path / "other").symlink_to(output)
    for folder in ("other", "none"):
        with served(tmp_path / folder) as server:
            assert ask(server, "/")[0] == 404


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\r\n", None), (b"GET\r\n\r\n", 400), (b"GET / HTTP/9.9\r\n\r\n", 505), (b"GET / / HTTP/1.1\r\n\r\n", 400), (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414), (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431), (b"GET / HTTP/1.1\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", 501), (b"OPTIONS * HTTP/1.1\r\n\r\n", 501), (b"__init__ / HTTP/1.1\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\n\0\xff: \xff\r\n\r\n", 421), (b"GET / HTTP/" + b"1" * 5000 + b".1\r\n\r\n", 400), (b"<script>alert(1)</script> / HTTP/1.1\r\n\r\n", 501),
    ],
)  # fmt: skip
def test_what_is_no_request_gets_a_short_answer(output, request_, status):
    """Malformed and overlong requests, and methods that change something, are refused; nothing of them is repeated."""
    with served(output) as server:
        answer = said(server, request_)
        assert b"%d " % status in answer[:13] if status else answer == b""  # as of HTTP/0.9, where no version was given
        assert b"script>" not in answer
        assert ask(server, "/")[0] == 200


@pytest.mark.parametrize("more", ["Range: bytes=0-3\r\n", "Range: bytes=9999999999-\r\n", "If-Modified-Since: x\0\r\n", "If-Modified-Since: Wed, 99 Foo 9999 99:99:99 GMT\r\n", "If-None-Match: *\r\n", "Accept-Encoding: br;q=x\r\n", "Expect: 100-continue\r\n"])
def test_conditions_and_ranges_change_nothing(output, more):
    """The whole page is shown whatever part or condition is asked for: nothing is kept."""
    with served(output) as server:
        assert ask(server, "/", more=more)[2].endswith(PAGE.encode())


def test_head_has_no_body(output):
    """HEAD gives the headers of GET."""
    with served(output) as server:
        for target in ("/", "/nowhere", "/powers/%E7%94%B2-1"):
            (status, headers, body), (got, full, _) = ask(server, target, "HEAD"), ask(server, target)
            assert (status, headers | {"Date": ""}, body) == (got, full | {"Date": ""}, b"")


def test_every_answer_has_the_headers_of_the_guide(output):
    """The preview stands under the policy that the guide to publishing gives a web server, errors too."""
    text = PUBLISHING.read_text(encoding="utf-8")
    guide = dict(re.findall(r'^ *add_header (\S+) "?([^"\n]+?)"? always;$', text, re.MULTILINE))
    usual = re.search(r'map \$uri \$quanli_policy \{[^}]*default +"([^"]+)";', text)
    guide["Content-Security-Policy"] = usual[1]
    guide["Cross-Origin-Resource-Policy"] = re.search(r"map \$uri \$quanli_reach \{[^}]*default ([a-z-]+);", text)[1]
    assert {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"} <= guide.keys()
    assert {**guide, "Cache-Control": "no-store"} == headers_of("/")
    with served(output) as server:
        for target, host in [("/", None), ("/nowhere", None), ("/", "evil.example"), ("/powers/%E7%94%B2-1", None)]:
            headers = ask(server, target, host=host)[1]
            assert {name: headers[name] for name in guide} == headers_of("/")


def test_a_thousand_at_once_are_answered(output):
    """A thousand requests that stand open together all get their page."""
    with served(output) as server, ExitStack() as opened:
        line = f"GET / HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode()
        connections = [opened.enter_context(socket.create_connection(("127.0.0.1", server.server_port), timeout=60)) for _ in range(1000)]
        for connection in connections:
            connection.sendall(line)
        answers = [b"".join(iter(functools.partial(connection.recv, 65536), b"")) for connection in reversed(connections)]
    assert all(one.startswith(b"HTTP/1.0 200 OK") and one.endswith(PAGE.encode()) for one in answers)


def test_the_slow_give_way_to_those_who_wait(output, monkeypatch):
    """Connections that say nothing, a byte now and then, or never read their answer, do not keep others out."""
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    monkeypatch.setattr(serving, "ANSWERED_AT_ONCE", 4)
    (output / "large.bin").write_bytes(bytes(20_000_000))
    with served(output) as server:
        address = ("127.0.0.1", server.server_port)
        slow = [socket.create_connection(address, timeout=60) for _ in range(12)]
        stop = threading.Event()

        def drip():
            while not stop.wait(0.05):
                for one in slow[:6]:
                    try:
                        one.send(b"G")
                    except OSError:
                        continue

        for one in slow[6:]:
            one.sendall(f"GET /large.bin HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode())
        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            assert ask(server, "/")[0] == 200
        finally:
            stop.set()
            dripping.join()
            for one in slow:
                one.close()


def test_a_page_that_is_replaced_meanwhile_is_whole(output):
    """A build moves a new page over the old one: every answer is one of the two."""
    texts = ["旧" * 1000, "新" * 200_000]
    (output / "page.html").write_text(texts[0], encoding="utf-8")
    stop = threading.Event()

    def replace():
        turn = 0
        while not stop.is_set():
            turn += 1
            (output / "page.html.new").write_text(texts[turn % 2], encoding="utf-8")
            (output / "page.html.new").replace(output / "page.html")

    with served(output) as server:
        replacing = threading.Thread(target=replace)
        replacing.start()
        try:
            bodies = [ask(server, "/page.html") for _ in range(100)]
        finally:
            stop.set()
            replacing.join()
    assert all(status == 200 and body.decode() in texts for status, _, body in bodies)


def test_data_are_open_to_pages_of_this_machine_alone(output):
    """What is not published yet is read by a portal that is tried on this machine, and by no page of another site."""
    with served(output) as server:
        for origin, opened in [("http://localhost:3000", True), ("http://127.0.0.1:8080", True), ("http://[::1]:1", True), ("https://evil.example", False), ("http://localhost.evil.example", False), ("null", False), ("", False)]:
            headers = ask(server, "/data/all.json", more=f"Origin: {origin}\r\n")[1]
            assert headers.get("Access-Control-Allow-Origin") == (origin if opened else None), origin
        assert "Access-Control-Allow-Origin" not in ask(server, "/", more="Origin: http://localhost:3000\r\n")[1]


def test_well_known_addresses_are_shown(output):
    """The one folder whose name begins with a dot is that of RFC 8615; nothing hidden in it is."""
    (output / ".well-known").mkdir()
    for name in ("security.txt", ".hidden"):
        (output / ".well-known" / name).write_text("x")
    with served(output) as server:
        assert [ask(server, f"/.well-known/{name}")[0] for name in ("security.txt", ".hidden", "../secret.html")] == [200, 404, 404]
