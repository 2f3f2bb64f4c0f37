"""Everything that is written goes into a folder behind the scenes."""

import hashlib
import os

import pytest

from quanli.build.staging import make_folder, staged_files, write_file


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "a\\b", "a\0b"])
def test_path_that_leads_out_is_refused(path, tmp_path):
    """No file lands outside the output, whatever name it was given."""
    with pytest.raises(ValueError, match="not a path below the output"):
        write_file(tmp_path, path, b"x")
    assert list(tmp_path.iterdir()) == []


def test_file_is_described(tmp_path):
    """A file is known by path, digest and size, and of which output it is; what the host wrote is described alike."""
    row = write_file(tmp_path, "a/b/c.txt", b"hello", "guide", "b")
    assert row == ("a/b/c.txt", hashlib.sha256(b"hello").hexdigest(), 5, "guide", "b")
    assert list(staged_files(str(tmp_path))) == ["a/b/c.txt"]


def test_folder_that_cannot_be_made_is_said(tmp_path):
    """A folder is made with those above it; where the system makes none (``/proc``) it says so, and nothing goes round in a circle."""
    make_folder(f"{tmp_path}/a/b/c")
    assert (tmp_path / "a/b/c").is_dir()
    with pytest.raises(FileNotFoundError):
        make_folder("/proc/self/here/below")


def test_folder_above_that_another_worker_makes_meanwhile_is_no_fault(tmp_path, monkeypatch):
    """Two workers may make the same folders at once: one that appears between two looks does not end the build."""
    mkdir = os.mkdir

    def slow(path, mode=0o777):
        if not (tmp_path / "a").exists():
            mkdir(tmp_path / "a")
            raise FileNotFoundError(path)
        mkdir(path, mode)

    monkeypatch.setattr(os, "mkdir", slow)
    make_folder(f"{tmp_path}/a/b")
    assert (tmp_path / "a/b").is_dir()
