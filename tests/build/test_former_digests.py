"""An output whose list of digests bears the names of earlier versions is taken over whole, by whatever is known of it."""

import json
import shutil

import pytest

from build.former import formerly
from pipeline.incremental import tree
from quanli.build.digests import former_list, read_digests
from sites import POWER, build, edit, make_site, put


@pytest.fixture
def site(tmp_path):
    """Give a site that an earlier version has built, with one item that is no more."""
    there = make_site(tmp_path)
    put(there, **{"content/powers/xxj/T-001.yaml": (there / POWER).read_text("utf-8").replace("YJ-XK-0001", "T-001")})
    assert build(there) == 0
    formerly(there / "output")
    (there / "content/powers/xxj/T-001.yaml").unlink()
    return there


def test_what_it_lists_is_read(site):
    """The files of an earlier version are known by its list."""
    assert "powers/T-001/index.html" in dict(read_digests(site / "output"))


@pytest.mark.parametrize("lost", ["nothing", "the state"])
def test_the_next_build_takes_it_over(site, lost, tmp_path):
    """The old list goes, pages that are no more go, and the output is that of a clean build, whether or not the state is kept."""
    if lost == "the state":
        shutil.rmtree(site / ".quanli")
    assert build(site) == 0
    clean = make_site(tmp_path / "clean")
    assert build(clean) == 0
    assert tree(site / "output") == tree(clean / "output")
    assert build(site) == 0
    edit(site, POWER, "由专人销售", "由专人负责销售")
    assert build(site) == 0
    assert not (site / "output/manifest").exists()


def test_a_build_with_errors_leaves_it_whole(site):
    """Until a build comes to its end the old list stands, with all that it vouches for."""
    before = tree(site / "output")
    edit(site, POWER, "category: permit", "category: permi")
    assert build(site) == 1
    assert tree(site / "output") == before


def test_a_file_of_that_name_that_is_no_list_of_ours_stays(site):
    """A web manifest that somebody else put there is left alone."""
    assert build(site) == 0
    theirs = site / "output/manifest.json"
    theirs.write_text(json.dumps({"name": "x", "icons": []}), encoding="utf-8")
    shutil.rmtree(site / ".quanli")
    assert former_list(site / "output") == []
    assert build(site) == 0
    assert json.loads(theirs.read_bytes()) == {"name": "x", "icons": []}
