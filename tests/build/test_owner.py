"""A build writes only into a folder that is empty or its own site's."""

import json
import shutil
import signal
from pathlib import Path

import pytest

from quanli.build.backstage import backstage
from quanli.cli import main
from sites import build, edit, make_site

SETTINGS = "content/site.yaml"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def another(folder: Path) -> Path:
    """Make a site of another name."""
    folder.mkdir()
    site = make_site(folder)
    edit(site, SETTINGS, "某某县权力事项公开", "乙县权力事项公开")
    edit(site, SETTINGS, "https://example.gov.cn", "https://yixian.gov.cn")
    return site


def test_two_sites_never_write_into_one_output(tmp_path, capsys):
    """The second is told whose the folder is, and no file of it is touched."""
    site, output = make_site(tmp_path), tmp_path / "www"
    assert build(site, "--output", str(output)) == 0
    before = tree(output)
    capsys.readouterr()
    assert build(another(tmp_path / "other"), "--output", str(output)) == 1
    assert f"{output}: error OUTPUT_TAKEN the output folder belongs to another site: 某某县权力事项公开 https://example.gov.cn\n" in capsys.readouterr().err
    assert tree(output) == before
    assert not list(tmp_path.glob(".www*"))
    assert build(site, "--output", str(output)) == 0


def test_folder_with_files_of_others_is_no_output(tmp_path, capsys):
    """What somebody else put into a folder is not mixed with a site."""
    site, output = make_site(tmp_path), tmp_path / "documents"
    output.mkdir()
    (output / "letter.txt").write_text("x")
    assert build(site, "--output", str(output)) == 1
    assert f"{output}: error OUTPUT_FOREIGN the output folder is not empty, and what is in it was not written by this program\n" in capsys.readouterr().err
    assert tree(output) == {"letter.txt": b"x"}


@pytest.mark.parametrize("kept", [".git", ".nojekyll", "lost+found"])
def test_hidden_files_and_a_file_systems_own_do_not_matter(kept, tmp_path):
    """A fresh file system, or a branch for pages checked out, is as good as an empty folder."""
    site = make_site(tmp_path)
    (site / "output" / kept).mkdir(parents=True)
    assert build(site) == 0
    assert (site / "output" / kept).is_dir()


def test_a_site_knows_its_output_again(tmp_path):
    """With the state lost, or moved elsewhere, or renamed, a site goes on writing into its own output, where files of others stay."""
    site = make_site(tmp_path)
    assert build(site) == 0
    (site / "output/verify.txt").write_text("x")
    shutil.rmtree(site / ".quanli")
    assert build(site) == 0
    moved = site.rename(tmp_path / "moved")
    assert build(moved) == 0
    edit(moved, SETTINGS, "https://example.gov.cn", "https://jiaxian.gov.cn")
    assert build(moved) == 0
    assert json.loads((moved / "output/digests.json").read_bytes())["site"] == "某某县权力事项公开 https://jiaxian.gov.cn"
    shutil.rmtree(moved / ".quanli")
    assert build(moved) == 0
    assert (moved / "output/verify.txt").read_text() == "x"


def test_output_of_an_earlier_version_is_taken_over(tmp_path):
    """A list of digests that does not say whose it is may be anybody's."""
    site = make_site(tmp_path)
    assert build(site) == 0
    wanted = tree(site / "output")
    root = site / "output/digests.json"
    told = json.loads(root.read_bytes())
    del told["site"]
    root.write_text(json.dumps(told))
    shutil.rmtree(site / ".quanli")
    assert build(site) == 0
    assert tree(site / "output") == wanted


@pytest.mark.parametrize("renamed", [False, True])
def test_build_that_was_cut_off_finds_its_output_again(renamed, tmp_path, monkeypatch):
    """Cut off while it publishes, also the first time or after the site was renamed, a build does not shut itself out."""
    import quanli.pipeline.output as output

    site = make_site(tmp_path)
    if renamed:
        assert build(site) == 0
        edit(site, SETTINGS, "https://example.gov.cn", "https://jiaxian.gov.cn")
    before = tree(site / "output")

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(output, "switch" if renamed else "show", cut_off)
        assert build(site) == 128 + signal.SIGINT
    assert tree(site / "output") == before
    assert build(site) == 0
    fresh = make_site(tmp_path / "fresh")
    if renamed:
        edit(fresh, SETTINGS, "https://example.gov.cn", "https://jiaxian.gov.cn")
    assert build(fresh) == 0
    assert tree(site / "output") == tree(fresh / "output")


PLACES = {
    "content/out": "it is the site's own content",
    ".": "the site itself lies in it",
    "..": "the site itself lies in it",
    ".git/www": "it is the site's own .git",
    "output/www": "it lies in another output, {site}/output",
}


REFUSED = {
    "root": "OUTPUT_PLACE", "home": "OUTPUT_PLACE", "empty home": "OUTPUT_PLACE", "here": "OUTPUT_PLACE", "above": "OUTPUT_PLACE", "content": "OUTPUT_PLACE",
    "below content": "OUTPUT_PLACE", "git": "OUTPUT_PLACE", "another's content": "OUTPUT_PLACE", "another's git": "OUTPUT_PLACE", "releases": "OUTPUT_PLACE",
    "a release": "OUTPUT_PLACE", "one file": "OUTPUT_FOREIGN", "one hidden file": "OUTPUT_FOREIGN", "one folder": "OUTPUT_FOREIGN",
}  # fmt: skip


def named(place: str, folder: Path, site: Path, monkeypatch) -> Path:
    """Make a folder that nobody wants filled with a site."""
    below = folder / "there"
    below.mkdir()
    if place in {"home", "empty home"}:
        monkeypatch.setenv("HOME", str(below))
        if place == "home":
            (below / ".profile").write_text("x")
    elif place.startswith("one"):
        lying = below / {"one file": "x", "one hidden file": ".netrc", "one folder": "x/y"}[place]
        lying.parent.mkdir(exist_ok=True)
        lying.write_text("x")
    elif place.startswith("another"):
        make_site(below)
        return below / "site" / ("content/powers/www" if place.endswith("content") else ".git/www")
    elif place in {"releases", "a release"}:
        (below / ".quanli-releases").write_text("x")
        (below / "releases/1-a").mkdir(parents=True)
        return below if place == "releases" else below / "releases/1-a"
    return {"root": Path("/"), "here": site, "above": site.parent, "content": site / "content", "below content": site / "content/x", "git": site / ".git"}.get(place, below)


@pytest.mark.parametrize("place", REFUSED)
def test_no_site_is_built_into_what_is_not_its_own(place, tmp_path, capsys, monkeypatch):
    """The root, the home, the site and its sources, releases, and any folder that is neither empty nor a site's: not one file is written."""
    site = make_site(tmp_path)
    (site / ".git").mkdir()
    output = named(place, tmp_path, site, monkeypatch)
    before, top = tree(tmp_path), sorted(path.name for path in Path("/").iterdir())
    assert build(site, "--output", str(output)) == 1
    assert f": error {REFUSED[place]} " in capsys.readouterr().err
    assert {path: data for path, data in tree(tmp_path).items() if not path.startswith("site/.quanli/")} == before
    assert sorted(path.name for path in Path("/").iterdir()) == top


@pytest.mark.parametrize("words", [".", "..", "content", "content/x", "~", "/"])
def test_a_short_word_is_no_way_around(words, tmp_path, capsys, monkeypatch):
    """What a slip of the hand writes after --output, in the site's folder."""
    site = make_site(tmp_path)
    monkeypatch.chdir(site)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = tree(tmp_path)
    assert main(["build", "--quiet", "--jobs", "1", "--lang", "en", "--output", str(Path(words).expanduser())]) == 1
    assert "error OUTPUT_PLACE nothing can be put out here" in capsys.readouterr().err
    assert {path: data for path, data in tree(tmp_path).items() if not path.startswith("site/.quanli/")} == before


def test_an_empty_folder_and_its_own_are_written(tmp_path):
    """A folder that is there and empty becomes the output, and stays it."""
    site, output = make_site(tmp_path), tmp_path / "www"
    output.mkdir()
    for _ in range(2):
        assert build(site, "--output", str(output)) == 0
        edit(site, "content/powers/xxj/YJ-XK-0001.yaml", "烟花爆竹", "烟花炮竹")
    assert (output / "digests.json").is_file()


@pytest.mark.parametrize("place", PLACES)
def test_output_lies_in_no_sources_and_in_no_other_output(place, tmp_path, capsys):
    """Where an output would be mixed with what a site is made of, or with another site, one sentence says why."""
    site = make_site(tmp_path)
    assert build(site) == 0
    before = tree(site)
    capsys.readouterr()
    assert build(site, "--output", str(site / place)) == 1
    said = capsys.readouterr().err
    assert f"{(site / place).resolve()}: error OUTPUT_PLACE nothing can be put out here: {PLACES[place].format(site=site)}\n" in said
    assert tree(site) == before


def test_two_sites_at_once_do_not_share_an_empty_output(tmp_path, capsys):
    """While one site prepares an output, another is told to wait, whose it will be."""
    site, output = make_site(tmp_path), tmp_path / "www"
    with backstage(output):
        assert build(site, "--output", str(output)) == 75
    assert "another build of this site is under way; try again later\n" in capsys.readouterr().err
    assert build(site, "--output", str(output)) == 0


def test_output_that_another_site_took_over_is_not_taken_back(tmp_path, capsys):
    """That a site once built there does not make the output its own."""
    site, output = make_site(tmp_path), tmp_path / "www"
    assert build(site, "--output", str(output)) == 0
    shutil.rmtree(output)
    assert build(another(tmp_path / "other"), "--output", str(output)) == 0
    before = tree(output)
    capsys.readouterr()
    assert build(site, "--output", str(output)) == 1
    assert "error OUTPUT_TAKEN the output folder belongs to another site: 乙县权力事项公开 https://yixian.gov.cn\n" in capsys.readouterr().err
    assert tree(output) == before
