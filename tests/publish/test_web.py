"""A site verified as anybody sees it: over HTTP, from a real nginx and a real Caddy, whole and broken."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from quanli.build.web_headers import misses
from quanli.cli import main
from sites import POWER, edit, make_site
from web_servers import caddy, nginx, running

SERVERS = {nginx: ("nginx", "quanli.conf"), caddy: ("caddy", "Caddyfile")}
"""How each server is called by ``quanli forge``, and its file."""
PAGE = "powers/YJ-XK-0001/index.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Publish two releases of a site; gives the folder with ``site``, ``key``, ``www``."""
    folder = tmp_path_factory.mktemp("published")
    site = make_site(folder, **{".gitignore": "/.quanli/\n/output/\n/.output.staging/\n"})
    subprocess.run(["git", "-C", site, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"], check=True)
    for first in (True, False):
        if not first:
            edit(site, POWER, "烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
        subprocess.run(["git", "-C", site, "add", "--all"], check=True)
        subprocess.run(["git", "-C", site, "-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "-m", "改"], check=True)
        more = ["--first"] if first else []
        assert main(["publish", str(folder / "www"), "--site", str(site), "--key", str(folder / "key"), "--no-require-approval", "--quiet", "--jobs", "1", *more]) == 0
    return folder


@contextmanager
def served(server, published: Path, root: Path, folder: Path, *changes: tuple[str, str]):
    """Serve a folder by the settings that ``quanli forge`` writes, with some passages of them replaced; gives the address."""
    kind, file = SERVERS[server]
    assert main(["forge", kind, str(folder), "--site", str(published / "site"), "--lang", "en"]) == 0
    settings = (folder / file).read_text(encoding="utf-8")
    for old, new in (("/srv/quanli/current", str(root)), *changes):
        assert old in settings
        settings = settings.replace(old, new)
    with running(server, settings, folder / "running") as port:
        yield f"http://127.0.0.1:{port}/"


def verified(published: Path, address: str, capsys, *more: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["verify", address, "--site", str(published / "site"), "--signers", str(published / "key.pub"), "--lang", "en", *more])
    said = capsys.readouterr()
    return status, said.out + said.err


@pytest.fixture
def root(published, tmp_path):
    """Give a copy of what is shown, to be spoiled."""
    return Path(shutil.copytree((published / "www/current").resolve(), tmp_path / "root"))


@pytest.mark.parametrize("way", [nginx, caddy])
def test_a_site_served_as_documented_is_whole(way, published, root, tmp_path, capsys):
    """Every file, header and the answer to an address where nothing is are as promised; a sample may do."""
    with served(way, published, root, tmp_path / "server") as address:
        status, said = verified(published, address, capsys)
        assert (status, "whole: release 2" in said) == (0, True), said
        status, said = verified(published, address, capsys, "--sample", "7")
        assert (status, " 7 files" in said) == (0, True), said


def flipped(root: Path) -> None:
    page = root / PAGE
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    page.write_bytes(data)


def swapped(root: Path) -> None:
    (root / PAGE).write_bytes((root / "index.html").read_bytes())


def mixed(root: Path) -> None:
    shutil.copy(root.parent / "old/digests.json", root / "digests.json")


def older(root: Path) -> None:
    emptied(root)
    shutil.copytree(root.parent / "old", root, dirs_exist_ok=True)


def emptied(root: Path) -> None:
    """Empty a folder that stays: a server has it."""
    for one in root.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


SPOILED = {
    "byte flipped": (flipped, "RELEASE_FILE_ALTERED", PAGE),
    "files swapped": (swapped, "RELEASE_FILE_SWAPPED", PAGE),
    "file missing": (lambda root: (root / PAGE).unlink(), "RELEASE_FILE_GONE", PAGE),
    "signature of nobody": (lambda root: (root / "release.json.sig").write_text("no signature"), "RELEASE_SIGNATURE", "release.json.sig"),
    "list of digests of another release": (mixed, "RELEASE_MIXED", "digests.json"),
    "older release": (older, "RELEASE_OLD", "release.json"),
    "nothing there": (lambda root: (root / "release.json").unlink(), "RELEASE_NONE", "release.json"),
}


@pytest.mark.parametrize("way", [nginx, caddy])
def test_what_was_tampered_with_is_found(way, published, root, tmp_path, capsys):
    """Each kind is named by its code and its path, whatever the server."""
    old = next(one for one in (published / "www/releases").iterdir() if one.name.startswith("1-"))
    shutil.copytree(old, tmp_path / "old")
    whole = shutil.copytree(root, tmp_path / "whole")
    with served(way, published, root, tmp_path / "server") as address:
        assert verified(published, address, capsys)[0] == 0
        for name, (spoil, code, path) in SPOILED.items():
            emptied(root)
            shutil.copytree(whole, root, dirs_exist_ok=True)
            spoil(root)
            status, said = verified(published, address, capsys)
            assert (status, code in said, path in said) == (1, True, True), (name, said)


CSP = "; frame-ancestors 'none'\""
BROKEN = {
    "header missing": (("add_header X-Content-Type-Options nosniff always;", ""), "WEB_HEADER_MISSING", "X-Content-Type-Options"),
    "header missing with errors": (("Referrer-Policy strict-origin-when-cross-origin always;", "Referrer-Policy strict-origin-when-cross-origin;"), "WEB_HEADER_MISSING", "nothing-is-here"),
    "policy too wide": ((CSP, '; frame-ancestors *"'), "WEB_HEADER_OTHER", "Content-Security-Policy"),
    "pages kept too long": (('default     "no-cache";', 'default     "max-age=600";'), "WEB_HEADER_OTHER", "Cache-Control"),
    "everything is found": (("error_page 403 404 =404 /404.html;", "error_page 403 404 =200 /404.html;"), "WEB_STATUS", "answers 200, wanted is 404"),
    "data closed": (("    add_header Access-Control-Allow-Origin $quanli_open;\n", ""), "WEB_HEADER_MISSING", "Access-Control-Allow-Origin"),
    "wrong kind": (("        text/csv csv;\n", ""), "WEB_HEADER_OTHER", "Content-Type"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_header_that_is_missing_or_other_is_told_once_with_an_address(name, published, root, tmp_path, capsys):
    """However many files lack it: with an example, how many more, and what to do."""
    change, code, said_of = BROKEN[name]
    with served(nginx, published, root, tmp_path / "server", change) as address:
        status, said = verified(published, address, capsys)
    told = [line for line in said.splitlines() if code in line]
    assert (status, len(told)) == (1, 1), said
    assert said_of in told[0] and address in told[0] and "publishing.md" in said


def test_caddy_without_a_header_is_told(published, root, tmp_path, capsys):
    """Also of the server that drops headers where it answers an error."""
    with served(caddy, published, root, tmp_path / "server", ("        X-Content-Type-Options nosniff\n", "")) as address:
        status, said = verified(published, address, capsys)
    assert status == 1 and "WEB_HEADER_MISSING" in said and "X-Content-Type-Options" in said


def test_pages_that_portals_embed_may_name_them(tmp_path):
    """Below /embed/ a policy names who may frame; that anybody may is no policy."""
    from quanli.build.headers import HEADERS, all_headers

    right = {name.lower(): value for name, value in all_headers("/embed/A-1/").items()} | {"content-type": "text/html; charset=utf-8"}
    portal = right | {"content-security-policy": HEADERS["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors https://www.example.gov.cn")}
    anybody = right | {"content-security-policy": HEADERS["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors *")}
    assert list(misses("/embed/A-1/index.html", 200, portal)) == []
    assert len(list(misses("/embed/A-1/index.html", 200, anybody))) == 1
    assert len(list(misses("/powers/A-1/index.html", 200, portal | {"cross-origin-resource-policy": "same-origin"}))) == 1


def test_an_address_where_nobody_answers_is_told_in_a_sentence(published, capsys):
    """With the address, and why."""
    status, said = verified(published, "http://127.0.0.1:9/", capsys)
    assert status == 1 and "WEB_UNREACHABLE" in said and "http://127.0.0.1:9/" in said and "Traceback" not in said


def test_nothing_is_published_to_a_web_address(published, capsys):
    """It is said what to publish to instead."""
    status = main(["publish", "https://example.gov.cn/", "--site", str(published / "site"), "--key", str(published / "key"), "--lang", "en"])
    assert status == 1 and "WEB_READ_ONLY" in capsys.readouterr().err
