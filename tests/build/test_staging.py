"""Everything that is written goes through the staging folder."""

import hashlib

import pytest

from quanli.build.staging import move_files, remove_files, staged_files, write_file


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "a\\b", "a\0b"])
def test_path_that_leads_out_is_refused(path, tmp_path):
    """No file lands outside the output, whatever name it was given."""
    with pytest.raises(ValueError, match="not a path below the output"):
        write_file(tmp_path, path, b"x")
    assert list(tmp_path.iterdir()) == []


def test_file_is_described_moved_and_removed(tmp_path):
    """A file is known by path, digest and size; it is moved in one step, and removed with the folders that it leaves empty."""
    staging, output = tmp_path / "staging", tmp_path / "output"
    row = write_file(staging, "a/b/c.txt", b"hello", "guide", "b")
    assert row == ("a/b/c.txt", hashlib.sha256(b"hello").hexdigest(), 5, "guide", "b")
    assert list(staged_files(str(staging))) == ["a/b/c.txt"]
    assert move_files(staging, output, [row]) == 1
    assert (output / "a/b/c.txt").read_bytes() == b"hello"
    (output / "a/other.txt").touch()
    assert remove_files(output, ["a/b/c.txt", "not/there.txt"]) == 1
    assert sorted(path.name for path in output.rglob("*")) == ["a", "other.txt"]
