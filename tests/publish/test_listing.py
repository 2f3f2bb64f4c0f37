"""The list of digests as a list of files: what differs between two, and what lies below a folder."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.build.digests import part_bytes, part_name, root_bytes
from quanli.build.staging import FileRow
from quanli.publish.listing import Listing, difference

PATHS = st.dictionaries(st.sampled_from([f"{folder}{name}" for folder in ("", "a/", "static/", "static/css/", "z/") for name in "bdf"]), st.sampled_from("xy"))


def site(files: dict[str, str], most: int = 3) -> dict[str, bytes]:
    """Write the list of digests of a site, so many files a part."""
    rows = [FileRow(path, hashlib.sha256(text.encode()).hexdigest(), len(text)) for path, text in sorted(files.items())]
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    lying = {part_name(part[0].path): part_bytes(part) for part in parts}
    root = root_bytes("public", "甲", "2026-06-01", "", [(part_name(part[0].path), hashlib.sha256(part_bytes(part)).hexdigest()) for part in parts])
    return {"digests.json": root, **lying}


def listing(files: dict[str, str], most: int = 3) -> Listing:
    return Listing(site(files, most).__getitem__)


@given(PATHS, PATHS, st.integers(1, 4), st.integers(1, 4))
def test_what_differs_leads_from_one_site_to_the_other(old, new, few, many):
    """Whatever the parts: what comes and goes, and nothing else, makes the new site of the old one."""
    steps = difference(listing(old, few), listing(new, many))
    own = ("digests.json", "digests/")
    come = {file.path: file.sha256 for file in steps.come if not file.path.startswith(own)}
    gone = {file.path for file in steps.go if not file.path.startswith(own)}
    assert come == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in new.items() if old.get(path) != text}
    assert gone == old.keys() - new.keys()
    before, after = site(old, few), site(new, many)
    shown = {path: data for path, data in before.items() if path not in {file.path for file in steps.go}}
    shown |= {file.path: after[file.path] for file in steps.come if file.path.startswith(own)}
    assert shown == after


@given(PATHS, st.integers(1, 4))
def test_what_lies_below_a_folder(files, most):
    """All files whose path begins so, however the parts fall."""
    assert [file.path for file in listing(files, most).below("static/")] == sorted(path for path in files if path.startswith("static/"))


def test_parts_that_are_the_same_are_not_read():
    """Of two sites that differ in one file, one part of each is read."""
    files = {f"p/{number:04}": "x" for number in range(300)}
    read: list[str] = []
    sides = [site(files), site(files | {"p/0150": "y"})]
    old, new = (Listing(lambda path, side=side: read.append(path) or side[path]) for side in sides)
    difference(old, new)
    assert len(read) == 4


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 2, "generator": "quanli", "site": "", "day": "", "parts": [{"name": "../x", "sha256": ""}]}', b"[" * 100_000])
def test_what_is_no_list_of_digests_is_refused(data):
    """Bytes that are none, and a part that would lie outside."""
    with pytest.raises(ValueError, match=r".*"):
        Listing(lambda _: data)


def test_altered_part_is_refused():
    """A part whose digest is not that of the root."""
    lying = site({"a/b": "x"})
    lying[next(path for path in lying if path != "digests.json")] = part_bytes([FileRow("a/b", "0" * 64, 1)])
    with pytest.raises(ValueError, match="is not what the list of digests says"):
        list(Listing(lying.__getitem__).files())
