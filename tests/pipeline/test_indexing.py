import pickle
import subprocess
from dataclasses import replace

import pytest

from quanli.pipeline.indexing import IndexTask
from quanli.search.index import Settings
from search.catalogues import OFFICES, document


def task(folder):
    """Give the task of indexing three documents, from two spills."""
    folder.mkdir()
    spills = (folder / "1.pickle", folder / "2.pickle")
    spills[0].write_bytes(pickle.dumps([document(), document("GJJ-XK-0001", name="单位住房公积金缓缴审批")]))
    spills[1].write_bytes(pickle.dumps([document("SCJG-XK-0002", name="食品经营许可", office="scjg")]))
    return IndexTask(folder / "index.db", Settings(OFFICES), folder / "staging", spills, frozenset(), known=None)


def test_a_process_of_its_own_writes_the_same(tmp_path):
    """In a process of its own the same files are written as here, and told of with the same digests."""
    here = [row for rows in task(tmp_path / "here").run() for row in rows]
    apart = [row for rows in task(tmp_path / "apart").run_apart() for row in rows]
    assert apart == here
    for path, *_ in here:
        assert (tmp_path / "apart" / "staging" / path).read_bytes() == (tmp_path / "here" / "staging" / path).read_bytes()


def test_a_process_that_fails_is_no_success(tmp_path, capfd):
    """What goes wrong in the other process is an error here, and its reason is not lost."""
    broken = replace(task(tmp_path / "broken"), spills=(tmp_path / "gone.pickle",))
    with pytest.raises(subprocess.CalledProcessError):
        list(broken.run_apart())
    assert "gone.pickle" in capfd.readouterr().err
