"""A broken file of whatever kind stops an incremental build as it stops a clean one, until it is mended."""

import pytest

from content_files import EXAMPLES, good, path_of
from pipeline.incremental import same_as_clean, same_verdict, tree
from quanli.catalogue.content_kinds import KINDS
from sites import build, make_site, put

BREAKABLE = [kind for kind in KINDS if EXAMPLES[kind.name].broken is not None]


@pytest.mark.parametrize("kind", BREAKABLE, ids=lambda kind: kind.name)
def test_a_broken_file_is_the_same_error_in_an_incremental_build(kind, tmp_path, capsys):
    """Each kind of file, broken after a good build, gives the messages and the status of a clean build, however often."""
    path = path_of(kind)
    site = make_site(tmp_path, **{path: good(kind, 1)})
    assert build(site) == 0
    before = tree(site / "output")
    put(site, **{path: EXAMPLES[kind.name].broken})
    for _ in range(2):
        assert same_verdict(site, tmp_path, capsys) == 1
    assert tree(site / "output") == before
    put(site, **{path: good(kind, 2)})
    assert same_verdict(site, tmp_path, capsys) == 0
    same_as_clean(site, tmp_path)
