"""``quanli serve``: the site on this machine."""

import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from quanli.cli import main
from sites import build, make_site


@pytest.fixture
def address(tmp_path):
    """Run the command in a process of its own, on any free port."""
    site = make_site(tmp_path)
    assert build(site) == 0
    command = [sys.executable, "-m", "quanli", "serve", "--site", site, "--port", "0", "--no-build", "--lang", "en"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        said = server.stderr.readline()
        assert said.startswith("preview: http://127.0.0.1:"), said
        yield said.split()[1]
        server.terminate()


def test_serve_shows_pages_and_the_sites_own_404(address):
    """A page is served fresh; what is not there is answered by the site's own page with status 404; nothing outside is reachable."""
    with urllib.request.urlopen(address + "powers/YJ-XK-0001/") as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "烟花爆竹经营（零售）许可" in answer.read().decode()
    for path in ("nowhere/", "../content/site.yaml", "%2e%2e/content/site.yaml"):
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(address + path)
        assert missing.value.code == 404
        assert "事项的网址由编码组成" in missing.value.read().decode()


def test_port_in_use_is_said(address, tmp_path, capsys):
    """A port that somebody uses ends with status 1 and a sentence."""
    port = address.rstrip("/").rpartition(":")[2]
    assert main(["serve", "--site", str(tmp_path / "site"), "--port", port, "--no-build", "--lang", "en"]) == 1
    assert capsys.readouterr().err == f"port {port} is in use: choose another with --port\n"
