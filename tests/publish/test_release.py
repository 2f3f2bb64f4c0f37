"""What a release says of itself can be written and read, and nothing else is taken for it."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.publish.release import File, Release, read_release

HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
COMMIT = HEX.map(lambda text: text[:40])
RELEASES = st.builds(
    Release, site=st.text(), commit=COMMIT, day=st.dates(), serial=st.integers(1, 10**9), previous=HEX, digests=HEX,
    approval=st.sampled_from(["required", "not required"]), baseline=COMMIT, rollback_of=st.integers(0, 9), withdrawn=st.just("") | COMMIT,
    kept=st.lists(st.builds(File, st.sampled_from(["static/a.css", "static/js/b.js"]), HEX, st.integers(0, 99)), max_size=3).map(tuple),
)  # fmt: skip
ONE = Release("甲", "a" * 40, datetime.date(2026, 6, 1), 1, "", "b" * 64, "required", "a" * 40)


@given(RELEASES)
def test_what_is_written_is_read(release):
    """The same release, and the same bytes again."""
    assert read_release(release.record()) == release
    assert read_release(release.record()).record() == release.record()


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2}, {"generator": "x"}, {"serial": 0}, {"serial": "1"}, {"serial": True}, {"commit": "a" * 39}, {"commit": "../etc"}, {"manifest": ""}, {"day": "x"},
        {"approval": "yes"}, {"site": 1}, {"kept": [["../x", "0" * 64, 1]]}, {"kept": [["x", "0", 1]]}, {"kept": 1}, {"previous": "x"}, {"rollback_of": -1},
    ],
)  # fmt: skip
def test_what_is_no_release_is_refused(changed):
    """A field of another kind, a path outside the site, a format of later."""
    said = json.loads(ONE.record())
    with pytest.raises(ValueError, match=r".*"):
        read_release(json.dumps(said | changed).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_bytes_that_are_no_record(data):
    """Nothing of them is believed."""
    with pytest.raises(ValueError, match=r".*"):
        read_release(data)
