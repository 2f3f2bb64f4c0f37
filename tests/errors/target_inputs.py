"""What brings about the problems of publishing to stores, hosts, branches, and of verifying over HTTP."""

import subprocess
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFB1Ymxpc2hlclB1Ymxpc2hlclB1Ymxpc2hlclB1Ymxp release\n"
TARGETS: dict[str, Callable[..., str]] = {}
LISTED = b"<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>x/theirs.txt</Key><Size>1</Size></Contents></ListBucketResult>"
NOTHING = b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
NONE = b"<Error><Code>NoSuchKey</Code></Error>"


def brings(*codes: str):
    def entered(function: Callable[..., str]) -> Callable[..., str]:
        TARGETS.update(dict.fromkeys(codes, function))
        return function

    return entered


def asked(desk, command: str, target: str, *more: str) -> str:
    """Run a command on a target with a key, as far as it comes."""
    site, key = desk.folder / "site", desk.folder / "key.pub"
    site.mkdir(exist_ok=True)
    key.write_text(PUBLIC)
    desk.monkeypatch.setenv("XDG_CACHE_HOME", str(desk.folder / "cache"))
    return desk.run(command, target, "--site", site, "--key" if command == "rollback" else "--signers", key, *more)


@contextmanager
def serving(answer: Callable[[str, str], tuple[int, dict[str, str], bytes]]):
    """Answer requests by method and path; gives the address."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = answer(self.command, self.path)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def with_key(desk) -> None:
    desk.monkeypatch.setenv("AWS_ACCESS_KEY_ID", "K")
    desk.monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "S")


@brings("STORE_DRIVER")
def no_driver(desk):
    desk.monkeypatch.setitem(__import__("sys").modules, "boto3", None)
    return asked(desk, "verify", "s3://site/x")


@brings("STORE_UNREACHABLE")
def store_gone(desk):
    with_key(desk)
    desk.monkeypatch.setattr("quanli.publish.bucket._ATTEMPTS", 1)
    return asked(desk, "verify", "s3://site/x", "--endpoint", "http://127.0.0.1:9")


@brings("STORE_REFUSED")
def store_refuses(desk):
    with_key(desk)
    with serving(lambda *_: (403, {}, b"<Error><Code>AccessDenied</Code></Error>")) as address:
        return asked(desk, "verify", "s3://site/x", "--endpoint", address)


@brings("STORE_FOREIGN")
def store_of_others(desk):
    with_key(desk)

    def answer(_, path):
        if "list-type" not in path:
            return 404, {}, NONE
        return 200, {}, NOTHING if "quanli" in path else LISTED

    with serving(answer) as address:
        return asked(desk, "verify", "s3://site/x", "--endpoint", address)


@brings("STORE_UNCONDITIONAL")
def careless_store(desk):
    with_key(desk)
    with serving(lambda method, _: (200, {"ETag": '"1"'}, b"") if method == "PUT" else (404, {}, NONE)) as address:
        return asked(desk, "rollback", "s3://site/x", "--endpoint", address)


@brings("SSH_UNREACHABLE")
def host_gone(desk):
    desk.monkeypatch.setenv("QUANLI_SSH", "false")
    return asked(desk, "verify", "ssh://www.example.gov.cn/srv/site")


@brings("SSH_REFUSED")
def host_refuses(desk):
    here = desk.folder / "ssh"
    here.write_text("#!/bin/sh\nexec sh -s\n")
    here.chmod(0o755)
    desk.monkeypatch.setenv("QUANLI_SSH", str(here))
    return asked(desk, "rollback", f"ssh://www.example.gov.cn{here}/below")


@brings("WEB_UNREACHABLE")
def nobody_answers(desk):
    return asked(desk, "verify", "http://127.0.0.1:9/")


@brings("WEB_READ_ONLY")
def published_to_an_address(desk):
    return asked(desk, "rollback", "https://www.example.gov.cn/")


@brings("WEB_HEADER_MISSING")
def bare_answers(desk):
    with serving(lambda *_: (404, {}, b"")) as address:
        return asked(desk, "verify", address)


@brings("WEB_STATUS", "WEB_HEADER_OTHER")
def everything_is_there(desk):
    def answer(_, path):
        return 404 if path == "/release.json" else 200, {"X-Content-Type-Options": "guess"}, b""

    with serving(answer) as address:
        return asked(desk, "verify", address)


@brings("RELEASE_UNSTEADY")
def one_after_another(desk):
    seen = []

    def answer(_, path):
        seen.append(path)
        return 200, {}, str(len(seen)).encode()

    with serving(answer) as address:
        return asked(desk, "verify", address)


@brings("BRANCH_UNREACHABLE")
def no_repository(desk):
    return asked(desk, "verify", f"git:{desk.folder}/nowhere#pages")


@brings("BRANCH_FOREIGN")
def branch_of_others(desk):
    repository = desk.folder / "theirs"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=pages", repository], check=True)
    subprocess.run(["git", "-C", repository, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "--allow-empty", "-m", "x"], check=True)
    return asked(desk, "verify", f"git:{repository}#pages")
