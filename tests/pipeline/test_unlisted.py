"""Nothing is published that the list of digests does not list: whatever else was written ends the build, by name."""

import subprocess
import sys
from pathlib import Path

import pytest

import quanli.catalogue.guide
import quanli.pipeline.build
import quanli.plugin.settings
from content_files import KEY
from pipeline.incremental import tree
from quanli.build.staging import write_file
from quanli.cli import main
from sites import POWER, build, check, edit, make_site, put

GUIDE = "content/guides/a.md"
HEAD = "Title: 甲\nSlug: a\nSummary: 乙\n\n"
LINKS = (
    "[x]({static}/approvers)",
    "[x]({attach}../approvers)",
    "[x]({filename}lingshou.md)",
    "[x]({index})",
    "[x]({category}a)",
    "[x](|static|/approvers)",
    "[x](|filename|lingshou.md)",
    "![x]({static}/approvers)",
    "[x](<{static}/approvers> '题')",
    "[x][1]\n\n[1]: {static}/approvers",
    "[x][1]\n\n> [1]: <{static}/approvers> '题'",
    "[x](&#123;static}/approvers)",
    "[x](..&#47;approvers)",
    "[x](approvers)",
)
HTML = ('<a href="{static}/approvers">x</a>', "<img src='{attach}../approvers'>", "<video poster='|static|/approvers'></video>")


def said(capsys) -> str:
    return capsys.readouterr().err


@pytest.mark.parametrize("link", [*LINKS, *HTML])
def test_a_link_that_would_copy_a_file_is_refused(link, tmp_path, capsys):
    """However a guide links to a file of the folder that people edit, check and build name the line, and nothing is written."""
    site = make_site(tmp_path, **{"content/approvers": 'x@y namespaces="git" ssh-ed25519 AAAA\n', GUIDE: f"{HEAD}{link}\n"})
    status, found = check(site, capsys)
    wanted = "RAW_HTML" if link in HTML else "BAD_LINK"
    line = 5 + 2 * ("[1]" in link)
    assert status == 1
    assert {(one["file"], one["line"]) for one in found if one["code"] == wanted} == {(GUIDE, line)}
    assert build(site) == 1
    assert not (site / "output").exists()


@pytest.mark.parametrize("link", LINKS[:8])
def test_the_host_itself_copies_nothing(link, tmp_path, monkeypatch):
    """Even a link that no check has found makes Pelican copy nothing; a clean and an incremental build give the same bytes."""
    monkeypatch.setattr(quanli.catalogue.guide, "prose_problems", lambda *_: ())
    site = make_site(tmp_path, **{"content/approvers": f'legal-review@xxj namespaces="quanli-approval" {KEY} 法规科\n'})
    assert build(site) == 0
    put(site, **{GUIDE: f"{HEAD}{link}\n"})
    assert build(site) == 0
    after = tree(site / "output")
    assert [path for path in after if "approvers" in path] == []
    assert not any(KEY.split()[1].encode() in data for data in after.values())
    (site / "output").rename(site / "kept")
    (site / ".quanli/state.sqlite").unlink()
    assert build(site) == 0
    assert tree(site / "output") == after


@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_nobody_listed_ends_the_build(first, tmp_path, monkeypatch, capsys):
    """What any part of the program writes without listing it is named; the output stays as it was."""
    site = make_site(tmp_path)
    if not first:
        assert build(site) == 0
        edit(site, POWER, "由专人销售", "由专人负责销售")
    before = tree(site / "output")
    rows = quanli.pipeline.build.site_maps

    def strays(place, *more):
        write_file(place.staging, "powers/approvers", b"x")
        (place.staging / "etc").symlink_to("/etc")
        rows(place, *more)

    monkeypatch.setattr(quanli.pipeline.build, "site_maps", strays)
    capsys.readouterr()
    assert build(site) == 1
    assert said(capsys).splitlines()[:4] == [
        "etc: error UNLISTED_FILE etc was written into the site but is not listed in its list of digests; nothing has been published",
        "    → only what was checked is published; unless a Pelican plugin or setting of yours does this, please report it",
        "powers/approvers: error UNLISTED_FILE powers/approvers was written into the site but is not listed in its list of digests; nothing has been published",
        "    → only what was checked is published; unless a Pelican plugin or setting of yours does this, please report it",
    ]
    assert tree(site / "output") == before
    monkeypatch.undo()
    assert build(site) == 0


def test_what_pelican_is_told_to_add_is_named(tmp_path):
    """Files that a site's settings for Pelican add are not published: its program ends with a status and names them."""
    site = tmp_path / "site"
    assert main(["new", "site", str(site)]) == 0
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("STATIC_PATHS = ['laws.yaml']\nEXTRA_PATH_METADATA = {'laws.yaml': {'path': 'index.html'}}\n")
    program = Path(sys.executable).with_name("pelican")
    done = subprocess.run([program, "content", "-s", "pelicanconf.py"], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "UNLISTED_FILE index.html was written into the site but is not listed" in " ".join(done.stdout.split())
    assert not (site / "output").exists()


def test_only_the_guides_of_the_catalogue_are_pages(tmp_path, monkeypatch):
    """What lies hidden beside the guides, or below them, is never read by Pelican."""
    site = make_site(tmp_path, **{"content/guides/.b.md": HEAD.replace("Slug: a", "Slug: b"), "content/guides/README.md.txt": "x"})
    (site / "content/guides/.c").mkdir()
    put(site, **{"content/guides/.c/c.md": HEAD.replace("Slug: a", "Slug: c")})
    assert build(site) == 0
    assert sorted(path.name for path in (site / "output/guides").iterdir()) == ["index.html", "lingshou"]
