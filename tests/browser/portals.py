"""A site behind a real web server with its real policy, and two other origins: a portal that the site names, and a stranger."""

import functools
import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assemble.rich_site import SERVICE, story
from quanli.cli import main
from web_servers import nginx, running

SETTINGS = "sample: true\nlanguages: [zh-Hans, zh-Hant]\nportals: [{portal}]\n"


@dataclass
class Origins:
    """Addresses without a slash at the end, and the folder whose pages both the portal and the stranger show."""

    site: str
    portal: str
    stranger: str
    pages: Path
    output: Path

    def page(self, body: str, name: str = "page.html", lang: str = "zh-Hans") -> str:
        """Write a page that portal and stranger show; gives its path. ``SITE`` stands for the site's address."""
        head = f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>某市门户</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>\n'
        text = f"{head}<body>\n<main>\n<h1>办事</h1>\n{body}\n</main>\n</body>\n</html>\n"
        (self.pages / name).write_text(text.replace("https://example.gov.cn", self.site).replace("SITE", self.site), encoding="utf-8")
        return f"/{name}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def plain(folder: Path):
    """Serve a folder without any policy; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def origins(folder: Path):
    """Tell a site's story, in both scripts, and serve it with what ``quanli forge nginx`` writes."""
    (pages := folder / "portal").mkdir()
    with plain(pages) as portal, plain(pages) as stranger:
        site = story(folder, SETTINGS.format(portal=portal), **{"content/powers/yjj/YJ-FW-0003.yaml": SERVICE})
        assert main(["forge", "nginx", str(folder / "server"), "--site", str(site), "--root", str(site / "output"), "--lang", "en"]) == 0
        with running(nginx, (folder / "server/quanli.conf").read_text(), folder / "nginx") as port:
            yield Origins(f"http://127.0.0.1:{port}", portal, stranger, pages, site / "output")
