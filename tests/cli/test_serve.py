"""``quanli serve``: the site on this machine."""

import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from quanli.build.lock import site_lock
from quanli.cli import main
from sites import build, edit, make_site


def serving(site, *more):
    """Run the command in a process of its own, on any free port."""
    command = [sys.executable, "-m", "quanli", "serve", "--site", site, "--port", "0", "--lang", "en", *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def address(tmp_path):
    site = make_site(tmp_path)
    assert build(site) == 0
    with serving(site, "--no-build") as server:
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


def test_an_address_that_this_machine_has_not_is_said(tmp_path, capsys):
    """``--bind`` takes an IP address of this machine: another one ends with status 1 and a sentence, a name is wrong usage."""
    site = make_site(tmp_path)
    assert main(["serve", "--site", str(site), "--port", "0", "--bind", "192.0.2.1", "--no-build", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "cannot listen at port 0 of 192.0.2.1: Cannot assign requested address\n"
    with pytest.raises(SystemExit) as wrong:
        main(["serve", "--site", str(site), "--bind", "example.com"])
    assert wrong.value.code == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_preview(tmp_path, number):
    """Asked to end, it ends with status 0 and without a word."""
    site = make_site(tmp_path)
    with serving(site, "--no-build") as server:
        assert server.stderr.readline().startswith("preview: ")
        server.send_signal(number)
        try:
            assert server.wait(60) == 0
        finally:
            server.kill()
        assert server.stderr.read() == ""


def test_the_site_is_shown_while_another_build_holds_the_lock(tmp_path):
    """What there is is shown, and built anew as soon as the other build has ended."""
    site = make_site(tmp_path)
    assert build(site) == 0
    edit(site, "content/site.yaml", "name:", "name: 新的")
    with site_lock(site / ".quanli"):
        server = serving(site)
        assert server.stderr.readline() == "another build of this site is under way; try again later\n"
        said = server.stderr.readline()
        assert said.startswith("preview: ")
        with urllib.request.urlopen(said.split()[1]) as answer:
            assert answer.status == 200
    with server:
        assert server.stderr.readline().startswith("built: ")
        server.terminate()


def test_the_preview_survives_what_a_build_refuses(tmp_path):
    """A file that breaks a rule is told with its line; the site stays as it was, and is built anew when it is mended."""
    site = make_site(tmp_path)
    assert build(site) == 0
    broken = site / "content/offices/broken.yaml"
    broken.write_text("id: [", encoding="utf-8")
    with serving(site) as server:
        assert server.stderr.readline().startswith("content/offices/broken.yaml:2:1: error YAML_SYNTAX")
        while not (said := server.stderr.readline()).startswith("preview: "):
            pass
        broken.unlink()
        with urllib.request.urlopen(said.split()[1]) as answer:
            assert answer.status == 200
        assert server.stderr.readline().startswith("built: ")
        server.terminate()
