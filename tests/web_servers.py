"""Real web servers on the loopback, with the settings that ``quanli forge`` writes."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MIME = Path("/etc/nginx/mime.types")
ENOUGH = 20.0
"""Seconds within which a server has started for certain."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def nginx(settings: str, port: int, folder: Path) -> list[str]:
    """Write what surrounds a server of nginx, and give the command that starts it."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None or not MIME.exists():
        pytest.skip("nginx is not installed: make test")
    own = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\ninclude {MIME};\naccess_log off;\n{own}{settings.replace('listen 80;', f'listen 127.0.0.1:{port};')}}}\n"
    )
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(settings: str, port: int, folder: Path) -> list[str]:
    """Write Caddy's file, and give the command that starts it."""
    program = shutil.which("caddy", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("caddy is not installed: make test")
    (folder / "Caddyfile").write_text("{\n    admin off\n    auto_https off\n}\n" + settings.replace(":80 {", f"http://127.0.0.1:{port} {{"))
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@contextmanager
def running(kind, settings: str, folder: Path) -> Iterator[int]:
    """Run a server; gives its port."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(kind(settings, port, folder), stdout=said, stderr=said, env={**os.environ, "HOME": str(folder)})
    until = time.monotonic() + ENOUGH
    try:
        while not answers(port):
            assert process.poll() is None and time.monotonic() < until, (folder / "said").read_text()
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(ENOUGH)


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
