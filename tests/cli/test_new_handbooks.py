"""``quanli new handbooks`` gives a site the handbooks, to keep and to change."""

import subprocess

from conftest import ROOT
from quanli.cli import main
from quanli.cli.new_handbooks import EXAMPLE, handbooks
from sites import build, check, make_site

OWN = "ssh://git@git.bureau.example/powers.git"


def test_handbooks_are_written_once(tmp_path, capsys):
    """They lie among the guides with the site's own repository in them, pass the check and are shown; what was changed since stays."""
    site = make_site(tmp_path)
    for words in (["init", "--quiet"], ["remote", "add", "origin", OWN]):
        subprocess.run(["git", *words], cwd=site, check=True)
    assert main(["new", "handbooks", "--site", str(site), "--lang", "en"]) == 0
    assert "made 10 handbooks (content/guides/handbook-*.md)" in capsys.readouterr().err
    book = site / "content/guides/handbook-legal-office.md"
    assert (OWN in book.read_text(encoding="utf-8"), EXAMPLE in book.read_text(encoding="utf-8")) == (True, False)
    book.write_text(book.read_text(encoding="utf-8") + "\n本单位另有规定。\n", encoding="utf-8")
    assert main(["new", "handbooks", "--site", str(site), "--lang", "en"]) == 0
    assert "content/guides/handbook-legal-office.md exists already; nothing was changed" in capsys.readouterr().err
    assert check(site, capsys) == (0, [])
    assert build(site) == 0
    assert "本单位另有规定。" in (site / "output/handbooks/legal-office/index.html").read_text(encoding="utf-8")


def test_handbooks_need_a_site_and_no_name(tmp_path, capsys):
    """Outside of a site nothing is written, and a name is refused."""
    assert main(["new", "handbooks", "--site", str(tmp_path), "--lang", "en"]) == 1
    assert main(["new", "handbooks", "x", "--site", str(tmp_path), "--lang", "en"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_handbooks_are_those_of_the_sample():
    """What is shipped are the handbooks of the sample, in two languages each."""
    assert [path.parent for path in handbooks()] == [ROOT / "content/guides"] * 10
